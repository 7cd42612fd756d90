package api_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"newsgraph/api"
)

// TestSPARQLProtocol asks in each way of the protocol and for each kind of answer.
func TestSPARQLProtocol(t *testing.T) {
	h := api.New(deps(t))
	const rows, triples = "SELECT ?who WHERE { e:anna ng:met ?who }", "DESCRIBE e:anna"
	for _, tt := range []struct {
		kind, body, accept string
		status             int
		want               string // media type, or code of the problem
	}{
		{"application/sparql-query", rows, "", 200, "application/sparql-results+json"},
		{"application/sparql-query; charset=utf-8", rows, "text/csv", 200, "text/csv"},
		{"application/x-www-form-urlencoded", "query=" + url.QueryEscape(rows), "application/sparql-results+xml, */*;q=0.1", 200, "application/sparql-results+xml"},
		{"application/sparql-query", triples, "", 200, "text/turtle"},
		{"application/sparql-query", triples, "application/n-triples", 200, "application/n-triples"},
		{"application/sparql-query", triples, "text/csv", 406, "not_acceptable"},
		{"application/sparql-query", "SELECT", "", 400, "unsupported_query"},
		{"application/sparql-query", "CLEAR ALL", "", 400, "unsupported_query"},
		{"application/sparql-update", "CLEAR ALL", "", 415, "media_type"},
		{"application/x-www-form-urlencoded", "q=5", "", 400, "malformed"},
	} {
		r := httptest.NewRequest(http.MethodPost, "/v1/query/sparql", strings.NewReader(tt.body))
		r.Host = "localhost"
		r.Header.Set("Content-Type", tt.kind)
		if tt.accept != "" {
			r.Header.Set("Accept", tt.accept)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		got := w.Header().Get("Content-Type")
		if w.Code != tt.status || !strings.Contains(got+w.Body.String(), tt.want) {
			t.Errorf("%s %s: %d %s %.200s; want %d %s", tt.kind, tt.body, w.Code, got, w.Body, tt.status, tt.want)
		}
	}
}
