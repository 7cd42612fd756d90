package store

import (
	"fmt"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"

	"newsgraph/graph"
)

// meetings returns quads of a ring of people, each of whom met the next ones under a
// label of its own, and all of whom were at one place.
func meetings(people, each int) []graph.Quad {
	var out []graph.Quad
	person := func(i int) graph.ID { return graph.ID(fmt.Sprintf("e:Q%d", i%people)) }
	for i := range people {
		doc := graph.ArticleID("", fmt.Sprint(i))
		for k := 1; k <= each; k++ {
			label := graph.Label(doc, "met", fmt.Sprint(k))
			out = append(out, graph.Quad{S: person(i), P: "ng:met", O: graph.Term{ID: person(i + k)}, G: label},
				graph.Quad{S: graph.In("ev", doc, graph.Span{B: k, E: k + 3}), P: "ng:place", O: graph.Term{ID: "e:place"}, G: label})
		}
	}
	return out
}

// BenchmarkOrders reads what points at a hub, and whom those met whom one met, from our
// orders and from Cayley's indexes.
func BenchmarkOrders(b *testing.B) {
	s, err := Open(b.Context(), b.TempDir(), Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Apply(b.Context(), graph.Batch{Add: meetings(1000, 10)}); err != nil {
		b.Fatal(err)
	}
	v, err := s.view(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	hub := graph.Pattern{O: &graph.Term{ID: "e:place"}}
	b.Run("hub/orders", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for range v.Quads(b.Context(), hub) {
				n++
			}
			counted(b, n, 10_000)
		}
	})
	b.Run("hub/cayley", func(b *testing.B) {
		for b.Loop() {
			r := &rows{v: v, cache: map[cayley.Ref]quad.Value{}}
			if err := r.open(hub); err != nil {
				b.Fatal(err)
			}
			n := 0
			for batch, err := r.next(b.Context()); len(batch) > 0 || err != nil; batch, err = r.next(b.Context()) {
				if err != nil {
					b.Fatal(err)
				}
				n += len(batch)
			}
			r.close()
			counted(b, n, 10_000)
		}
	})
	b.Run("path/orders", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for first := range v.Quads(b.Context(), graph.Pattern{S: "e:Q1", P: "ng:met"}) {
				for range v.Quads(b.Context(), graph.Pattern{S: first.O.ID, P: "ng:met"}) {
					n++
				}
			}
			counted(b, n, 100)
		}
	})
	b.Run("path/cayley", func(b *testing.B) {
		for b.Loop() {
			found, err := path.StartPath(v.qs, quad.IRI("e:Q1")).Out(quad.IRI("ng:met")).Out(quad.IRI("ng:met")).Iterate(b.Context()).AllValues(v.qs)
			if err != nil {
				b.Fatal(err)
			}
			counted(b, len(found), 100)
		}
	})
}

func counted(b *testing.B, n, want int) {
	b.Helper()
	if n != want {
		b.Fatalf("found %d, want %d", n, want)
	}
}
