// Package export writes the graph, or a picture of a part of it, in formats that
// other programs read.
//
// All that is written is sorted: the same graph gives the same bytes. Export
// answers no questions of its own; pictures are made of the answers of package
// query.
//
// Start at Formats for whole graphs and at Draw for pictures.
package export

import (
	"context"
	"fmt"
	"io"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// DefaultBase is the beginning of full IRIs. The domain cannot exist (RFC 2606),
// so nothing is promised under an address of others.
const DefaultBase = "https://newsgraph.invalid/"

// Options say how a graph is written.
type Options struct {
	Base  string // beginning of full IRIs, DefaultBase when empty
	Full  bool   // with sentences, mentions, offsets and all facets
	Scene Scene  // of dot, svg, png, markdown and html; all when empty
	Runes bool   // offsets in code points instead of bytes, where the format leaves the choice
}

// A Format writes a whole graph.
type Format struct {
	Name    string
	Type    string // media type
	Ext     string // of files, "" for the name
	Summary string
	Write   func(ctx context.Context, r graph.Reader, w io.Writer, o Options) error
}

// Formats is the table of all formats.
var Formats = []Format{
	{"nq", "application/n-quads", "", "N-Quads with full IRIs, sorted", NQuads},
	{"trig", "application/trig", "", "TriG, a named graph a claim", TriG},
	{"ttl", "text/turtle", "", "Turtle, without the labels of claims", Turtle},
	{"jsonld", "application/ld+json", "", "JSON-LD, a named graph a claim", JSONLD},
	{"graphml", "application/graphml+xml", "", "GraphML: nodes and edges with attributes", GraphML},
	{"gexf", "application/gexf+xml", "", "GEXF 1.2: nodes and edges with attributes, events with their days", GEXF},
	{"csv", "application/zip", "zip", "CSV tables of nodes, edges and evidence in one zip", CSV},
	{"ftm", "application/jsonl", "jsonl", "FollowTheMoney entities, JSON Lines", FollowTheMoney},
	{"cypher", "text/plain", "", "Cypher script that may be run again", Cypher},
	{"mentions", "application/jsonl", "jsonl", "JSON Lines, one a mention after resolution", Mentions},
	{"contradictions", "application/jsonl", "jsonl", "JSON Lines, one a contradiction between claims", Contradictions},
	{"markdown", "text/markdown", "md", "a report with the sentences", Markdown},
	{"html", "text/html", "", "a report with picture and sentences in one file that needs no server", HTML},
	{"dot", "text/vnd.graphviz", "", "Graphviz source of a picture", pictured(func(_ context.Context, p *Picture) ([]byte, error) { return []byte(p.DOT()), nil })},
	{"svg", "image/svg+xml", "", "a picture", pictured(func(ctx context.Context, p *Picture) ([]byte, error) { return p.SVG(ctx) })},
	{"png", "image/png", "", "a picture", pictured(func(ctx context.Context, p *Picture) ([]byte, error) { return p.PNG(ctx) })},
}

// Lookup returns the format of that name.
func Lookup(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("%w: format %q is none of %s", graph.ErrInvalid, name, strings.Join(names, ", "))
}

// pictured makes a format of a way to render pictures.
func pictured(render func(context.Context, *Picture) ([]byte, error)) func(context.Context, graph.Reader, io.Writer, Options) error {
	return func(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
		if o.Scene.Kind == "" {
			o.Scene.Kind = "all"
		}
		if part, ok := r.(*partReader); ok {
			r = part.Reader // a part is chosen by its scene, which is drawn from the whole
		}
		p, err := Draw(ctx, query.New(r, query.Limits{}), o.Scene)
		if err != nil {
			return err
		}
		b, err := render(ctx, p)
		if err != nil {
			return err
		}
		_, err = w.Write(b)
		return err
	}
}
