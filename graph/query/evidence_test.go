package query_test

import (
	"slices"
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

const wire = `The ministers of the northern states agreed on Tuesday to close the strait to trawlers
from April until the end of August, after a night of talks in which the islands had threatened to
leave the fishing union. The agreement names quotas for herring and cod and pays the owners of small
boats for the months in which they may not sail.`

// TestCopiesOf: the evidence of a claim names the prints of its story, and no other
// article of the same people.
func TestCopiesOf(t *testing.T) {
	met := []querytest.Claim{{Key: "met", Class: "Meeting", Words: "Ida Holm met Rui Pacheco", Cue: "met", Roles: "participant ida, participant rui"}}
	report := func(outlet, text string) *graph.Report {
		s := querytest.Story{URI: "https://" + outlet, Outlet: outlet, Text: "{ida:Ida Holm} met {rui:Rui Pacheco}. " + text, Claims: met}
		return s.Report(map[string]querytest.Thing{"ida": {Class: "Person", Name: "Ida Holm"}, "rui": {Class: "Person", Name: "Rui Pacheco"}})
	}
	first := report("wire", wire)
	q := query.New(querytest.Hold(t, querytest.Batch([]*graph.Report{first, report("print", wire+" A map is on page four."), report("court", "A court in the capital sentenced two former managers of the tram company on Friday.")})), query.Limits{})
	e, err := q.Evidence(t.Context(), first.Events[0].Label)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range e.Copies {
		got = append(got, c.Outlet)
	}
	if want := []string{"print"}; !slices.Equal(got, want) {
		t.Errorf("copies %v, want %v", got, want)
	}
}
