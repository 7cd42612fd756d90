package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsgraph/graph/query"
)

// TestDeliver posts news, and goes on when the receiver does not take it.
func TestDeliver(t *testing.T) {
	var got []query.News
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n query.News
		if err := json.NewDecoder(r.Body).Decode(&n); err != nil || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s, %v", r.Header.Get("Content-Type"), err)
		}
		if got = append(got, n); len(got) > 1 {
			w.WriteHeader(http.StatusTeapot)
		}
	}))
	defer srv.Close()
	var out, warned bytes.Buffer
	a := &app{stdout: &out, stderr: &warned}
	tell := a.deliver(t.Context(), srv.URL)
	for _, label := range []string{"meeting", "visit"} {
		if err := tell(query.News{Event: &query.Event{Class: "Meeting", Label: label}}); err != nil {
			t.Fatal(err)
		}
	}
	if len(got) != 2 || got[0].Event.Label != "meeting" || !strings.Contains(out.String(), "visit") {
		t.Errorf("posted %+v, printed %q", got, out.String())
	}
	if w := warned.String(); !strings.Contains(w, "418") || strings.Count(w, "\n") != 1 {
		t.Errorf("warned %q", w)
	}
}
