package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

func testEmpty(t *testing.T, s graph.Store) {
	v := view(t, s)
	defer v.Close()
	if v.Version() != 0 {
		t.Errorf("version of an empty store is %d", v.Version())
	}
	same(t, "quads", len(quadsOf(t, v, graph.Pattern{})), 0)
	same(t, "articles", len(collect(t, v.Articles(t.Context(), ""))), 0)
	same(t, "superseded", len(collect(t, v.Superseded(t.Context()))), 0)
	same(t, "names", len(collect(t, v.Names(t.Context(), ""))), 0)
	same(t, "changes", len(collect(t, v.Changes(t.Context(), 0))), 0)
	_, err := v.Report(t.Context(), doc(1))
	wantErr(t, "report", err, graph.ErrNotFound)
	_, err = v.Canonical(t.Context(), "m:0123456789abcdef.0-1")
	wantErr(t, "canonical", err, graph.ErrNotFound)
	_, err = v.Members(t.Context(), "e:Q1")
	wantErr(t, "members", err, graph.ErrNotFound)
	js, err := v.Judgements(t.Context())
	same(t, "judgements", len(js), 0)
	wantErr(t, "judgements", err, nil)
}

func testPatterns(t *testing.T, s graph.Store) {
	all := []graph.Quad{
		quad("e:a", "ng:met", "e:b", "g:1"), quad("e:b", "ng:met", "e:a", "g:1"),
		quad("e:a", "ng:met", "e:b", "g:2"), quad("e:a", "ng:knows", "e:b", "g:2"),
		quad("e:a", "rdf:type", "schema:Person", "g:n"), quad("e:b", "rdf:type", "schema:Person", "g:n"),
		text("e:a", "ng:name", "e:b", "g:n"), text("e:a", "ng:name", "A", "g:n"),
		{S: "g:1", P: "ng:confidence", O: graph.Term{Literal: "950", Type: "xsd:integer"}, G: "g:1"},
		text("g:2", "ng:confidence", "950", "g:2"),
		// an object that is also a label, a subject that is also a predicate
		quad("st:1", "ng:content", "g:1", "g:3"), quad("ng:met", "rdf:type", "ng:Relation", "g:n"),
	}
	for i := range 20 { // more labels than are passed one by one
		all = append(all, quad("e:a", "ng:met", "e:hub", fmt.Sprint("g:", i+10)))
	}
	apply(t, s, graph.Batch{Add: all})
	v := view(t, s)
	defer v.Close()
	subjects := []graph.ID{"", "e:a", "e:b", "g:1", "ng:met", "e:none"}
	preds := []graph.ID{"", "ng:met", "ng:name", "rdf:type", "ng:confidence", "ng:none"}
	labels := []graph.ID{"", "g:1", "g:2", "g:n", "g:none"}
	objects := []*graph.Term{nil, {ID: "e:b"}, {ID: "e:hub"}, {Literal: "e:b"}, {Literal: "950"}, {Literal: "950", Type: "xsd:integer"},
		{ID: "schema:Person"}, {ID: "g:1"}, {ID: "e:none"}, {Literal: ""}}
	for _, sub := range subjects {
		for _, p := range preds {
			for _, o := range objects {
				for _, g := range labels {
					checkPattern(t, v, all, graph.Pattern{S: sub, P: p, O: o, G: g})
				}
			}
		}
	}
}

func checkPattern(t *testing.T, v graph.Reader, all []graph.Quad, p graph.Pattern) {
	t.Helper()
	var want []graph.Quad
	for _, q := range all {
		if p.Matches(q) {
			want = append(want, q)
		}
	}
	slices.SortFunc(want, graph.Quad.Compare)
	same(t, fmt.Sprintf("pattern %+v", p), quadsOf(t, v, p), want)
	p.Once = true
	facts := func(quads []graph.Quad) []graph.Quad {
		for i := range quads {
			quads[i].G = ""
		}
		return quads
	}
	same(t, fmt.Sprintf("pattern %+v", p), facts(quadsOf(t, v, p)), facts(slices.CompactFunc(want, graph.Quad.SameFact)))
}

// testLiterals keeps strings of every kind apart and unchanged.
func testLiterals(t *testing.T, s graph.Store) {
	var add []graph.Quad
	for _, l := range []string{
		"", " ", `"`, `\`, `\"`, "line\nbreak", "line\\nbreak", "\r\n\t", "nul\x00nul", "nul\x00", "\xff\xfe", "\xff", "a\xc3",
		"“curly”", "<e:a>", "_:b", `"x"^^<xsd:integer>`, "x", "12", "012", "true", "2023-11-03", "2023-11-03T00:00:00Z",
		"👩‍🚀", "e\u0301", "é", "\u202eabc", "\ufffd", `\ufffd`, "?x", "{{", "%s", "'; --", strings.Repeat("long ", 1<<18),
	} {
		add = append(add, text("e:a", "ng:name", l, "g:1"))
		for _, typ := range []graph.ID{"xsd:integer", "xsd:string", "xsd:date"} {
			add = append(add, graph.Quad{S: "e:a", P: "ng:name", O: graph.Term{Literal: l, Type: typ}, G: "g:1"})
		}
	}
	apply(t, s, graph.Batch{Add: add})
	v := view(t, s)
	defer v.Close()
	slices.SortFunc(add, graph.Quad.Compare)
	if got := quadsOf(t, v, graph.Pattern{S: "e:a"}); !slices.Equal(got, add) {
		t.Errorf("%d literals came back other than they went in", len(add))
	}
	for _, q := range add {
		if got := quadsOf(t, v, graph.Pattern{O: &q.O}); len(got) != 1 || got[0] != q {
			t.Errorf("literal %.40q type %q: found %d quads", q.O.Literal, q.O.Type, len(got))
		}
	}
}

func testNames(t *testing.T, s graph.Store) {
	names := []graph.NameEntry{
		{Name: "anna", ID: "e:2"}, {Name: "anna", ID: "e:1"}, {Name: "anna b", ID: "e:1"},
		{Name: "ann", ID: "e:3"}, {Name: "bob", ID: "e:4"}, {Name: "жан", ID: "e:5"},
	}
	apply(t, s, graph.Batch{Names: names})
	for _, tt := range []struct {
		from string
		want string
	}{
		{"", "ann e:3,anna e:1,anna e:2,anna b e:1,bob e:4,жан e:5"},
		{"anna", "anna e:1,anna e:2,anna b e:1,bob e:4,жан e:5"},
		{"anna ", "anna b e:1,bob e:4,жан e:5"},
		{"c", "жан e:5"},
		{"яя", ""},
	} {
		same(t, "names from "+tt.from, namesFrom(t, s, tt.from), tt.want)
	}
	apply(t, s, graph.Batch{Unname: names[:2], Names: []graph.NameEntry{{Name: "bob", ID: "e:4"}, {Name: "ann", ID: "e:9"}}})
	same(t, "after change", namesFrom(t, s, ""), "ann e:3,ann e:9,anna b e:1,bob e:4,жан e:5")
}

func namesFrom(t *testing.T, s graph.Store, from string) string {
	return read(t, s, func(v graph.Snapshot) string {
		var out []string
		for _, n := range collect(t, v.Names(t.Context(), from)) {
			out = append(out, n.Name+" "+string(n.ID))
		}
		return strings.Join(out, ",")
	})
}

// testCancel: a done context is an error and never a short answer.
func testCancel(t *testing.T, s graph.Store) {
	var b graph.Batch
	for i := range 500 {
		b.Add = append(b.Add, quad("e:a", "ng:met", fmt.Sprintf("e:%d", i), fmt.Sprintf("g:%d", i)))
		b.Names = append(b.Names, graph.NameEntry{Name: fmt.Sprint("n", i), ID: "e:a"})
		b.Put = append(b.Put, report(i, "text"))
	}
	apply(t, s, b)
	v := view(t, s)
	defer v.Close()
	for name, run := range map[string]func(context.Context, func()) (int, error){
		"quads of a subject": func(ctx context.Context, each func()) (int, error) {
			return count(v.Quads(ctx, graph.Pattern{S: "e:a"}), each)
		},
		"all quads": func(ctx context.Context, each func()) (int, error) { return count(v.Quads(ctx, graph.Pattern{}), each) },
		"names":     func(ctx context.Context, each func()) (int, error) { return count(v.Names(ctx, ""), each) },
		"articles":  func(ctx context.Context, each func()) (int, error) { return count(v.Articles(ctx, ""), each) },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		n, err := run(ctx, cancel)
		wantErr(t, name+" cancelled midway", err, context.Canceled)
		if n > 499 {
			t.Errorf("%s: %d rows after the context was done", name, n)
		}
		n, err = run(ctx, func() {})
		wantErr(t, name+" with a done context", err, context.Canceled)
		same(t, name+" rows with a done context", n, 0)
		cancel()
	}
	testDoneSnapshot(t, s)
}

// testDoneSnapshot: the context of Snapshot bounds it, also when nobody closes it.
func testDoneSnapshot(t *testing.T, s graph.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	v, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	_, err = v.Report(t.Context(), doc(1))
	wantErr(t, "read from a snapshot whose context is done", err, context.Canceled)
	_, err = s.Snapshot(ctx)
	wantErr(t, "snapshot with a done context", err, context.Canceled)
	before := dump(t, s)
	_, err = s.Apply(ctx, graph.Batch{Add: []graph.Quad{quad("e:x", "ng:met", "e:y", "g:x")}})
	wantErr(t, "apply with a done context", err, context.Canceled)
	same(t, "store after that", dump(t, s), before)
}

func count[T any](seq func(func(T, error) bool), each func()) (n int, err error) {
	for _, e := range seq {
		if e != nil {
			return n, e
		}
		n++
		each()
	}
	return n, nil
}

// testNested reads inside a read, and breaks out of one.
func testNested(t *testing.T, s graph.Store) {
	apply(t, s, graph.Batch{Add: []graph.Quad{quad("e:a", "ng:met", "e:b", "g:1"), quad("e:b", "ng:met", "e:c", "g:2")}})
	v := view(t, s)
	defer v.Close()
	n := 0
	for q, err := range v.Quads(t.Context(), graph.Pattern{S: "e:a"}) {
		wantErr(t, "outer", err, nil)
		for r, err := range v.Quads(t.Context(), graph.Pattern{S: q.O.ID}) {
			wantErr(t, "inner", err, nil)
			same(t, "two steps", r.O.ID, "e:c")
			n++
		}
		// a writer must not wait for this reader
		apply(t, s, graph.Batch{Add: []graph.Quad{quad("e:c", "ng:met", "e:d", "g:3")}})
	}
	same(t, "rows", n, 1)
	for range v.Quads(t.Context(), graph.Pattern{}) {
		break
	}
}
