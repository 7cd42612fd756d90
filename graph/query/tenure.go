package query

import (
	"context"

	"newsgraph/graph"
)

// Tenures are all rows of one position, without the names of who holds it.
type tenures struct {
	rows   []*Office
	claims int
}

func (t *tenures) weight() int { return 1 + t.claims }

// tenures returns the rows of a position.
func (q *Query) tenures(ctx context.Context, post graph.ID) (*tenures, error) {
	return recall(q, func(m *memo) map[graph.ID]*tenures { return m.tenures }, post, func() (*tenures, error) {
		claims, err := q.occupancies(ctx, post)
		if err != nil {
			return nil, err
		}
		t := &tenures{claims: len(claims)}
		t.rows, _, err = q.tenured(ctx, claims, &Filter{})
		return t, err
	})
}

// allOffices returns the rows of all claims of the offices of id: those of each position
// that belongs to it or that it holds, and those of the claims that know no position.
func (q *Query) allOffices(ctx context.Context, id graph.ID) ([]*Office, error) {
	if isPosition(id) {
		t, err := q.tenures(ctx, id)
		if err != nil {
			return nil, err
		}
		return t.rows, nil
	}
	whole, held, err := q.positions(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []*Office
	for _, posts := range [...]map[graph.ID]bool{whole, held} {
		for _, post := range sortedKeys(posts) {
			t, err := q.tenures(ctx, post)
			if err != nil {
				return nil, err
			}
			for _, o := range t.rows {
				if whole[post] || o.Holder.ID == id {
					out = append(out, o)
				}
			}
		}
	}
	loose, err := q.unplaced(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, _, err := q.tenured(ctx, loose, &Filter{})
	return append(out, rows...), err
}

// positions returns those that belong to id, and others that it holds.
func (q *Query) positions(ctx context.Context, id graph.ID) (whole, held map[graph.ID]bool, err error) {
	whole, held = map[graph.ID]bool{}, map[graph.ID]bool{}
	belong, err := q.unsorted(ctx, graph.Pattern{P: postInIRI, O: &graph.Term{ID: id}, Once: true})
	if err != nil {
		return nil, nil, err
	}
	for _, quad := range belong {
		if isPosition(quad.S) {
			whole[quad.S] = true
		}
	}
	terms, err := q.unsorted(ctx, graph.Pattern{P: holderIRI, O: &graph.Term{ID: id}, Once: true})
	if err != nil {
		return nil, nil, err
	}
	for _, term := range terms {
		posts, err := q.unsorted(ctx, graph.Pattern{S: term.S, P: postIRI, Once: true})
		if err != nil {
			return nil, nil, err
		}
		for _, quad := range posts {
			if !whole[quad.O.ID] {
				held[quad.O.ID] = true
			}
		}
	}
	return whole, held, nil
}

// unplaced returns the claims of offices that name no position: id holds one in something,
// or something holds one in it.
func (q *Query) unplaced(ctx context.Context, id graph.ID) ([]held, error) {
	var out []held
	for _, p := range []graph.Pattern{{S: id, P: holdsIRI, Once: true}, {P: holdsIRI, O: &graph.Term{ID: id}, Once: true}} {
		facts, err := q.unsorted(ctx, p)
		if err != nil {
			return nil, err
		}
		for _, fact := range facts {
			if isPosition(fact.O.ID) {
				continue
			}
			quads, err := q.unsorted(ctx, graph.Pattern{S: fact.S, P: fact.P, O: &fact.O})
			if err != nil {
				return nil, err
			}
			for _, quad := range quads {
				out = append(out, held{label: quad.G})
			}
		}
	}
	return sortHeld(out), nil
}
