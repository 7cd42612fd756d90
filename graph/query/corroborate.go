package query

import (
	"context"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// eventLinks are the relations by which an article ties one event to another.
var eventLinks = []graph.ID{
	ontology.IRI("facet", "during_event"), ontology.IRI("facet", "before_event"),
	ontology.IRI("facet", "after_event"), ontology.IRI("relation", "part_of"),
}

// corroborate gives a meeting of e what speaks for it without telling of it: that the
// same two were seen at a joint appearance to which an article ties the meeting
// ("a news conference following a meeting"). That they were in one place is no
// proof that they talked, so that it is counted apart.
func (q *Query) corroborate(ctx context.Context, e graph.ID, m *Meeting, f *Filter) error {
	if m.Directness != directness[0] || m.Status != graph.Happened {
		return nil
	}
	beside, err := q.tied(ctx, m.Event)
	if err != nil {
		return err
	}
	var told []brief
	for _, id := range beside {
		accounts, err := q.accounts(ctx, id)
		if err != nil {
			return err
		}
		for i := range accounts {
			a := &accounts[i]
			if direct(a) == "joint-appearance" && ontology.Is(a.class(), "Encounter") && a.asserted() && a.takes(e) && a.takes(m.Other.ID) {
				told = append(told, a.brief)
			}
		}
	}
	if told, err = q.taken(ctx, f, told); err != nil || len(told) == 0 {
		return err
	}
	if s := supported(told); s.sources() >= f.MinSources {
		m.Corroborating, err = q.show(ctx, &s, AllEvidence)
	}
	return err
}

// tied returns the events that articles tie to ev, sorted.
func (q *Query) tied(ctx context.Context, ev graph.ID) ([]graph.ID, error) {
	var out []graph.ID
	for _, p := range eventLinks {
		from, err := q.Quads(ctx, graph.Pattern{S: ev, P: p})
		if err != nil {
			return nil, err
		}
		for _, quad := range from {
			out = append(out, quad.O.ID)
		}
		to, err := q.Quads(ctx, graph.Pattern{P: p, O: &graph.Term{ID: ev}})
		if err != nil {
			return nil, err
		}
		for _, quad := range to {
			out = append(out, quad.S)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
