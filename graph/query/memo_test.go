package query_test

import (
	"sync"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/resolve"
	"newsgraph/graph/world"
)

// TestMemoFollows: questions that share what earlier ones found out answer, after every
// change of the graph, as questions that know nothing.
func TestMemoFollows(t *testing.T) {
	s := memory.New()
	i, err := integrate.New(s, integrate.Options{Resolver: func() integrate.Resolver { return resolve.New(knowledge.Default()) }})
	if err != nil {
		t.Fatal(err)
	}
	w, cache := world.New(9, world.Size{People: 10, Events: 6}), query.NewCache(1<<20)
	var reports []*graph.Report
	asked := 0
	step := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		asked += compareAnswers(t, s, cache, asked == 0)
	}
	for n := range 14 {
		reports = append(reports, w.Report(n))
		_, err := i.Put(t.Context(), reports[n])
		step(err)
		if n%6 == 5 {
			_, err = i.Retract(t.Context(), reports[n-2].Article.ID)
			step(err)
		}
	}
	a, b := reports[0].Chains[0], reports[13].Chains[0]
	merge := graph.Judgement{Kind: "merge", Left: []graph.Anchor{{Member: a.ID, Name: a.Name}}, Right: []graph.Anchor{{Member: b.ID, Name: b.Name}}}
	for _, j := range []graph.Judgement{merge, {Kind: "published", Article: reports[7].Article.ID, Date: "2020-02-02"}, {Kind: "undo", Undoes: 1}} {
		_, err := i.Judge(t.Context(), j)
		step(err)
	}
	if asked < 1000 {
		t.Errorf("only %d answers were compared", asked)
	}
}

// compareAnswers asks all questions about all things twice and returns how many.
func compareAnswers(t *testing.T, s graph.Store, cache *query.Cache, warm bool) (n int) {
	t.Helper()
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if warm {
		if err := cache.Warm(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	things, err := query.New(v, query.Limits{}).Popular(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for k, thing := range things {
		other := things[(k+1)%len(things)].ID
		for name, ask := range questions(thing.ID, other, thing.Name) {
			if !memoised[name] {
				continue
			}
			q, err := cache.New(t.Context(), v, query.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			got, want := answerOf(t, q, ask), answer(t, v, ask)
			if n++; got != want {
				t.Fatalf("version %d, %s of %s and %s:\ngot  %s\nwant %s", v.Version(), name, thing.ID, other, got, want)
			}
		}
	}
	return n
}

// memoised are the questions that use the memo.
var memoised = map[string]bool{"card": true, "met": true, "offices": true, "events": true, "neighbours": true, "timeline": true, "paths": true, "why": true, "contradictions": true}

// TestMemoShared lets many ask at once what they share.
func TestMemoShared(t *testing.T) {
	v := generated(t, 12)
	cache := query.NewCache(1 << 20)
	things, err := query.New(v, query.Limits{}).Popular(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			for k := range min(20, len(things)) {
				a, b := things[(k+n)%len(things)], things[(k+n+1)%len(things)]
				for name, ask := range questions(a.ID, b.ID, a.Name) {
					if !memoised[name] {
						continue
					}
					q, err := cache.New(t.Context(), v, query.Limits{})
					if err != nil {
						t.Error(err)
						return
					}
					if got, want := answerOf(t, q, ask), answer(t, v, ask); got != want {
						t.Errorf("%s of %s:\ngot  %s\nwant %s", name, a.ID, got, want)
					}
				}
			}
		})
	}
	wg.Wait()
}
