// Package sparql answers SPARQL 1.1 queries from the quads of the graph:
//
//	SELECT ?name WHERE { e:Q192 ng:met ?who . ?who ng:name ?name }
//
// It reads and never writes: SELECT, ASK, CONSTRUCT and DESCRIBE with basic graph
// patterns, GRAPH, FILTER, OPTIONAL, UNION, MINUS, BIND, VALUES, EXISTS, property
// paths, aggregates, subqueries and solution modifiers. SERVICE, FROM, updates, a
// subquery within GRAPH ?variable, BNODE and the functions whose value would differ from
// run to run (RAND, UUID, STRUUID) or that are of others are refused by name and place.
//
// The label of a quad, its claim, is the named graph: GRAPH ?claim { … } binds it.
// The default graph is the union of all labels, a fact that five claims state being
// one triple of it. Identifiers are IRIs as export writes them; the prefixes of
// package ontology and of the project's own ids (e:, doc:, ev:, …) need no
// declaration.
//
// An evaluation has budgets of time, quads, rows and bytes (Limits); what would go
// beyond one is refused with graph.ErrTooLarge, never cut. LIMIT without ORDER BY
// keeps whichever rows are found first, as the language allows.
//
// Start at Parse and Query.Run; Result writes itself in the formats of the W3C.
package sparql

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"newsgraph/graph"
)

// Limits bound one evaluation; a zero field stands for its default.
type Limits struct {
	Quads   int // read from the store, 4 000 000
	Rows    int // of the answer, 10 000
	Between int // rows held at any one step, 2 000 000
	Bytes   int // of the rows and terms made on the way, 1 GiB
}

// Options say how a query is read and answered.
type Options struct {
	Base   string    // beginning of full IRIs, as export writes them; required
	Now    time.Time // what NOW() answers; it is refused when this is zero
	Limits Limits
}

// Bounds of what is parsed at all: a parser descends with each bracket, and an
// evaluator with each operator.
const (
	maxSource = 64 << 10
	maxDepth  = 100
	maxSlots  = 256
)

// An Error says what is wrong with a query and where.
type Error struct {
	Line, Column int
	Message      string
}

// Error returns the message with its place.
func (e *Error) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message) }

// Unwrap makes it an invalid input.
func (e *Error) Unwrap() error { return graph.ErrInvalid }

// A Form is one of the four kinds of query.
type Form int

// The forms.
const (
	Select Form = iota
	Ask
	Construct
	Describe
)

// A Query is a parsed query.
type Query struct {
	Form     Form
	base     string
	names    []string // of the slots; "" for those that a query does not name
	dict     *dict    // the terms that the query writes
	main     *selection
	template []triple
	describe []operand
}

// A Result is the answer to a query. Of a SELECT it has Vars and Rows, of an ASK
// Bool, of CONSTRUCT and DESCRIBE the Triples, sorted and each once.
type Result struct {
	Form    Form
	Vars    []string
	Rows    [][]Term // see Term.IsBound
	Bool    bool
	Triples [][3]Term
	base    string
}

// Run answers the query from r. Errors are graph.ErrTooLarge beyond a limit, the
// error of ctx when it is done, and those of r.
func (q *Query) Run(ctx context.Context, r graph.Reader, opts Options) (*Result, error) {
	e := newEvaluator(ctx, q, r, opts)
	res, err := e.answer()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("sparql: %w", err)
	}
	res.Form, res.base = q.Form, q.base
	return res, nil
}

func (l Limits) withDefaults() Limits {
	l.Quads = cmp.Or(l.Quads, 4_000_000)
	l.Rows = cmp.Or(l.Rows, 10_000)
	l.Between = cmp.Or(l.Between, 2_000_000)
	l.Bytes = cmp.Or(l.Bytes, 1<<30)
	return l
}
