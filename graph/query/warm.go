package query

import (
	"context"
	"fmt"
	"strings"

	"newsgraph/graph"
)

// warm finds out about all things, edges and offices, until the memo of the cache
// is full.
func (q *Query) warm(ctx context.Context) error {
	for _, step := range []func(context.Context) error{q.warmThings, q.warmEdges, q.warmPositions} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// full reports whether the memo of the cache has no room left, or is of another version
// by now.
func (q *Query) full() bool {
	q.cache.mu.Lock()
	defer q.cache.mu.Unlock()
	return q.cache.memo.weight > maxMemo/16*15 || q.cache.version != q.r.Version()
}

func (q *Query) warmThings(ctx context.Context) error {
	return q.facts(ctx, typeIRI, func(fact graph.Quad) error {
		switch id := fact.S; {
		case !id.IsThing():
			return nil
		case strings.HasPrefix(string(id), "ev:"):
			_, err := q.parts(ctx, id)
			return err
		default:
			ref, err := q.Ref(ctx, id)
			if err != nil {
				return err
			}
			r, err := q.reach(ctx, id)
			if err != nil {
				return err
			}
			q.cache.keep(Popular{ref, r.articles}, q.r.Version())
			_, err = q.surroundings(ctx, id)
			return err
		}
	})
}

func (q *Query) warmEdges(ctx context.Context) error {
	for _, relation := range relationIRIs {
		err := q.facts(ctx, relation, func(fact graph.Quad) (err error) {
			if !fact.O.IsLiteral() {
				_, err = q.strand(ctx, edge{fact.S, fact.P, fact.O.ID})
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (q *Query) warmPositions(ctx context.Context) error {
	return q.facts(ctx, postInIRI, func(fact graph.Quad) (err error) {
		if isPosition(fact.S) {
			_, err = q.tenures(ctx, fact.S)
		}
		return err
	})
}

// facts calls visit with each fact of a predicate, once, until the cache is full.
func (q *Query) facts(ctx context.Context, predicate graph.ID, visit func(graph.Quad) error) error {
	for fact, err := range q.r.Quads(ctx, graph.Pattern{P: predicate, Once: true}) {
		if err == nil {
			err = visit(fact)
		}
		if err != nil {
			return fmt.Errorf("read facts of %s: %w", predicate, err)
		}
		if q.full() {
			break
		}
	}
	return nil
}
