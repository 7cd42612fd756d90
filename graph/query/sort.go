package query

import (
	"cmp"
	"maps"
	"slices"
)

// sortedKeys returns the keys of m in order, so that no answer depends on the
// order of a map.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
