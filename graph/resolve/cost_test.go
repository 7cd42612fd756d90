package resolve_test

import (
	"fmt"
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
	persons, events := map[graph.ID]string{}, map[graph.ID]string{}
	add := func(n int) []resolve.Member {
		r, truth := w.Tell(n)
		for id, k := range truth.Persons {
			persons[id] = fmt.Sprint(k)
		}
		for id, k := range truth.Events {
			events[id] = fmt.Sprint(k)
		}
		return resolve.Members(r)
	}
	n := 0
	for size := 1000; ; size = min(size*10, largest) {
		for ; n < size; n++ {
			s.Update(add(n), nil, nil)
		}
		measure(t, s, add, n)
		n += 500
		if size == largest {
			break
		}
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	t.Logf("heap %d MB", m.HeapAlloc>>20)
	quality(t, "persons", persons, s)
	quality(t, "events", events, s)
	mergeHubs(t, s)
}

// quality logs precision and recall of pairs and the sizes of clusters; one that is
// larger than all that it is made of in truth has come together by chaining.
func quality(t *testing.T, name string, truth map[graph.ID]string, s *resolve.State) {
	t.Helper()
	both, said, is := pairs(truth, s.Canonical)
	sizes, whole := map[graph.ID]map[string]int{}, map[string]int{}
	for m, what := range truth {
		c := s.Canonical(m)
		if sizes[c] == nil {
			sizes[c] = map[string]int{}
		}
		sizes[c][what]++
		whole[what]++
	}
	largest, true1, mixed, chained := 0, 0, 0, 0
	for _, n := range whole {
		true1 = max(true1, n)
	}
	for _, parts := range sizes {
		size, most := 0, 0
		for what, n := range parts {
			size += n
			most = max(most, whole[what])
		}
		largest = max(largest, size)
		if len(parts) > 1 {
			mixed++
		}
		if size > most {
			chained++
		}
	}
	t.Logf("%s: %d members of %d things in %d clusters, precision %.4f, recall %.4f; largest cluster %d, largest thing %d, %d clusters of several things, %d larger than any of theirs",
		name, len(truth), len(whole), len(sizes), float64(both)/float64(said), float64(both)/float64(is), largest, true1, mixed, chained)
}

func measure(t *testing.T, s *resolve.State, report func(int) []resolve.Member, n int) {
	t.Helper()
	var add, remove []time.Duration
	runtime.GC() // so that no mark of the heap so far falls into the 500 articles of one size only
	for i := n; i < n+500; i++ {
		ms := report(i)
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
	begin = time.Now()
	s.Update(nil, nil, []graph.Judgement{{Seq: 2, Kind: "undo", Undoes: 1}})
	t.Logf("undone: %v", time.Since(begin))
	if s.Canonical(j.Left[0].Member) == s.Canonical(j.Right[0].Member) {
		t.Error("the hubs are still merged")
	}
}
