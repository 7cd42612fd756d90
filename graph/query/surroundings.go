package query

import (
	"context"
	"slices"
	"strings"

	"newsgraph/graph"
)

// surroundings are what leads away from a thing. They are shared and not changed.
type surroundings struct {
	facts      int // of and about it
	leads      []lead
	in         []graph.ID // events in which it takes part, sorted
	events     []graph.ID // in which it has any role, sorted
	statements int        // of which it is the speaker
}

func (s *surroundings) weight() int { return 1 + len(s.leads) + (len(s.in)+len(s.events))/2 }

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
			s.point(id, quad)
		}
		s.in, s.events = unique(s.in), unique(s.events)
		return s, nil
	})
}

// point adds a fact that points at the thing.
func (s *surroundings) point(id graph.ID, fact graph.Quad) {
	if name, ok := relationNames[fact.P]; ok && !symmetric[name] && fact.S != id {
		s.leads = append(s.leads, lead{edge{fact.S, fact.P, id}, fact.S, via{fact.P, true}})
	}
	role, ok := roleNames[fact.P]
	switch {
	case ok && strings.HasPrefix(string(fact.S), "ev:"):
		s.events = append(s.events, fact.S)
		if participates(role) {
			s.in = append(s.in, fact.S)
		}
	case fact.P == speakerIRI && strings.HasPrefix(string(fact.S), "st:"):
		s.statements++
	}
}

// unique sorts ids and leaves each once.
func unique(ids []graph.ID) []graph.ID {
	slices.Sort(ids)
	return slices.Clip(slices.Compact(ids))
}
