package extract

import (
	"slices"

	"newsgraph/graph"
)

// This file repeats for the outer place what is claimed of the inner: "Perth, Western
// Australia".

// spread are relations that hold of what a place lies in where they hold of the place.
var spread = set("born_in died_in lives_in located_in")

// withinPlaces repeats what is claimed of "Perth" in "Perth, Western Australia" for the
// place behind the comma.
func (r *reading) withinPlaces() {
	for _, c := range slices.Clone(r.claims) {
		if !spread[c.Relation] || c.Object == graph.None || r.mentions[c.Object].kind != "name" {
			continue
		}
		for _, m := range r.outerPlaces(c.Object) {
			o := c
			o.Object = m
			o.Evidence = r.coverSpans(r.mentions[c.Object].head, c.Subject, m)
			r.addClaim(o)
		}
	}
}

// outerPlaces returns the places that stand behind place m and hold it: "Wylie, Texas",
// "Perpignan, Pyrénées-Orientales, France".
func (r *reading) outerPlaces(m int) []int {
	var out []int
	for end := r.mentions[m].end; r.word(end) == "," && end+1 < len(r.low); end = r.mentions[m].end {
		n := r.at[end+1]
		if n == graph.None || r.mentions[n].first != end+1 || r.mentions[n].kind != "name" || !r.fitsType(&r.mentions[n], []string{place}) {
			break
		}
		if r.listedPlace(r.mentions[n].end) {
			break // one item of a list
		}
		out, m = append(out, n), n
	}
	return out
}

// listedPlace reports whether "and" or "or" at token i, or behind the comma there, goes on
// with a place: "and Rome", but not "and died in Rome".
func (r *reading) listedPlace(i int) bool {
	if r.word(i) == "," {
		i++
	}
	if w := r.word(i); w != "and" && w != "or" {
		return false
	}
	m := graph.None
	if i+1 < len(r.low) {
		m = r.at[i+1]
	}
	return m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ != person
}
