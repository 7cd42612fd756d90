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
	{"dot", "text/vnd.graphviz", "", "Graphviz source of the best supported part", all},
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

// all writes the picture of the whole graph.
func all(ctx context.Context, r graph.Reader, w io.Writer, _ Options) error {
	p, err := Draw(ctx, query.New(r, query.Limits{}), Scene{Kind: "all"})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, p.DOT())
	return err
}
