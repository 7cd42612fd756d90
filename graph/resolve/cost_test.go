package resolve_test

import (
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
	"newsgraph/graph/world"
)

// TestCostOfAnArticle measures what it costs to add and to remove one article at
// growing sizes. NEWSGRAPH_ARTICLES sets the largest; the test is skipped without.
func TestCostOfAnArticle(t *testing.T) {
	largest, _ := strconv.Atoi(os.Getenv("NEWSGRAPH_ARTICLES"))
	if largest == 0 {
		t.Skip("NEWSGRAPH_ARTICLES is not set")
	}
	w := world.New(17, world.Size{People: largest * 2 / 5, Events: largest * 2 / 5, Noise: 200})
	s := resolve.New(knowledge.Default())
	n := 0
	for size := 1000; ; size = min(size*5, largest) {
		for ; n < size; n++ {
			s.Update(resolve.Members(w.Report(n)), nil, nil)
		}
		measure(t, s, w, n)
		n += 500
		if size == largest {
			break
		}
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	t.Logf("heap %d MB", m.HeapAlloc>>20)
	mergeHubs(t, s)
}

func measure(t *testing.T, s *resolve.State, w *world.World, n int) {
	t.Helper()
	var add, remove []time.Duration
	for i := n; i < n+500; i++ {
		ms := resolve.Members(w.Report(i))
		begin := time.Now()
		s.Update(ms, nil, nil)
		add = append(add, time.Since(begin))
		begin = time.Now()
		s.Update(nil, ms, nil)
		remove = append(remove, time.Since(begin))
		s.Update(ms, nil, nil)
	}
	slices.Sort(add)
	slices.Sort(remove)
	t.Logf("%6d articles: add p50 %v p99 %v, remove p50 %v p99 %v", n, add[250], add[495], remove[250], remove[495])
}

func mergeHubs(t *testing.T, s *resolve.State) {
	t.Helper()
	anchorsOf := func(id graph.ID) (out []graph.Anchor) {
		for _, m := range s.Cluster(id) {
			out = append(out, graph.Anchor{Member: m})
		}
		return out
	}
	j := graph.Judgement{Seq: 1, Kind: "merge", Left: anchorsOf("e:Q142"), Right: anchorsOf("e:Q183")}
	begin := time.Now()
	changed := s.Update(nil, nil, []graph.Judgement{j})
	t.Logf("merge of %d and %d members: %v, %d redirects", len(j.Left), len(j.Right), time.Since(begin), len(changed))
	if s.Canonical(j.Left[0].Member) != s.Canonical(j.Right[0].Member) {
		t.Error("the hubs are not merged")
	}
}
