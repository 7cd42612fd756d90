// Package gizmo answers Gizmo queries, Cayley's chains such as
//
//	g.V("David Cameron").Out("met")
//
// Gizmo is JavaScript, and JavaScript cannot be bounded: one repeated string takes
// gigabytes before an interrupt. So a query is parsed and never executed. Chains on
// g.V and g.M, variables, arrays and literals become budgeted reads of the graph;
// all else is an Error that says what is supported and where the query leaves it.
//
// Start at Parse and Program.Run. Names stand for ids where they are unambiguous,
// bare predicates are names of the ontology: "met" is ng:met.
package gizmo

import (
	"cmp"
	"context"
	"fmt"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// Limits bound a query; a zero field stands for its default. What would go beyond
// is refused with graph.ErrTooLarge.
type Limits struct {
	Rows    int // of one answer, 10 000
	Between int // rows held at any one step, 200 000
}

// Bounds of what is parsed at all: a parser descends with each bracket, and each
// variable may double a path.
const (
	maxSource = 16 << 10
	maxSteps  = 200
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

// Supported lists the methods that a path may have.
const Supported = "g.V, g.M; Out In Both Has HasR Is Filter And Intersect Or Union Except Difference Follow FollowR FollowRecursive Tag As Back " +
	"Save SaveR SaveOpt SaveOptR SaveInPredicates SaveOutPredicates InPredicates OutPredicates Labels LabelContext Unique Order Limit Skip; " +
	"filters regex like lt lte gt gte; and at the end nothing or All GetLimit Count ToArray ToValue First TagArray TagValue"

// A Program is a parsed query.
type Program struct{ asks []ask }

// An ask is a path with what is wanted of it.
type ask struct {
	path *path
	end  string // All Count First …
	n    int    // of GetLimit
	said any    // by g.Emit, of no path
}

// A Row is one result: "id" and the tags.
type Row map[string]string

// A Result is what a query answers, one entry a row; a count is a number.
type Result struct {
	Rows []any `json:"result"`
}

// Run answers the program from the graph of q.
func (p *Program) Run(ctx context.Context, q *query.Query, lim Limits) (Result, error) {
	m := &machine{q: q, rows: cmp.Or(lim.Rows, 10_000), between: cmp.Or(lim.Between, 200_000)}
	out := Result{Rows: []any{}}
	for _, a := range p.asks {
		more, err := a.answer(ctx, m)
		if err != nil {
			return Result{}, err
		}
		if len(out.Rows)+len(more) > m.rows {
			return Result{}, fmt.Errorf("%w: more than %d rows; add .Limit(n)", graph.ErrTooLarge, m.rows)
		}
		out.Rows = append(out.Rows, more...)
	}
	return out, ctx.Err()
}

// answer returns the rows of one question.
func (a *ask) answer(ctx context.Context, m *machine) ([]any, error) {
	if a.path == nil {
		return []any{a.said}, nil
	}
	rows, err := m.run(ctx, a.path, nil)
	if err != nil {
		return nil, err
	}
	return a.finish(rows), nil
}

// finish makes the answer of the rows at the end of a path.
func (a *ask) finish(rows []row) []any {
	switch {
	case a.end == "Count":
		return []any{len(rows)}
	case a.n > 0 && len(rows) > a.n:
		rows = rows[:a.n]
	}
	if (a.end == "First" || a.end == "ToValue" || a.end == "TagValue") && len(rows) > 1 {
		rows = rows[:1]
	}
	out := make([]any, 0, len(rows))
	for _, r := range rows {
		switch a.end {
		case "ToArray", "ToValue":
			out = append(out, text(r.term))
		case "TagArray", "TagValue":
			out = append(out, r.tagged())
		default:
			one := r.tagged()
			one["id"] = text(r.term)
			out = append(out, one)
		}
	}
	return out
}

// text returns what a term is shown as.
func text(t graph.Term) string {
	if t.IsLiteral() {
		return t.Literal
	}
	return string(t.ID)
}
