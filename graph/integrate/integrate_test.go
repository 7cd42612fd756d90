package integrate_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/memory"
	"newsgraph/graph/resolve"
	"newsgraph/graph/store"
	"newsgraph/graph/storetest"
	"newsgraph/graph/world"
)

func resolver() integrate.Resolver { return resolve.New(knowledge.Default()) }

var resolvers = map[string]func() integrate.Resolver{"names": newNamer, "resolve": resolver}

func integrator(t testing.TB, s graph.Store, fresh func() integrate.Resolver) *integrate.Integrator {
	t.Helper()
	i, err := integrate.New(s, integrate.Options{Resolver: fresh})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func put(t testing.TB, i *integrate.Integrator, reports ...*graph.Report) integrate.Result {
	t.Helper()
	res, err := i.Put(t.Context(), reports...)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// dump returns all that the store shows, and audits it.
func dump(t testing.TB, s graph.Store, fresh func() integrate.Resolver) string {
	t.Helper()
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	lines, err := storetest.Dump(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	found, err := integrate.Check(t.Context(), v, integrate.Options{Resolver: fresh})
	if err != nil || len(found) > 0 {
		t.Fatalf("check: %v, %v", found, err)
	}
	return strings.Join(lines, "\n")
}

// loaded returns the dump of a store into which reports were put at once.
func loaded(t testing.TB, fresh func() integrate.Resolver, reports ...*graph.Report) string {
	t.Helper()
	s := memory.New()
	put(t, integrator(t, s, fresh), reports...)
	return dump(t, s, fresh)
}

// equal compares dumps by lines, which says more than two texts.
func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	d := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n"))
	t.Fatalf("%s (-want +got):\n%.3000s", what, d)
}

// TestHistories: any order, any grouping, any coming and going of articles, with
// judgements in between, ends in the same graph as the log of judgements and then
// a fresh load of what is there at the end.
func TestHistories(t *testing.T) {
	histories := 60
	if testing.Short() {
		histories = 12
	}
	for name, fresh := range resolvers {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(histories) {
				history(t, seed, memory.New(), fresh, articles(seed%5, 24))
			}
		})
	}
	t.Run("world on disk", func(t *testing.T) {
		for seed := range uint64(histories) {
			// few people and events, so that nearly all articles have to do with others
			w := world.New(seed%5, world.Size{People: 8, Events: 6})
			var reports []*graph.Report
			for n := range 24 {
				reports = append(reports, w.Report(n))
			}
			s, err := store.Open(t.Context(), t.TempDir(), store.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			history(t, seed, s, resolver, reports)
			if found, err := s.Check(t.Context()); err != nil || len(found) > 0 {
				t.Errorf("check: %v, %v", found, err)
			}
			s.Close()
		}
	})
}

func history(t *testing.T, seed uint64, s graph.Store, fresh func() integrate.Resolver, world []*graph.Report) {
	rnd := rand.New(rand.NewPCG(seed, 7))
	i := integrator(t, s, fresh)
	present := map[graph.ID]*graph.Report{}
	var log []graph.Judgement
	for range 14 {
		if rnd.IntN(5) == 0 {
			log = append(log, judgement(rnd, world, len(log)))
			if _, err := i.Judge(t.Context(), log[len(log)-1]); err != nil {
				t.Fatal(err)
			}
		}
		if rnd.IntN(3) == 0 && len(present) > 0 {
			var gone []graph.ID
			for _, r := range world {
				if id := r.Article.ID; present[id] != nil && rnd.IntN(4) == 0 {
					gone = append(gone, id)
					delete(present, id)
				}
			}
			if _, err := i.Retract(t.Context(), gone...); err != nil {
				t.Fatal(err)
			}
			continue
		}
		var group []*graph.Report
		for _, n := range rnd.Perm(len(world))[:rnd.IntN(6)] {
			group = append(group, world[n])
			present[world[n].Article.ID] = world[n]
		}
		put(t, i, group...)
		if rnd.IntN(5) == 0 {
			i = integrator(t, s, fresh) // another process goes on
		}
	}
	var rest []*graph.Report
	for _, n := range rnd.Perm(len(world)) {
		if r := world[n]; present[r.Article.ID] != nil {
			rest = append(rest, r)
		}
	}
	calm := memory.New()
	c := integrator(t, calm, fresh)
	for _, j := range log {
		if _, err := c.Judge(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
	put(t, c, rest...)
	equal(t, fmt.Sprintf("history %d", seed), dump(t, s, fresh), dump(t, calm, fresh))
}

// judgement makes up a decision about two chains of articles, present or not.
func judgement(rnd *rand.Rand, world []*graph.Report, before int) graph.Judgement {
	if before > 0 && rnd.IntN(4) == 0 {
		return graph.Judgement{Kind: "undo", Undoes: 1 + rnd.IntN(before)}
	}
	anchor := func() []graph.Anchor {
		c := pick(rnd, pick(rnd, world).Chains)
		return []graph.Anchor{{Member: c.ID, Name: c.Name}}
	}
	return graph.Judgement{Kind: pick(rnd, []string{"merge", "merge", "split", "unsure"}), Left: anchor(), Right: anchor()}
}

// TestRetractEach: all without d is all minus d, for every d.
func TestRetractEach(t *testing.T) {
	world := articles(3, 14)
	for name, fresh := range resolvers {
		t.Run(name, func(t *testing.T) {
			for n, r := range world {
				s := memory.New()
				i := integrator(t, s, fresh)
				put(t, i, world...)
				if _, err := i.Retract(t.Context(), r.Article.ID); err != nil {
					t.Fatal(err)
				}
				rest := slices.Delete(slices.Clone(world), n, n+1)
				equal(t, fmt.Sprintf("without %d", n), dump(t, s, fresh), loaded(t, fresh, rest...))
			}
		})
	}
}

// TestAgain: loading again changes nothing and writes nothing.
func TestAgain(t *testing.T) {
	world := articles(1, 20)
	s := memory.New()
	i := integrator(t, s, resolver)
	res := put(t, i, world...)
	if len(res.Added) != 20 || res.QuadsAdded == 0 {
		t.Errorf("first load: %d added, %d quads", len(res.Added), res.QuadsAdded)
	}
	before := dump(t, s, resolver)
	again := put(t, i, world...)
	if len(again.Unchanged) != 20 || len(again.Added) != 0 || again.Version != res.Version {
		t.Errorf("second load: %+v", again)
	}
	equal(t, "second load", dump(t, s, resolver), before)
	rebuilt, err := i.Rebuild(t.Context())
	if err != nil || rebuilt.QuadsAdded+rebuilt.QuadsDropped != 0 || rebuilt.Version != res.Version {
		t.Errorf("rebuild: %+v, %v", rebuilt.Commit, err)
	}
}

// TestConcurrent: many callers at once, one commit for several of them.
func TestConcurrent(t *testing.T) {
	world := articles(2, 60)
	s := &slow{Store: memory.New()}
	i := integrator(t, s, resolver)
	var wg sync.WaitGroup
	for _, r := range world {
		wg.Go(func() {
			if _, err := i.Put(t.Context(), r); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if s.applied >= len(world) {
		t.Errorf("%d commits for %d callers", s.applied, len(world))
	}
	equal(t, "concurrent", dump(t, s, resolver), loaded(t, resolver, world...))
}

// slow counts commits and lets other callers queue meanwhile.
type slow struct {
	graph.Store
	applied int
	fail    error
}

func (s *slow) Apply(ctx context.Context, b graph.Batch) (graph.Version, error) {
	s.applied++
	if s.fail != nil {
		return 0, s.fail
	}
	return s.Store.Apply(ctx, b)
}

// TestFailure: after a failed write the next one starts from what is stored.
func TestFailure(t *testing.T) {
	world := articles(4, 12)
	s := &slow{Store: memory.New()}
	i := integrator(t, s, resolver)
	put(t, i, world[:6]...)
	s.fail = errors.New("disk full")
	if _, err := i.Put(t.Context(), world[6:]...); !errors.Is(err, s.fail) {
		t.Errorf("error %v", err)
	}
	s.fail = nil
	put(t, i, world[8:]...)
	equal(t, "after a failure", dump(t, s, resolver), loaded(t, resolver, append(slices.Clone(world[:6]), world[8:]...)...))
}

func TestCancelled(t *testing.T) {
	s := memory.New()
	i := integrator(t, s, resolver)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := i.Put(ctx, articles(1, 1)...); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	equal(t, "store", dump(t, s, resolver), "")
}

// TestVersions: the latest version of an address is the article, whichever came
// first; the others come back when it is retracted.
func TestVersions(t *testing.T) {
	at := func(n int, date graph.Date) *graph.Report {
		r := article(9, n)
		return readdress(r, "https://paper.example/same", date)
	}
	old, mid, last := at(1, "2024-01"), at(2, "2024-01-05"), at(4, "2024-02")
	for _, order := range [][]*graph.Report{{old, mid, last}, {last, mid, old}, {mid, last, old}, {last, old, mid}} {
		s := memory.New()
		i := integrator(t, s, resolver)
		for _, r := range order {
			put(t, i, r)
		}
		equal(t, "all three", dump(t, s, resolver), loaded(t, resolver, last))
		res, err := i.Retract(t.Context(), last.Article.ID)
		if err != nil || !slices.Equal(res.Restored, []graph.ID{mid.Article.ID}) {
			t.Errorf("retract: %+v, %v", res, err)
		}
		equal(t, "without the last", dump(t, s, resolver), loaded(t, resolver, mid))
		if _, err := i.Retract(t.Context(), old.Article.ID); err != nil {
			t.Fatal(err)
		}
		res = put(t, i, old)
		if !slices.Equal(res.Superseded, []graph.ID{old.Article.ID}) || !slices.Equal(res.Added, res.Superseded) {
			t.Errorf("an earlier version again: %+v", res)
		}
		equal(t, "the first again", dump(t, s, resolver), loaded(t, resolver, mid))
	}
}

// readdress gives a made-up article another address and date, and so other ids.
func readdress(r *graph.Report, uri string, date graph.Date) *graph.Report {
	was := r.Article.ID.Hex()
	r.Article.URI, r.Article.Published = uri, date
	r.Article.ID = graph.ArticleID(uri, r.Article.Text)
	text, err := r.Encode()
	if err != nil {
		panic(err)
	}
	out, err := graph.DecodeReport([]byte(strings.ReplaceAll(string(text), was, r.Article.ID.Hex())))
	if err != nil {
		panic(err)
	}
	return out
}

// TestReadings: of two readings of one text the same one is kept in any order;
// another analysis replaces.
func TestReadings(t *testing.T) {
	a, b := article(5, 3), article(5, 3)
	b.Article.Title = "Another title"
	want := loaded(t, resolver, a, b)
	equal(t, "the other order", loaded(t, resolver, b, a), want)
	s := memory.New()
	i := integrator(t, s, resolver)
	put(t, i, b)
	put(t, i, a)
	equal(t, "one by one", dump(t, s, resolver), want)
	c := article(5, 3)
	c.Analysis, c.Events = "made up 2", nil
	if res := put(t, i, c); len(res.Replaced) != 1 {
		t.Errorf("new analysis: %+v", res)
	}
	equal(t, "new analysis", dump(t, s, resolver), loaded(t, resolver, c))
}

func TestRetractUnknown(t *testing.T) {
	s := memory.New()
	i := integrator(t, s, resolver)
	r := article(1, 1)
	put(t, i, r)
	before := dump(t, s, resolver)
	if _, err := i.Retract(t.Context(), r.Article.ID, "doc:00000000000000aa"); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("unknown: %v", err)
	}
	equal(t, "nothing written", dump(t, s, resolver), before)
	if _, err := i.Retract(t.Context(), r.Article.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := i.Retract(t.Context(), r.Article.ID); !errors.Is(err, graph.ErrGone) {
		t.Errorf("again: %v", err)
	}
	equal(t, "emptied", dump(t, s, resolver), "")
}

func TestPublished(t *testing.T) {
	r := article(1, 3)
	s := memory.New()
	i := integrator(t, s, resolver)
	put(t, i, r)
	before := dump(t, s, resolver)
	if _, err := i.Judge(t.Context(), graph.Judgement{Kind: "published", Article: r.Article.ID, Date: "2024-05-01"}); err != nil {
		t.Fatal(err)
	}
	after := dump(t, s, resolver)
	if want := `quad ` + string(r.Article.ID) + ` ng:published {"" "2024-05-01" "xsd:date"}`; !strings.Contains(after, want) {
		t.Errorf("no %s in\n%s", want, after)
	}
	put(t, integrator(t, s, resolver), r) // loaded again by another process
	equal(t, "reload", dump(t, s, resolver), after)
	if _, err := i.Judge(t.Context(), graph.Judgement{Kind: "undo", Undoes: 1}); err != nil {
		t.Fatal(err)
	}
	equal(t, "undone", dump(t, s, resolver), before)
	for _, bad := range []graph.Judgement{{Kind: "bless"}, {Kind: "undo", Undoes: 9}, {Kind: "merge"}, {Kind: "published", Article: r.Article.ID, Date: "May"}, {Kind: "published", Article: r.Article.ID, Date: "2024-13-45"}} {
		if _, err := i.Judge(t.Context(), bad); !errors.Is(err, graph.ErrInvalid) && !errors.Is(err, graph.ErrNotFound) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// TestJudged: a merge and its undo, among loads and retractions.
func TestJudged(t *testing.T) {
	world := articles(6, 16)
	a, b := world[0].Chains[0], world[1].Chains[0]
	j := graph.Judgement{Kind: "merge", Left: []graph.Anchor{{Member: a.ID, Name: a.Name}}, Right: []graph.Anchor{{Member: b.ID, Name: b.Name}}}
	build := func(steps ...func(*integrate.Integrator) error) string {
		s := memory.New()
		i := integrator(t, s, resolver)
		for _, step := range steps {
			if err := step(i); err != nil {
				t.Fatal(err)
			}
		}
		return dump(t, s, resolver)
	}
	load := func(reports ...*graph.Report) func(*integrate.Integrator) error {
		return func(i *integrate.Integrator) error { _, err := i.Put(t.Context(), reports...); return err }
	}
	judge := func(j graph.Judgement) func(*integrate.Integrator) error {
		return func(i *integrate.Integrator) error { _, err := i.Judge(t.Context(), j); return err }
	}
	retract := func(r *graph.Report) func(*integrate.Integrator) error {
		return func(i *integrate.Integrator) error { _, err := i.Retract(t.Context(), r.Article.ID); return err }
	}
	merged := build(load(world...), judge(j))
	if merged == build(load(world...)) {
		t.Error("the merge changed nothing")
	}
	equal(t, "judged first", build(load(world[:2]...), judge(j), load(world[2:]...)), merged)
	equal(t, "retracted and loaded again", build(load(world...), judge(j), retract(world[0]), load(world[0])), merged)
	equal(t, "undone", build(load(world...), judge(j), judge(graph.Judgement{Kind: "undo", Undoes: 1})), build(load(world...)))
}

// TestTouched: who follows the changes learns of articles that change only
// because a thing of theirs is now known by another id.
func TestTouched(t *testing.T) {
	a, b := told(), told()
	b.Article.URI = "https://x.example/other"
	b = readdress(b, b.Article.URI, "")
	if a.Article.ID < b.Article.ID { // the smaller member comes second
		a, b = b, a
	}
	s := memory.New()
	i := integrator(t, s, newNamer)
	first := put(t, i, a)
	res := put(t, i, b)
	if len(res.Moved) == 0 || res.Articles != 2 {
		t.Errorf("second: %+v", res.Commit)
	}
	v, _ := s.Snapshot(t.Context())
	defer v.Close()
	for c, err := range v.Changes(t.Context(), first.Version) {
		if err != nil || !slices.Equal(c.Articles, []graph.ID{b.Article.ID}) || !slices.Equal(c.Touched, []graph.ID{a.Article.ID}) {
			t.Errorf("change %+v, %v", c, err)
		}
	}
}
