package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/store"
	"newsgraph/graph/storetest"
)

func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store { return open(t, t.TempDir()) })
}

func TestDurable(t *testing.T) {
	storetest.RunDurable(t, func(t *testing.T, dir string) graph.Store { return open(t, dir) })
}

func Example() {
	dir, err := os.MkdirTemp("", "newsgraph")
	if err != nil {
		return
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return
	}
	defer s.Close()
	q := graph.Quad{S: "e:a", P: "ng:met", O: graph.Term{ID: "e:b"}, G: "g:1"}
	version, err := s.Apply(ctx, graph.Batch{Add: []graph.Quad{q}})
	fmt.Println(version, err)
	_, err = s.Apply(ctx, graph.Batch{Add: []graph.Quad{q}})
	fmt.Println(errors.Is(err, graph.ErrConflict))
	// Output:
	// 1 <nil>
	// true
}
