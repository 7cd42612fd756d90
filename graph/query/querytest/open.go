package querytest

import (
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/memory"
)

// Open returns a snapshot of the world that Reports tell of, closed with the test.
func Open(t testing.TB) graph.Snapshot {
	t.Helper()
	return Hold(t, Batch(Reports()))
}

// Hold returns a snapshot of what a batch adds to an empty store, closed with the test.
func Hold(t testing.TB, b graph.Batch) graph.Snapshot {
	t.Helper()
	s := memory.New()
	if _, err := s.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := snap.Close(); err != nil {
			t.Error(err)
		}
	})
	return snap
}
