package gizmo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"newsgraph/graph"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// A found edge leads to a term by a predicate.
type found struct {
	term graph.Term
	pred graph.ID
}

// forward returns the edges that leave a term. nil predicates are any.
func (m *machine) forward(ctx context.Context, t graph.Term, preds []graph.ID) ([]found, error) {
	if t.IsLiteral() {
		return nil, nil
	}
	return m.edges(ctx, graph.Pattern{S: t.ID}, preds, func(q graph.Quad) graph.Term { return q.O })
}

// backward returns the edges that lead to a term.
func (m *machine) backward(ctx context.Context, t graph.Term, preds []graph.ID) ([]found, error) {
	return m.edges(ctx, graph.Pattern{O: &t}, preds, func(q graph.Quad) graph.Term { return graph.Term{ID: q.S} })
}

func (m *machine) edges(ctx context.Context, p graph.Pattern, preds []graph.ID, end func(graph.Quad) graph.Term) ([]found, error) {
	if preds == nil {
		preds = []graph.ID{""}
	}
	var out []found
	for _, pred := range preds {
		p.P = pred
		quads, err := m.quads(ctx, p)
		if err != nil {
			return nil, err
		}
		for _, quad := range quads {
			out = append(out, found{end(quad), quad.P})
		}
	}
	return out, nil
}

type walker func(ctx context.Context, t graph.Term, preds []graph.ID) ([]found, error)

// walk follows edges from each row; the predicate is tagged with the names of the
// second argument.
func (m *machine) walk(ctx context.Context, in []row, s *step, ways ...walker) ([]row, error) {
	preds, err := m.predicates(ctx, s.args)
	if err != nil {
		return nil, err
	}
	var tags []string
	if len(s.args) > 1 {
		tags, _ = s.args[1].strings()
	}
	var out []row
	for _, r := range in {
		for _, way := range ways {
			edges, err := way(ctx, r.term, preds)
			if err != nil {
				return nil, err
			}
			for _, e := range edges {
				next := row{term: e.term, tags: r.tags}
				for _, name := range tags {
					next.tags = &tagged{name, graph.Term{ID: e.pred}, next.tags}
				}
				out = append(out, next)
			}
		}
		if len(out) > 4*m.between { // before rows that say the same are dropped
			return nil, fmt.Errorf("%w: a step leads to more than %d rows", graph.ErrTooLarge, m.between)
		}
	}
	return out, nil
}

func (m *machine) out(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.walk(ctx, in, s, m.forward)
}

func (m *machine) in(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.walk(ctx, in, s, m.backward)
}

func (m *machine) both(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.walk(ctx, in, s, m.backward, m.forward)
}

func (m *machine) has(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.filter(ctx, in, s, m.forward)
}

func (m *machine) hasR(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.filter(ctx, in, s, m.backward)
}

// filter keeps the rows from which an edge leads to one of the wanted values, or
// to anything when none is given, that passes all filters.
func (m *machine) filter(ctx context.Context, in []row, s *step, way walker) ([]row, error) {
	preds, err := m.predicates(ctx, s.args)
	if err != nil {
		return nil, err
	}
	var want map[graph.Term]bool
	if len(s.args) > 1 && s.args[1].filter == nil {
		if want, err = m.values(ctx, preds, s.args[1]); err != nil {
			return nil, err
		}
	}
	var out []row
	for _, r := range in {
		edges, err := way(ctx, r.term, preds)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(edges, func(e found) bool { return (want == nil || want[plain(e.term)]) && passes(s.args, e.term) }) {
			out = append(out, r)
		}
	}
	return out, nil
}

// plain drops the datatype, which a query does not write.
func plain(t graph.Term) graph.Term { return graph.Term{ID: t.ID, Literal: t.Literal} }

func (m *machine) is(ctx context.Context, in []row, s *step) ([]row, error) {
	want := map[graph.Term]bool{}
	for _, a := range s.args {
		names, _ := a.strings()
		for _, name := range names {
			want[graph.Term{Literal: name}] = true
			id, err := m.node(ctx, name)
			if err != nil && !errors.Is(err, graph.ErrNotFound) {
				return nil, err
			}
			want[graph.Term{ID: id}] = err == nil
		}
	}
	return slices.DeleteFunc(slices.Clone(in), func(r row) bool { return !want[plain(r.term)] }), nil
}

// and keeps what the other path leads to as well, with the tags of both.
func (m *machine) and(ctx context.Context, in []row, s *step) ([]row, error) {
	other, err := m.run(ctx, s.args[0].path, in)
	if err != nil {
		return nil, err
	}
	at := map[graph.Term][]row{}
	for _, r := range other {
		at[r.term] = append(at[r.term], r)
	}
	var out []row
	for _, r := range in {
		for _, o := range at[r.term] {
			joined := row{term: r.term, tags: r.tags}
			for t := o.tags; t != nil; t = t.next {
				if _, ok := joined.tag(t.name); !ok {
					joined.tags = &tagged{t.name, t.term, joined.tags}
				}
			}
			out = append(out, joined)
		}
		if len(out) > m.between {
			return nil, fmt.Errorf("%w: a step leads to more than %d rows", graph.ErrTooLarge, m.between)
		}
	}
	return out, nil
}

func (m *machine) or(ctx context.Context, in []row, s *step) ([]row, error) {
	other, err := m.run(ctx, s.args[0].path, in)
	return append(slices.Clone(in), other...), err
}

func (m *machine) except(ctx context.Context, in []row, s *step) ([]row, error) {
	other, err := m.run(ctx, s.args[0].path, in)
	if err != nil {
		return nil, err
	}
	gone := map[graph.Term]bool{}
	for _, r := range other {
		gone[r.term] = true
	}
	return slices.DeleteFunc(slices.Clone(in), func(r row) bool { return gone[r.term] }), nil
}

func (m *machine) follow(ctx context.Context, in []row, s *step) ([]row, error) {
	p := *s.args[0].path
	p.morph = true
	return m.run(ctx, &p, in)
}

// followR follows a morphism from its end to its beginning.
func (m *machine) followR(ctx context.Context, in []row, s *step) ([]row, error) {
	p := path{morph: true}
	for _, st := range slices.Backward(s.args[0].path.steps) {
		switch st.name {
		case "Out":
			st.name = "In"
		case "In":
			st.name = "Out"
		case "Follow":
			st.name = "FollowR"
		case "FollowR":
			st.name = "Follow"
		case "Back", "Limit", "Skip", "FollowRecursive":
			return nil, fmt.Errorf("%w: a path with .%s has no reverse", graph.ErrInvalid, st.name)
		}
		p.steps = append(p.steps, st)
	}
	return m.run(ctx, &p, in)
}

func (m *machine) tag(_ context.Context, in []row, s *step) ([]row, error) {
	out := slices.Clone(in)
	for _, a := range s.args {
		names, _ := a.strings()
		for _, name := range names {
			for i := range out {
				out[i].tags = &tagged{name, out[i].term, out[i].tags}
			}
		}
	}
	return out, nil
}

func (m *machine) back(_ context.Context, in []row, s *step) ([]row, error) {
	name, _ := s.args[0].strings()
	var out []row
	for _, r := range in {
		if t, ok := r.tag(name[0]); ok {
			out = append(out, row{term: t, tags: r.tags})
		}
	}
	if len(in) > 0 && len(out) == 0 {
		return nil, fmt.Errorf("%w: nothing was tagged %q", graph.ErrInvalid, name[0])
	}
	return out, nil
}

func (m *machine) save(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.keep(ctx, in, s, m.forward, false)
}

func (m *machine) saveR(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.keep(ctx, in, s, m.backward, false)
}

func (m *machine) saveOpt(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.keep(ctx, in, s, m.forward, true)
}

func (m *machine) saveOptR(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.keep(ctx, in, s, m.backward, true)
}

func (m *machine) saveInPredicates(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.keepPredicates(ctx, in, s, m.backward)
}

func (m *machine) saveOutPredicates(ctx context.Context, in []row, s *step) ([]row, error) {
	return m.keepPredicates(ctx, in, s, m.forward)
}

// keepPredicates tags each row with the predicates of its edges, one row for each.
func (m *machine) keepPredicates(ctx context.Context, in []row, s *step, way walker) ([]row, error) {
	name, _ := s.args[0].strings()
	var out []row
	for _, r := range in {
		edges, err := way(ctx, r.term, nil)
		if err != nil {
			return nil, err
		}
		for _, e := range edges {
			out = append(out, row{term: r.term, tags: &tagged{name[0], graph.Term{ID: e.pred}, r.tags}})
		}
	}
	return out, nil
}

// keep tags each row with where an edge leads, one row for each; rows without such
// an edge go unless it is optional.
func (m *machine) keep(ctx context.Context, in []row, s *step, way walker, optional bool) ([]row, error) {
	preds, err := m.predicates(ctx, s.args[:1])
	if err != nil {
		return nil, err
	}
	name, _ := s.args[len(s.args)-1].strings()
	var out []row
	for _, r := range in {
		edges, err := way(ctx, r.term, preds)
		if err != nil {
			return nil, err
		}
		for _, e := range edges {
			out = append(out, row{term: r.term, tags: &tagged{name[0], e.term, r.tags}})
		}
		if optional && len(edges) == 0 {
			out = append(out, r)
		}
	}
	return out, nil
}

func (m *machine) inPredicates(ctx context.Context, in []row, _ *step) ([]row, error) {
	return m.through(ctx, in, m.backward)
}

func (m *machine) outPredicates(ctx context.Context, in []row, _ *step) ([]row, error) {
	return m.through(ctx, in, m.forward)
}

func (m *machine) through(ctx context.Context, in []row, way walker) ([]row, error) {
	var out []row
	for _, r := range in {
		edges, err := way(ctx, r.term, nil)
		if err != nil {
			return nil, err
		}
		for _, e := range edges {
			out = append(out, row{term: graph.Term{ID: e.pred}, tags: r.tags})
		}
	}
	sortRows(out)
	return out, nil
}

// labels leads to the labels of the quads that leave a node.
func (m *machine) labels(ctx context.Context, in []row, _ *step) ([]row, error) {
	var out []row
	for _, r := range in {
		if r.term.IsLiteral() {
			continue
		}
		quads, err := m.quads(ctx, graph.Pattern{S: r.term.ID})
		if err != nil {
			return nil, err
		}
		for _, quad := range quads {
			out = append(out, row{term: graph.Term{ID: quad.G}, tags: r.tags})
		}
	}
	sortRows(out)
	return out, nil
}

func (m *machine) labelContext(_ context.Context, in []row, s *step) ([]row, error) {
	m.context = nil
	for _, a := range s.args {
		names, _ := a.strings()
		for _, name := range names {
			m.context = append(m.context, graph.ID(name))
		}
	}
	return in, nil
}

func (m *machine) unique(_ context.Context, in []row, _ *step) ([]row, error) {
	seen := map[graph.Term]bool{}
	var out []row
	for _, r := range in {
		if !seen[r.term] {
			seen[r.term] = true
			out = append(out, r)
		}
	}
	return out, nil
}

func (m *machine) order(_ context.Context, in []row, _ *step) ([]row, error) {
	out := slices.Clone(in)
	sortRows(out)
	return out, nil
}

func (m *machine) limit(_ context.Context, in []row, s *step) ([]row, error) {
	return in[:min(len(in), *s.args[0].num)], nil
}

func (m *machine) skip(_ context.Context, in []row, s *step) ([]row, error) {
	return in[min(len(in), *s.args[0].num):], nil
}
