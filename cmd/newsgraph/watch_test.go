package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// TestFollow prints what a server sends, with its sentence, and says why a server
// refuses.
func TestFollow(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret" {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, `{"status":401,"detail":"a token is needed here"}`)
			return
		}
		if r.URL.Query().Get("of") != "Anna Berg" || r.URL.Query().Get("type") != "Meeting" {
			t.Errorf("asked %s", r.URL)
		}
		fmt.Fprint(w, ": open\n\nevent: news\ndata: ", `{"version":2,"event":{"id":"ev:1","class":"Meeting","label":"meeting","status":"planned","evidence":[{"passages":[{"text":"They will meet."}]}]}}`, "\n\n")
	}))
	defer srv.Close()
	var out bytes.Buffer
	a := &app{stdout: &out}
	w := watching{remote: remote{url: srv.URL, token: "secret"}, of: "Anna Berg", class: "Meeting"}
	if err := w.follow(t.Context(), a.printNews); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "Meeting  ·  meeting  ·  planned") || !strings.Contains(got, "“They will meet.”") {
		t.Errorf("printed %q", got)
	}
	w.token = "wrong"
	err := w.follow(t.Context(), func(query.News) error { return nil })
	if !errors.Is(err, graph.ErrInvalid) || !strings.Contains(err.Error(), "a token is needed") {
		t.Errorf("refused: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.follow(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("told to stop: %v", err)
	}
}
