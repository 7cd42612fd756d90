package gizmo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// A machine runs paths over one snapshot.
type machine struct {
	q             *query.Query
	rows, between int
	context       []graph.ID // labels that count, all when empty
}

// A row is where a path has come to, with what was tagged on the way.
type row struct {
	term graph.Term
	tags *tagged
}

// tagged is a list of tags that rows share.
type tagged struct {
	name string
	term graph.Term
	next *tagged
}

// tag returns what name was last tagged.
func (r row) tag(name string) (graph.Term, bool) {
	for t := r.tags; t != nil; t = t.next {
		if t.name == name {
			return t.term, true
		}
	}
	return graph.Term{}, false
}

// tagged returns the tags as they are shown.
func (r row) tagged() Row {
	out := Row{}
	for t := r.tags; t != nil; t = t.next {
		if _, ok := out[t.name]; !ok {
			out[t.name] = text(t.term)
		}
	}
	return out
}

// key tells rows apart.
func (r row) key() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\x00%s\x00%s", r.term.ID, r.term.Literal, r.term.Type)
	tags := r.tagged()
	for _, name := range sortedKeys(tags) {
		fmt.Fprintf(&b, "\x00%s\x00%s", name, tags[name])
	}
	return b.String()
}

// run runs a path: from its own start, or for a morphism from what is given.
func (m *machine) run(ctx context.Context, p *path, from []row) ([]row, error) {
	rows, labels := from, m.context
	defer func() { m.context = labels }()
	if !p.morph {
		var err error
		if rows, err = m.begin(ctx, p); err != nil {
			return nil, err
		}
	}
	for i := range p.steps {
		s := &p.steps[i]
		out, err := methods[s.name].run(m, ctx, rows, s)
		if err != nil {
			return nil, fmt.Errorf("%s: .%s: %w", s.where, s.name, err)
		}
		if rows, err = m.distinct(out); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// distinct drops rows that say the same. Without this a fact under k labels would
// give k rows, and k² after the next step.
func (m *machine) distinct(rows []row) ([]row, error) {
	seen := make(map[string]bool, len(rows))
	out := make([]row, 0, len(rows))
	for _, r := range rows {
		if k := r.key(); !seen[k] {
			seen[k] = true
			out = append(out, r)
		}
	}
	if len(out) > m.between {
		return nil, fmt.Errorf("%w: a step leads to more than %d rows", graph.ErrTooLarge, m.between)
	}
	return out, nil
}

// begin finds what g.V names, or everything.
func (m *machine) begin(ctx context.Context, p *path) ([]row, error) {
	if p.all {
		return m.everything(ctx)
	}
	var out []row
	for _, name := range p.start {
		id, err := m.node(ctx, name)
		if err != nil {
			return nil, err
		}
		out = append(out, row{term: graph.Term{ID: id}})
	}
	return m.distinct(out)
}

// everything returns all nodes of the graph.
func (m *machine) everything(ctx context.Context) ([]row, error) {
	quads, err := m.q.Quads(ctx, graph.Pattern{})
	if err != nil {
		return nil, err
	}
	seen := map[graph.Term]bool{}
	var out []row
	for _, quad := range quads {
		for _, t := range [...]graph.Term{{ID: quad.S}, quad.O} {
			if !seen[t] {
				seen[t] = true
				out = append(out, row{term: t})
			}
		}
		if len(out) > m.between {
			return nil, fmt.Errorf("%w: g.V() without a name begins at more than %d nodes", graph.ErrTooLarge, m.between)
		}
	}
	sortRows(out)
	return out, nil
}

func sortRows(rows []row) {
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.term.ID, b.term.ID), cmp.Compare(a.term.Literal, b.term.Literal), cmp.Compare(a.term.Type, b.term.Type))
	})
}

// quads reads what a pattern selects within the label context.
func (m *machine) quads(ctx context.Context, p graph.Pattern) ([]graph.Quad, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	quads, err := m.q.Quads(ctx, p)
	if err != nil || len(m.context) == 0 {
		return quads, err
	}
	return slices.DeleteFunc(quads, func(quad graph.Quad) bool { return !slices.Contains(m.context, quad.G) }), nil
}
