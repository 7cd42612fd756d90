package query_test

import (
	"slices"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// TestPartsOfPlaces: what happens in a part of a place happens there, what happens there
// need not happen in the part.
func TestPartsOfPlaces(t *testing.T) {
	things := map[string]querytest.Thing{
		"ida": {Class: "Person", Name: "Ida Holm"}, "rui": {Class: "Person", Name: "Rui Pacheco"},
		"north": {Class: "Place", Name: "northern Kenya"}, "kenya": {Class: "Country", Name: "Kenya"},
	}
	part := querytest.Story{URI: "https://a.example", Text: "{ida:Ida Holm} met {rui:Rui Pacheco} in {north:northern} {kenya:Kenya}.", Claims: []querytest.Claim{
		{Key: "one", Class: "Meeting", Words: "Ida Holm met Rui Pacheco", Cue: "met", Roles: "participant ida, participant rui, place north"},
		{Relation: "part_of", Words: "northern Kenya", Roles: "subject north, object kenya"},
	}}
	whole := querytest.Story{URI: "https://b.example", Text: "{ida:Ida Holm} phoned {rui:Rui Pacheco} from {kenya:Kenya}.", Claims: []querytest.Claim{
		{Key: "two", Class: "PhoneCall", Words: "Ida Holm phoned Rui Pacheco", Cue: "phoned", Roles: "participant ida, participant rui, place kenya"},
	}}
	q := query.New(querytest.Hold(t, querytest.Batch([]*graph.Report{part.Report(things), whole.Report(things)})), query.Limits{})
	id := func(name string) graph.ID {
		t.Helper()
		id, err := q.Resolve(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	ida := id("Ida Holm")
	for place, want := range map[string][]string{"Kenya": {"Meeting", "PhoneCall"}, "northern Kenya": {"Meeting"}} {
		at := id(place)
		events, err := q.Events(t.Context(), at, query.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		there, err := q.Events(t.Context(), ida, query.Filter{Place: at})
		if err != nil {
			t.Fatal(err)
		}
		met, err := q.Met(t.Context(), ida, query.Filter{Place: at})
		if err != nil {
			t.Fatal(err)
		}
		var inMet []string
		for _, m := range met.Items {
			inMet = append(inMet, m.Class)
		}
		for how, got := range map[string][]string{"events of the place": classesOf(events.Items), "events of a person there": classesOf(there.Items), "met there": inMet} {
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("%s, %s: %v, want %v", place, how, got, want)
			}
		}
	}
}

func classesOf(events []query.Event) []string {
	var out []string
	for _, ev := range events {
		out = append(out, ev.Class)
	}
	return out
}
