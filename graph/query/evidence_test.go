package query_test

import (
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// TestRejected: the evidence of a claim tells how its own words could have been read,
// not those of other sentences.
func TestRejected(t *testing.T) {
	rep := minister("a.example", "2024-05-02", "ida")
	at := graph.Span{B: 9, E: 25}
	rep.Rejected = []graph.Alternative{
		{Span: at, Kind: "rule", Reading: "office.other", Why: "office.title comes first"},
		{Span: graph.Span{B: len(rep.Article.Text) - 6, E: len(rep.Article.Text)}, Kind: "rule", Reading: "statement.spoke", Why: "nothing is said"},
	}
	q := query.New(querytest.Hold(t, querytest.Batch([]*graph.Report{rep})), query.Limits{})
	e, err := q.Evidence(t.Context(), rep.Claims[0].Label)
	if err != nil {
		t.Fatal(err)
	}
	want := query.Rejected{Alternative: rep.Rejected[0], Text: "foreign minister"}
	if len(e.Rejected) != 1 || e.Rejected[0] != want {
		t.Errorf("rejected %+v, want only %+v", e.Rejected, want)
	}
}

// TestSentence: who "the leaders" of one sentence are stands in another; both are shown.
func TestSentence(t *testing.T) {
	e := query.Evidence{Passages: []query.Passage{{Text: "Dorn received Osei."}, {Text: " The leaders, flanked by aides, spoke. "}}}
	if got, want := e.Sentence(), "Dorn received Osei. … The leaders, flanked by aides, spoke."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (&query.Evidence{}).Sentence(); got != "" {
		t.Errorf("no evidence gives %q", got)
	}
}
