package graph_test

import (
	"fmt"
	"testing"

	"newsgraph/graph"
)

func ExampleIn() {
	doc := graph.ArticleID("https://example.org/a", "Ann met Bo.")
	m := graph.In("m", doc, graph.Span{B: 8, E: 10})
	span, _ := m.Span()
	fmt.Println(m.Doc() == doc, span)
	// Output: true {8 10}
}

func TestArticleID(t *testing.T) {
	const text = "Ann met Bo."
	if a, b := graph.ArticleID("", text), graph.ArticleID("https://example.org/a", text); a == b {
		t.Errorf("the URI does not count: %s", a)
	}
	if a, b := graph.ArticleID("x\n", "y"), graph.ArticleID("x", "\ny"); a == "" || b == "" {
		t.Errorf("ids %q, %q", a, b)
	}
	art := graph.Article{URI: "https://example.org/a", Text: text}
	if got, want := art.TextHash(), graph.ArticleID("", text).Hex(); got != want {
		t.Errorf("TextHash = %s, want %s", got, want)
	}
}

func TestIDParts(t *testing.T) {
	const hex = "0123456789abcdef"
	for _, tt := range []struct {
		id   graph.ID
		doc  graph.ID
		span graph.Span
		ok   bool
	}{
		{"doc:" + hex, "doc:" + hex, graph.Span{}, false},
		{"m:" + hex + ".3-7", "doc:" + hex, graph.Span{B: 3, E: 7}, true},
		{"st:" + hex + ".10-200", "doc:" + hex, graph.Span{B: 10, E: 200}, true},
		{"g:" + hex + ".0a1b2c3d", "doc:" + hex, graph.Span{}, false},
		{"m:" + hex + ".3-7x", "doc:" + hex, graph.Span{}, false},
		{"m:" + hex + ".03-7", "doc:" + hex, graph.Span{}, false},
		{"m:0123.3-7", "", graph.Span{}, false},
		{"m:0123456789ABCDEF.3-7", "", graph.Span{}, false},
		{"e:Q30", "", graph.Span{}, false},
		{"g:infer.names", "", graph.Span{}, false},
		{"", "", graph.Span{}, false},
	} {
		if got := tt.id.Doc(); got != tt.doc {
			t.Errorf("%q.Doc() = %q, want %q", tt.id, got, tt.doc)
		}
		if got, ok := tt.id.Span(); ok != tt.ok || ok && got != tt.span {
			t.Errorf("%q.Span() = %v, %v, want %v, %v", tt.id, got, ok, tt.span, tt.ok)
		}
	}
}

func TestLabelParts(t *testing.T) {
	doc := graph.ID("doc:0123456789abcdef")
	if graph.Label(doc, "ab", "c") == graph.Label(doc, "a", "bc") {
		t.Error("the limits between parts do not count")
	}
	if l := graph.Label(doc, "met", "1-2"); l.Doc() != doc || !graph.ValidID(string(l)) {
		t.Errorf("label %q", l)
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"U.S. Secretary of State": "us-secretary-of-state", "  Chief—of  Staff ": "chief-of-staff",
		"Côte d’Ivoire": "c-te-divoire", "": "", "…": "",
	} {
		if got := graph.Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNormalName(t *testing.T) {
	for in, want := range map[string]string{
		"Antony  BLINKEN": "antony blinken", "U.S.": "us", "Côte d’Ivoire": "cote divoire",
		"Ibáñez-Núñez": "ibanez nunez", "O'Neill": "oneill", "‘Gap’": "gap", "Ｔｏｋｙｏ": "tokyo", "\xff": "",
	} {
		if got := graph.NormalName(in); got != want {
			t.Errorf("NormalName(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzNormalName(f *testing.F) {
	f.Add("Antony  BLINKEN")
	f.Add("Côte d’Ivoire")
	f.Add("\xff\xfe ﬁ")
	f.Fuzz(func(t *testing.T, s string) {
		n := graph.NormalName(s)
		if again := graph.NormalName(n); again != n {
			t.Errorf("NormalName(%q) = %q, then %q", s, n, again)
		}
	})
}

func TestFacetsAsserted(t *testing.T) {
	said := graph.Facets{Source: graph.None, Polarity: "+", Certainty: "CT", Status: graph.Happened}
	if !said.Asserted() {
		t.Error("a plain claim of the article is not asserted")
	}
	for name, change := range map[string]func(*graph.Facets){
		"claimed by a speaker": func(f *graph.Facets) { f.Source = 0 },
		"negated":              func(f *graph.Facets) { f.Polarity = "-" },
		"possible":             func(f *graph.Facets) { f.Certainty = "PS" },
		"planned":              func(f *graph.Facets) { f.Status = "planned" },
	} {
		f := said
		change(&f)
		if f.Asserted() {
			t.Errorf("%s: asserted", name)
		}
	}
}

func TestQuadCompare(t *testing.T) {
	a := graph.Quad{S: "e:1", P: "ng:met", O: graph.Term{ID: "e:2"}, G: "g:x"}
	b := a
	b.O = graph.Term{Literal: "e:2"}
	if a.Compare(a) != 0 || a.Compare(b) == 0 || a.Compare(b) != -b.Compare(a) {
		t.Errorf("Compare: %d %d %d", a.Compare(a), a.Compare(b), b.Compare(a))
	}
	if (graph.Pattern{O: &b.O}).Matches(a) || !(graph.Pattern{S: "e:1", O: &a.O}).Matches(a) {
		t.Error("Pattern.Matches mixes up literals and ids")
	}
}
