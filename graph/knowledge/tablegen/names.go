package main

import (
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
)

// makeNames writes "g name genders", "s surname" and "k nickname full|full".
// Genders of given names come from the name lists and, for names these lack, from
// the persons whose gender is known.
func makeNames(src *source) []string {
	given := map[string]string{}
	for _, f := range src.rows("proto-tables/forenames.tsv", 2) {
		note(given, f[0], strings.ToLower(f[1]))
	}
	fromPeople(src, given)
	var lines []string
	for _, k := range slices.Sorted(maps.Keys(given)) {
		lines = append(lines, "g\t"+k+"\t"+given[k])
	}
	surnames := map[string]bool{}
	for _, f := range src.rows("proto-tables/surnames.tsv", 1) {
		surnames[graph.NormalName(f[0])] = true
	}
	for _, k := range slices.Sorted(maps.Keys(surnames)) {
		lines = append(lines, "s\t"+k+"\t")
	}
	full := nicknames(src)
	for _, k := range slices.Sorted(maps.Keys(full)) {
		lines = append(lines, "k\t"+k+"\t"+strings.Join(slices.Sorted(maps.Keys(full[k])), "|"))
	}
	return lines
}

// note keeps one letter; a name of both genders becomes "u".
func note(given map[string]string, name, gender string) {
	key := graph.NormalName(name)
	if key == "" || strings.Contains(key, " ") {
		return
	}
	if old, ok := given[key]; ok && old != gender {
		gender = "u"
	}
	given[key] = gender
}

// fromPeople adds first words that at least two persons of one gender, and none
// of the other, bear.
func fromPeople(src *source, given map[string]string) {
	count := map[string][2]int{}
	for _, f := range src.rows("proto-tables/people_lean.tsv", 4) {
		first, _, more := strings.Cut(graph.NormalName(f[1]), " ")
		gender := strings.Index("mf", strings.ToLower(f[3]))
		if f[3] == "" || gender < 0 || !more || len(first) < 3 {
			continue
		}
		c := count[first]
		c[gender]++
		count[first] = c
	}
	for name, c := range count {
		if _, known := given[name]; known || c[0]+c[1] < 2 || c[0] > 0 && c[1] > 0 {
			continue
		}
		given[name] = "m"
		if c[1] > 0 {
			given[name] = "f"
		}
	}
}

func nicknames(src *source) map[string]map[string]bool {
	full := map[string]map[string]bool{}
	add := func(nick, name string) {
		nick, name = graph.NormalName(nick), graph.NormalName(name)
		if nick == name || len(nick) < 2 || len(name) < 2 {
			return
		}
		if full[nick] == nil {
			full[nick] = map[string]bool{}
		}
		full[nick][name] = true
	}
	for _, f := range src.rows("proto-tables/nicknames.tsv", 3) {
		if f[1] == "has_nickname" {
			add(f[2], f[0])
		}
	}
	for _, f := range src.rows("authored/curated_seed.tsv", 4) {
		if f[0] == "nick" {
			for _, n := range split(f[3]) {
				add(n, f[2])
			}
		}
	}
	return full
}
