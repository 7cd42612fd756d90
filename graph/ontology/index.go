package ontology

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"newsgraph/graph"
)

var byIRI = sync.OnceValue(func() map[string]map[graph.ID]Term {
	out := map[string]map[graph.ID]Term{}
	for kind, terms := range load() {
		out[kind] = map[graph.ID]Term{}
		for _, t := range terms {
			out[kind][t.IRI] = t
		}
	}
	return out
})

func sorted(m map[string]Term) []Term {
	return slices.SortedFunc(maps.Values(m), func(a, b Term) int { return cmp.Compare(a.Name, b.Name) })
}
