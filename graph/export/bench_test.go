package export_test

import (
	"fmt"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/resolve"
	"newsgraph/graph/world"
)

// generated returns a snapshot of n articles of a generated world.
func generated(b *testing.B, n int) graph.Snapshot {
	b.Helper()
	s := memory.New()
	i, err := integrate.New(s, integrate.Options{Resolver: func() integrate.Resolver { return resolve.New(knowledge.Default()) }})
	if err != nil {
		b.Fatal(err)
	}
	w := world.New(1, world.Size{})
	reports := make([]*graph.Report, n)
	for k := range reports {
		reports[k] = w.Report(k)
	}
	if _, err := i.Put(b.Context(), reports...); err != nil {
		b.Fatal(err)
	}
	snap, err := s.Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { snap.Close() })
	return snap
}

// BenchmarkAll draws the best supported part of 2 000 generated articles.
func BenchmarkAll(b *testing.B) {
	snap := generated(b, 2000)
	cache := query.NewCache(32 << 20)
	for _, top := range []int{export.DefaultTop, export.MaxTop} {
		b.Run(fmt.Sprint(top), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				q, err := cache.New(b.Context(), snap, query.Limits{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := export.Draw(b.Context(), q, export.Scene{Kind: "all", Top: top}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
