package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

func testReports(t *testing.T, s graph.Store) {
	a, b := report(1, "Text one.\u2028“x” \U0001F600"), report(2, "Text two.")
	apply(t, s, graph.Batch{Put: []*graph.Report{a, b}})
	a2 := report(1, "Text one, read again.")
	apply(t, s, graph.Batch{Put: []*graph.Report{a2}})
	a2.Article.Text = "changed by its owner afterwards"
	read(t, s, func(v graph.Snapshot) any {
		got, err := v.Report(t.Context(), doc(1))
		wantErr(t, "report", err, nil)
		same(t, "report", got, report(1, "Text one, read again."))
		got.Article.Title = "changed by a reader"
		again, _ := v.Report(t.Context(), doc(1))
		same(t, "report read again", again.Article.Title, "Title 1")
		ids := collect(t, v.Articles(t.Context(), ""))
		same(t, "articles", len(ids), 2)
		same(t, "articles after the first", collect(t, v.Articles(t.Context(), ids[0])), ids[1:])
		same(t, "articles after the last", len(collect(t, v.Articles(t.Context(), ids[1]))), 0)
		return nil
	})
	apply(t, s, graph.Batch{Remove: []graph.ID{doc(1)}})
	wantReport(t, s, doc(1), graph.ErrGone)
	wantReport(t, s, doc(2), nil)
	apply(t, s, graph.Batch{Remove: []graph.ID{doc(1)}}) // again: nothing more
	wantReport(t, s, doc(1), graph.ErrGone)
	apply(t, s, graph.Batch{Put: []*graph.Report{a}})
	wantReport(t, s, doc(1), nil)
	_, err := s.Apply(t.Context(), graph.Batch{Remove: []graph.ID{doc(3)}})
	wantErr(t, "remove what never was", err, graph.ErrNotFound)
}

func wantReport(t *testing.T, s graph.Store, id graph.ID, want error) {
	t.Helper()
	read(t, s, func(v graph.Snapshot) any {
		_, err := v.Report(t.Context(), id)
		wantErr(t, "report "+string(id), err, want)
		d, err := v.Digest(t.Context(), id)
		wantErr(t, "digest of "+string(id), err, want)
		if err == nil {
			same(t, "article of the digest", d.Article(), id)
		}
		listed := false
		for _, a := range collect(t, v.Articles(t.Context(), "")) {
			listed = listed || a == id
		}
		same(t, "listed", listed, want == nil)
		return nil
	})
}

// testSuperseded: a superseded report is kept and is no article.
func testSuperseded(t *testing.T, s graph.Store) {
	old, now := report(1, "Old."), report(2, "New.")
	apply(t, s, graph.Batch{Put: []*graph.Report{old}})
	apply(t, s, graph.Batch{Put: []*graph.Report{now}, Superseded: []graph.ID{doc(1)}})
	check := func(articles, superseded []graph.ID) {
		t.Helper()
		read(t, s, func(v graph.Snapshot) any {
			same(t, "articles", collect(t, v.Articles(t.Context(), "")), articles)
			same(t, "superseded", collect(t, v.Superseded(t.Context())), superseded)
			for _, id := range superseded {
				_, err := v.Report(t.Context(), id)
				wantErr(t, "superseded report", err, nil)
				_, err = v.Canonical(t.Context(), graph.In("m", id, graph.Span{B: 0, E: 3}))
				wantErr(t, "its member", err, graph.ErrGone)
			}
			return nil
		})
	}
	check([]graph.ID{doc(2)}, []graph.ID{doc(1)})
	apply(t, s, graph.Batch{Put: []*graph.Report{old}, Remove: []graph.ID{doc(2)}})
	check([]graph.ID{doc(1)}, nil)
	apply(t, s, graph.Batch{Put: []*graph.Report{now}, Superseded: []graph.ID{doc(2)}}) // both in one batch
	check([]graph.ID{doc(1)}, []graph.ID{doc(2)})
	apply(t, s, graph.Batch{Remove: []graph.ID{doc(2)}})
	check([]graph.ID{doc(1)}, nil)
	_, err := s.Apply(t.Context(), graph.Batch{Superseded: []graph.ID{doc(3)}})
	wantErr(t, "supersede what never was", err, graph.ErrNotFound)
}

func testRedirects(t *testing.T, s graph.Store) {
	m := func(i int) graph.ID { return graph.In("m", doc(i), graph.Span{B: i, E: i + 1}) }
	apply(t, s, graph.Batch{Put: []*graph.Report{report(1, "a"), report(2, "b"), report(3, "c")},
		Redirects: []graph.Redirect{{From: m(1), To: m(1)}, {From: m(2), To: m(1)}, {From: m(3), To: "e:Q1"}}})
	check := func(want map[graph.ID]graph.ID, groups map[graph.ID]int) {
		t.Helper()
		read(t, s, func(v graph.Snapshot) any {
			for from, to := range want {
				got, err := v.Canonical(t.Context(), from)
				wantErr(t, "canonical", err, nil)
				same(t, "canonical of "+string(from), got, to)
			}
			for id, n := range groups {
				got, err := v.Members(t.Context(), id)
				if n == 0 {
					wantErr(t, "members", err, graph.ErrNotFound)
				}
				same(t, "members of "+string(id), len(got), n)
			}
			return nil
		})
	}
	check(map[graph.ID]graph.ID{m(1): m(1), m(2): m(1), m(3): "e:Q1", "e:Q1": "e:Q1"}, map[graph.ID]int{m(1): 2, m(2): 0, "e:Q1": 1})
	apply(t, s, graph.Batch{Redirects: []graph.Redirect{{From: m(2), To: "e:Q1"}, {From: m(1), To: "e:Q1"}}})
	check(map[graph.ID]graph.ID{m(1): "e:Q1", m(2): "e:Q1"}, map[graph.ID]int{m(1): 0, "e:Q1": 3})
	apply(t, s, graph.Batch{Remove: []graph.ID{doc(1)}, Redirects: []graph.Redirect{{From: m(1)}, {From: m(1)}}})
	check(map[graph.ID]graph.ID{m(2): "e:Q1"}, map[graph.ID]int{"e:Q1": 2})
	read(t, s, func(v graph.Snapshot) any {
		_, err := v.Canonical(t.Context(), m(1))
		wantErr(t, "member of a retracted article", err, graph.ErrGone)
		_, err = v.Canonical(t.Context(), graph.In("m", doc(2), graph.Span{B: 7, E: 9}))
		wantErr(t, "no member", err, graph.ErrNotFound)
		return nil
	})
}

func testJudgements(t *testing.T, s graph.Store) {
	js := []graph.Judgement{
		{Seq: 1, Kind: "merge", Left: []graph.Anchor{{Member: "m:0123456789abcdef.0-1", Name: "A\x00\"\n"}}, User: "u", Why: "same office"},
		{Seq: 2, Kind: "published", Article: doc(1), Date: "2024-05"},
		{Seq: 3, Kind: "undo", Undoes: 1},
	}
	apply(t, s, graph.Batch{Judge: js[:2]})
	apply(t, s, graph.Batch{Judge: js[2:]})
	apply(t, s, graph.Batch{Judge: js[1:]}) // known ones again
	for name, bad := range map[string][]graph.Judgement{
		"a gap": {{Seq: 5, Kind: "undo"}}, "no number": {{Kind: "undo"}}, "another one under a known number": {{Seq: 2, Kind: "undo"}},
		"the same number twice": {{Seq: 4, Kind: "undo"}, {Seq: 4, Kind: "split"}},
	} {
		_, err := s.Apply(t.Context(), graph.Batch{Judge: bad})
		wantErr(t, name, err, graph.ErrConflict)
	}
	got := read(t, s, func(v graph.Snapshot) []graph.Judgement {
		got, err := v.Judgements(t.Context())
		wantErr(t, "judgements", err, nil)
		return got
	})
	same(t, "log", got, js)
}

func testChanges(t *testing.T, s graph.Store) {
	v1 := apply(t, s, graph.Batch{Put: []*graph.Report{report(1, "a")}})
	v2 := apply(t, s, graph.Batch{Put: []*graph.Report{report(2, "b")}, Remove: []graph.ID{doc(1)}})
	v3 := apply(t, s, graph.Batch{Put: []*graph.Report{report(3, "c")}, Superseded: []graph.ID{doc(2)}, Touched: []graph.ID{doc(5), doc(4)}, Things: []graph.ID{"e:b", "e:a"}})
	if !(0 < v1 && v1 < v2 && v2 < v3) {
		t.Errorf("versions %d %d %d do not rise", v1, v2, v3)
	}
	read(t, s, func(v graph.Snapshot) any {
		same(t, "version", v.Version(), v3)
		want := []graph.Change{
			{Version: v1, Articles: []graph.ID{doc(1)}},
			{Version: v2, Articles: []graph.ID{doc(2)}, Removed: []graph.ID{doc(1)}},
			{Version: v3, Articles: []graph.ID{doc(3)}, Removed: []graph.ID{doc(2)}, Touched: slices.Sorted(slices.Values([]graph.ID{doc(4), doc(5)})), Things: []graph.ID{"e:a", "e:b"}},
		}
		same(t, "all changes", collect(t, v.Changes(t.Context(), 0)), want)
		same(t, "changes since the first", collect(t, v.Changes(t.Context(), v1)), want[1:])
		same(t, "changes since the last", len(collect(t, v.Changes(t.Context(), v3))), 0)
		return nil
	})
}

func testExact(t *testing.T, s graph.Store) {
	q, r := quad("e:a", "ng:met", "e:b", "g:1"), quad("e:a", "ng:met", "e:b", "g:2")
	apply(t, s, graph.Batch{Add: []graph.Quad{q}})
	before := dump(t, s)
	for name, b := range map[string]graph.Batch{
		"add what is present":                {Add: []graph.Quad{r, q}},
		"drop what is not present":           {Drop: []graph.Quad{q, r}},
		"drop an unknown node":               {Drop: []graph.Quad{quad("e:z", "ng:met", "e:b", "g:1")}},
		"drop a literal like an id":          {Drop: []graph.Quad{text("e:a", "ng:met", "e:b", "g:1")}},
		"add twice":                          {Add: []graph.Quad{r, r}},
		"drop twice":                         {Drop: []graph.Quad{q, q}},
		"add and drop the same":              {Add: []graph.Quad{r}, Drop: []graph.Quad{r}},
		"drop and add the same present quad": {Drop: []graph.Quad{q}, Add: []graph.Quad{q}},
		"put and remove the same article":    {Put: []*graph.Report{report(1, "a")}, Remove: []graph.ID{doc(1)}},
	} {
		_, err := s.Apply(t.Context(), b)
		wantErr(t, name, err, graph.ErrConflict)
		same(t, "store after "+name, dump(t, s), before)
	}
	apply(t, s, graph.Batch{Drop: []graph.Quad{q}, Add: []graph.Quad{r}})
	apply(t, s, graph.Batch{Drop: []graph.Quad{r}, Add: []graph.Quad{q}})
	same(t, "there and back", dump(t, s), before)
	apply(t, s, graph.Batch{Drop: []graph.Quad{q}})
	same(t, "emptied", dump(t, s), "")
}

// testSharedNodes adds few and drops many quads around the same nodes in one
// batch: stores that count the uses of a node must not lose it.
func testSharedNodes(t *testing.T, s graph.Store) {
	var first []graph.Quad
	for i := range 20 {
		first = append(first, text("e:a", "ng:name", fmt.Sprint("name ", i), "g:n"))
	}
	apply(t, s, graph.Batch{Add: first})
	only := text("e:a", "ng:name", "the last", "g:n")
	apply(t, s, graph.Batch{Add: []graph.Quad{only}, Drop: first})
	read(t, s, func(v graph.Snapshot) any {
		for _, p := range []graph.Pattern{{}, {S: "e:a"}, {P: "ng:name"}, {O: &only.O}, {G: "g:n"}, {S: "e:a", P: "ng:name"}} {
			same(t, fmt.Sprintf("pattern %+v", p), quadsOf(t, v, p), []graph.Quad{only})
		}
		return nil
	})
	apply(t, s, graph.Batch{Add: first, Drop: []graph.Quad{only}})
	apply(t, s, graph.Batch{Drop: first})
	same(t, "emptied", dump(t, s), "")
}

// testAtomic fails late in a batch with a bit of everything.
func testAtomic(t *testing.T, s graph.Store) {
	present := quad("e:a", "ng:met", "e:b", "g:1")
	m := graph.In("m", doc(1), graph.Span{B: 0, E: 3})
	apply(t, s, graph.Batch{Put: []*graph.Report{report(1, "a")}, Add: []graph.Quad{present},
		Redirects: []graph.Redirect{{From: m, To: m}}, Names: []graph.NameEntry{{Name: "a", ID: m}}})
	before := dump(t, s)
	full := func() graph.Batch {
		return graph.Batch{
			Put: []*graph.Report{report(2, "b")}, Remove: []graph.ID{doc(1)},
			Add:       []graph.Quad{quad("e:n1", "ng:met", "e:n2", "g:9"), quad("e:a", "ng:knows", "e:n1", "g:9")},
			Redirects: []graph.Redirect{{From: m}, {From: "m:00000000000000aa.0-1", To: "e:n1"}},
			Names:     []graph.NameEntry{{Name: "n", ID: "e:n1"}}, Unname: []graph.NameEntry{{Name: "a", ID: m}},
			Judge: []graph.Judgement{{Seq: 1, Kind: "undo"}},
		}
	}
	for name, spoil := range map[string]func(*graph.Batch){
		"add present": func(b *graph.Batch) { b.Add = append(b.Add, present) },
		"drop absent": func(b *graph.Batch) { b.Drop = append(b.Drop, quad("e:n1", "ng:met", "e:n2", "g:8")) },
		"bad number":  func(b *graph.Batch) { b.Judge[0].Seq = 2 },
		"supersede":   func(b *graph.Batch) { b.Superseded = []graph.ID{doc(9)} },
		"remove":      func(b *graph.Batch) { b.Remove = append(b.Remove, doc(9)) },
		"bad text":    func(b *graph.Batch) { b.Put[0].Article.Text = "\xff" },
	} {
		b := full()
		spoil(&b)
		if _, err := s.Apply(t.Context(), b); err == nil {
			t.Fatalf("%s: no error", name)
		}
		same(t, "store after "+name, dump(t, s), before)
		// the new nodes of the failed batch must not be known to later ones
		q := quad("e:n1", "ng:saw", "e:n2", "g:7")
		apply(t, s, graph.Batch{Add: []graph.Quad{q}})
		same(t, "use of such a node", read(t, s, func(v graph.Snapshot) []graph.Quad {
			return quadsOf(t, v, graph.Pattern{S: "e:n1"})
		}), []graph.Quad{q})
		apply(t, s, graph.Batch{Drop: []graph.Quad{q}})
	}
	apply(t, s, full())
}

func testInvalid(t *testing.T, s graph.Store) {
	good := quad("e:a", "ng:met", "e:b", "g:1")
	for name, spoil := range map[string]func(*graph.Quad){
		"no subject": func(q *graph.Quad) { q.S = "" }, "no predicate": func(q *graph.Quad) { q.P = "" },
		"no label": func(q *graph.Quad) { q.G = "" }, "space in id": func(q *graph.Quad) { q.S = "e:a b" },
		"id and literal": func(q *graph.Quad) { q.O.Literal = "x" }, "bad object": func(q *graph.Quad) { q.O.ID = "<e:b>" },
		"bad type": func(q *graph.Quad) { q.O = graph.Term{Literal: "1", Type: "a b"} },
	} {
		q := good
		spoil(&q)
		_, err := s.Apply(t.Context(), graph.Batch{Add: []graph.Quad{q}})
		wantErr(t, name, err, graph.ErrInvalid)
	}
	for name, b := range map[string]graph.Batch{
		"report without an id": {Put: []*graph.Report{{}}},
		"report twice":         {Put: []*graph.Report{report(1, "a"), report(1, "b")}},
		"redirect":             {Redirects: []graph.Redirect{{From: "", To: "e:a"}}},
		"name with NUL":        {Names: []graph.NameEntry{{Name: "a\x00b", ID: "e:a"}}},
		"empty name":           {Names: []graph.NameEntry{{ID: "e:a"}}},
		"long name":            {Names: []graph.NameEntry{{Name: strings.Repeat("n", graph.MaxName+1), ID: "e:a"}}},
		"text not UTF-8":       {Put: []*graph.Report{report(1, "a\xffb")}},
	} {
		_, err := s.Apply(t.Context(), b)
		wantErr(t, name, err, graph.ErrInvalid)
	}
	big := text("e:a", "ng:name", strings.Repeat("x", graph.MaxLiteral+1), "g:1")
	_, err := s.Apply(t.Context(), graph.Batch{Add: []graph.Quad{big}})
	wantErr(t, "huge literal", err, graph.ErrTooLarge)
	same(t, "store", dump(t, s), "")
}

// testRandom compares the store with a plain set over random exact batches, with
// names of few nodes so that nodes come and go.
func testRandom(t *testing.T, s graph.Store) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var universe []graph.Quad
	for i := range 120 {
		universe = append(universe, quad(fmt.Sprint("e:", i%7), fmt.Sprint("ng:p", i%3), fmt.Sprint("e:", i%11), fmt.Sprint("g:", i%13)),
			text(fmt.Sprint("e:", i%7), "ng:name", fmt.Sprint(i), fmt.Sprint("g:", i%13)))
	}
	present := map[graph.Quad]bool{}
	for range 60 {
		var b graph.Batch
		for _, k := range rnd.Perm(len(universe))[:rnd.IntN(80)] {
			if q := universe[k]; present[q] {
				b.Drop = append(b.Drop, q)
			} else {
				b.Add = append(b.Add, q)
			}
		}
		apply(t, s, b)
		for _, q := range b.Drop {
			delete(present, q)
		}
		for _, q := range b.Add {
			present[q] = true
		}
		checkAll(t, s, universe, present)
	}
}

func checkAll(t *testing.T, s graph.Store, universe []graph.Quad, present map[graph.Quad]bool) {
	t.Helper()
	v := view(t, s)
	defer v.Close()
	var all []graph.Quad
	for _, q := range universe {
		if present[q] {
			all = append(all, q)
		}
	}
	checkPattern(t, v, all, graph.Pattern{})
	for i := range 13 {
		o := graph.Term{ID: graph.ID(fmt.Sprint("e:", i))}
		for _, p := range []graph.Pattern{
			{S: o.ID}, {O: &o}, {G: graph.ID(fmt.Sprint("g:", i))}, {S: o.ID, P: "ng:p1"}, {P: "ng:p2", O: &o},
		} {
			checkPattern(t, v, all, p)
		}
	}
}
