package mcp_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"newsgraph/api/mcp"
	"newsgraph/graph/memory"
	"newsgraph/graph/query/querytest"
)

// connect joins the SDK's own client to a server over the hand-made world.
func connect(t *testing.T) *sdk.ClientSession {
	t.Helper()
	s := memory.New()
	if _, err := s.Apply(t.Context(), querytest.Batch(querytest.Reports())); err != nil {
		t.Fatal(err)
	}
	here, there := sdk.NewInMemoryTransports()
	server, err := mcp.New(s.Snapshot, "test").Connect(t.Context(), there, nil)
	if err != nil {
		t.Fatal(err)
	}
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := client.Close(); err != nil {
			t.Error(err)
		}
		if err := server.Wait(); err != nil {
			t.Error(err)
		}
	})
	return client
}

func TestTools(t *testing.T) {
	c := connect(t)
	label := string(querytest.Reports()[0].Events[0].Label)
	calls := []struct {
		tool string
		args map[string]any
		want string // in the answer
	}{
		{"search", map[string]any{"name": "berg"}, "Anna Berg"},
		{"show", map[string]any{"name": "Anna Berg"}, "Foreign Minister of Norway"},
		{"show", map[string]any{"name": string(querytest.Reports()[0].Article.ID)}, "The sea belongs"},
		{"show", map[string]any{"name": string(querytest.Reports()[0].Events[0].ID)}, "Meeting"},
		{"met", map[string]any{"of": "Anna Berg", "facts_only": true}, "Anna Berg met Jordanian Trade Minister Omar Haddad"},
		{"met", map[string]any{"of": "e:anna", "with": "Lena Ortiz", "limit": 1}, "denied"},
		{"said", map[string]any{"speaker": "Anna Berg"}, "The sea belongs"},
		{"said", map[string]any{"about": "Omar Haddad"}, "had visited Amman"},
		{"events", map[string]any{"of": "Oslo", "type": "Meeting"}, "2024-03-05"},
		{"paths", map[string]any{"from": "Tomas Berg", "to": "Omar Haddad"}, "e:anna"},
		{"why", map[string]any{"from": "Anna Berg", "to": "Omar Haddad"}, "met"},
		{"evidence", map[string]any{"label": label}, "Anna Berg met"},
		{"draw", map[string]any{"kind": "ego", "of": "Anna Berg"}, "digraph"},
	}
	listed, err := c.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range listed.Tools {
		if !slices.ContainsFunc(calls, func(c struct {
			tool string
			args map[string]any
			want string
		}) bool {
			return c.tool == tool.Name
		}) || tool.Description == "" {
			t.Errorf("%s is not asked by this test or says nothing", tool.Name)
		}
	}
	for _, tt := range calls {
		res, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tt.tool, Arguments: tt.args})
		if err != nil {
			t.Errorf("%s %v: %v", tt.tool, tt.args, err)
			continue
		}
		b, err := json.Marshal(res.StructuredContent)
		if err != nil || res.IsError || !strings.Contains(string(b), tt.want) {
			t.Errorf("%s %v: %v, error %t, no %q in %.300s", tt.tool, tt.args, err, res.IsError, tt.want, text(res))
		}
	}
}

// TestToolErrors tells what to mend and ends nothing.
func TestToolErrors(t *testing.T) {
	c := connect(t)
	for _, tt := range []struct {
		tool string
		args map[string]any
		want string
	}{
		{"met", map[string]any{"of": "Nobody At All"}, "not found"},
		{"met", map[string]any{"of": "o"}, "ask again with one of these ids"},
		{"met", map[string]any{"of": "e:anna", "since": "soon"}, "not a date"},
		{"met", map[string]any{"of": "e:anna", "limit": 100000}, "limit"},
		{"met", map[string]any{}, "of"},
		{"met", map[string]any{"of": "e:anna", "nonsense": 1}, "nonsense"},
		{"said", map[string]any{}, "speaker, about or both"},
		{"paths", map[string]any{"from": "e:anna", "to": "e:anna"}, "two different ends"},
		{"evidence", map[string]any{"label": "g:0000000000000000.0"}, "not found"},
		{"draw", map[string]any{"kind": "ego", "of": "e:anna", "format": "exe"}, "neither dot nor svg"},
		{"draw", map[string]any{"kind": "portrait", "of": "e:anna"}, "portrait"},
	} {
		res, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tt.tool, Arguments: tt.args})
		got := ""
		switch {
		case err != nil:
			got = err.Error()
		case res.IsError:
			got = text(res)
		}
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s %v: %q, want an error with %q", tt.tool, tt.args, got, tt.want)
		}
	}
	if err := c.Ping(t.Context(), nil); err != nil {
		t.Errorf("after all that: %v", err)
	}
}

func text(res *sdk.CallToolResult) string {
	var out []string
	for _, c := range res.Content {
		if t, ok := c.(*sdk.TextContent); ok {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, " ")
}
