package resolve

import (
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/ontology"
)

// entityRules compare entity signatures.
type entityRules struct{ know *knowledge.Tables }

var _ rules[entity] = entityRules{}

func (r entityRules) link(f *entity) graph.ID { return f.ref }

func (r entityRules) blocks(f *entity) []string {
	var keys []string
	if f.vague {
		return nil // like nothing else: a block of them would grow with every article
	}
	if f.ref != "" {
		keys = append(keys, "r:"+string(f.ref))
	}
	if f.kind == "person" {
		return unique(append(keys, r.personBlocks(f)...))
	}
	for _, n := range f.names {
		keys = append(keys, f.kind+":"+n)
	}
	return unique(keys)
}

func unique(keys []string) []string {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// personBlocks are narrow, because surnames repeat: the family name's consonants
// with the initials that the given name can have; the given name with the family
// name's beginning; the words in any order; the office with a part of the name.
func (r entityRules) personBlocks(f *entity) []string {
	var keys []string
	for _, p := range slices.Concat(f.persons, f.known) {
		for _, o := range f.offices {
			if o.unique() {
				post := "o:" + o.key + "/" + o.country + "/"
				keys = append(keys, post+skeleton(p.last()), post+skeleton(p.first()))
			}
		}
		if len(p.words) == 1 {
			continue
		}
		for _, i := range r.initials(p.first()) {
			keys = append(keys, "p:"+skeleton(p.last())+"/"+i)
		}
		keys = append(keys, "g:"+p.first()+"/"+p.last()[:min(3, len(p.last()))])
		if len(p.words) > 2 {
			keys = append(keys, "f:"+strings.Join(p.words[:2], " "))
		}
		keys = append(keys, "l:"+strings.Join(p.words[len(p.words)-2:], " "))
		words := slices.Clone(p.words)
		slices.Sort(words)
		keys = append(keys, "w:"+strings.Join(words, " "))
	}
	return keys
}

// initials returns the first letters of a given name and of its long forms.
func (r entityRules) initials(given string) []string {
	out := []string{given[:1]}
	for _, full := range r.know.Nickname(given) {
		out = append(out, full[:1])
	}
	return unique(out)
}

func (r entityRules) score(a, b *entity) int {
	switch {
	case a.kind != b.kind || a.kind == "" || a.vague || b.vague:
		return 0
	case a.ref != "" && b.ref != "":
		if a.ref == b.ref {
			return 1000
		}
		return 0
	case a.kind == "person":
		return r.personScore(a, b)
	case a.where != b.where && a.where != "" && b.where != "":
		return 0
	}
	best := 0
	for _, n := range a.names {
		if slices.Contains(b.names, n) {
			if a.kind == "organization" && generic(n) && (a.where == "" || a.where != b.where) {
				continue
			}
			if a.acronym(n) || b.acronym(n) {
				best = max(best, accept)
				continue
			}
			best = max(best, sameWords)
		}
	}
	return best
}

// acronym reports whether name stands for a longer name of f by its initials.
func (f *entity) acronym(name string) bool {
	return slices.ContainsFunc(f.names, func(long string) bool { return initialsOf(long, name) })
}

// initialsOf reports whether short consists of the initials of the words of long,
// small words left out or not.
func initialsOf(long, short string) bool {
	var all, main strings.Builder
	for w := range strings.FieldsSeq(long) {
		all.WriteByte(w[0])
		if !slices.Contains([]string{"of", "the", "and", "for", "in", "on", "to"}, w) {
			main.WriteByte(w[0])
		}
	}
	return len(short) > 1 && (all.String() == short || main.String() == short)
}

func (r entityRules) personScore(a, b *entity) int {
	best := r.names(a, b)
	shared, country := sharedOffices(a, b)
	if !a.full || !b.full {
		if shared && best >= possible {
			return 900
		}
		return 0
	}
	switch {
	case best >= near && shared:
		best += 200
	case best >= initial && r.samePost(a, b):
		best += 100
	case best >= near && country:
		best += 50
	}
	return min(best, 1000)
}

// samePost reports whether both hold the same post of many in one country, under a
// family name that is not a frequent one: the O. Festarard who is a mayor in Mexico
// is the mayor Omar Festarard, the J. Smith who is a senator may be two.
func (r entityRules) samePost(a, b *entity) bool {
	for _, o := range a.offices {
		for _, p := range b.offices {
			if o.key == "" || o.key != p.key || o.key == "citizen" || o.country == "" || o.country != p.country {
				continue
			}
			for _, name := range a.persons {
				if !r.know.Surname(name.last()) && slices.ContainsFunc(b.persons, func(q person) bool { return q.last() == name.last() }) {
					return true
				}
			}
		}
	}
	return false
}

// names is the best score of two names of persons: as articles write them, or as the
// tables do those of one who is known.
func (r entityRules) names(a, b *entity) int {
	best := 0
	for _, p := range a.persons {
		for _, q := range b.persons {
			best = max(best, nameScore(r.know, p, q))
		}
	}
	return max(best, r.knownAs(a.known, b.persons), r.knownAs(b.known, a.persons))
}

// knownAs is the best score of a name and one that the tables have of the one in office,
// who is nobody's father by that.
func (r entityRules) knownAs(known, names []person) int {
	best := 0
	for _, k := range known {
		for _, p := range names {
			if p.suffix != "sr" || k.suffix != "" {
				best = max(best, nameScore(r.know, k, p))
			}
		}
	}
	return best
}

// sharedOffices reports whether both hold an office that few hold, and whether
// they hold offices in one country.
func sharedOffices(a, b *entity) (shared, country bool) {
	for _, o := range a.offices {
		for _, p := range b.offices {
			if o.country == "" || o.country != p.country {
				continue
			}
			country = true
			shared = shared || o.key == p.key && o.unique() && p.unique()
		}
	}
	return shared, country
}

func (r entityRules) conflict(a, b *entity) string {
	switch {
	case a.ref != "" && b.ref != "":
		if a.ref != b.ref {
			return "different knowledge ids"
		}
		return ""
	case a.kind != b.kind || a.kind == "":
		return "different kinds"
	case a.kind == "person":
		return r.personConflict(a, b)
	case a.where != b.where && a.where != "" && b.where != "":
		return "in different countries"
	case a.kind == "place" && placeClash(a.class, b.class):
		return "different kinds of place"
	case a.kind == "other" && a.class != b.class && a.class != "Thing" && b.class != "Thing":
		return "different kinds of thing"
	case a.kind == "organization" && longNamesDiffer(a, b):
		return "different names behind a short one"
	}
	return ""
}

func placeClash(a, b string) bool {
	if ontology.Is(a, b) || ontology.Is(b, a) || a == "Territory" || b == "Territory" {
		return false
	}
	return true
}

// longNamesDiffer reports whether all that two organizations share is short for
// different names: an acronym ("PLO"), or the first word ("Apple" of Apple Computer
// and of Apple Corps).
func longNamesDiffer(a, b *entity) bool {
	for _, n := range a.names {
		if slices.Contains(b.names, n) && !(a.short(n) && b.short(n)) {
			return false
		}
	}
	long := func(n string) bool { return strings.Contains(n, " ") }
	for _, n := range a.names {
		for _, m := range b.names {
			if long(n) && long(m) && (strings.HasPrefix(n, m) || strings.HasPrefix(m, n)) {
				return false
			}
		}
	}
	return slices.ContainsFunc(a.names, long) && slices.ContainsFunc(b.names, long)
}

// short reports whether name is the acronym or the beginning of a longer name of f.
func (f *entity) short(name string) bool {
	return f.acronym(name) || slices.ContainsFunc(f.names, func(long string) bool { return strings.HasPrefix(long, name+" ") })
}

func (r entityRules) personConflict(a, b *entity) string {
	if a.gender != "" && b.gender != "" && a.gender != b.gender {
		return "different genders"
	}
	if a.born != 0 && b.born != 0 && max(a.born-b.born, b.born-a.born) > 2 {
		return "different ages"
	}
	if len(a.persons) > 0 && len(b.persons) > 0 && r.names(a, b) < possible {
		return "different names"
	}
	return officeClash(a, b)
}

// officeClash returns why two sets of offices are not one person's: known
// countries without a common one, or fields of life that do not mix. Offices of
// international bodies go with any country.
func officeClash(a, b *entity) string {
	ca, cb := countries(a), countries(b)
	if len(ca) > 0 && len(cb) > 0 && !overlap(ca, cb) {
		return "offices in different countries"
	}
	fa, fb := fields(a), fields(b)
	if len(fa) > 0 && len(fb) > 0 && !overlap(fa, fb) {
		return "different fields of life"
	}
	return ""
}

func countries(f *entity) []string {
	var out []string
	for _, o := range f.offices {
		if len(o.country) == 2 && o.country != "EU" && o.country != "UN" {
			out = append(out, o.country)
		}
	}
	return out
}

func fields(f *entity) []string {
	var out []string
	for _, o := range f.offices {
		if o.field != "" {
			out = append(out, o.field)
		}
	}
	return out
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// legalForms end the names of companies.
var legalForms = []string{"inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "gmbh", "ag", "sa", "nv", "spa", "ab", "asa", "oyj", "kk", "bv", "lp", "llp", "pty"}

// organizationName drops the article in front and legal forms behind.
func organizationName(n string) string {
	words := strings.Fields(strings.TrimPrefix(n, "the "))
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}
