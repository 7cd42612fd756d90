package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsgraph/api"
	"newsgraph/graph"
)

// IngestEach tells of three steps and fails where Ingest does.
func (g *ingester) IngestEach(ctx context.Context, name, contentType string, body []byte, tell func(api.Progress)) ([]graph.ID, error) {
	for n := range 3 {
		tell(api.Progress{Done: n, Total: 3})
	}
	return g.Ingest(ctx, name, contentType, body)
}

// TestJobs follows asynchronous loads over a real connection to their ends: a good
// one, one without an article and one that panics.
func TestJobs(t *testing.T) {
	srv := httptest.NewServer(api.New(deps(t)))
	defer srv.Close()
	for n, tt := range []struct{ body, state, code string }{
		{"An article.", "done", ""}, {"no article", "failed", "invalid"}, {"panic", "failed", "internal"},
	} {
		res, err := http.Post(srv.URL+"/v1/articles?async=true", "text/plain", strings.NewReader(tt.body))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		at := res.Header.Get("Location")
		if want := fmt.Sprintf("/v1/jobs/%d", n+1); res.StatusCode != 202 || at != want {
			t.Fatalf("%d at %q, want 202 at %s", res.StatusCode, at, want)
		}
		last := follow(t, srv.URL+at+"/events")
		if last.State != tt.state || tt.code != "" && (last.Problem == nil || last.Problem.Code != tt.code) {
			t.Errorf("%s: %+v, want %s %s", tt.body, last, tt.state, tt.code)
		}
		if tt.state == "done" && len(last.Articles) != 1 {
			t.Errorf("articles %v", last.Articles)
		}
	}
}

// follow reads a stream of events to its end and returns the last.
func follow(t *testing.T, url string) (last api.Job) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			last = api.Job{}
			if err := json.Unmarshal([]byte(data), &last); err != nil {
				t.Fatal(err)
			}
		}
	}
	return last
}
