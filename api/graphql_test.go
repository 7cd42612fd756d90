package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/api"
)

// TestGraphQLErrors reads errors as a client of GraphQL does: status by kind, a list with
// places, the media type that was asked for.
func TestGraphQLErrors(t *testing.T) {
	h := api.New(deps(t))
	for _, tt := range []struct {
		query, accept, media string
		status               int
		message, code        string
		at                   []api.GraphQLLocation
	}{
		{`{ node(id: "e:anna") { nonsense } }`, "", "application/problem+json", 400, `Cannot query field "nonsense" on type "Node".`, "unsupported_query", []api.GraphQLLocation{{Line: 1, Column: 24}}},
		{"{\n  nodes(", "application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json", 400, "Expected Name, found <EOF>", "unsupported_query", []api.GraphQLLocation{{Line: 2, Column: 9}}},
		{`{ person(id: "nobody at all") { id } }`, "application/json", "application/problem+json", 404, "", "not_found", nil},
		{`{ person(id: "Oslo") { id } }`, "", "application/problem+json", 422, "", "invalid", nil},
	} {
		c := call{method: "POST", path: "/v1/query/graphql", kind: "application/json", body: jsonBody(t, tt.query), header: map[string]string{"Accept": tt.accept}}
		w := do(t, h, c)
		var p api.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || len(p.Errors) != 1 {
			t.Errorf("%s: %v: %d %.300s", tt.query, err, w.Code, w.Body)
			continue
		}
		e := p.Errors[0]
		if w.Code != tt.status || w.Header().Get("Content-Type") != tt.media || e.Extensions["code"] != tt.code || e.Message == "" || !strings.HasPrefix(e.Message, tt.message) {
			t.Errorf("%s: %d %s %+v", tt.query, w.Code, w.Header().Get("Content-Type"), e)
		}
		if d := cmp.Diff(e.Locations, tt.at); d != "" {
			t.Errorf("%s: -got +want\n%s", tt.query, d)
		}
	}
	c := call{method: "POST", path: "/v1/query/graphql", kind: "application/json", body: jsonBody(t, `{ __typename }`), header: map[string]string{"Accept": "application/graphql-response+json"}}
	if w := do(t, h, c); w.Code != 200 || strings.TrimSpace(w.Body.String()) != `{"data":{"__typename":"Query"}}` {
		t.Errorf("a good query: %d %s", w.Code, w.Body)
	}
}
