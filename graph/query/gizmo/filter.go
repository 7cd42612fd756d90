package gizmo

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja/ast"

	"newsgraph/graph"
)

// A filter is a test of one term: regex("…"), like("…%"), lt, lte, gt or gte. Like
// Cayley's it compares numbers with numbers, texts with texts, and ids only with
// what is written iri("…") or, in regex, with true as second argument.
type filter struct {
	re     *regexp.Regexp // of regex and like
	refs   bool           // ids too (re), or only ids (comparisons)
	holds  func(int) bool // of the comparisons, given the sign of left - right
	text   string
	number *int
}

// comparisons say which signs of left - right they hold for.
var comparisons = map[string]func(int) bool{
	"lt":  func(c int) bool { return c < 0 },
	"lte": func(c int) bool { return c <= 0 },
	"gt":  func(c int) bool { return c > 0 },
	"gte": func(c int) bool { return c >= 0 },
}

// matches reports whether a term passes.
func (f *filter) matches(t graph.Term) bool {
	switch {
	case f.re != nil:
		return (t.IsLiteral() || f.refs) && f.re.MatchString(text(t))
	case f.number != nil:
		n, err := strconv.ParseFloat(t.Literal, 64)
		return t.IsLiteral() && err == nil && f.holds(cmp.Compare(n, float64(*f.number)))
	}
	return t.IsLiteral() != f.refs && f.holds(strings.Compare(text(t), f.text))
}

// function reads a call of a plain function: a filter, or a word for a kind of
// value, which names and ids do without.
func (c *compiler) function(call *ast.CallExpression, name string) (value, error) {
	args, err := c.values(dropFlag(call.ArgumentList))
	if err != nil {
		return value{}, err
	}
	if len(args) != 1 || args[0].str == nil && args[0].num == nil {
		return value{}, c.errorf(call, "%s takes one string%s", name, map[bool]string{true: " or number"}[comparisons[name] != nil])
	}
	a := args[0]
	if holds, ok := comparisons[name]; ok {
		f := &filter{holds: holds, number: a.num, refs: a.ref}
		if a.str != nil {
			f.text = *a.str
		}
		return value{filter: f}, nil
	}
	if a.str == nil {
		return value{}, c.errorf(call, "%s takes one string", name)
	}
	switch name {
	case "iri":
		return value{str: a.str, ref: true}, nil
	case "str", "raw":
		return value{str: a.str}, nil
	}
	return c.pattern(call, name, *a.str, a.ref)
}

// pattern reads regex and like. Go's expressions run in time linear in the text.
func (c *compiler) pattern(call *ast.CallExpression, name, src string, refs bool) (value, error) {
	if name == "like" { // % is any text, ? any one character; ids too
		src = "(?s)^" + strings.NewReplacer("%", ".*", `\?`, ".").Replace(regexp.QuoteMeta(src)) + "$"
		refs = true
	}
	re, err := regexp.Compile(src)
	if err != nil {
		return value{}, c.errorf(call, "%s: %v", name, err)
	}
	return value{filter: &filter{re: re, refs: refs || len(call.ArgumentList) > len(dropFlag(call.ArgumentList))}}, nil
}

// dropFlag drops the true of regex("…", true).
func dropFlag(list []ast.Expression) []ast.Expression {
	if len(list) == 2 {
		if b, ok := list[1].(*ast.BooleanLiteral); ok && b.Value {
			return list[:1]
		}
	}
	return list
}

// functions are the plain functions that a query may call.
var functions = []string{"regex", "like", "lt", "lte", "gt", "gte", "iri", "str", "raw"}

// pass keeps the rows whose own term passes all filters.
func (m *machine) pass(_ context.Context, in []row, s *step) ([]row, error) {
	return slices.DeleteFunc(slices.Clone(in), func(r row) bool { return !passes(s.args, r.term) }), nil
}

// passes reports whether a term passes every filter of the arguments.
func passes(args []value, t graph.Term) bool {
	return !slices.ContainsFunc(args, func(a value) bool { return a.filter != nil && !a.filter.matches(t) })
}
