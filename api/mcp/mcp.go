// Package mcp serves the typed questions over the Model Context Protocol, so that an
// assistant may ask the graph: each answer carries the sentences that say so. It
// writes nothing and decides nothing; it is the same as package api for another kind
// of client.
//
// Start at New, which returns a server for any transport of the protocol's SDK.
package mcp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
)

// A Source opens a view of the graph.
type Source func(ctx context.Context) (graph.Snapshot, error)

// rows is how many rows an answer holds unless more are asked for: each carries its
// sentences, and an assistant reads all of them.
const rows = 20

const instructions = `newsgraph holds what news articles say: who met whom, who said what, who holds which office, what happened. ` +
	`Every row of an answer carries evidence: quote its sentence and name its outlet. A row with asserted=false is planned, denied or claimed by a source and must not be told as a fact. ` +
	`Names may stand for ids; when a name may be several things the answer lists them.`

// New returns a server with the tools search, show, met, said, events, paths, why,
// evidence and draw.
func New(source Source, version string) *sdk.Server {
	s := sdk.NewServer(&sdk.Implementation{Name: "newsgraph", Title: "newsgraph", Version: cmp.Or(version, "dev")}, &sdk.ServerOptions{Instructions: instructions})
	tool(s, source, "search", "Find people, organizations, places and other things by name", search)
	tool(s, source, "show", "What the graph knows of one thing: names, offices, counts; or of one event, or one article by its id", show)
	tool(s, source, "met", "Whom someone met, appeared with, called or wrote to", met)
	tool(s, source, "said", "What someone said, or what was said about someone", said)
	tool(s, source, "events", "Events in which a thing has a part or that happen at a place", events)
	tool(s, source, "paths", "The shortest ways from one thing to another", paths)
	tool(s, source, "why", "All that connects two things", why)
	tool(s, source, "evidence", "The sentences of one claim, by its label", evidence)
	tool(s, source, "draw", "A picture as DOT or SVG: what surrounds a thing, what connects two, or its timeline", draw)
	return s
}

// tool registers a question over one snapshot. Its answer goes out as a structured
// document; what the one who asks can mend is an error of the tool.
func tool[I, O any](s *sdk.Server, source Source, name, what string, ask func(context.Context, *query.Query, I) (O, error)) {
	closed := false
	t := &sdk.Tool{Name: name, Description: what, Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}}
	sdk.AddTool(s, t, func(ctx context.Context, _ *sdk.CallToolRequest, in I) (_ *sdk.CallToolResult, out O, err error) {
		snap, err := source(ctx)
		if err != nil {
			return nil, out, fmt.Errorf("open snapshot: %w", err)
		}
		defer func() { err = errors.Join(err, snap.Close()) }()
		out, err = ask(ctx, query.New(snap, query.Limits{}), in)
		return nil, out, explain(err)
	})
}

// explain lists what an ambiguous name may be.
func explain(err error) error {
	var many *query.AmbiguousError
	if !errors.As(err, &many) {
		return err
	}
	var b strings.Builder
	for _, c := range many.Candidates[:min(rows, len(many.Candidates))] {
		fmt.Fprintf(&b, "\n%s: %s, %s, %d articles", c.ID, c.Name, c.Class, c.Articles)
	}
	return fmt.Errorf("%w; ask again with one of these ids:%s", graph.ErrInvalid, b.String())
}

// Narrow is what every list may be narrowed by.
type Narrow struct {
	Since      string `json:"since,omitempty" jsonschema:"from that day, month or year on, such as 2023-11"`
	Until      string `json:"until,omitempty" jsonschema:"up to and including that day, month or year"`
	Type       string `json:"type,omitempty" jsonschema:"class of the ontology such as Meeting, NewsConference, Attack, Person; sub-classes included"`
	FactsOnly  bool   `json:"facts_only,omitempty" jsonschema:"only what an article itself asserts as having happened"`
	Outlet     string `json:"outlet,omitempty" jsonschema:"only what this outlet or agency tells"`
	MinSources int    `json:"min_sources,omitempty" jsonschema:"independent sources that a row needs at least"`
	Limit      int    `json:"limit,omitempty" jsonschema:"rows, 20 unless given, at most 1000"`
	Cursor     string `json:"cursor,omitempty" jsonschema:"next of the answer before"`
	Evidence   int    `json:"evidence,omitempty" jsonschema:"claims whose sentences a row shows, 5 unless given, -1 for all; claims of a row says how many there are"`
}

func (n *Narrow) filter() query.Filter {
	return query.Filter{
		Since: graph.Date(n.Since), Until: graph.Date(n.Until), Type: n.Type, FactsOnly: n.FactsOnly,
		Outlet: n.Outlet, MinSources: n.MinSources, Limit: cmp.Or(n.Limit, rows), Cursor: n.Cursor, Evidence: n.Evidence,
	}
}

type searchInput struct {
	Name string `json:"name" jsonschema:"a name, or the beginning or a word of one, or an acronym"`
	Narrow
}

func search(ctx context.Context, q *query.Query, in searchInput) (query.Page[query.Match], error) {
	return q.Find(ctx, in.Name, in.filter())
}

type nameInput struct {
	Name string `json:"name" jsonschema:"id or name"`
}

// A Shown thing is one of the three.
type Shown struct {
	Entity  *query.Card  `json:"entity,omitempty"`
	Event   *query.Event `json:"event,omitempty"`
	Article *query.View  `json:"article,omitempty"`
}

func show(ctx context.Context, q *query.Query, in nameInput) (Shown, error) {
	if strings.HasPrefix(in.Name, "doc:") {
		v, err := q.Article(ctx, graph.ID(in.Name))
		return Shown{Article: &v}, err
	}
	id, err := q.Resolve(ctx, in.Name)
	if err != nil {
		return Shown{}, err
	}
	if strings.HasPrefix(string(id), "ev:") {
		ev, err := q.Event(ctx, id)
		return Shown{Event: &ev}, err
	}
	c, err := q.Card(ctx, id)
	return Shown{Entity: &c}, err
}

type ofInput struct {
	Of   string `json:"of" jsonschema:"id or name"`
	With string `json:"with,omitempty" jsonschema:"id or name of the other one"`
	Narrow
}

// ids resolves the names of a question; "" stays "".
func ids(ctx context.Context, q *query.Query, names ...string) ([]graph.ID, error) {
	out := make([]graph.ID, len(names))
	for i, n := range names {
		if n == "" {
			continue
		}
		var err error
		if out[i], err = q.Resolve(ctx, n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func met(ctx context.Context, q *query.Query, in ofInput) (query.Page[query.Meeting], error) {
	id, err := ids(ctx, q, in.Of, in.With)
	if err != nil {
		return query.Page[query.Meeting]{}, err
	}
	f := in.filter()
	f.With = id[1]
	return q.Met(ctx, id[0], f)
}

func events(ctx context.Context, q *query.Query, in ofInput) (query.Page[query.Event], error) {
	id, err := ids(ctx, q, in.Of, in.With)
	if err != nil {
		return query.Page[query.Event]{}, err
	}
	f := in.filter()
	f.With = id[1]
	return q.Events(ctx, id[0], f)
}

type saidInput struct {
	Speaker string `json:"speaker,omitempty" jsonschema:"id or name of who said it"`
	About   string `json:"about,omitempty" jsonschema:"id or name of whom it is about"`
	Narrow
}

func said(ctx context.Context, q *query.Query, in saidInput) (query.Page[query.Statement], error) {
	if in.Speaker == "" && in.About == "" {
		return query.Page[query.Statement]{}, fmt.Errorf("%w: give speaker, about or both", graph.ErrInvalid)
	}
	id, err := ids(ctx, q, in.Speaker, in.About)
	if err != nil {
		return query.Page[query.Statement]{}, err
	}
	f := in.filter()
	f.Speaker, f.About = id[0], id[1]
	return q.Statements(ctx, f)
}

type pathsInput struct {
	From   string `json:"from" jsonschema:"id or name"`
	To     string `json:"to" jsonschema:"id or name"`
	Count  int    `json:"count,omitempty" jsonschema:"paths wanted, 5 unless given, at most 50"`
	Length int    `json:"length,omitempty" jsonschema:"steps of the longest path, 4 unless given, at most 6"`
	InTime bool   `json:"in_time,omitempty" jsonschema:"only paths whose steps follow each other in time"`
	Narrow
}

func paths(ctx context.Context, q *query.Query, in pathsInput) (query.Paths, error) {
	id, err := ids(ctx, q, in.From, in.To)
	if err != nil {
		return query.Paths{}, err
	}
	return q.Paths(ctx, id[0], id[1], query.PathOptions{Count: in.Count, Length: in.Length, InTime: in.InTime, Filter: in.filter()})
}

type whyInput struct {
	From string `json:"from" jsonschema:"id or name"`
	To   string `json:"to" jsonschema:"id or name"`
	Narrow
}

func why(ctx context.Context, q *query.Query, in whyInput) (query.Connection, error) {
	id, err := ids(ctx, q, in.From, in.To)
	if err != nil {
		return query.Connection{}, err
	}
	return q.Why(ctx, id[0], id[1], in.filter())
}

type evidenceInput struct {
	Label string `json:"label" jsonschema:"label of a claim, g:…, as rows carry it"`
}

func evidence(ctx context.Context, q *query.Query, in evidenceInput) (query.Evidence, error) {
	return q.Evidence(ctx, graph.ID(in.Label))
}

type drawInput struct {
	Kind   string `json:"kind" jsonschema:"ego, event, path, why or timeline"`
	Of     string `json:"of" jsonschema:"id or name: the centre, the event, or where the path begins"`
	To     string `json:"to,omitempty" jsonschema:"id or name: where the path ends"`
	Format string `json:"format,omitempty" jsonschema:"dot, the default, or svg"`
	Top    int    `json:"top,omitempty" jsonschema:"nodes drawn; what is left out is counted in a node of its own"`
	Narrow
}

// A Drawn picture is text in its format.
type Drawn struct {
	Format  string `json:"format"`
	Picture string `json:"picture"`
}

func draw(ctx context.Context, q *query.Query, in drawInput) (Drawn, error) {
	id, err := ids(ctx, q, in.Of, in.To)
	if err != nil {
		return Drawn{}, err
	}
	f := in.filter()
	f.Limit = query.MaxLimit
	p, err := export.Draw(ctx, q, export.Scene{Kind: in.Kind, Of: id[0], To: id[1], Top: in.Top, Filter: f})
	if err != nil {
		return Drawn{}, err
	}
	switch in.Format {
	case "", "dot":
		return Drawn{"dot", p.DOT()}, nil
	case "svg":
		svg, err := p.SVG(ctx)
		return Drawn{"svg", string(svg)}, err
	}
	return Drawn{}, fmt.Errorf("%w: format %q is neither dot nor svg", graph.ErrInvalid, in.Format)
}
