package query_test

import (
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// TestOneSideDidNotMeet asks of two whom a third met.
func TestOneSideDidNotMeet(t *testing.T) {
	story := querytest.Story{
		Text:   "{ida:Ida Holm} met {rui:Rui Pacheco} and {yan:Yan Weil}.",
		Claims: []querytest.Claim{{Class: "Meeting", Words: "Ida Holm met Rui Pacheco and Yan Weil", Cue: "met", Roles: "participant ida, counterpart rui, counterpart yan"}},
	}
	q := query.New(querytest.Hold(t, querytest.Batch([]*graph.Report{story.Report(bridge)})), query.Limits{})
	for _, tt := range []struct {
		a, b graph.ID
		want int
	}{{"e:ida", "e:rui", 1}, {"e:ida", "e:yan", 1}, {"e:rui", "e:yan", 0}} {
		page, err := q.Met(t.Context(), tt.a, query.Filter{With: tt.b})
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Items) != tt.want {
			t.Errorf("%s and %s: %d meetings, want %d", tt.a, tt.b, len(page.Items), tt.want)
		}
	}
}
