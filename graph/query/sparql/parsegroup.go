package sparql

import "strings"

// group reads { … }.
func (p *parser) group() node {
	defer p.enter()()
	p.expect("{")
	p.newPart()
	defer p.newPart()
	if p.is("SELECT") {
		n := p.subselect()
		p.expect("}")
		return &join{kids: []node{n}}
	}
	g := &join{}
	var conds []expr
	after := "" // what was read last: triples, a dot, or another pattern
	for !p.accept("}") {
		t, was := p.peek(), after
		after = "pattern"
		switch {
		case p.accept("FILTER"):
			part := p.part
			conds = append(conds, p.constraint())
			p.part = part // which goes on
			continue
		case p.accept("."):
			if after = "dot"; was == "" || was == "dot" {
				p.fail(t, "a dot is not expected here: it ends triples or a pattern")
			}
			continue
		case p.pattern(&g):
			p.newPart()
		case was == "triples" && t.kind != end:
			p.fail(t, "a dot is expected between triples, not %s", t)
		default:
			after = "triples"
			g.kids = append(g.kids, p.triples()...)
		}
	}
	if len(conds) > 0 {
		g.conds = conds
	}
	return g
}

// pattern reads what is in a group beside triples and filters, if that is next.
func (p *parser) pattern(g **join) bool {
	switch {
	case p.accept("OPTIONAL"):
		*g = p.optional(*g)
	case p.accept("MINUS"):
		*g = &join{kids: []node{&minus{*g, p.group()}}}
	case p.accept("BIND"):
		*g = p.bind(*g)
	case p.accept("VALUES"):
		(*g).kids = append((*g).kids, p.values())
	case p.accept("GRAPH"):
		(*g).add(p.inGraph())
	case p.is("SERVICE"):
		p.fail(p.peek(), "SERVICE is not supported: nothing is asked of other servers")
	case p.is("{"):
		(*g).add(p.union())
	default:
		return false
	}
	return true
}

// newPart begins another basic graph pattern.
func (p *parser) newPart() {
	p.parts++
	p.part = p.parts
}

// add joins n; a group without filters is no unit of its own.
func (j *join) add(n node) {
	if k, ok := n.(*join); ok && len(k.conds) == 0 {
		j.kids = append(j.kids, k.kids...)
		return
	}
	j.kids = append(j.kids, n)
}

func (p *parser) subselect() node {
	at := p.expect("SELECT")
	if p.graph.slot > 0 {
		p.fail(at, "a subquery within GRAPH ?variable is not supported: put GRAPH into the subquery")
	}
	defer p.enter()()
	outer := p.scope
	p.scope = map[string]int{}
	s := p.selectQuery()
	if p.accept("VALUES") {
		s.pattern = &join{kids: []node{s.pattern, p.values()}}
	}
	p.scope = outer
	n := &sub{sel: s, inner: s.project}
	for _, name := range s.names {
		n.out = append(n.out, p.variable(name))
	}
	return n
}

func (p *parser) optional(l *join) *join {
	o := &optional{l: l, mark: p.slot("")}
	r := p.group()
	if j, ok := r.(*join); ok && len(j.conds) > 0 { // its filters see both sides
		o.cond = j.conds
		r = &join{kids: j.kids}
	}
	o.r = r
	return &join{kids: []node{o}}
}

func (p *parser) bind(l *join) *join {
	p.expect("(")
	x := p.expression()
	p.expect("AS")
	v := p.next()
	if v.kind != variable {
		p.fail(v, "AS is followed by a variable")
	}
	slot := p.variable(v.s)
	if inScope(l).has(slot) {
		p.fail(v, "?%s is already bound before BIND", v.s)
	}
	p.expect(")")
	return &join{kids: []node{&bind{l, slot, x}}}
}

func (p *parser) union() node {
	kids := []node{p.group()}
	for p.accept("UNION") {
		kids = append(kids, p.group())
	}
	if len(kids) == 1 {
		return kids[0]
	}
	return &union{kids}
}

// inGraph reads what follows GRAPH.
func (p *parser) inGraph() node {
	outer := p.graph
	t := p.next()
	switch t.kind {
	case variable:
		p.graph = operand{slot: p.variable(t.s)}
	case iriRef, prefixed:
		p.graph = operand{id: p.iri(t)}
	default:
		p.fail(t, "GRAPH is followed by a label's IRI or a variable, not by %s", t)
	}
	here := p.graph
	n := p.group()
	p.graph = outer
	// Where nothing of the pattern lies in the graph for certain, its label has to
	// come from elsewhere.
	if here.slot > 0 && !n.certain().has(here.slot) || here.id > 0 && len(n.(*join).kids) == 0 {
		return &join{kids: []node{&labels{here}, n}}
	}
	return n
}

// values reads what follows VALUES.
func (p *parser) values() node {
	v := &values{}
	t := p.next()
	switch {
	case t.kind == variable:
		v.slots = []int{p.variable(t.s)}
		p.expect("{")
		for !p.accept("}") {
			v.rows = append(v.rows, []uint32{p.datum()})
		}
		return v
	case t.kind != punct || t.s != "(":
		p.fail(t, "VALUES is followed by variables, not by %s", t)
	}
	for !p.accept(")") {
		t := p.next()
		if t.kind != variable {
			p.fail(t, "VALUES is followed by variables, not by %s", t)
		}
		v.slots = append(v.slots, p.variable(t.s))
	}
	p.expect("{")
	for !p.accept("}") {
		at := p.expect("(")
		var row []uint32
		for !p.accept(")") {
			row = append(row, p.datum())
		}
		if len(row) != len(v.slots) {
			p.fail(at, "%d values for %d variables", len(row), len(v.slots))
		}
		v.rows = append(v.rows, row)
	}
	return v
}

// datum reads a term or UNDEF.
func (p *parser) datum() uint32 {
	if p.accept("UNDEF") {
		return 0
	}
	t := p.peek()
	o := p.term()
	if o.slot > 0 {
		p.fail(t, "VALUES holds IRIs, literals and UNDEF")
	}
	return o.id
}

func (p *parser) construct(q *Query) {
	p.dataset()
	if p.is("WHERE") { // the short form: the pattern is the template
		p.i++
		at := p.peek()
		n := p.group().(*join)
		for _, k := range n.kids {
			t, ok := k.(*triple)
			if !ok || t.g != (operand{}) {
				p.fail(at, "CONSTRUCT WHERE takes plain triples only")
			}
			q.template = append(q.template, *t)
		}
		if len(n.conds) > 0 {
			p.fail(at, "CONSTRUCT WHERE takes plain triples only")
		}
		q.main = p.wrap(n)
		return
	}
	p.expect("{")
	p.filling = true
	for !p.accept("}") {
		at := p.peek()
		for _, n := range p.triples() {
			t, ok := n.(*triple)
			if !ok {
				p.fail(at, "a template has no property paths")
			}
			q.template = append(q.template, *t)
		}
		if !p.is("}") {
			p.expect(".")
		}
	}
	p.filling = false
	p.blanks = map[string]label{} // those of the template are others
	q.main = p.wrap(p.where())
}

func (p *parser) describe(q *Query) {
	all := p.accept("*")
	for !all {
		t := p.peek()
		if t.kind != variable && t.kind != iriRef && t.kind != prefixed {
			break
		}
		q.describe = append(q.describe, p.term())
	}
	if !all && len(q.describe) == 0 {
		p.fail(p.peek(), "DESCRIBE is followed by IRIs, variables or *")
	}
	p.dataset()
	if p.is("WHERE") || p.is("{") {
		q.main = p.wrap(p.where())
	} else {
		q.main = p.wrap(&join{})
	}
	if all {
		for _, slot := range inScope(q.main.pattern).slots() {
			if p.names[slot] != "" && !strings.HasPrefix(p.names[slot], "_:") {
				q.describe = append(q.describe, operand{slot: slot})
			}
		}
	}
}
