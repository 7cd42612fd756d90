package main

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"newsgraph/graph"
)

// Open tenures end where their source was last seen to hold, because an export
// of 2022 says nothing of today.
var snapshots = map[string]string{
	"wd2022":    "2022-10",
	"wd2023-01": "2023-01",
	"authored":  "2026-06", // the month to which the authored rows were checked
}

// sovereigns come first, so that the head of state of their territories is the
// same person.
const sovereigns = "US GB FR NL DK NO AU NZ"

// A tenure is one row of the holders table.
type tenure struct{ country, office, ref, name, start, end, src string }

// people gathers persons and tenures.
type people struct {
	byRef   map[string]*entry
	byName  map[string][]*entry // normal name -> persons who bear it
	active  map[string]map[string]bool
	nick    map[string]map[string]bool // nickname -> full names
	tenures []tenure
}

func makePeople(src *source) ([]*entry, []string) {
	p := &people{byRef: map[string]*entry{}, byName: map[string][]*entry{}, active: map[string]map[string]bool{}, nick: nicknames(src)}
	for _, f := range src.rows("proto-tables/people_lean.tsv", 5) {
		p.known(f)
	}
	for _, f := range src.rows("proto-tables/tenures_wikidata.tsv", 7) {
		if f[1] == "People's Deputy of Ukraine" || strings.HasPrefix(f[1], "Lord of the") {
			continue
		}
		p.add(tenure{f[0], f[1], f[2], f[3], f[4], f[5], f[6]})
	}
	leaders := src.rows("authored/leaders_qid_patch.tsv", 5)
	for _, f := range leaders {
		p.leader(f)
	}
	for _, sovereign := range []bool{true, false} {
		for _, f := range src.rows("proto-tables/tenures_factbook.tsv", 7) {
			if strings.Contains(sovereigns, f[0]) == sovereign {
				p.factbook(f)
			}
		}
	}
	p.patch(leaders)
	for _, f := range src.rows("authored/officeholders_delta.tsv", 5) {
		p.add(tenure{f[0], f[1], p.find(f[0], f[2]), f[2], f[3], f[4], "authored"})
	}
	p.unite()
	return p.entries(), p.lines()
}

func (p *people) known(f []string) {
	e := &entry{kind: "person", ref: f[0], name: f[1], class: "Person", prior: 300}
	if g := strings.ToLower(f[3]); g == "m" || g == "f" {
		e.attr = g
	}
	e.attr += "," + f[4]
	p.register(e)
	for _, a := range split(f[2]) {
		if strings.Contains(a, " ") && a != strings.ToLower(a) {
			p.alias(e, a)
		}
	}
}

func (p *people) register(e *entry) {
	p.byRef[e.ref] = e
	p.alias(e, e.name)
}

func (p *people) alias(e *entry, name string) {
	form := byte(formAlias)
	if name == e.name {
		form = formName
	}
	e.add(form, name)
	key := graph.NormalName(name)
	if !slices.Contains(p.byName[key], e) {
		p.byName[key] = append(p.byName[key], e)
	}
	if short := withoutInitials(key); short != key {
		e.add(formAlias, short)
		if !slices.Contains(p.byName[short], e) {
			p.byName[short] = append(p.byName[short], e)
		}
	}
}

// withoutInitials drops single letters inside a normal name.
func withoutInitials(key string) string {
	words := strings.Fields(key)
	if len(words) < 3 {
		return key
	}
	kept := slices.DeleteFunc(slices.Clone(words[1:len(words)-1]), func(w string) bool { return len(w) == 1 })
	return strings.Join(slices.Concat(words[:1], kept, words[len(words)-1:]), " ")
}

// find returns the reference of the one person of that name: among several the
// one who held an office in the country. A person whom no table knows gets a
// reference of our own.
func (p *people) find(country, name string) string {
	key := graph.NormalName(name)
	candidates := p.byName[key]
	if len(candidates) == 0 {
		candidates = p.byName[withoutInitials(key)]
	}
	if len(candidates) == 0 {
		candidates = p.familiar(country, key)
	}
	if len(candidates) > 1 {
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(e *entry) bool { return !p.active[country][e.ref] })
	}
	if len(candidates) == 1 {
		return candidates[0].ref
	}
	return "per:" + graph.Slug(name) + "." + strings.ToLower(country)
}

// familiar returns the office-holders of the country with the last name of key
// whose first name is short for, or the long form of, its first name: "Joseph R.
// Biden" of one source is the "Joe Biden" of another.
func (p *people) familiar(country, key string) []*entry {
	words := strings.Fields(key)
	first, last := words[0], words[len(words)-1]
	var out []*entry
	for ref := range p.active[country] {
		w := strings.Fields(graph.NormalName(p.byRef[ref].name))
		if len(w) > 1 && w[len(w)-1] == last && (p.nick[first][w[0]] || p.nick[w[0]][first]) {
			out = append(out, p.byRef[ref])
		}
	}
	return out
}

func (p *people) note(country, ref string) {
	if p.active[country] == nil {
		p.active[country] = map[string]bool{}
	}
	p.active[country][ref] = true
}

// leader makes sure that a person of the leaders table is known.
func (p *people) leader(f []string) {
	if p.byRef[f[2]] == nil {
		p.register(&entry{kind: "person", ref: f[2], name: f[3], class: "Person", prior: 500, attr: ","})
	}
	p.alias(p.byRef[f[2]], f[3])
	p.note(f[0], f[2])
}

// patch adds leaders known by year only; one whom a later row follows in the same
// office ends when that one began.
func (p *people) patch(rows [][]string) {
	for _, f := range rows {
		var next []string
		for _, g := range rows {
			if g[0] == f[0] && g[1] == f[1] && g[4] > f[4] && (next == nil || g[4] < next[4]) {
				next = g
			}
		}
		end := ""
		if next != nil {
			end = p.start(next[0], next[2], next[4])
		}
		p.add(tenure{f[0], f[1], f[2], f[3], p.start(f[0], f[2], f[4]), end, "authored"})
	}
}

// start returns the most precise beginning that is known of a tenure that began
// in a year.
func (p *people) start(country, ref, year string) string {
	best := year
	for _, t := range p.tenures {
		if t.country == country && t.ref == ref && strings.HasPrefix(t.start, year) && len(t.start) > len(best) {
			best = t.start
		}
	}
	return best
}

var (
	observed = regexp.MustCompile(`\.\.(\d{4}-\d{2}-\d{2})$`)
	roman    = regexp.MustCompile(`\b(I[ivx]+|V[i]+|X[ivx]+)\b`)
	joined   = regexp.MustCompile(`\s+and\s+|[,;]`)
)

// factbook reads "hog:Prime Minister" rows; an open tenure ends where the row
// was last observed, unless a wiki tenure or the patch knows its start.
func (p *people) factbook(f []string) {
	kind, office, _ := strings.Cut(f[1], ":")
	name := roman.ReplaceAllStringFunc(f[3], strings.ToUpper)
	office = strings.Trim(strings.TrimSuffix(strings.TrimPrefix(office, "Sir"), "s"), " -")
	if office == "" || office == "the" || office == "Vice" || joined.MatchString(name) || len(name) < 4 {
		return
	}
	end := f[5]
	if m := observed.FindStringSubmatch(f[6]); end == "" && m != nil {
		end = m[1]
	}
	ref := f[2]
	if ref == "" {
		ref = p.find(f[0], name)
	}
	src := "fb"
	if kind == "cos" {
		src = "fb-state"
	}
	p.add(tenure{f[0], office, ref, name, f[4], end, src})
}

// add records a tenure and the person, if new.
func (p *people) add(t tenure) {
	if t.name == "" || t.office == "" || t.start == "" && t.end == "" {
		return
	}
	if t.end == "" {
		t.end = snapshots[t.src]
	}
	if p.byRef[t.ref] == nil {
		p.register(&entry{kind: "person", ref: t.ref, name: t.name, class: "Person", prior: 400, attr: ","})
	}
	e := p.byRef[t.ref]
	if e.country == "" {
		e.country = t.country
	}
	e.prior = max(e.prior, 450)
	p.alias(e, t.name)
	p.note(t.country, t.ref)
	p.tenures = append(p.tenures, t)
}

func (p *people) entries() []*entry {
	out := make([]*entry, 0, len(p.byRef))
	for _, e := range p.byRef {
		out = append(out, e)
	}
	return out
}

// lines writes the tenures sorted by country, office, start and holder.
func (p *people) lines() []string {
	slices.SortFunc(p.tenures, func(a, b tenure) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.office, b.office), cmp.Compare(a.start, b.start),
			cmp.Compare(a.ref, b.ref), cmp.Compare(a.end, b.end), cmp.Compare(a.src, b.src))
	})
	var lines []string
	for _, t := range slices.Compact(p.tenures) {
		lines = append(lines, strings.Join([]string{t.country, t.office, t.ref, t.start, t.end, t.src}, "\t"))
	}
	return lines
}
