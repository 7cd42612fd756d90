package query_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/query/gizmo"
	"newsgraph/graph/resolve"
	"newsgraph/graph/store"
	"newsgraph/graph/world"
)

// fill puts n generated articles into s, in the given order.
func fill(t testing.TB, s graph.Store, n int, at func(int) int) graph.Snapshot {
	t.Helper()
	i, err := integrate.New(s, integrate.Options{Resolver: func() integrate.Resolver { return resolve.New(knowledge.Default()) }})
	if err != nil {
		t.Fatal(err)
	}
	w := world.New(1, world.Size{})
	var reports []*graph.Report
	for k := range n {
		reports = append(reports, w.Report(at(k)))
		if len(reports) == 500 || k == n-1 {
			if _, err := i.Put(t.Context(), reports...); err != nil {
				t.Fatal(err)
			}
			reports = nil
		}
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snap.Close() })
	return snap
}

// generated returns a snapshot of n articles of a generated world.
func generated(t testing.TB, n int) graph.Snapshot {
	return fill(t, memory.New(), n, func(k int) int { return k })
}

// TestStores asks the same of a store in memory and of one on disk that was filled
// in another order, and compares every answer byte for byte.
func TestStores(t *testing.T) {
	if testing.Short() {
		t.Skip("fills two stores")
	}
	const n = 120
	disk, err := store.Open(t.Context(), t.TempDir()+"/graph", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { disk.Close() })
	one, two := generated(t, n), fill(t, disk, n, func(k int) int { return n - 1 - k })
	popular, err := query.New(one, query.Limits{}).Popular(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range popular[:min(25, len(popular))] {
		for name, ask := range questions(p.ID, popular[0].ID, p.Name) {
			a, b := answer(t, one, ask), answer(t, two, ask)
			if d := cmp.Diff(a, b); d != "" {
				t.Errorf("%s of %s: -memory +disk\n%.2000s", name, p.Name, d)
			}
		}
	}
}

type question func(ctx context.Context, q *query.Query) (any, error)

// questions is every typed question about one thing.
func questions(id, other graph.ID, name string) map[string]question {
	var f query.Filter
	out := map[string]question{
		"find":       func(ctx context.Context, q *query.Query) (any, error) { return q.Find(ctx, name, f) },
		"card":       func(ctx context.Context, q *query.Query) (any, error) { return q.Card(ctx, id) },
		"met":        func(ctx context.Context, q *query.Query) (any, error) { return q.Met(ctx, id, f) },
		"said":       func(ctx context.Context, q *query.Query) (any, error) { return q.Said(ctx, id, f) },
		"offices":    func(ctx context.Context, q *query.Query) (any, error) { return q.Offices(ctx, id, f) },
		"events":     func(ctx context.Context, q *query.Query) (any, error) { return q.Events(ctx, id, f) },
		"relations":  func(ctx context.Context, q *query.Query) (any, error) { return q.Relations(ctx, id, f) },
		"neighbours": func(ctx context.Context, q *query.Query) (any, error) { return q.Neighbours(ctx, id, f) },
		"mentions":   func(ctx context.Context, q *query.Query) (any, error) { return q.Mentions(ctx, id, f) },
		"timeline":   func(ctx context.Context, q *query.Query) (any, error) { return q.Timeline(ctx, id, f) },
		"articles":   func(ctx context.Context, q *query.Query) (any, error) { return q.Articles(ctx, f) },
		"contradictions": func(ctx context.Context, q *query.Query) (any, error) {
			return q.ContradictionsPage(ctx, "", 100, "")
		},
		"gizmo": func(ctx context.Context, q *query.Query) (any, error) {
			p, err := gizmo.Parse(`g.V("` + string(id) + `").Both(null, "how").Limit(500).All()`)
			if err != nil {
				return nil, err
			}
			return p.Run(ctx, q, gizmo.Limits{})
		},
	}
	if id != other {
		out["paths"] = func(ctx context.Context, q *query.Query) (any, error) {
			return q.Paths(ctx, id, other, query.PathOptions{})
		}
		out["why"] = func(ctx context.Context, q *query.Query) (any, error) { return q.Why(ctx, id, other, f) }
	}
	return out
}

func answer(t *testing.T, r graph.Reader, ask question) string {
	t.Helper()
	return answerOf(t, query.New(r, query.Limits{}), ask)
}

func answerOf(t *testing.T, q *query.Query, ask question) string {
	t.Helper()
	got, err := ask(t.Context(), q)
	if err != nil {
		t.Error(err)
		return ""
	}
	b, err := json.MarshalIndent(got, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
