package export_test

import (
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/export"
)

// dated returns an article that tells of the event "talks" on a day, or only names the
// day elsewhere.
func dated(text, value, weekday string, own bool) *graph.Report {
	r := &graph.Report{Article: graph.Article{ID: graph.ArticleID(text, text), URI: text, Text: text}}
	span := graph.Span{B: 0, E: 5}
	r.Times = []graph.Time{{Span: span, ID: graph.In("t", r.Article.ID, span), Type: "DATE", Value: value, Weekday: weekday}}
	ev := graph.Event{ID: graph.In("ev", r.Article.ID, span), Class: "Meeting", Sense: "talks", Trigger: span, Time: graph.None}
	ev.Facets = graph.Facets{Label: graph.Label(r.Article.ID, "ev"), Evidence: []graph.Span{span}, Source: graph.None, Polarity: "+", Certainty: "CT", Status: graph.Happened}
	if own {
		ev.Time = 0
	}
	r.Events = []graph.Event{ev}
	return r
}

// TestTiedTimes: the times that accounts of one event give are the same, if they agree.
func TestTiedTimes(t *testing.T) {
	for name, tt := range map[string]struct {
		reports []*graph.Report
		want    int
	}{
		"weekday and date":     {[]*graph.Report{dated("first text", "", "thursday", true), dated("other text", "2023-12-07", "", true)}, 1},
		"named elsewhere":      {[]*graph.Report{dated("first text", "", "thursday", true), dated("other text", "", "thursday", false)}, 1},
		"another weekday":      {[]*graph.Report{dated("first text", "", "thursday", true), dated("other text", "", "friday", true)}, 0},
		"another day":          {[]*graph.Report{dated("first text", "2023-12-07", "", true), dated("other text", "2023-12-14", "", true)}, 0},
		"three, two dates":     {[]*graph.Report{dated("first text", "", "thursday", true), dated("other text", "2023-12-07", "", true), dated("third text", "2023-12-14", "", true)}, 0},
		"neither has a day":    {[]*graph.Report{dated("first text", "", "thursday", false), dated("other text", "", "thursday", false)}, 0},
		"a month is not a day": {[]*graph.Report{dated("first text", "2023-12", "", true), dated("other text", "2023-12-07", "", true)}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			text := write(t, "nq", tt.reports, export.Options{Full: true})
			if got := strings.Count(text, "owl#sameAs"); got != tt.want {
				t.Errorf("%d times are the same, want %d\n%s", got, tt.want, text)
			}
			if n := strings.Count(text, "textHash"); n != len(tt.reports) {
				t.Errorf("%d hashes of texts, want %d", n, len(tt.reports))
			}
		})
	}
}
