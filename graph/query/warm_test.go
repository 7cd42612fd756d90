package query_test

import (
	"context"
	"iter"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// counted counts the quads that are read.
type counted struct {
	graph.Snapshot
	quads int
}

func (c *counted) Quads(ctx context.Context, p graph.Pattern) iter.Seq2[graph.Quad, error] {
	return func(yield func(graph.Quad, error) bool) {
		for quad, err := range c.Snapshot.Quads(ctx, p) {
			c.quads++
			if !yield(quad, err) {
				return
			}
		}
	}
}

// TestWarm: a warm cache answers how things are connected, and in which events they are,
// without a quad of the store.
func TestWarm(t *testing.T) {
	v := &counted{Snapshot: generated(t, 40)}
	popular, err := query.New(v, query.Limits{}).Popular(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	cache := query.NewCache(1 << 20)
	if err := cache.Warm(t.Context(), v); err != nil {
		t.Fatal(err)
	}
	for k, thing := range popular {
		other := popular[(k+1)%len(popular)].ID
		ask := questions(thing.ID, other, thing.Name)
		for _, name := range []string{"paths", "events"} {
			q, err := cache.New(t.Context(), v, query.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			v.quads = 0
			if answerOf(t, q, ask[name]); v.quads > 0 {
				t.Errorf("%s of %s reads %d quads", name, thing.Name, v.quads)
			}
		}
	}
}
