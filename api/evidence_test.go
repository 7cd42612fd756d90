package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"newsgraph/api"
)

// TestShownEvidence: a row shows as many of its claims as asked for and says how many
// there are; the event itself shows all.
func TestShownEvidence(t *testing.T) {
	h := api.New(deps(t))
	type row struct {
		ID       string
		Class    string
		Claims   int
		Evidence []any
	}
	get := func(path string, into any) {
		t.Helper()
		w := do(t, h, call{method: "GET", path: path})
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]int{"evidence=1": 1, "evidence=-1": 2, "": 2} {
		var page struct{ Items []row }
		get("/v1/events?of=e:anna&type=NewsConference&"+query, &page)
		if len(page.Items) != 1 || len(page.Items[0].Evidence) != want || page.Items[0].Claims != 2 {
			t.Errorf("%q: %+v, want %d of 2 claims", query, page.Items, want)
			continue
		}
		var whole row
		get("/v1/events/"+page.Items[0].ID, &whole)
		if len(whole.Evidence) != 2 || whole.Claims != 2 {
			t.Errorf("event: %+v", whole)
		}
	}
	if w := do(t, h, call{method: "GET", path: "/v1/events?of=e:anna&evidence=-2"}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("evidence=-2: %d", w.Code)
	}
}
