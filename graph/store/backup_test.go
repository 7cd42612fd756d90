package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/store"
)

// pairs are quads that no other batch holds.
func pairs(batch, n int) []graph.Quad {
	var out []graph.Quad
	for i := range n {
		id := fmt.Sprintf("%d.%d", batch, i)
		out = append(out, graph.Quad{S: graph.ID("e:" + id), P: "ng:met", O: graph.Term{ID: "e:b"}, G: graph.ID("g:" + id)})
	}
	return out
}

func apply(t *testing.T, s *store.Store, b graph.Batch) {
	t.Helper()
	if _, err := s.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

// held returns all quads of the store of a directory.
func held(t *testing.T, dir string) []graph.Quad {
	t.Helper()
	s := open(t, dir)
	defer s.Close()
	if damage, err := s.Check(t.Context()); err != nil || len(damage) > 0 {
		t.Errorf("check: %v %v", damage, err)
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var out []graph.Quad
	for q, err := range snap.Quads(t.Context(), graph.Pattern{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

// A writing buffer writes to the store with each part of a copy that it gets.
type writing struct {
	bytes.Buffer
	write func()
}

func (w *writing) Write(b []byte) (int, error) {
	w.write()
	return w.Buffer.Write(b)
}

// TestBackup copies a store to which another writes meanwhile, and restores the copy.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "a"))
	apply(t, s, graph.Batch{Add: pairs(0, 2000)})
	n := 0
	w := &writing{write: func() {
		n++
		apply(t, s, graph.Batch{Add: pairs(n, 10)})
	}}
	if err := s.Backup(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil || n == 0 {
		t.Fatalf("close: %v after %d writes", err, n)
	}
	if err := store.Restore(t.Context(), bytes.NewReader(w.Bytes()), filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	if got := held(t, filepath.Join(dir, "b")); len(got) != 2000 {
		t.Errorf("the copy holds %d quads, want the 2000 of when it was begun", len(got))
	}
	if got := held(t, filepath.Join(dir, "a")); len(got) != 2000+10*n {
		t.Errorf("the store holds %d quads, want %d", len(got), 2000+10*n)
	}
}

// TestRestoreRefuses restores what is no whole copy, and over a store; nothing is left.
func TestRestoreRefuses(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "a"))
	apply(t, s, graph.Batch{Add: pairs(0, 500)})
	var copied bytes.Buffer
	if err := errors.Join(s.Backup(t.Context(), &copied), s.Close()); err != nil {
		t.Fatal(err)
	}
	whole := copied.Bytes()
	changed := bytes.Clone(whole)
	changed[len(changed)/2] ^= 1
	for name, tt := range map[string]struct {
		copy []byte
		to   string
		want error
	}{
		"cut":      {whole[:len(whole)/2], "b", graph.ErrInvalid},
		"changed":  {changed, "b", graph.ErrInvalid},
		"empty":    {nil, "b", graph.ErrInvalid},
		"no copy":  {[]byte("<html>not found</html>"), "b", graph.ErrInvalid},
		"a store":  {whole, "a", graph.ErrConflict},
		"anything": {whole, ".", graph.ErrConflict},
	} {
		if err := store.Restore(t.Context(), bytes.NewReader(tt.copy), filepath.Join(dir, tt.to)); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
			t.Errorf("%s: %v left, %v", name, left, err)
		}
	}
}

// TestCompact gives back the room of what was dropped and keeps the rest.
func TestCompact(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for n := range 5 {
		apply(t, s, graph.Batch{Add: pairs(n, 2000)})
	}
	for n := range 4 {
		apply(t, s, graph.Batch{Drop: pairs(n, 2000)})
	}
	if _, _, err := store.Compact(t.Context(), dir); !errors.Is(err, graph.ErrConflict) {
		t.Errorf("while it is open: %v, want a conflict", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	want := held(t, dir)
	before, after, err := store.Compact(t.Context(), dir)
	if err != nil || after > before/2 || after == 0 {
		t.Errorf("%d bytes became %d, want less than half: %v", before, after, err)
	}
	if diff := cmp.Diff(held(t, dir), want); diff != "" || len(want) != 2000 {
		t.Errorf("%d quads before; (-after +before):\n%s", len(want), diff)
	}
	s = open(t, dir)
	apply(t, s, graph.Batch{Add: pairs(9, 10)})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := held(t, dir); len(got) != 2010 {
		t.Errorf("%d quads after a write, want 2010", len(got))
	}
}
