// Package mcp serves the typed questions of the graph over the Model Context Protocol
// (https://modelcontextprotocol.io), so that an assistant asks the graph and cites
// its sentences instead of guessing.
//
// It reads only: nothing that a client sends changes the graph, opens a file or an
// address. Every answer is the JSON of package query, each row with its sentence and
// article; a question that is too large or ambiguous is a tool error that says what
// to do.
//
// Start at New; tools lists what there is.
package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
)

// A Source opens a snapshot of the graph; the server closes it.
type Source func(ctx context.Context) (graph.Snapshot, error)

// New returns a server that asks snapshots of source. Its Run ends with the
// connection or the context.
func New(source Source, version string) *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "newsgraph", Version: version}, &mcp.ServerOptions{
		Instructions: "A knowledge graph of news articles. Names may stand for ids; an ambiguous name lists its candidates. Every row has the sentence that says it: cite it.",
	})
	tools(s, source)
	return s
}

type of struct {
	Name string `json:"name" jsonschema:"name or id"`
	list
}

type list struct {
	Since     string `json:"since,omitempty" jsonschema:"only from this date on: 2023, 2023-11 or 2023-11-03"`
	Until     string `json:"until,omitempty" jsonschema:"only until this date"`
	FactsOnly bool   `json:"facts_only,omitempty" jsonschema:"only what an article itself asserts as having happened"`
	Limit     int    `json:"limit,omitempty" jsonschema:"rows, at most 1000"`
	Cursor    string `json:"cursor,omitempty" jsonschema:"next of the page before"`
}

func (l *list) filter() query.Filter {
	return query.Filter{Since: graph.Date(l.Since), Until: graph.Date(l.Until), FactsOnly: l.FactsOnly, Limit: l.Limit, Cursor: l.Cursor}
}

type ends struct {
	From string `json:"from" jsonschema:"name or id"`
	To   string `json:"to" jsonschema:"name or id"`
}

type text struct {
	Text string `json:"text" jsonschema:"a name or a part of one"`
	list
}

type label struct {
	Label string `json:"label" jsonschema:"g:… of a row's evidence"`
}

// tools adds every tool to s.
func tools(s *mcp.Server, source Source) {
	add(s, source, "search", "Find people, organizations, places and events by name",
		func(ctx context.Context, q *query.Query, in text) (any, error) {
			return q.Find(ctx, in.Text, in.filter())
		})
	about(s, source, "show", "What the graph knows of a person, organization or place at a glance",
		func(ctx context.Context, q *query.Query, id graph.ID, _ query.Filter) (any, error) {
			return q.Card(ctx, id)
		})
	about(s, source, "met", "Whom someone met, appeared with, called or wrote to",
		func(ctx context.Context, q *query.Query, id graph.ID, f query.Filter) (any, error) {
			return q.Met(ctx, id, f)
		})
	about(s, source, "said", "What someone said, word for word where the article quotes",
		func(ctx context.Context, q *query.Query, id graph.ID, f query.Filter) (any, error) {
			return q.Said(ctx, id, f)
		})
	about(s, source, "events", "Events in which someone or something has a part, or which happened there",
		func(ctx context.Context, q *query.Query, id graph.ID, f query.Filter) (any, error) {
			return q.Events(ctx, id, f)
		})
	between(s, source, "paths", "The shortest ways between two things, each step with its sentence",
		func(ctx context.Context, q *query.Query, a, b graph.ID) (any, error) {
			return q.Paths(ctx, a, b, query.PathOptions{})
		})
	between(s, source, "why", "All that links two things",
		func(ctx context.Context, q *query.Query, a, b graph.ID) (any, error) {
			return q.Why(ctx, a, b, query.Filter{})
		})
	add(s, source, "evidence", "The rule, the words and the sentence behind one claim",
		func(ctx context.Context, q *query.Query, in label) (any, error) {
			return q.Evidence(ctx, graph.ID(in.Label))
		})
	about(s, source, "draw", "A picture of what surrounds one thing, as Graphviz source",
		func(ctx context.Context, q *query.Query, id graph.ID, f query.Filter) (any, error) {
			f.Limit, f.Cursor = query.MaxLimit, ""
			p, err := export.Draw(ctx, q, export.Scene{Kind: "ego", Of: id, Depth: 1, Top: 40, Filter: f})
			if err != nil {
				return nil, err
			}
			return map[string]string{"dot": p.DOT()}, nil
		})
}

// about adds a tool that asks about one thing.
func about(s *mcp.Server, source Source, name, what string, ask func(ctx context.Context, q *query.Query, id graph.ID, f query.Filter) (any, error)) {
	add(s, source, name, what, func(ctx context.Context, q *query.Query, in of) (any, error) {
		id, err := q.Resolve(ctx, in.Name)
		if err != nil {
			return nil, err
		}
		return ask(ctx, q, id, in.filter())
	})
}

// between adds a tool that asks about two things.
func between(s *mcp.Server, source Source, name, what string, ask func(ctx context.Context, q *query.Query, a, b graph.ID) (any, error)) {
	add(s, source, name, what, func(ctx context.Context, q *query.Query, in ends) (any, error) {
		a, err := q.Resolve(ctx, in.From)
		if err != nil {
			return nil, err
		}
		b, err := q.Resolve(ctx, in.To)
		if err != nil {
			return nil, err
		}
		return ask(ctx, q, a, b)
	})
}

// add adds a tool whose answer is JSON text.
func add[In any](s *mcp.Server, source Source, name, what string, ask func(ctx context.Context, q *query.Query, in In) (any, error)) {
	tool := &mcp.Tool{Name: name, Description: what, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true}}
	mcp.AddTool(s, tool, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		out, err := answer(ctx, source, func(q *query.Query) (any, error) { return ask(ctx, q, in) })
		if err != nil {
			return nil, nil, told(err)
		}
		return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: string(out)}}}, nil, nil
	})
}

// answer asks a snapshot and writes the answer before it is closed.
func answer(ctx context.Context, source Source, ask func(*query.Query) (any, error)) (out []byte, err error) {
	snap, err := source(ctx)
	if err != nil {
		return nil, fmt.Errorf("open snapshot: %w", err)
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	v, err := ask(query.New(snap, query.Limits{}))
	if err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// told adds the candidates to an error about an ambiguous name.
func told(err error) error {
	var a *query.AmbiguousError
	if !errors.As(err, &a) {
		return err
	}
	list, merr := json.Marshal(a.Candidates)
	if merr != nil {
		return err
	}
	return fmt.Errorf("%w; give one of these ids: %s", err, list)
}
