package query

import (
	"context"
	"slices"
	"strings"

	"newsgraph/graph"
)

// surroundings are what leads away from a thing.
type surroundings struct {
	facts  int // of and about it
	leads  []lead
	events []graph.ID // in which it takes part, sorted
}

func (s *surroundings) weight() int { return 1 + len(s.leads) + len(s.events)/2 }

// A lead is a direct edge, in either direction.
type lead struct {
	edge
	to graph.ID
	by via
}

// surroundings finds out what leads away from a thing.
func (q *Query) surroundings(ctx context.Context, id graph.ID) (*surroundings, error) {
	return recall(q, func(m *memo) map[graph.ID]*surroundings { return m.around }, id, func() (*surroundings, error) {
		out, err := q.unsorted(ctx, graph.Pattern{S: id, Once: true})
		if err != nil {
			return nil, err
		}
		in, err := q.unsorted(ctx, graph.Pattern{O: &graph.Term{ID: id}, Once: true})
		if err != nil {
			return nil, err
		}
		s := &surroundings{facts: len(out) + len(in)}
		for _, quad := range out {
			if _, ok := relationNames[quad.P]; ok && !quad.O.IsLiteral() && quad.O.ID != id {
				s.leads = append(s.leads, lead{edge{id, quad.P, quad.O.ID}, quad.O.ID, via{quad.P, false}})
			}
		}
		for _, quad := range in {
			if name, ok := relationNames[quad.P]; ok && !symmetric[name] && quad.S != id {
				s.leads = append(s.leads, lead{edge{quad.S, quad.P, id}, quad.S, via{quad.P, true}})
			}
			if strings.HasPrefix(string(quad.S), "ev:") && participates(roleNames[quad.P]) {
				s.events = append(s.events, quad.S)
			}
		}
		slices.Sort(s.events)
		s.events = slices.Compact(s.events)
		return s, nil
	})
}
