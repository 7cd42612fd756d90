package query

import (
	"context"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// maxNested bounds how deep places lie in places: a suburb in a part of a town in a part
// of a country. It ends circles, too, which articles may claim.
const maxNested = 4

// partsOf returns the places of which articles say that they are part of a place
// ("southern Gaza" of Gaza), and the parts of those, sorted.
func (q *Query) partsOf(ctx context.Context, place graph.ID) ([]graph.ID, error) {
	seen := map[graph.ID]bool{place: true}
	level := []graph.ID{place}
	for range maxNested {
		var next []graph.ID
		for _, id := range level {
			around, err := q.surroundings(ctx, id)
			if err != nil {
				return nil, err
			}
			for _, l := range around.leads {
				if l.by != (via{partOfIRI, true}) || seen[l.to] {
					continue
				}
				ref, err := q.Ref(ctx, l.to)
				if err != nil {
					return nil, err
				}
				if ontology.Is(ref.Class, "Place") {
					seen[l.to] = true
					next = append(next, l.to)
				}
			}
		}
		if level = next; len(level) == 0 {
			break
		}
	}
	delete(seen, place)
	return sortedKeys(seen), nil
}

// eventsIn returns the canonical events that happen in the parts of a place, or to them,
// sorted.
func (q *Query) eventsIn(ctx context.Context, place graph.ID) ([]graph.ID, error) {
	parts, err := q.partsOf(ctx, place)
	if err != nil {
		return nil, err
	}
	var out []graph.ID
	for _, id := range parts {
		around, err := q.surroundings(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, around.events...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// at reports whether id is the place of the filter or, once checked, part of it.
func (f *Filter) at(id graph.ID) bool { return id == f.Place || f.parts[id] }
