// Package graphql answers GraphQL queries such as
//
//	{ nodes(id: "David Cameron") { name met { id name } } }
//
// Every relation, role and facet of package ontology is a field of Node under its
// JSON name, "met"; the same backwards is "in_met". Names stand for ids where they
// are unambiguous; person, organization, event, statement and article are node held to
// a class, met is the encounters' shortest form. Introspection is answered, so the usual
// tools work; there are no mutations and subscriptions. Schema returns the schema as
// text.
//
// A query is bounded before it runs, by its size and depth, and while it runs, by
// the rows of its answer and the quads that its query.Query may read. A list that is
// longer than may be shown is refused with graph.ErrTooLarge unless first asks for
// its beginning; after, with the cursor of the last node seen, asks for what follows.
//
// Start at Run.
package graphql

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/graph/query"
)

// Bounds of what is parsed and validated at all; fragments count as often as they
// are used.
const (
	maxSource = 64 << 10
	maxTokens = 4000
	maxFields = 1000
	maxDepth  = 12
	maxAbout  = 24 // of introspection, whose types are nested in types
)

// Limits bound the answer; a zero field stands for its default.
type Limits struct {
	Rows int // objects of the whole answer, 10 000
	List int // of one list that has no first, 1000
}

// An Error says what is wrong with a query and where.
type Error struct {
	Line, Column int
	Message      string
}

// Error returns the message with its place.
func (e *Error) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message) }

// Unwrap makes it an invalid input.
func (e *Error) Unwrap() error { return graph.ErrInvalid }

// A Request is what the conventions of GraphQL over HTTP send.
type Request struct {
	Query     string         `json:"query"`
	Operation string         `json:"operationName,omitempty"`
	Variables map[string]any `json:"variables,omitempty"`
}

// A Result is a whole answer; there are no partial ones.
type Result struct {
	Data *Object `json:"data"`
}

const sdl = `"A thing of the graph, or a text that a fact leads to."
type Node {
  "null of a text"
  id: ID
  "its name, the text itself, or what kind of thing it is"
  name: String!
  "class of the ontology"
  class: String
  "after: this of the last node of a page asks for the next page"
  cursor: String!
%s}

type Query {
  "what bears these ids or names, or all of a class"
  nodes(id: [String!], type: String, first: Int, after: String, offset: Int): [Node!]!
  "what bears that id or name"
  node(id: String!): Node!
%s  "whom someone met, by name or id"
  met(of: String!, first: Int, after: String, offset: Int): [Node!]!
  "whose names are like the text, the best first"
  search(text: String!, type: String, first: Int = 20): [Node!]!
}
`

// roots are the fields of Query that lead to one thing of a class.
var roots = map[string]string{"person": "Person", "organization": "Organization", "event": "Event", "statement": "SpeechAct", "article": "Article"}

// A property is a field that follows quads.
type property struct {
	iri  graph.ID
	back bool
}

var properties = sync.OnceValue(func() map[string]property {
	out := map[string]property{}
	for _, kind := range []string{"relation", "role", "facet"} {
		for _, t := range ontology.Terms(kind) {
			if _, ok := out[t.Name]; !ok && t.Name != "name" {
				out[t.Name], out["in_"+t.Name] = property{t.IRI, false}, property{t.IRI, true}
			}
		}
	}
	return out
})

// Schema returns the schema in GraphQL's own language.
var Schema = sync.OnceValue(func() string {
	var b strings.Builder
	for _, name := range sortedKeys(properties()) {
		fmt.Fprintf(&b, "  %s(first: Int, after: String, offset: Int): [Node!]!\n", name)
	}
	var typed strings.Builder
	for _, name := range sortedKeys(roots) {
		fmt.Fprintf(&typed, "  \"the %s of that id or name\"\n  %s(id: String!): Node!\n", name, name)
	}
	return fmt.Sprintf(sdl, b.String(), typed.String())
})

var schema = sync.OnceValue(func() *ast.Schema {
	return gqlparser.MustLoadSchema(&ast.Source{Name: "newsgraph", Input: Schema()})
})

// Run answers a request from the graph of q. What is wrong with the request is an
// *Error, or the error of package query for a name that is unknown or ambiguous.
func Run(ctx context.Context, q *query.Query, req Request, lim Limits) (*Result, error) {
	op, vars, err := prepare(req)
	if err != nil {
		return nil, err
	}
	x := &executor{q: q, vars: vars, rows: cmp.Or(lim.Rows, 10_000), list: cmp.Or(lim.List, 1000)}
	data, err := x.query(ctx, op.SelectionSet)
	if err != nil {
		return nil, fmt.Errorf("graphql: %w", err)
	}
	return &Result{data}, ctx.Err()
}

// prepare parses and validates a request.
func prepare(req Request) (*ast.OperationDefinition, map[string]any, error) {
	if len(req.Query) > maxSource {
		return nil, nil, &Error{1, 1, fmt.Sprintf("the query is longer than %d bytes", maxSource)}
	}
	if err := nesting(req.Query); err != nil {
		return nil, nil, err
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: req.Query}, maxTokens)
	if err != nil {
		return nil, nil, placed(err)
	}
	m := &measure{doc: doc, open: map[string]bool{}}
	for _, op := range doc.Operations {
		if op.Operation != ast.Query {
			return nil, nil, &Error{op.Position.Line, op.Position.Column, "only queries are answered: the graph is read-only here"}
		}
		if err := m.walk(op.SelectionSet, 1, maxDepth); err != nil {
			return nil, nil, err
		}
	}
	for _, f := range doc.Fragments { // unused ones are validated as well
		most := maxDepth
		if strings.HasPrefix(f.TypeCondition, "__") {
			most = maxAbout
		}
		if err := m.walk(f.SelectionSet, 1, most); err != nil {
			return nil, nil, err
		}
	}
	if errs := validator.ValidateWithRules(schema(), doc, nil); len(errs) > 0 {
		return nil, nil, placed(errs[0])
	}
	op := doc.Operations.ForName(req.Operation)
	if op == nil {
		return nil, nil, &Error{1, 1, "operationName names none of the operations, or there are several and it is missing"}
	}
	vars, err := validator.VariableValues(schema(), op, req.Variables)
	if err != nil {
		return nil, nil, placed(err)
	}
	return op, vars, nil
}

// nesting refuses brackets that are nested deeper than any query that would pass:
// the parser descends with each.
func nesting(src string) error {
	depth := 0
	for i := range len(src) {
		switch src[i] {
		case '{', '[', '(':
			if depth++; depth > 100 {
				return &Error{1, 1, "brackets are nested more than 100 deep"}
			}
		case '}', ']', ')':
			depth--
		}
	}
	return nil
}

// placed gives an error of the parser its place.
func placed(err error) error {
	var g *gqlerror.Error
	if !errors.As(err, &g) {
		return &Error{1, 1, err.Error()}
	}
	out := &Error{1, 1, g.Message}
	if len(g.Locations) > 0 {
		out.Line, out.Column = g.Locations[0].Line, g.Locations[0].Column
	}
	return out
}

// A measure counts fields, with those of fragments.
type measure struct {
	doc    *ast.QueryDocument
	open   map[string]bool
	fields int
}

// walk counts a selection that may be most levels deep.
func (m *measure) walk(set ast.SelectionSet, depth, most int) error {
	for _, sel := range set {
		pos := sel.GetPosition()
		if m.fields++; m.fields > maxFields || depth > most {
			return &Error{pos.Line, pos.Column, fmt.Sprintf("more than %d fields, or nested more than %d deep", maxFields, most)}
		}
		var err error
		switch sel := sel.(type) {
		case *ast.Field:
			if strings.HasPrefix(sel.Name, "__") {
				most = maxAbout
			}
			err = m.walk(sel.SelectionSet, depth+1, most)
		case *ast.InlineFragment:
			err = m.walk(sel.SelectionSet, depth, most)
		case *ast.FragmentSpread:
			f := m.doc.Fragments.ForName(sel.Name)
			if f == nil {
				continue // the validator says so
			}
			if m.open[sel.Name] {
				return &Error{pos.Line, pos.Column, "the fragment " + sel.Name + " contains itself"}
			}
			m.open[sel.Name] = true
			err = m.walk(f.SelectionSet, depth, most)
			m.open[sel.Name] = false
		}
		if err != nil {
			return err
		}
	}
	return nil
}
