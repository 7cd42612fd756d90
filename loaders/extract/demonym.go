package extract

import (
	"sync"

	"newsgraph/graph"
)

// A region is a part of a country.
type region struct {
	name    string
	country graph.ID
}

// regions holds the parts of countries by their adjectives, "Scottish" -> Scotland.
var regions = sync.OnceValue(func() map[string]region {
	out := map[string]region{}
	for _, f := range table("demonym", 3) {
		out[f[0]] = region{f[1], graph.ID(f[2])}
	}
	return out
})

// adjectiveOf returns the country, or the part of a country, whose adjective the word at
// token i is, alone or with the words up to end: "Israeli", "Scottish", "Northern Irish".
func (r *reading) adjectiveOf(i, end int) (Known, bool) {
	if k, ok := r.know.Demonym(r.text(i, end)); ok {
		return k, true
	}
	if r.language(i, end) {
		return Known{}, false
	}
	return r.regional(r.text(i, end))
}

// regional returns the part of a country whose adjective the word is.
func (r *reading) regional(word string) (Known, bool) {
	d, ok := regions()[word]
	if !ok {
		return Known{}, false
	}
	for _, k := range r.know.Lookup(d.name) {
		if k.Class == "Territory" && k.Country == d.country {
			return k, true
		}
	}
	return Known{}, false
}

// language reports whether the adjective [i, end) may be that of a language: "English
// teacher", "Catalan department".
func (r *reading) language(i, end int) bool {
	return tongues[r.word(end)] || r.word(end) == "-"
}

// tongues are words before which the adjective of a people is a language's.
var tongues = words("tongue-scholars")
