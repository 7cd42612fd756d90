package mcp_test

import (
	"encoding/json"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"newsgraph/api/mcp"
	"newsgraph/graph/memory"
	"newsgraph/graph/query/querytest"
)

// connect starts a server over the hand-made world and returns a client's session.
func connect(t *testing.T) *sdk.ClientSession {
	t.Helper()
	store := memory.New()
	if _, err := store.Apply(t.Context(), querytest.Batch(querytest.Reports())); err != nil {
		t.Fatal(err)
	}
	here, there := sdk.NewInMemoryTransports()
	if _, err := mcp.New(store.Snapshot, "test").Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Error(err)
		}
	})
	return session
}

func TestTools(t *testing.T) {
	session := connect(t)
	label := string(querytest.Reports()[0].Events[0].Label)
	for name, tt := range map[string]struct {
		tool   string
		args   map[string]any
		want   string
		failed bool
	}{
		"search":    {"search", map[string]any{"text": "berg"}, "Anna Berg", false},
		"show":      {"show", map[string]any{"name": "Anna Berg"}, `"e:anna"`, false},
		"met":       {"met", map[string]any{"name": "Anna Berg", "since": "2024"}, `"evidence"`, false},
		"said":      {"said", map[string]any{"name": "Anna Berg", "limit": 1}, `"items"`, false},
		"events":    {"events", map[string]any{"name": "e:oslo"}, `"items"`, false},
		"paths":     {"paths", map[string]any{"from": "Tomas Berg", "to": "Omar Haddad"}, `"items"`, false},
		"why":       {"why", map[string]any{"from": "Anna Berg", "to": "Omar Haddad"}, `"relations"`, false},
		"evidence":  {"evidence", map[string]any{"label": label}, `"passages"`, false},
		"draw":      {"draw", map[string]any{"name": "Anna Berg"}, "digraph", false},
		"ambiguous": {"show", map[string]any{"name": "o"}, "give one of these ids", true},
		"unknown":   {"met", map[string]any{"name": "Nobody Atall"}, "not found", true},
		"no name":   {"met", map[string]any{}, "", true},
		"bad date":  {"met", map[string]any{"name": "Anna Berg", "since": "soon"}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			res, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: tt.tool, Arguments: tt.args})
			if err != nil {
				if !tt.failed {
					t.Fatal(err)
				}
				return
			}
			got := res.Content[0].(*sdk.TextContent).Text
			if res.IsError != tt.failed || !strings.Contains(got, tt.want) {
				t.Errorf("error %t, %s; want error %t with %q", res.IsError, got, tt.failed, tt.want)
			}
			if !tt.failed && !json.Valid([]byte(got)) {
				t.Errorf("no JSON: %s", got)
			}
		})
	}
}

func TestListed(t *testing.T) {
	res, err := connect(t).ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Tools) != 9 {
		t.Errorf("%d tools, want 9", len(res.Tools))
	}
	for _, tool := range res.Tools {
		if tool.Description == "" || tool.Annotations == nil || !tool.Annotations.ReadOnlyHint {
			t.Errorf("%s is not described as reading only", tool.Name)
		}
	}
}
