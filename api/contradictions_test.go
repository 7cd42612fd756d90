package api_test

import (
	"encoding/json"
	"net/url"
	"testing"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// disputes are two articles that contradict each other in the dead of a flood, in who
// is minister, and in whether something was said or claimed.
func disputes() []*graph.Report {
	things := map[string]querytest.Thing{
		"ida": {Class: "Person", Name: "Ida Holm"}, "rui": {Class: "Person", Name: "Rui Pacheco"},
		"norway": {Class: "Country", Name: "Norway"}, "lofoten": {Class: "Place", Name: "Lofoten"},
	}
	story := func(outlet, minister, cue, stance string, dead int) *graph.Report {
		words := "Norway's foreign minister " + things[minister].Name
		s := querytest.Story{
			URI: "https://" + outlet, Outlet: outlet, Published: "2024-05-02",
			Text: "{norway:Norway}'s foreign minister {" + minister + ":" + things[minister].Name + "} left.\nThe flood in {lofoten:Lofoten} killed many.\n{ida:Holm} " + cue + " the northern harbour would open before winter.",
			Claims: []querytest.Claim{
				{Relation: "holds_position", Words: words, Roles: "subject " + minister + ", object norway", Post: "Foreign Minister of Norway", Holding: "current", Office: "foreign-minister"},
				{Class: "Toll", Words: "killed many", Roles: "place lofoten", Least: dead},
				{Class: "Say", Words: "the northern harbour would open before winter", Cue: cue, Stance: stance, Roles: "speaker ida"},
			},
		}
		return s.Report(things)
	}
	return []*graph.Report{story("a.example", "ida", "said", "neutral", 12), story("b.example", "rui", "claimed", "distancing", 30)}
}

// TestContradictionRows: rows of every kind keep to the description, and small pages
// lead through all of them.
func TestContradictionRows(t *testing.T) {
	h := api.New(withReports(t, disputes()))
	router := route(t, h)
	for _, kind := range []string{"toll", "office", "framing"} {
		c := call{method: "GET", path: "/v1/contradictions?kind=" + kind}
		w := do(t, h, c)
		checkAnswer(t, router, c, w)
		if page := contradictions(t, w.Body.Bytes()); len(page.Items) != 1 || page.Items[0].Kind != kind || len(page.Items[0].Members) != 2 {
			t.Errorf("%s: got %s", kind, w.Body)
		}
	}
	seen, path := map[string]bool{}, "/v1/contradictions?limit=1"
	for n, next := 0, path; next != "" && n < 9; n++ {
		c := call{method: "GET", path: next}
		w := do(t, h, c)
		checkAnswer(t, router, c, w)
		page := contradictions(t, w.Body.Bytes())
		for _, row := range page.Items {
			seen[row.Kind] = true
		}
		if next = ""; page.Next != "" {
			next = path + "&cursor=" + url.QueryEscape(page.Next)
		}
	}
	if len(seen) != 3 {
		t.Errorf("pages of one row show %v", seen)
	}
	if w := do(t, h, call{method: "GET", path: path + "&cursor=nonsense"}); w.Code != 422 {
		t.Errorf("made-up cursor: %d", w.Code)
	}
}

func contradictions(t *testing.T, body []byte) query.Page[query.Contradiction] {
	t.Helper()
	var page query.Page[query.Contradiction]
	if err := json.Unmarshal(body, &page); err != nil {
		t.Fatal(err)
	}
	return page
}
