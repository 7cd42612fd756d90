package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// step looks a step up; false if no article asserts it.
func (w *walk) step(ctx context.Context, from, to int) (Step, bool, error) {
	var s Step
	var err error
	if s.From, err = w.q.Ref(ctx, w.nodes[from].id); err != nil {
		return s, false, err
	}
	if s.To, err = w.q.Ref(ctx, w.nodes[to].id); err != nil {
		return s, false, err
	}
	vias, err := w.between(ctx, from, to)
	if err != nil {
		return s, false, err
	}
	for by, e := range vias {
		l, err := w.link(ctx, by, e)
		if err != nil {
			return s, false, err
		}
		if len(l.Evidence) > 0 {
			s.Links = append(s.Links, l)
		}
	}
	slices.SortFunc(s.Links, func(a, b Link) int {
		return cmp.Or(b.Sources-a.Sources, cmp.Compare(b.Relation, a.Relation), cmp.Compare(a.Event, b.Event))
	})
	return s, len(s.Links) > 0, nil
}

// link looks up what one edge or event rests on.
func (w *walk) link(ctx context.Context, by via, e edge) (Link, error) {
	l := Link{Reverse: by.reverse}
	if t, ok := ontology.ByIRI("relation", by.id); ok {
		l.Relation, l.Label = t.Name, t.Label
	} else {
		l.Event = by.id
	}
	s, err := w.asserted(ctx, e)
	if err != nil || s.sources() < w.opt.Filter.MinSources {
		return l, err
	}
	var at []When
	for i := range s.all {
		b := &s.all[i]
		if t := b.when(); t != nil {
			at = append(at, *t)
		}
		if b.kind() == graph.IsEvent && l.Event != "" {
			l.Label = describe(Ref{Class: b.class()})
		}
	}
	l.Time = bestTime(at)
	l.Sources, l.Claims = s.sources(), len(s.all)
	l.Evidence, err = w.q.show(ctx, &s, w.opt.Filter.Evidence)
	return l, err
}

// asserted returns the claims of an edge, or of someone's part in an event, that articles
// assert and the filter takes.
func (w *walk) asserted(ctx context.Context, e edge) (support, error) {
	var all []brief
	if e.relation != "" {
		s, err := w.q.strand(ctx, e)
		if err != nil {
			return support{}, err
		}
		all = s.all
	} else {
		c, err := w.q.parts(ctx, e.from)
		if err != nil {
			return support{}, err
		}
		for _, a := range c.accounts {
			if a.takes(e.to) {
				all = append(all, a.brief)
			}
		}
	}
	var kept []brief
	for i := range all {
		ok, err := w.takes(ctx, &all[i])
		if err != nil {
			return support{}, err
		}
		if ok {
			kept = append(kept, all[i])
		}
	}
	return supported(kept), nil
}

// takes reports whether a claim may make a link.
func (w *walk) takes(ctx context.Context, b *brief) (bool, error) {
	f := &w.opt.Filter
	if !b.asserted() || f.Type != "" && (b.kind() != graph.IsEvent || !f.class(b.class())) {
		return false, nil
	}
	if in, _ := f.within(b.when(), b.published()); !in {
		return false, nil
	}
	ok, err := w.q.takes(ctx, f, b)
	if err != nil || !ok || f.Place == "" {
		return ok, err
	}
	return w.there(ctx, b)
}

// there reports whether a claim is of an event at the place of the filter.
func (w *walk) there(ctx context.Context, b *brief) (bool, error) {
	if b.kind() != graph.IsEvent {
		return false, nil
	}
	id, err := w.q.r.Canonical(ctx, b.d.Member(b.n))
	if err != nil {
		return false, fmt.Errorf("event of %s: %w", b.label, err)
	}
	c, err := w.q.parts(ctx, id)
	if err != nil {
		return false, err
	}
	for part := range c.parts {
		if w.opt.Filter.at(part.id) && located(part.role) {
			return true, nil
		}
	}
	return false, nil
}
