package sparql

import (
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func idOf(s string) graph.ID { return graph.ID(s) }

// constraint reads what FILTER, HAVING and ORDER BY take: an expression in brackets
// or a call.
func (p *parser) constraint() expr {
	if p.accept("(") {
		x := p.expression()
		p.expect(")")
		return x
	}
	if !p.isCall() {
		p.fail(p.peek(), "an expression in brackets or a function is expected here, not %s", p.peek())
	}
	return p.primary()
}

func (p *parser) expression() expr {
	defer p.enter()()
	x := p.conjunction()
	for p.accept("||") {
		x = &logic{or: true, l: x, r: p.conjunction()}
	}
	return x
}

func (p *parser) conjunction() expr {
	x := p.relation()
	for p.accept("&&") {
		x = &logic{l: x, r: p.relation()}
	}
	return x
}

func (p *parser) relation() expr {
	x := p.sum()
	for _, op := range []string{"=", "!=", "<=", ">=", "<", ">"} {
		if p.accept(op) {
			return &compare{op, x, p.sum()}
		}
	}
	negated := false
	if p.is("NOT") {
		if n := p.toks[min(p.i+1, len(p.toks)-1)]; n.kind == word && strings.EqualFold(n.s, "IN") {
			p.i++
			negated = true
		}
	}
	if p.accept("IN") {
		return &member{x, p.arguments(), negated}
	}
	return x
}

func (p *parser) sum() expr {
	x := p.product()
	for p.is("+") || p.is("-") {
		op := p.next().s
		x = &arithmetic{op, x, p.product()}
	}
	return x
}

func (p *parser) product() expr {
	x := p.unary()
	for p.is("*") || p.is("/") {
		op := p.next().s
		x = &arithmetic{op, x, p.unary()}
	}
	return x
}

func (p *parser) unary() expr {
	defer p.enter()()
	switch {
	case p.accept("!"):
		return &not{p.unary()}
	case p.accept("-"):
		return &negative{p.unary()}
	case p.accept("+"):
		return &arithmetic{"+", &constExpr{p.dict.id(Term{Lit: "0", Type: "xsd:integer"})}, p.unary()}
	}
	return p.primary()
}

func (p *parser) primary() expr {
	t := p.peek()
	switch {
	case p.accept("("):
		x := p.expression()
		p.expect(")")
		return x
	case t.kind == variable:
		p.i++
		return &varExpr{p.variable(t.s)}
	case t.kind == word && !strings.EqualFold(t.s, "true") && !strings.EqualFold(t.s, "false"):
		return p.builtin()
	case (t.kind == iriRef || t.kind == prefixed) && p.isCall():
		p.i++
		id := p.dict.terms[p.iri(t)].ID
		if !casts[id] {
			p.fail(t, "the function %s is not known", t)
		}
		args := p.arguments()
		if len(args) != 1 {
			p.fail(t, "%s takes one argument", t)
		}
		return &cast{id, args[0]}
	case t.kind == blank || t.kind == punct && t.s == "[":
		p.fail(t, "an expression has no blank nodes")
	}
	return &constExpr{p.term().id}
}

// arguments reads a list in brackets.
func (p *parser) arguments() []expr {
	p.expect("(")
	var out []expr
	if p.accept(")") {
		return out
	}
	for {
		out = append(out, p.expression())
		if !p.accept(",") {
			p.expect(")")
			return out
		}
	}
}

// refused are functions that the language has and we do not.
var refused = map[string]string{
	"RAND": "its value would differ from run to run", "UUID": "its value would differ from run to run",
	"STRUUID": "its value would differ from run to run", "BNODE": "it makes new nodes; CONSTRUCT makes blank nodes from _:names",
}

func (p *parser) builtin() expr {
	t := p.next()
	name := strings.ToUpper(t.s)
	if _, ok := aggregates[name]; ok {
		return p.aggregate(t, name)
	}
	switch name {
	case "NOT":
		p.expect("EXISTS")
		return &exists{p.group(), true}
	case "EXISTS":
		return &exists{p.group(), false}
	case "NOW":
		if !p.now {
			p.fail(t, "NOW is not supported here: its value would differ from run to run")
		}
	}
	if why, ok := refused[name]; ok {
		p.fail(t, "%s is not supported: %s", name, why)
	}
	f, ok := functions[name]
	if !ok {
		p.fail(t, "%s is not known: neither a function nor true or false", t)
	}
	args := p.arguments()
	if len(args) < f.min || f.max >= 0 && len(args) > f.max {
		p.fail(t, "%s does not take %d arguments", name, len(args))
	}
	if name == "BOUND" {
		if _, ok := args[0].(*varExpr); !ok {
			p.fail(t, "BOUND takes a variable")
		}
	}
	return &call{name, f, args}
}

// aggregate reads COUNT(…) and its like and gives it a slot.
func (p *parser) aggregate(t token, name string) expr {
	if p.aggs == nil || p.inAgg {
		p.fail(t, "%s has no place here: aggregates are for SELECT, HAVING and ORDER BY, and not within each other", name)
	}
	p.inAgg = true
	a := aggregate{name: name, separator: " "}
	p.expect("(")
	a.distinct = p.accept("DISTINCT")
	if name == "COUNT" && p.accept("*") {
		a.all = true
	} else {
		a.x = p.expression()
	}
	if name == "GROUP_CONCAT" && p.accept(";") {
		p.expect("SEPARATOR")
		p.expect("=")
		s := p.next()
		if s.kind != text {
			p.fail(s, "a separator is a string")
		}
		a.separator = s.s
	}
	p.expect(")")
	p.inAgg = false
	a.slot = p.slot("")
	*p.aggs = append(*p.aggs, a)
	return &varExpr{a.slot}
}
