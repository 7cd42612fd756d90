package api_test

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"newsgraph/api"
)

// TestFeed reads the feed as a reader of Atom does.
func TestFeed(t *testing.T) {
	w := do(t, api.New(deps(t)), call{method: "GET", path: "/v1/news.atom?of=Anna Berg&limit=5"})
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &feed); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if feed.Title != "newsgraph: Anna Berg" || len(feed.Entries) != 5 || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/atom+xml") {
		t.Errorf("%q with %d entries as %s", feed.Title, len(feed.Entries), w.Header().Get("Content-Type"))
	}
	seen := map[string]bool{}
	for _, e := range feed.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || seen[e.ID] || e.Title == "" || e.Summary == "" || !strings.HasPrefix(e.Link.Href, "/#/") || e.Updated > feed.Updated {
			t.Errorf("entry %+v, %v", e, err)
		}
		seen[e.ID] = true
	}
}
