package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"newsgraph/graph"
)

// makeOrganizations joins the authored organizations, the parties and armed groups
// of the Factbook and the Phoenix dictionaries; of two with one name the earlier
// one stays, parties of two countries both.
func makeOrganizations(src *source, igos []*entry) []*entry {
	taken := map[string]bool{}
	take := func(es []*entry) {
		for _, e := range es {
			for k := range e.keys {
				taken[k], taken[otherSpelling(k)] = true, true
			}
		}
	}
	take(igos)
	out := append(curatedOrganizations(src), knownOrganizations()...)
	take(out)
	fresh := func(es []*entry) []*entry {
		return slices.DeleteFunc(es, func(e *entry) bool { return taken[graph.NormalName(e.name)] })
	}
	parties := slices.DeleteFunc(parties(src), func(e *entry) bool { return sameParty(e, out) })
	groups := fresh(armedGroups(src))
	out = append(append(out, parties...), groups...)
	take(out)
	out = append(out, phoenix(src, taken)...)
	for _, e := range slices.Concat(igos, out) {
		for k, form := range maps.Clone(e.keys) {
			if form == formName || form == formAlias {
				e.add(formAlias, otherSpelling(k))
			}
		}
	}
	return out
}

// spellings are words of bodies' names that Britain and America spell in two ways.
var spellings = [][2]string{
	{"programme", "program"}, {"centre", "center"}, {"organisation", "organization"}, {"defence", "defense"},
	{"labour", "labor"}, {"theatre", "theater"}, {"centres", "centers"}, {"programmes", "programs"},
}

// otherSpelling returns a normal name in the other spelling, the same where it has none.
func otherSpelling(key string) string {
	words := strings.Fields(key)
	for i, w := range words {
		for _, pair := range spellings {
			switch w {
			case pair[0]:
				words[i] = pair[1]
			case pair[1]:
				words[i] = pair[0]
			}
		}
	}
	return strings.Join(words, " ")
}

// sameParty reports whether one of the list is the party: its name or acronym in
// its country.
func sameParty(party *entry, list []*entry) bool {
	return slices.ContainsFunc(list, func(e *entry) bool {
		if e.country != party.country || e.class != "Party" {
			return false
		}
		for k := range party.keys {
			if _, ok := e.keys[k]; ok {
				return true
			}
		}
		return false
	})
}

var curatedClass = map[string]string{
	"org/newsagency": "NewsAgency", "org/media": "Company", "org/armed": "ArmedGroup",
	"org/un": "Organization", "org/gov": "PublicBody", "org/mil": "PublicBody",
}

func curatedOrganizations(src *source) []*entry {
	var out []*entry
	for _, f := range src.rows("authored/curated_seed.tsv", 6) {
		class, ok := curatedClass[f[0]]
		if !ok {
			continue
		}
		e := &entry{kind: "organization", ref: f[1], name: f[2], class: class, prior: 850}
		if e.ref == "" {
			e.ref = "org:" + graph.Slug(e.name)
		}
		if cc, _, _ := strings.Cut(f[4], ";"); len(cc) == 2 {
			e.country = cc
		}
		e.attr = strings.TrimPrefix(f[0], "org/")
		e.add(formName, e.name)
		for _, a := range split(f[3]) {
			e.addAlias(a)
		}
		out = append(out, e)
	}
	return out
}

var parenthesis = regexp.MustCompile(`\s*[(\[]([^)\]]*)[)\]]`)

func parties(src *source) []*entry {
	var out []*entry
	for _, f := range src.rows("proto-tables/parties_factbook.tsv", 2) {
		names := split(f[1])
		if len(names) == 0 || len(strings.Fields(names[0])) > 8 {
			continue
		}
		e := &entry{kind: "organization", class: "Party", country: f[0], prior: 400, attr: "party"}
		nameWithParenthesis(e, names[0])
		e.ref = "org:" + graph.Slug(e.name) + "." + f[0]
		for _, a := range names[1:] {
			e.addAlias(parenthesis.ReplaceAllString(a, ""))
		}
		out = append(out, e)
	}
	return out
}

// nameWithParenthesis sets the name before a parenthesis and adds what is in it.
func nameWithParenthesis(e *entry, name string) {
	e.name = strings.TrimSpace(parenthesis.ReplaceAllString(name, ""))
	e.add(formName, e.name)
	for _, m := range parenthesis.FindAllStringSubmatch(name, -1) {
		e.addAlias(m[1])
	}
}

func armedGroups(src *source) []*entry {
	var out []*entry
	for _, f := range src.rows("proto-tables/armed_groups_factbook.tsv", 2) {
		if strings.Contains(f[0], "–") { // branches of the Islamic State; their names are patterns
			continue
		}
		cc, _, more := strings.Cut(f[1], "|")
		e := &entry{kind: "organization", class: "ArmedGroup", prior: 500, attr: "armed"}
		if !more {
			e.country, _, _ = strings.Cut(cc, "-")
		}
		nameWithParenthesis(e, f[0])
		e.ref = "org:" + graph.Slug(e.name)
		out = append(out, e)
	}
	return out
}

// makeIGOs reads the share-alike table, which stays a file of its own.
func makeIGOs(src *source) []*entry {
	var out []*entry
	for _, f := range src.rows("proto-tables/igos_ccbysa.tsv", 5) {
		e := &entry{kind: "organization", ref: f[0], name: f[1], class: "Organization", prior: 600, attr: "igo"}
		if e.ref == "" {
			e.ref = "org:" + graph.Slug(e.name)
		}
		if e.ref == "Q458" || e.ref == "Q1065" {
			e.prior = 950
		}
		e.add(formName, e.name)
		for _, a := range append(split(f[2]), split(f[3])...) {
			e.addAlias(a)
		}
		out = append(out, e)
	}
	return out
}
