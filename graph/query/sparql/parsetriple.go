package sparql

import (
	"fmt"
	"net/url"
	"strings"
)

// Terms that the syntax has words for.
const (
	rdfType  = "rdf:type"
	rdfFirst = "rdf:first"
	rdfRest  = "rdf:rest"
	rdfNil   = "rdf:nil"
)

// triples reads the triples of one subject, up to the next dot.
func (p *parser) triples() []node {
	var out []node
	t := p.peek()
	s, bare := p.nodeTerm(&out)
	if !bare && (p.is(".") || p.is("}")) {
		return out // [ … ] or ( … ) says enough by itself
	}
	if s.id > 0 && p.dict.terms[s.id].IsLiteral() {
		p.fail(t, "a literal is no subject")
	}
	p.properties(s, &out)
	return out
}

// properties reads verbs and objects.
func (p *parser) properties(s operand, out *[]node) {
	for {
		v := p.verb()
		for {
			o, _ := p.nodeTerm(out)
			p.step(s, v, o, out)
			if !p.accept(",") {
				break
			}
		}
		if !p.accept(";") {
			return
		}
		for p.accept(";") {
		}
		if !p.isVerb() {
			return
		}
	}
}

// A verb is a variable or a path.
type verb struct {
	v    operand
	path *path
}

// isVerb reports whether a verb may begin here.
func (p *parser) isVerb() bool {
	t := p.peek()
	return t.kind == variable || t.kind == iriRef || t.kind == prefixed || p.is("a") || p.is("^") || p.is("!") || p.is("(")
}

func (p *parser) verb() verb {
	t := p.peek()
	if t.kind == variable {
		p.i++
		return verb{v: operand{slot: p.variable(t.s)}}
	}
	return verb{path: p.alternatives()}
}

// step adds what leads from s to o: triples as far as triples can say it.
func (p *parser) step(s operand, v verb, o operand, out *[]node) {
	if v.path == nil {
		*out = append(*out, &triple{s, v.v, o, p.graph})
		return
	}
	switch w := v.path; w.op {
	case pathLink:
		*out = append(*out, &triple{s, operand{id: w.id}, o, p.graph})
	case pathInverse:
		p.step(o, verb{path: w.kids[0]}, s, out)
	case pathSeq:
		at := s
		for i, k := range w.kids {
			to := o
			if i < len(w.kids)-1 {
				to = operand{slot: p.slot("")}
			}
			p.step(at, verb{path: k}, to, out)
			at = to
		}
	case pathAlt:
		u := &union{}
		for _, k := range w.kids {
			var kid []node
			p.step(s, verb{path: k}, o, &kid)
			u.kids = append(u.kids, &join{kids: kid})
		}
		*out = append(*out, u)
	default:
		*out = append(*out, &reach{s, o, p.graph, w})
	}
}

// alternatives reads a path.
func (p *parser) alternatives() *path {
	defer p.enter()()
	kids := []*path{p.sequence()}
	for p.accept("|") {
		kids = append(kids, p.sequence())
	}
	return wrapPath(pathAlt, kids)
}

func wrapPath(op pathOp, kids []*path) *path {
	if len(kids) == 1 {
		return kids[0]
	}
	return &path{op: op, kids: kids}
}

func (p *parser) sequence() *path {
	kids := []*path{p.pathElement()}
	for p.accept("/") {
		kids = append(kids, p.pathElement())
	}
	return wrapPath(pathSeq, kids)
}

func (p *parser) pathElement() *path {
	if p.accept("^") {
		return &path{op: pathInverse, kids: []*path{p.repeated()}}
	}
	return p.repeated()
}

func (p *parser) repeated() *path {
	w := p.pathPrimary()
	for sign, op := range map[string]pathOp{"*": pathStar, "+": pathPlus, "?": pathOpt} {
		if p.accept(sign) {
			return &path{op: op, kids: []*path{w}}
		}
	}
	return w
}

func (p *parser) pathPrimary() *path {
	t := p.next()
	switch {
	case t.kind == punct && t.s == "(":
		w := p.alternatives()
		p.expect(")")
		return w
	case t.kind == punct && t.s == "!":
		return p.negated()
	case t.kind == iriRef || t.kind == prefixed || t.kind == word && t.s == "a":
		return &path{op: pathLink, id: p.iri(t)}
	}
	p.fail(t, "a property, a variable or a path is expected here, not %s", t)
	return nil
}

// negated reads what follows "!".
func (p *parser) negated() *path {
	w := &path{op: pathNot}
	one := func() {
		inverse := p.accept("^")
		t := p.next()
		if t.kind != iriRef && t.kind != prefixed && (t.kind != word || t.s != "a") {
			p.fail(t, "a negated path holds properties, not %s", t)
		}
		k := &path{op: pathLink, id: p.iri(t)}
		if inverse {
			k = &path{op: pathInverse, kids: []*path{k}}
		}
		w.kids = append(w.kids, k)
	}
	if !p.accept("(") {
		one()
		return w
	}
	for !p.accept(")") {
		one()
		for p.accept("|") {
			one()
		}
	}
	return w
}

// nodeTerm reads a subject or an object; bare is false for [ … ] and ( … ), whose
// own triples it adds.
func (p *parser) nodeTerm(out *[]node) (o operand, bare bool) {
	defer p.enter()()
	switch {
	case p.accept("["):
		o = p.blankNode("")
		if p.accept("]") {
			return o, true
		}
		p.properties(o, out)
		p.expect("]")
		return o, false
	case p.accept("("):
		return p.list(out)
	}
	return p.term(), true
}

// list reads a collection.
func (p *parser) list(out *[]node) (operand, bool) {
	named := func(id string) operand { return operand{id: p.dict.id(Term{ID: idOf(id)})} }
	if p.accept(")") {
		return named(rdfNil), true
	}
	head := p.blankNode("")
	for at := head; ; {
		o, _ := p.nodeTerm(out)
		*out = append(*out, &triple{at, named(rdfFirst), o, p.graph})
		next := named(rdfNil)
		last := p.accept(")")
		if !last {
			next = p.blankNode("")
		}
		*out = append(*out, &triple{at, named(rdfRest), next, p.graph})
		if last {
			return head, false
		}
		at = next
	}
}

// blankNode returns the slot of a blank node: a variable without a name, or in a
// template one that is made for each solution.
func (p *parser) blankNode(name string) operand {
	known, ok := p.blanks[name]
	if ok && name != "" {
		if known.part != p.part {
			p.fail(p.toks[p.i-1], "_:%s is of another pattern: a label of a blank node holds within one", name)
		}
		return operand{slot: known.slot}
	}
	slotName := ""
	if p.filling {
		slotName = "_:" + name
	}
	slot := p.slot(slotName)
	if name != "" {
		p.blanks[name] = label{slot, p.part}
	}
	return operand{slot: slot}
}

// term reads a variable, IRI, blank node or literal.
func (p *parser) term() operand {
	t := p.next()
	switch t.kind {
	case variable:
		return operand{slot: p.variable(t.s)}
	case iriRef, prefixed:
		return operand{id: p.iri(t)}
	case blank:
		return p.blankNode(t.s[2:])
	case text:
		return operand{id: p.dict.id(p.literal(t))}
	case integer, decimal, double:
		return operand{id: p.numeral(t, "")}
	case punct:
		if n := p.peek(); (t.s == "+" || t.s == "-") && (n.kind == integer || n.kind == decimal || n.kind == double) {
			return operand{id: p.numeral(p.next(), t.s)}
		}
	case word:
		if l := strings.ToLower(t.s); l == "true" || l == "false" {
			return operand{id: p.dict.id(Term{Lit: l, Type: "xsd:boolean"})}
		}
	}
	p.fail(t, "a variable, an IRI or a literal is expected here, not %s", t)
	return operand{}
}

func (p *parser) numeral(t token, sign string) uint32 {
	kind := map[kind]string{integer: "xsd:integer", decimal: "xsd:decimal", double: "xsd:double"}[t.kind]
	return p.dict.id(Term{Lit: sign + t.s, Type: idOf(kind)})
}

// literal reads what may follow a string: a language or a datatype.
func (p *parser) literal(t token) Term {
	out := Term{Lit: t.s}
	switch n := p.peek(); {
	case n.kind == langTag:
		p.i++
		out.Lang = strings.ToLower(n.s)
	case p.accept("^^"):
		d := p.next()
		if d.kind != iriRef && d.kind != prefixed {
			p.fail(d, "^^ is followed by the IRI of a datatype")
		}
		out.Type = p.dict.terms[p.iri(d)].ID
	}
	return out
}

// iri returns the number of an IRI, a prefixed name or "a".
func (p *parser) iri(t token) uint32 {
	if t.kind == word {
		return p.dict.id(Term{ID: rdfType})
	}
	if t.kind == iriRef {
		return p.dict.iri(p.resolve(t))
	}
	prefix, local, _ := strings.Cut(t.s, ":")
	ns, ok := p.prefixes[prefix]
	if !ok {
		p.fail(t, "the prefix %s: is not declared; declared are %s and what PREFIX adds", prefix, known(p.prefixes))
	}
	if strings.Contains(local, `\`) {
		local = strings.ReplaceAll(local, `\`, "")
	}
	return p.dict.iri(ns + local)
}

// resolve makes an IRI absolute.
func (p *parser) resolve(t token) string {
	s, err := unescape(t.s)
	if err != nil {
		p.fail(t, "%v", err)
	}
	if scheme, _, ok := strings.Cut(s, ":"); ok && scheme != "" && !strings.ContainsAny(scheme, "/?#") {
		return s
	}
	if p.relative == "" {
		p.fail(t, "<%s> is not absolute, and there is no BASE", s)
	}
	base, err := url.Parse(p.relative)
	if err != nil {
		p.fail(t, "BASE is no address: %v", err)
	}
	ref, err := base.Parse(s)
	if err != nil {
		p.fail(t, "<%s>: %v", s, err)
	}
	full := ref.String()
	if strings.HasSuffix(s, "#") && !strings.HasSuffix(full, "#") { // url forgets an empty fragment
		full += "#"
	}
	return full
}

func known(prefixes map[string]string) string {
	var names []string
	for _, n := range sortedKeys(prefixes) {
		names = append(names, n+":")
	}
	return fmt.Sprint(strings.Join(names, " "))
}
