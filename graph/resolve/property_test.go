package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
	"newsgraph/graph/world"
)

// histories are the numbers of the random histories that TestHistories tries, from
// the first up to the second. NEWSGRAPH_HISTORIES sets others, "100000" or, to go on
// with a run that was broken off, "41000:100000".
func histories(t *testing.T) (from, to int) {
	t.Helper()
	switch said := os.Getenv("NEWSGRAPH_HISTORIES"); {
	case said != "":
		first, last, ok := strings.Cut(said, ":")
		if !ok {
			first, last = "0", said
		}
		from, err := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil || from > to {
			t.Fatalf("NEWSGRAPH_HISTORIES %q is no number and no range", said)
		}
		return from, to
	case testing.Short():
		return 0, 25
	}
	return 0, 200
}

// A history plays random additions, removals and judgements on a State and keeps
// what is present, so that a fresh State can be built of it.
type history struct {
	rand     *rand.Rand
	state    *resolve.State
	present  map[int][]resolve.Member
	log      []graph.Judgement
	canon    map[graph.ID]graph.ID // as the redirects told
	articles [][]resolve.Member
}

func (h *history) update(t *testing.T, add, removed []resolve.Member, judge []graph.Judgement) {
	t.Helper()
	for _, r := range h.state.Update(add, removed, judge) {
		if h.canon[r.From] == r.To {
			t.Fatalf("redirect of %s to %s tells nothing new", r.From, r.To)
		}
		if r.To == "" {
			delete(h.canon, r.From)
		} else {
			h.canon[r.From] = r.To
		}
	}
}

func (h *history) step(t *testing.T) {
	t.Helper()
	i := h.rand.IntN(len(h.articles))
	switch n := h.rand.IntN(10); {
	case n < 6 && h.present[i] == nil:
		h.present[i] = h.articles[i]
		h.update(t, h.articles[i], nil, nil)
	case n < 6:
		h.update(t, h.articles[i], h.articles[i], nil) // replaced by itself
	case n < 8 && h.present[i] != nil:
		delete(h.present, i)
		h.update(t, nil, h.articles[i], nil)
	case n == 8:
		j := h.judgement()
		h.log = append(h.log, j)
		h.update(t, nil, nil, []graph.Judgement{j})
	default: // several at once
		k := h.rand.IntN(len(h.articles))
		var removed []resolve.Member
		if h.present[k] != nil && k != i {
			removed = h.articles[k]
			delete(h.present, k)
		}
		h.present[i] = h.articles[i]
		h.update(t, h.articles[i], removed, nil)
	}
}

// judgement judges random members, present or not.
func (h *history) judgement() graph.Judgement {
	j := graph.Judgement{Seq: len(h.log) + 1, Kind: "merge"}
	if n := h.rand.IntN(4); n == 0 && len(h.log) > 0 {
		j.Kind, j.Undoes = "undo", 1+h.rand.IntN(len(h.log))
		return j
	} else if n == 1 {
		j.Kind = "split"
	} else if n == 2 {
		j.Kind = "unsure"
	}
	events := h.rand.IntN(4) == 0
	side := func() (out []graph.Anchor) {
		for len(out) < 1+h.rand.IntN(3) {
			ms := h.articles[h.rand.IntN(len(h.articles))]
			if m := ms[h.rand.IntN(len(ms))]; m.Event == events {
				out = append(out, anchors(m)...)
			}
		}
		return out
	}
	j.Left, j.Right = side(), side()
	if n := h.rand.IntN(3); n == 0 && j.Kind == "split" { // of a whole cluster
		if c := h.state.Cluster(h.state.Canonical(j.Left[0].Member)); len(c) > 1 {
			j.Right = nil
			for _, m := range c {
				if m != j.Left[0].Member {
					j.Right = append(j.Right, graph.Anchor{Member: m})
				}
			}
			j.Left = j.Left[:1]
		}
	}
	return j
}

// dump is the whole outcome: every member with its canonical id.
func dump(s *resolve.State, articles map[int][]resolve.Member) map[graph.ID]graph.ID {
	out := map[graph.ID]graph.ID{}
	for _, ms := range articles {
		for _, m := range ms {
			out[m.ID] = s.Canonical(m.ID)
		}
	}
	return out
}

func fresh(articles map[int][]resolve.Member, log []graph.Judgement, r *rand.Rand) *resolve.State {
	s := resolve.New(knowledge.Default())
	var all []resolve.Member
	for _, ms := range articles {
		all = append(all, ms...)
	}
	slices.SortFunc(all, func(a, b resolve.Member) int { return cmp2(a.ID, b.ID) })
	r.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	s.Update(all, nil, log)
	return s
}

func cmp2(a, b graph.ID) int {
	if a < b {
		return -1
	}
	return 1
}

// TestHistories: whatever the way, the clusters are those of a fresh build of
// what is present, and the redirects told them all.
func TestHistories(t *testing.T) {
	from, to := histories(t)
	for n := from; n < to; n++ {
		r := rand.New(rand.NewPCG(uint64(n), 1))
		// few people and events, much noise: many meet in one component
		w := world.New(uint64(n), world.Size{People: 12, Events: 8, Noise: 700})
		h := &history{rand: r, state: resolve.New(knowledge.Default()), present: map[int][]resolve.Member{}, canon: map[graph.ID]graph.ID{}}
		for i := range 24 {
			h.articles = append(h.articles, varied(resolve.Members(w.Report(i)), r))
		}
		for step := range 40 {
			h.step(t)
			if step%8 != 7 {
				continue
			}
			got, want := dump(h.state, h.present), dump(fresh(h.present, h.log, r), h.present)
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("history %d, step %d: fresh build and history differ (-fresh +history):\n%s", n, step, d)
			}
			if d := cmp.Diff(got, h.canon); d != "" {
				t.Fatalf("history %d, step %d: redirects (-state +redirects):\n%s", n, step, d)
			}
			checkClusters(t, h.state, got)
		}
		if n%1000 == 999 {
			t.Logf("%d histories", n+1)
		}
	}
}

// varied makes some of an article's events what the world does not tell: told twice, a
// death, an operation beside what somebody says.
func varied(ms []resolve.Member, r *rand.Rand) []resolve.Member {
	var first graph.ID
	for i := range ms {
		m := &ms[i]
		if !m.Event {
			continue
		}
		if first == "" {
			first = m.ID
		}
		switch r.IntN(6) {
		case 0:
			m.Again = first
		case 1:
			m.Type, m.Lemma = "Death", "die"
			for k := range m.Roles[:min(1, len(m.Roles))] {
				m.Roles[k].Name = "victim"
			}
		case 2:
			m.Type, m.Lemma = "Operation", "operation"
			m.Beside, m.Quotes = append(m.Beside, m.Quotes...), nil
		}
	}
	return ms
}

// checkClusters: Cluster is the inverse of Canonical.
func checkClusters(t *testing.T, s *resolve.State, canon map[graph.ID]graph.ID) {
	t.Helper()
	members := map[graph.ID][]graph.ID{}
	for m, c := range canon {
		members[c] = append(members[c], m)
	}
	for c, want := range members {
		slices.Sort(want)
		if d := cmp.Diff(want, s.Cluster(c)); d != "" {
			t.Fatalf("cluster %s: %s", c, d)
		}
	}
}

// pairs counts the pairs that are one in the truth, in the clusters, in both.
func pairs(truth map[graph.ID]string, canon func(graph.ID) graph.ID) (both, said, is int) {
	byTruth, byCluster, cross := map[string]int{}, map[graph.ID]int{}, map[string]int{}
	for m, what := range truth {
		c := canon(m)
		byTruth[what]++
		byCluster[c]++
		cross[what+"\x00"+string(c)]++
	}
	for _, n := range byTruth {
		is += n * (n - 1) / 2
	}
	for _, n := range byCluster {
		said += n * (n - 1) / 2
	}
	for _, n := range cross {
		both += n * (n - 1) / 2
	}
	return both, said, is
}

// TestWorldIdentity measures precision and recall of pairs on a noisy world;
// NEWSGRAPH_ARTICLES sets its size.
func TestWorldIdentity(t *testing.T) {
	articles := 6000
	if testing.Short() {
		articles = 1500
	}
	if n, _ := strconv.Atoi(os.Getenv("NEWSGRAPH_ARTICLES")); n > 0 {
		articles = n
	}
	w := world.New(11, world.Size{People: articles / 3, Events: articles / 4, Noise: 300})
	s := resolve.New(knowledge.Default())
	persons, events := map[graph.ID]string{}, map[graph.ID]string{}
	for i := range articles {
		r, truth := w.Tell(i)
		s.Update(resolve.Members(r), nil, nil)
		for id, n := range truth.Persons {
			persons[id] = fmt.Sprint(n)
		}
		for id, n := range truth.Events {
			events[id] = fmt.Sprint(n)
		}
	}
	tests := []struct {
		name              string
		truth             map[graph.ID]string
		precision, recall float64
	}{
		{"persons", persons, .98, .85},
		{"events", events, .99, .70},
	}
	for _, tt := range tests {
		both, said, is := pairs(tt.truth, s.Canonical)
		p, r := float64(both)/float64(said), float64(both)/float64(is)
		t.Logf("%s: %d members, %d true pairs, precision %.4f, recall %.4f", tt.name, len(tt.truth), is, p, r)
		if p < tt.precision || r < tt.recall {
			t.Errorf("%s: precision %.4f recall %.4f, want at least %.2f and %.2f", tt.name, p, r, tt.precision, tt.recall)
		}
	}
}
