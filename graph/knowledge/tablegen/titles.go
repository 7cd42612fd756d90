package main

import (
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
)

// phoenixKind maps the first code of a Phoenix agent to a kind of title.
var phoenixKind = map[string]string{
	"GOV": "government", "MIL": "military", "COP": "police", "JUD": "court", "LEG": "government", "BUS": "company",
	"PTY": "party", "REL": "religion", "CHR": "religion", "MUS": "religion", "JEW": "religion", "HIN": "religion", "SPY": "government",
}

// makeTitles writes "title, head, kind" of the multi-word titles of the sources;
// the head nouns themselves, which decide, are the authored titles.tsv of package
// knowledge.
func makeTitles(src *source) []string {
	titles := map[string][2]string{}
	add := func(title, kind string) {
		title = strings.ReplaceAll(title, "&", "and")
		key := graph.NormalName(title)
		words := strings.Fields(key)
		if len(words) < 2 || len(words) > 8 || strings.ContainsAny(title, "()!{},;/") {
			return
		}
		if _, known := titles[key]; !known {
			titles[key] = [2]string{headNoun(words), kind}
		}
	}
	for _, f := range src.rows("proto-tables/positions_wd.tsv", 2) {
		add(f[1], "government")
	}
	for _, f := range src.rows("proto-tables/offices_cia2019.tsv", 2) {
		add(f[0], "government")
	}
	for _, f := range src.rows("proto-tables/agents_phoenix.tsv", 2) {
		if kind := phoenixKind[f[1][:min(3, len(f[1]))]]; kind != "" {
			add(strings.ToLower(f[0]), kind)
		}
	}
	for _, f := range src.rows("proto-tables/occupations.tsv", 2) {
		if f[1] == "occ" || f[1] == "actor" {
			add(f[0], "other")
		}
	}
	var lines []string
	for _, k := range slices.Sorted(maps.Keys(titles)) {
		lines = append(lines, k+"\t"+titles[k][0]+"\t"+titles[k][1])
	}
	return lines
}

// headNoun returns the last word before the first preposition.
func headNoun(words []string) string {
	for i, w := range words {
		switch w {
		case "of", "for", "to", "in", "on", "at", "without", "with", "and":
			if i > 0 {
				return words[i-1]
			}
		}
	}
	return words[len(words)-1]
}
