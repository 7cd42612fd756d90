package gizmo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
)

// A path is a chain of steps. A morphism is a path that does not begin anywhere.
type path struct {
	start []string // what g.V names; nil with everything
	all   bool     // g.V() without names
	morph bool     // g.M()
	steps []step
	size  int // steps with those of the paths within
}

// A step is one call of a chain.
type step struct {
	name  string
	args  []value
	where string // line:column, for errors while running
}

// A value is an argument: exactly one of the fields is set, none for null; ref
// says that str was written as iri("…").
type value struct {
	str    *string
	ref    bool
	num    *int
	list   []string
	path   *path
	filter *filter
}

// Parse reads a query. The error is an *Error.
func Parse(src string) (*Program, error) {
	if len(src) > maxSource {
		return nil, &Error{1, 1, fmt.Sprintf("the query is longer than %d bytes", maxSource)}
	}
	// A source map would be loaded from wherever the query says.
	prog, err := parser.ParseFile(nil, "", src, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, syntax(err)
	}
	c := &compiler{prog: prog, vars: map[string]value{}}
	for _, st := range prog.Body {
		if err := c.statement(st); err != nil {
			return nil, err
		}
	}
	if len(c.out.asks) == 0 {
		return nil, &Error{1, 1, "nothing is asked: write a path such as g.V(\"…\").Out(\"met\")"}
	}
	return &c.out, nil
}

// syntax gives the first error of the parser its place.
func syntax(err error) error {
	if list, ok := err.(parser.ErrorList); ok && len(list) > 0 {
		return &Error{list[0].Position.Line, list[0].Position.Column, list[0].Message}
	}
	return &Error{1, 1, err.Error()}
}

// A compiler turns the syntax tree into paths.
type compiler struct {
	prog *ast.Program
	vars map[string]value
	out  Program
}

func (c *compiler) errorf(n ast.Node, format string, args ...any) error {
	line, column := c.place(n)
	return &Error{line, column, fmt.Sprintf(format, args...)}
}

// place returns where a node is; a call is where its method's name is.
func (c *compiler) place(n ast.Node) (line, column int) {
	if call, ok := n.(*ast.CallExpression); ok {
		if dot, ok := call.Callee.(*ast.DotExpression); ok {
			n = &dot.Identifier
		}
	}
	pos := c.prog.File.Position(int(n.Idx0()) - c.prog.File.Base())
	return pos.Line, pos.Column
}

func (c *compiler) statement(st ast.Statement) error {
	switch st := st.(type) {
	case *ast.EmptyStatement:
		return nil
	case *ast.VariableStatement:
		return c.bind(st.List)
	case *ast.LexicalDeclaration:
		return c.bind(st.List)
	case *ast.ExpressionStatement:
		return c.expression(st.Expression)
	}
	return c.errorf(st, "this statement is not supported: a query consists of variables and of chains on g (%s)", Supported)
}

func (c *compiler) bind(list []*ast.Binding) error {
	for _, b := range list {
		name, ok := b.Target.(*ast.Identifier)
		if !ok || b.Initializer == nil {
			return c.errorf(b.Target, "a variable needs a plain name and a value")
		}
		if err := c.assign(name, b.Initializer); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) assign(name *ast.Identifier, e ast.Expression) error {
	if name.Name == "g" || name.Name == "graph" {
		return c.errorf(name, "%s is the graph and cannot be set", name.Name)
	}
	v, err := c.value(e)
	c.vars[name.Name.String()] = v
	return err
}

// expression takes an assignment or a path; one that ends in no question asks for
// all that it leads to.
func (c *compiler) expression(e ast.Expression) error {
	if a, ok := e.(*ast.AssignExpression); ok && a.Operator == token.ASSIGN {
		if name, ok := a.Left.(*ast.Identifier); ok {
			return c.assign(name, a.Right)
		}
	}
	call, ok := e.(*ast.CallExpression)
	if !ok {
		return c.all(e)
	}
	recv, name, err := c.method(call)
	if err != nil {
		return err
	}
	if isGraph(recv) && name == "Emit" && len(call.ArgumentList) == 1 {
		return c.emit(call.ArgumentList[0])
	}
	if !ends[name] || isGraph(recv) {
		return c.all(e)
	}
	p, err := c.question(recv, e)
	if err != nil {
		return err
	}
	a := ask{path: p, end: name}
	return c.count(call, &a)
}

// emit takes what g.Emit writes: what a path answers, or a value that the query has.
func (c *compiler) emit(e ast.Expression) error {
	switch e.(type) {
	case *ast.CallExpression, *ast.AssignExpression:
		return c.expression(e)
	}
	v, err := c.value(e)
	if err != nil {
		return err
	}
	if v.path != nil {
		return c.all(e)
	}
	var said any
	switch {
	case v.str != nil:
		said = *v.str
	case v.num != nil:
		said = *v.num
	case v.list != nil:
		said = v.list
	case v.filter != nil:
		return c.errorf(e, "g.Emit takes a path, a string, a number or an array of strings")
	}
	c.out.asks = append(c.out.asks, ask{end: "Emit", said: said})
	return nil
}

// all asks for all that a path leads to.
func (c *compiler) all(e ast.Expression) error {
	p, err := c.question(e, e)
	if err == nil {
		c.out.asks = append(c.out.asks, ask{path: p, end: "All"})
	}
	return err
}

// question reads the path of a question, which must begin somewhere; at is where
// an error is.
func (c *compiler) question(e, at ast.Expression) (*path, error) {
	p, err := c.path(e)
	if err == nil && p.morph {
		err = c.errorf(at, "g.M() begins nowhere: ask it through g.V(…).Follow(…)")
	}
	return p, err
}

// ends are the methods that ask.
var ends = map[string]bool{
	"All": true, "GetLimit": true, "Count": true, "ToArray": true, "ToValue": true, "First": true,
	"TagArray": true, "TagValue": true,
}

// count reads the number of GetLimit, which ToArray and TagArray may have too.
func (c *compiler) count(call *ast.CallExpression, a *ask) error {
	args, err := c.values(call.ArgumentList)
	if err != nil {
		return err
	}
	switch {
	case len(args) == 1 && args[0].num != nil && *args[0].num > 0 && (a.end == "GetLimit" || a.end == "ToArray" || a.end == "TagArray"):
		a.n = *args[0].num
	case len(args) > 0 || a.end == "GetLimit":
		return c.errorf(call, "%s takes %s", a.end, map[bool]string{true: "a number greater than 0", false: "no argument"}[a.end == "GetLimit"])
	}
	c.out.asks = append(c.out.asks, *a)
	return nil
}

// method splits receiver.name(…).
func (c *compiler) method(call *ast.CallExpression) (ast.Expression, string, error) {
	dot, ok := call.Callee.(*ast.DotExpression)
	if !ok {
		return nil, "", c.errorf(call, "only methods of g and of paths can be called (%s)", Supported)
	}
	return dot.Left, capital(dot.Identifier.Name.String()), nil
}

// capital returns the one name of a method, of which Gizmo has two: .out is .Out.
func capital(name string) string {
	if name != "" && name[0] >= 'a' && name[0] <= 'z' {
		name = string(name[0]-'a'+'A') + name[1:]
	}
	return name
}

func isGraph(e ast.Expression) bool {
	id, ok := e.(*ast.Identifier)
	return ok && (id.Name == "g" || id.Name == "graph")
}

// path reads an expression that must be a path.
func (c *compiler) path(e ast.Expression) (*path, error) {
	v, err := c.value(e)
	if err != nil {
		return nil, err
	}
	if v.path == nil {
		return nil, c.errorf(e, "a path is needed here: g.V(…) or g.M() with what follows")
	}
	return v.path, nil
}

// value reads an argument.
func (c *compiler) value(e ast.Expression) (value, error) {
	switch e := e.(type) {
	case *ast.StringLiteral:
		s := e.Value.String()
		return value{str: &s}, nil
	case *ast.NumberLiteral:
		if n, ok := e.Value.(int64); ok && n >= 0 && n <= 1<<30 {
			i := int(n)
			return value{num: &i}, nil
		}
		return value{}, c.errorf(e, "numbers are whole and not negative")
	case *ast.NullLiteral:
		return value{}, nil
	case *ast.ArrayLiteral:
		return c.array(e)
	case *ast.Identifier:
		v, ok := c.vars[e.Name.String()]
		if e.Name == "undefined" {
			return value{}, nil
		}
		if !ok {
			return value{}, c.errorf(e, "%s is not set; only g and variables of this query are known", e.Name)
		}
		return v, nil
	case *ast.CallExpression:
		if f, ok := e.Callee.(*ast.Identifier); ok && slices.Contains(functions, f.Name.String()) {
			return c.function(e, f.Name.String())
		}
		if recv, name, err := c.method(e); err == nil && isGraph(recv) && (name == "IRI" || name == "Uri") {
			return c.function(e, "iri")
		}
		p, err := c.chain(e)
		return value{path: p}, err
	}
	return value{}, c.errorf(e, "this expression is not supported: strings, numbers, arrays of strings, null, variables and chains on g are (%s)", Supported)
}

func (c *compiler) array(e *ast.ArrayLiteral) (value, error) {
	out := value{list: []string{}}
	for _, el := range e.Value {
		if el == nil {
			return value{}, c.errorf(e, "an array holds strings")
		}
		v, err := c.value(el)
		if err != nil {
			return value{}, err
		}
		if v.str == nil {
			return value{}, c.errorf(el, "an array holds strings")
		}
		out.list = append(out.list, *v.str)
	}
	return out, nil
}

func (c *compiler) values(list []ast.Expression) ([]value, error) {
	var out []value
	for _, e := range list {
		v, err := c.value(e)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// chain reads a call that continues or begins a path.
func (c *compiler) chain(call *ast.CallExpression) (*path, error) {
	recv, name, err := c.method(call)
	if err != nil {
		return nil, err
	}
	if _, ok := methods[cmp.Or(aliases[name], name)]; !ok && !ends[name] && !isGraph(recv) {
		return nil, c.unsupported(call, name)
	}
	args, err := c.values(call.ArgumentList)
	if err != nil {
		return nil, err
	}
	if isGraph(recv) {
		return c.begin(call, name, args)
	}
	before, err := c.path(recv)
	if err != nil {
		return nil, err
	}
	name, err = c.checked(call, name, args)
	if err != nil {
		return nil, err
	}
	next := &path{start: before.start, all: before.all, morph: before.morph, size: before.size + 1}
	for _, a := range args {
		if a.path != nil {
			next.size += a.path.size
		}
	}
	if next.size > maxSteps {
		return nil, c.errorf(call, "the path has more than %d steps", maxSteps)
	}
	line, column := c.place(call)
	next.steps = append(before.steps[:len(before.steps):len(before.steps)], step{name, args, fmt.Sprintf("%d:%d", line, column)})
	return next, nil
}

func (c *compiler) begin(call *ast.CallExpression, name string, args []value) (*path, error) {
	switch name {
	case "V", "Vertex":
		p := &path{size: 1, all: true}
		for i, a := range args {
			names, ok := a.strings()
			if !ok {
				return nil, c.errorf(call.ArgumentList[i], "g.V takes names and ids")
			}
			p.start, p.all = append(p.start, names...), false
		}
		return p, nil
	case "M", "Morphism":
		if len(args) > 0 {
			return nil, c.errorf(call, "g.M takes no argument")
		}
		return &path{size: 1, morph: true}, nil
	}
	return nil, c.errorf(call, "g.%s is not supported: g.V and g.M are", name)
}

// strings returns the strings of a value, false for anything else.
func (v value) strings() ([]string, bool) {
	if v.str != nil {
		return []string{*v.str}, true
	}
	return v.list, v.list != nil
}

// checked returns the plain name of a method, or an error if it ends paths or its
// arguments do not fit.
func (c *compiler) checked(call *ast.CallExpression, name string, args []value) (string, error) {
	if plain, ok := aliases[name]; ok {
		name = plain
	}
	m, ok := methods[name]
	if !ok {
		return "", c.errorf(call, ".%s ends a path and cannot be within one", name)
	}
	if len(args) < m.min || m.max >= 0 && len(args) > m.max {
		return "", c.errorf(call, ".%s takes %s", name, m.takes)
	}
	for i, a := range args {
		kind := m.kinds[min(i, len(m.kinds)-1)]
		if !a.is(kind) {
			return "", c.errorf(call.ArgumentList[i], ".%s takes %s", name, m.takes)
		}
	}
	return name, nil
}

// unsupported says why a method is not there.
func (c *compiler) unsupported(call *ast.CallExpression, name string) error {
	if name == "ForEach" || name == "Map" {
		return c.errorf(call, ".%s is not supported, queries are never executed as JavaScript and call nothing back; take the rows of .All()", name)
	}
	return c.errorf(call, ".%s is not supported; supported are: %s", name, Supported)
}

// is reports whether a value is of one of the kinds: s string or array, p path,
// n number, f filter, 0 null.
func (v value) is(kinds string) bool {
	switch {
	case v.str != nil || v.list != nil:
		return strings.Contains(kinds, "s")
	case v.path != nil:
		return strings.Contains(kinds, "p")
	case v.num != nil:
		return strings.Contains(kinds, "n")
	case v.filter != nil:
		return strings.Contains(kinds, "f")
	}
	return strings.Contains(kinds, "0")
}
