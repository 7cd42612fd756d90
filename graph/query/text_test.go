package query_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
)

// pages are articles of one sentence each and a title.
var pages = [][2]string{
	{"Harbour", "The harbour of Esbjerg was closed because of the storm."},
	{"Storm", "Fishermen in Esbjerg said the harbour's cranes would stand still."},
	{"Cranes", "A crane fell in Aarhus. Nobody was hurt when the harbour crane fell."},
	{"Café", "The U.S. ambassador opened a cafe. He spoke of storms."},
}

func textStore(t *testing.T) graph.Snapshot {
	t.Helper()
	s := memory.New()
	var b graph.Batch
	for i, p := range pages {
		r := &graph.Report{Article: graph.Article{Title: p[0], Text: p[1], Published: graph.Date("2024-01-0" + string(rune('1'+i)))}}
		r.Article.ID = graph.ArticleID("", p[1])
		begin := 0
		for _, s := range strings.SplitAfter(p[1], ". ") {
			r.Sentences = append(r.Sentences, graph.Span{B: begin, E: begin + len(strings.TrimSpace(s))})
			begin += len(s)
		}
		b.Put = append(b.Put, r)
		b.Add = append(b.Add, graph.Quad{S: r.Article.ID, P: "ng:published", O: graph.Term{Literal: string(r.Article.Published), Type: "xsd:date"}, G: "g:" + graph.ID(r.Article.ID.Hex()) + ".article"})
	}
	if _, err := s.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snap.Close() })
	return snap
}

// TestText finds articles by words of title and text, the latest first, each with the
// sentence that has most of them.
func TestText(t *testing.T) {
	q := query.New(textStore(t), query.Limits{})
	for _, tt := range []struct{ text, found, quote string }{
		{"harbour", "Cranes Storm Harbour", "harbour"},
		{"HARBOUR storm", "Storm Harbour", "harbour's"},
		{"esbjerg harbour", "Storm Harbour", "Esbjerg … harbour's"},
		{"harbours", "", ""},
		{`"harbour crane"`, "Cranes", "harbour … crane"},
		{`"crane harbour"`, "", ""},
		{"crane*", "Cranes Storm", "crane"},
		{"storm* us", "Café", "U.S"},
		{"cafe", "Café", "cafe"},
		{"nowhere", "", ""},
		{"harbour nowhere", "", ""},
	} {
		page, err := q.Articles(t.Context(), query.Filter{Text: tt.text})
		var titles []string
		for _, h := range page.Items {
			titles = append(titles, h.Title)
		}
		if got := strings.Join(titles, " "); err != nil || got != tt.found {
			t.Errorf("%s: found %q, want %q (%v)", tt.text, got, tt.found, err)
			continue
		}
		if tt.found == "" {
			continue
		}
		if p := page.Items[0].Passage; p == nil || p.Quote != tt.quote {
			t.Errorf("%s: passage %+v, want %q", tt.text, p, tt.quote)
		}
	}
	late, err := q.Articles(t.Context(), query.Filter{Text: "harbour", Since: "2024-01-03"})
	if err != nil || late.Total != 1 {
		t.Errorf("since: %d, %v", late.Total, err)
	}
	if _, err := q.Articles(t.Context(), query.Filter{Text: " *, "}); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("no word: %v", err)
	}
}

// TestSaidText finds statements by what is said.
func TestSaidText(t *testing.T) {
	r := generated(t, 40)
	q := query.New(r, query.Limits{})
	all, err := q.Statements(t.Context(), query.Filter{Limit: query.MaxLimit})
	if err != nil || len(all.Items) < 5 {
		t.Fatalf("%d statements, %v", len(all.Items), err)
	}
	for _, st := range all.Items[:5] {
		words := graph.WordsOf(st.Content)
		ask := words[0] + " " + words[len(words)-1]
		var want, got []graph.ID
		for _, other := range all.Items {
			has := graph.WordsOf(other.Content)
			if slices.Contains(has, words[0]) && slices.Contains(has, words[len(words)-1]) {
				want = append(want, other.ID)
			}
		}
		page, err := q.Statements(t.Context(), query.Filter{Text: ask, Limit: query.MaxLimit})
		for _, other := range page.Items {
			got = append(got, other.ID)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v (%v)", ask, got, want, err)
		}
		own, err := q.Said(t.Context(), st.Speaker.ID, query.Filter{Text: ask})
		if err != nil || st.Speaker.ID != "" && own.Total == 0 {
			t.Errorf("%q of %s: %d, %v", ask, st.Speaker.Name, own.Total, err)
		}
	}
}
