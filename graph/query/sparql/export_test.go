package sparql

import "newsgraph/graph"

// Compact is compact with the prefixes of every query.
func Compact(iri, base string) graph.ID { return compact(iri, base, Prefixes(base)) }

// Unbound is what a row has where nothing is.
var Unbound = Term{Type: unbound}
