package main

import (
	"regexp"
	"strings"

	"newsgraph/graph"
)

func makeOrganizations(src *source) []*entry {
	out := curatedOrganizations(src)
	out = append(out, parties(src)...)
	out = append(out, armedGroups(src)...)
	taken := map[string]bool{}
	for _, e := range out {
		for k := range e.keys {
			taken[k] = true
		}
	}
	return append(out, phoenix(src, taken)...)
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
