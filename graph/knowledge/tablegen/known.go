package main

import (
	_ "embed"
	"strings"

	"newsgraph/graph"
)

//go:embed known.tsv
var knownTable string

// knownSort is the finer kind that package knowledge shows.
var knownSort = map[string]string{
	"PublicBody": "gov", "Organization": "org", "Party": "party", "ArmedGroup": "armed", "Company": "company", "NewsAgency": "newsagency",
}

func knownOrganizations() []*entry {
	return known(func(class string) bool { return class != "Place" })
}

// knownRegions are the regions that no source has; they refer to "place:".
func knownRegions() []*entry {
	return known(func(class string) bool { return class == "Place" })
}

func known(want func(class string) bool) []*entry {
	var out []*entry
	for line := range strings.Lines(knownTable) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if line[0] == '#' || !want(f[0]) {
			continue
		}
		e := &entry{kind: "organization", ref: "org:" + graph.Slug(f[1]), name: f[1], class: f[0], country: f[3], prior: 700, attr: knownSort[f[0]]}
		if f[0] == "Place" {
			e.kind, e.ref, e.prior = "region", "place:"+graph.Slug(f[1]), 600
		}
		if f[0] == "Party" {
			e.ref += "." + f[3]
		}
		e.add(formName, e.name)
		for _, a := range split(f[2]) {
			e.addAlias(a)
		}
		out = append(out, e)
	}
	return out
}
