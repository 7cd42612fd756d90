package world_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/graph/world"
)

func Example() {
	w := world.New(1, world.Size{People: 50, Events: 20})
	r := w.Report(0)
	m := r.Mentions[0]
	fmt.Println(r.Article.Text[m.B:m.E] == r.Article.Text[:m.E], len(r.Events) > 0)
	// Output: true true
}

func TestSameSeedSameReports(t *testing.T) {
	size := world.Size{People: 100, Events: 50, Noise: 300}
	a, b := world.New(7, size), world.New(7, size)
	for _, i := range []int{5, 0, 19, 7, 5} {
		if d := cmp.Diff(a.Report(i), b.Report(i)); d != "" {
			t.Fatalf("report %d differs: %s", i, d)
		}
	}
	if a.Report(1).Article.Text == world.New(8, size).Report(1).Article.Text {
		t.Error("another seed tells the same")
	}
}

func TestReportsAreWellFormed(t *testing.T) {
	w := world.New(3, world.Size{People: 500, Events: 300, Noise: 400})
	for i := range 400 {
		r, truth := w.Tell(i)
		checkReport(t, r)
		for id, n := range truth.Persons {
			if p := w.Person(n); p.Family == "" {
				t.Errorf("%s is person %d without a name", id, n)
			}
		}
		if len(truth.Events) != len(r.Events) {
			t.Errorf("report %d: truth of %d events for %d", i, len(truth.Events), len(r.Events))
		}
	}
}

func checkReport(t *testing.T, r *graph.Report) {
	t.Helper()
	text := r.Article.Text
	span := func(s graph.Span) string {
		if s.B < 0 || s.E > len(text) || s.B >= s.E {
			t.Fatalf("%s: span %v outside of %d bytes", r.Article.ID, s, len(text))
		}
		return text[s.B:s.E]
	}
	if !slices.IsSortedFunc(r.Mentions, func(a, b graph.Mention) int { return a.Compare(b.Span) }) {
		t.Errorf("%s: mentions are not sorted", r.Article.ID)
	}
	for n, m := range r.Mentions {
		if !slices.Contains(r.Chains[m.Chain].Mentions, n) {
			t.Errorf("mention %q is not in its chain", span(m.Span))
		}
	}
	labels := map[graph.ID]bool{}
	facets := func(f graph.Facets) {
		if labels[f.Label] || !graph.ValidID(string(f.Label)) {
			t.Errorf("%s: label %s is bad or used twice", r.Article.ID, f.Label)
		}
		labels[f.Label] = true
		for _, s := range f.Evidence {
			span(s)
		}
	}
	for _, c := range r.Chains {
		if s, ok := c.ID.Span(); !ok || s != r.Mentions[c.Mentions[0]].Span {
			t.Errorf("chain %s is not named by its first mention", c.ID)
		}
		if _, ok := ontology.Lookup("class", c.Class); !ok {
			t.Errorf("no class %s", c.Class)
		}
	}
	for _, e := range r.Events {
		facets(e.Facets)
		if _, ok := ontology.Lookup("class", e.Class); !ok {
			t.Errorf("no class %s", e.Class)
		}
		for _, role := range e.Roles {
			if _, ok := ontology.Lookup("role", role.Name); !ok {
				t.Errorf("no role %s", role.Name)
			}
		}
	}
	for _, st := range r.Statements {
		facets(st.Facets)
		for _, q := range st.Quotes {
			if s := span(q); !strings.HasPrefix(s, "\"") && !strings.HasPrefix(s, "“") {
				t.Errorf("quotation %q without marks", s)
			}
		}
	}
	for _, c := range r.Claims {
		facets(c.Facets)
		if _, ok := ontology.Lookup("relation", c.Relation); !ok {
			t.Errorf("no relation %s", c.Relation)
		}
	}
}

func TestCopiesAndCorrections(t *testing.T) {
	w := world.New(5, world.Size{Noise: 200})
	a, b := w.Report(4).Article, w.Report(7).Article
	if a.Text != b.Text || a.ID == b.ID || a.TextHash() != b.TextHash() {
		t.Error("7 is no wire copy of 4")
	}
	c, d := w.Report(13).Article, w.Report(19).Article
	if c.URI != d.URI || d.Modified == "" || c.ID == d.ID {
		t.Error("19 is no correction of 13")
	}
}

func BenchmarkReport(b *testing.B) {
	w := world.New(1, world.Size{People: 2000, Events: 2000, Noise: 200})
	i := 0
	for b.Loop() {
		w.Report(i)
		i++
	}
}
