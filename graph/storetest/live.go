package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"newsgraph/graph"
)

// testIsolation: a snapshot stays as it was while the store moves on.
func testIsolation(t *testing.T, s graph.Store) {
	m := graph.In("m", doc(1), graph.Span{B: 0, E: 3})
	q := quad("e:a", "ng:met", "e:b", "g:1")
	v1 := apply(t, s, graph.Batch{Put: []*graph.Report{report(1, "a")}, Add: []graph.Quad{q},
		Redirects: []graph.Redirect{{From: m, To: m}}, Names: []graph.NameEntry{{Name: "a", ID: m}}})
	old := view(t, s)
	want, err := Dump(t.Context(), old)
	wantErr(t, "dump", err, nil)
	for i := range 50 {
		apply(t, s, graph.Batch{Add: []graph.Quad{quad("e:a", "ng:met", fmt.Sprint("e:", i), "g:2")}})
	}
	apply(t, s, graph.Batch{Remove: []graph.ID{doc(1)}, Drop: []graph.Quad{q},
		Redirects: []graph.Redirect{{From: m}}, Unname: []graph.NameEntry{{Name: "a", ID: m}}, Judge: []graph.Judgement{{Seq: 1, Kind: "undo"}}})
	got, err := Dump(t.Context(), old)
	wantErr(t, "dump", err, nil)
	same(t, "old snapshot", got, want)
	same(t, "old version", old.Version(), v1)
	js, _ := old.Judgements(t.Context())
	same(t, "judgements of the old snapshot", len(js), 0)
	same(t, "changes of the old snapshot", len(collect(t, old.Changes(t.Context(), 0))), 1)
	wantErr(t, "close", old.Close(), nil)
	same(t, "quads of a new one", read(t, s, func(v graph.Snapshot) int { return len(quadsOf(t, v, graph.Pattern{})) }), 50)
}

func testClosed(t *testing.T, s graph.Store) {
	apply(t, s, graph.Batch{Add: []graph.Quad{quad("e:a", "ng:met", "e:b", "g:1")}})
	v := view(t, s)
	wantErr(t, "close", v.Close(), nil)
	wantErr(t, "close again", v.Close(), nil)
	if _, err := last(v.Quads(t.Context(), graph.Pattern{S: "e:a"})); err == nil {
		t.Error("a closed snapshot still answers")
	}
	if _, err := v.Report(t.Context(), doc(1)); err == nil {
		t.Error("a closed snapshot still gives reports")
	}
	w := view(t, s)
	for _, err := range w.Quads(t.Context(), graph.Pattern{S: "e:a"}) {
		wantErr(t, "row", err, nil)
		wantErr(t, "close in the middle of a read", w.Close(), nil)
	}
	wantErr(t, "close store", s.Close(), nil)
	if _, err := s.Snapshot(t.Context()); err == nil {
		t.Error("a closed store gives snapshots")
	}
	if _, err := s.Apply(t.Context(), graph.Batch{}); err == nil {
		t.Error("a closed store applies batches")
	}
}

// testConcurrent reads while one writer writes: each batch adds a whole group
// and drops the one before, so every reader must see exactly one whole group.
func testConcurrent(t *testing.T, s graph.Store) {
	const size, batches, readers = 40, 60, 6
	group := func(i int) (out []graph.Quad) {
		for k := range size {
			out = append(out, quad("e:hub", "ng:met", fmt.Sprintf("e:%d.%d", i, k), fmt.Sprint("g:", i)))
		}
		return out
	}
	apply(t, s, graph.Batch{Add: group(0)})
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range readers {
		wg.Go(func() {
			for ctx.Err() == nil {
				if err := wholeGroup(t.Context(), s, size); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range batches {
		apply(t, s, graph.Batch{Drop: group(i), Add: group(i + 1)})
	}
	stop()
	wg.Wait()
}

func wholeGroup(ctx context.Context, s graph.Store, size int) error {
	v, err := s.Snapshot(ctx)
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	defer v.Close()
	labels := map[graph.ID]int{}
	for q, err := range v.Quads(ctx, graph.Pattern{S: "e:hub", P: "ng:met"}) {
		if err != nil {
			return fmt.Errorf("quads: %w", err)
		}
		labels[q.G]++
	}
	for g, n := range labels {
		if len(labels) != 1 || n != size {
			return fmt.Errorf("a reader sees %d groups, %d of %s", len(labels), n, g)
		}
	}
	if len(labels) == 0 {
		return fmt.Errorf("a reader sees nothing")
	}
	return nil
}

// RunDurable tests that what was applied is there when the store of dir is
// opened again.
func RunDurable(t *testing.T, open func(t *testing.T, dir string) graph.Store) {
	dir := t.TempDir()
	m := graph.In("m", doc(1), graph.Span{B: 0, E: 3})
	s := open(t, dir)
	v := apply(t, s, graph.Batch{Put: []*graph.Report{report(1, "a"), report(2, "b")}, Superseded: []graph.ID{doc(2)},
		Add:       []graph.Quad{quad("e:a", "ng:met", "e:b", "g:1"), text("e:a", "ng:name", "A", "g:2")},
		Redirects: []graph.Redirect{{From: m, To: "e:a"}}, Names: []graph.NameEntry{{Name: "a", ID: "e:a"}},
		Judge: []graph.Judgement{{Seq: 1, Kind: "undo"}}})
	before := dump(t, s)
	for range 3 {
		wantErr(t, "close", s.Close(), nil)
		s = open(t, dir)
		same(t, "reopened", dump(t, s), before)
		if _, err := s.Apply(t.Context(), graph.Batch{Drop: []graph.Quad{quad("e:z", "ng:met", "e:b", "g:1")}}); err == nil {
			t.Error("dropped what is not there")
		}
	}
	read(t, s, func(r graph.Snapshot) any {
		same(t, "version", r.Version(), v)
		same(t, "superseded", collect(t, r.Superseded(t.Context())), []graph.ID{doc(2)})
		js, _ := r.Judgements(t.Context())
		same(t, "judgements", len(js), 1)
		same(t, "changes", len(collect(t, r.Changes(t.Context(), 0))), 1)
		return nil
	})
	apply(t, s, graph.Batch{Drop: []graph.Quad{quad("e:a", "ng:met", "e:b", "g:1")}})
	wantErr(t, "close", s.Close(), nil)
}
