package sparql

import (
	"fmt"
	"strconv"
	"strings"
)

// Parse reads a query. The error is an *Error.
func Parse(src string, opts Options) (q *Query, err error) {
	if len(src) > maxSource {
		return nil, &Error{1, 1, fmt.Sprintf("the query is longer than %d bytes", maxSource)}
	}
	if !strings.Contains(opts.Base, ":") {
		return nil, &Error{1, 1, fmt.Sprintf("the base %q is no IRI", opts.Base)}
	}
	toks, err := lex(strings.ToValidUTF8(src, "\uFFFD"))
	if err != nil {
		return nil, err
	}
	p := &parser{toks: toks, dict: newDict(opts.Base), base: opts.Base, names: []string{""}, now: !opts.Now.IsZero()}
	p.prefixes = Prefixes(opts.Base)
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Error: // thrown by fail, so that each rule need not pass it on
			q, err = nil, r
		default:
			panic(r)
		}
	}()
	q = p.query()
	q.base, q.dict, q.names = opts.Base, p.dict, p.names
	return q, nil
}

type parser struct {
	toks     []token
	i        int
	depth    int
	dict     *dict
	base     string
	relative string // BASE
	prefixes map[string]string
	names    []string         // of all slots
	scope    map[string]int   // variables of the current selection
	blanks   map[string]label // blank nodes of the query
	part     int              // number of the basic graph pattern that is read
	parts    int
	graph    operand
	filling  bool         // reading the template of CONSTRUCT
	aggs     *[]aggregate // of the current selection, nil where none may be
	inAgg    bool
	now      bool
}

// A label of a blank node means one node, within one basic graph pattern.
type label struct{ slot, part int }

func (p *parser) fail(t token, format string, args ...any) {
	panic(&Error{t.line, t.column, fmt.Sprintf(format, args...)})
}

// enter counts the depth; the caller defers the function it returns.
func (p *parser) enter() func() {
	if p.depth++; p.depth > maxDepth {
		p.fail(p.peek(), "nested more than %d deep", maxDepth)
	}
	return func() { p.depth-- }
}

func (p *parser) peek() token { return p.toks[p.i] }

func (p *parser) next() token {
	t := p.toks[p.i]
	if t.kind != end {
		p.i++
	}
	return t
}

// is reports whether the next token is that keyword or sign.
func (p *parser) is(s string) bool {
	t := p.peek()
	return t.kind == punct && t.s == s || t.kind == word && strings.EqualFold(t.s, s)
}

func (p *parser) accept(s string) bool {
	if p.is(s) {
		p.i++
		return true
	}
	return false
}

func (p *parser) expect(s string) token {
	t := p.next()
	if t.kind == punct && t.s == s || t.kind == word && strings.EqualFold(t.s, s) {
		return t
	}
	p.fail(t, "%s is expected here, not %s", s, t)
	return t
}

// slot makes a slot, with a name or without.
func (p *parser) slot(name string) int {
	if len(p.names) >= maxSlots {
		p.fail(p.peek(), "more than %d variables, blank nodes and steps of paths", maxSlots)
	}
	p.names = append(p.names, name)
	return len(p.names) - 1
}

// variable returns the slot of a variable in the current selection.
func (p *parser) variable(name string) int {
	slot, ok := p.scope[name]
	if !ok {
		slot = p.slot(name)
		p.scope[name] = slot
	}
	return slot
}

func (p *parser) query() *Query {
	p.prologue()
	p.scope, p.blanks = map[string]int{}, map[string]label{}
	q := &Query{}
	t := p.next()
	switch strings.ToUpper(t.s) {
	case "SELECT":
		q.Form = Select
		q.main = p.selectQuery()
	case "ASK":
		q.Form = Ask
		q.main = p.wrap(p.where())
	case "CONSTRUCT":
		q.Form = Construct
		p.construct(q)
	case "DESCRIBE":
		q.Form = Describe
		p.describe(q)
	case "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH":
		p.fail(t, "%s is an update: the graph is read-only here", strings.ToUpper(t.s))
	default:
		p.fail(t, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with %s", t)
	}
	if q.Form != Select {
		p.modifiers(q.main)
	}
	if p.is("VALUES") {
		p.i++
		q.main.pattern = &join{kids: []node{q.main.pattern, p.values()}}
	}
	if t := p.peek(); t.kind != end {
		p.fail(t, "%s is not expected here", t)
	}
	return q
}

func (p *parser) prologue() {
	for {
		switch {
		case p.accept("BASE"):
			t := p.next()
			if t.kind != iriRef {
				p.fail(t, "BASE is followed by an IRI")
			}
			p.relative = p.resolve(t)
		case p.accept("PREFIX"):
			name := p.next()
			prefix, local, ok := strings.Cut(name.s, ":")
			if name.kind != prefixed || !ok || local != "" {
				p.fail(name, "PREFIX is followed by a name with a colon, not by %s", name)
			}
			t := p.next()
			if t.kind != iriRef {
				p.fail(t, "the prefix %s needs an IRI", name.s)
			}
			p.prefixes[prefix] = p.resolve(t)
		default:
			return
		}
	}
}

// wrap makes a selection of a bare pattern.
func (p *parser) wrap(n node) *selection { return &selection{pattern: n, limit: -1} }

// dataset refuses FROM: there is one dataset.
func (p *parser) dataset() {
	if p.is("FROM") {
		p.fail(p.peek(), "FROM is not supported: the default graph is the union of all labels, GRAPH asks one of them")
	}
}

// where reads the pattern of a query.
func (p *parser) where() node {
	p.dataset()
	p.accept("WHERE")
	return p.group()
}

// selectQuery reads what follows SELECT.
func (p *parser) selectQuery() *selection {
	s := &selection{limit: -1}
	outer := p.aggs
	p.aggs = &s.aggs
	if p.accept("DISTINCT") || p.accept("REDUCED") {
		s.distinct = true
	}
	at := p.peek()
	star := p.accept("*")
	if !star {
		p.projection(s)
	}
	inner := p.aggs
	p.aggs = nil
	s.pattern = p.where()
	p.aggs = inner
	p.grouping(s)
	p.modifiers(s)
	p.aggs = outer
	for _, o := range s.outs {
		if inScope(s.pattern).has(o.slot) {
			p.fail(at, "?%s is already bound by the pattern", p.names[o.slot])
		}
	}
	if star {
		if s.grouped || len(s.aggs) > 0 {
			p.fail(at, "SELECT * cannot be grouped: name the variables")
		}
		p.all(s)
	}
	p.checkGroups(s, at)
	return s
}

// all projects every variable that the pattern can bind, in order of their names'
// appearance.
func (p *parser) all(s *selection) {
	visible := inScope(s.pattern)
	for _, slot := range visible.slots() {
		if name := p.names[slot]; name != "" {
			s.project, s.names = append(s.project, slot), append(s.names, name)
		}
	}
}

// inScope returns the slots that solutions of n may bind.
func inScope(n node) (s set) {
	switch n := n.(type) {
	case *join:
		for _, k := range n.kids {
			s = s.or(inScope(k))
		}
	case *union:
		for _, k := range n.kids {
			s = s.or(inScope(k))
		}
	case *optional:
		s = inScope(n.l).or(inScope(n.r))
	case *minus:
		s = inScope(n.l)
	case *bind:
		s = inScope(n.p)
		s.add(n.slot)
	default:
		s = n.vars()
	}
	return s
}

func (p *parser) projection(s *selection) {
	for {
		t := p.peek()
		switch {
		case t.kind == variable:
			p.i++
			s.project, s.names = append(s.project, p.variable(t.s)), append(s.names, t.s)
		case p.is("("):
			p.i++
			x := p.expression()
			p.expect("AS")
			v := p.next()
			if v.kind != variable {
				p.fail(v, "AS is followed by a variable")
			}
			slot := p.variable(v.s)
			for _, o := range s.project {
				if o == slot {
					p.fail(v, "?%s is already selected", v.s)
				}
			}
			p.expect(")")
			s.outs = append(s.outs, binding{slot, x})
			s.project, s.names = append(s.project, slot), append(s.names, v.s)
		default:
			if len(s.project) == 0 {
				p.fail(t, "SELECT is followed by variables, (expression AS ?variable) or *, not by %s", t)
			}
			return
		}
	}
}

// grouping reads GROUP BY and HAVING.
func (p *parser) grouping(s *selection) {
	if p.accept("GROUP") {
		p.expect("BY")
		s.grouped = true
		aggs := p.aggs
		p.aggs = nil
		for p.groupKey(s) {
		}
		p.aggs = aggs
		if len(s.keys) == 0 {
			p.fail(p.peek(), "GROUP BY is followed by variables or expressions")
		}
	}
	if p.accept("HAVING") {
		s.having = append(s.having, p.constraint())
		for p.is("(") || p.isCall() {
			s.having = append(s.having, p.constraint())
		}
	}
}

func (p *parser) groupKey(s *selection) bool {
	t := p.peek()
	switch {
	case t.kind == variable:
		p.i++
		s.keys = append(s.keys, binding{slot: p.variable(t.s)})
	case p.accept("("):
		b := binding{x: p.expression()}
		if p.accept("AS") {
			v := p.next()
			if v.kind != variable {
				p.fail(v, "AS is followed by a variable")
			}
			b.slot = p.variable(v.s)
		} else {
			b.slot = p.slot("")
		}
		p.expect(")")
		s.keys = append(s.keys, b)
	case p.isCall():
		s.keys = append(s.keys, binding{p.slot(""), p.constraint()})
	default:
		return false
	}
	return true
}

// isCall reports whether a function is called next.
func (p *parser) isCall() bool {
	t := p.peek()
	if t.kind != word && t.kind != iriRef && t.kind != prefixed {
		return false
	}
	if t.kind == word {
		u := strings.ToUpper(t.s)
		_, function := functions[u]
		_, aggregate := aggregates[u]
		return function || aggregate || refused[u] != "" || u == "EXISTS" || u == "NOT"
	}
	n := p.toks[min(p.i+1, len(p.toks)-1)]
	return n.kind == punct && n.s == "("
}

// modifiers reads ORDER BY, LIMIT and OFFSET.
func (p *parser) modifiers(s *selection) {
	if p.accept("ORDER") {
		p.expect("BY")
		for p.orderKey(s) {
		}
		if len(s.order) == 0 {
			p.fail(p.peek(), "ORDER BY is followed by variables or expressions")
		}
	}
	for {
		switch {
		case p.accept("LIMIT"):
			s.limit = p.number()
		case p.accept("OFFSET"):
			s.offset = p.number()
		default:
			return
		}
	}
}

func (p *parser) orderKey(s *selection) bool {
	t := p.peek()
	switch {
	case p.is("ASC") || p.is("DESC"):
		p.i++
		if !p.is("(") {
			p.fail(p.peek(), "%s is followed by an expression in brackets", t)
		}
		s.order = append(s.order, ordering{p.constraint(), strings.EqualFold(t.s, "DESC")})
	case t.kind == variable:
		p.i++
		s.order = append(s.order, ordering{x: &varExpr{p.variable(t.s)}})
	case p.is("(") || p.isCall():
		s.order = append(s.order, ordering{x: p.constraint()})
	default:
		return false
	}
	return true
}

func (p *parser) number() int {
	t := p.next()
	n, err := strconv.Atoi(t.s)
	if t.kind != integer || err != nil {
		p.fail(t, "a whole number is expected here, not %s", t)
	}
	return n
}

// checkGroups refuses what a group has no single value of.
func (p *parser) checkGroups(s *selection, at token) {
	if len(s.aggs) > 0 || len(s.having) > 0 {
		s.grouped = true
	}
	if !s.grouped {
		return
	}
	var known set
	for _, k := range s.keys {
		known.add(k.slot)
	}
	for _, a := range s.aggs {
		known.add(a.slot)
	}
	check := func(v set) {
		for _, slot := range v.minus(known).slots() {
			p.fail(at, "?%s is neither in GROUP BY nor within an aggregate", p.names[slot])
		}
	}
	for _, o := range s.outs {
		check(o.x.vars())
		known.add(o.slot)
	}
	for _, slot := range s.project {
		var v set
		v.add(slot)
		check(v)
	}
	for _, h := range s.having {
		check(h.vars())
	}
	for _, o := range s.order {
		check(o.x.vars())
	}
}
