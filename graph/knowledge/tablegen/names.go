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
	for _, name := range strings.Fields(eitherGender) {
		given[name] = "u"
	}
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

// eitherGender are given names that men bear in one country and women in another
// ("Michele" in Italy and in the United States), where the lists have one gender only.
const eitherGender = `andrea camille claude daniele denis dominique emanuele gabriele ilya inge jean
	joan kari laurence laurie leigh marian marijan michele mika
	misha nikita nicola pascal pascale sascha sasha simone toni val valery vanja yannick`

// fromPeople lets the persons whose gender is known decide: about a name of the lists
// where they contradict it or are many and of one gender, and about a name that the
// lists lack where two or more are all of one gender.
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
		listed, known := given[name]
		one, persons := c[0] == 0 || c[1] == 0, c[0]+c[1]
		switch {
		case one && (persons >= manyPersons || !known && persons >= 2):
			given[name] = map[bool]string{true: "m", false: "f"}[c[0] > 0]
		case listed == "m" && c[1] > 0 || listed == "f" && c[0] > 0:
			given[name] = "u"
		}
	}
}

// manyPersons of one gender make clear a name that the lists give to both.
const manyPersons = 7

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
