package sparql

import (
	"errors"
	"slices"

	"newsgraph/graph"
)

// errType is the error of an expression that has no value: a FILTER drops the row,
// a BIND leaves its variable unbound. It ends no query.
var errType = errors.New("no value")

// An expr is an expression over one row. Its value is the number of a term, or
// errType; any other error ends the query.
type expr interface {
	vars() set
	eval(e *evaluator, row []uint32) (uint32, error)
}

type varExpr struct{ slot int }

func (x *varExpr) vars() (s set) { s.add(x.slot); return s }
func (x *varExpr) eval(_ *evaluator, row []uint32) (uint32, error) {
	if row[x.slot] == 0 {
		return 0, errType
	}
	return row[x.slot], nil
}

type constExpr struct{ id uint32 }

func (x *constExpr) vars() set                                 { return set{} }
func (x *constExpr) eval(*evaluator, []uint32) (uint32, error) { return x.id, nil }

// both returns the variables of two expressions.
func varsOf(xs ...expr) (s set) {
	for _, x := range xs {
		s = s.or(x.vars())
	}
	return s
}

// logic is && or ||, which may have a value although one side has none.
type logic struct {
	or   bool
	l, r expr
}

func (x *logic) vars() set { return varsOf(x.l, x.r) }
func (x *logic) eval(e *evaluator, row []uint32) (uint32, error) {
	l, lerr := e.truth(x.l, row)
	if lerr == nil && l == x.or || lerr != nil && !errors.Is(lerr, errType) {
		return e.boolean(l), lerr
	}
	r, rerr := e.truth(x.r, row)
	if rerr != nil {
		return 0, rerr
	}
	if r == x.or {
		return e.boolean(r), nil
	}
	return e.boolean(r), lerr
}

type not struct{ x expr }

func (x *not) vars() set { return x.x.vars() }
func (x *not) eval(e *evaluator, row []uint32) (uint32, error) {
	b, err := e.truth(x.x, row)
	return e.boolean(!b), err
}

type compare struct {
	op   string
	l, r expr
}

func (x *compare) vars() set { return varsOf(x.l, x.r) }
func (x *compare) eval(e *evaluator, row []uint32) (uint32, error) {
	l, err := x.l.eval(e, row)
	if err != nil {
		return 0, err
	}
	r, err := x.r.eval(e, row)
	if err != nil {
		return 0, err
	}
	if x.op == "=" || x.op == "!=" {
		same, err := e.equal(l, r)
		return e.boolean(same == (x.op == "=")), err
	}
	c, err := e.order(l, r)
	if err != nil {
		return 0, err
	}
	return e.boolean(c < 0 && x.op[0] == '<' || c > 0 && x.op[0] == '>' || c == 0 && len(x.op) == 2), nil
}

type member struct {
	x       expr
	list    []expr
	negated bool
}

func (x *member) vars() set { return varsOf(x.list...).or(x.x.vars()) }
func (x *member) eval(e *evaluator, row []uint32) (uint32, error) {
	l, err := x.x.eval(e, row)
	if err != nil {
		return 0, err
	}
	var failed error
	for _, y := range x.list {
		r, err := y.eval(e, row)
		var same bool
		if err == nil {
			same, err = e.equal(l, r)
		}
		switch {
		case err != nil && !errors.Is(err, errType):
			return 0, err
		case err != nil:
			failed = err
		case same:
			return e.boolean(!x.negated), nil
		}
	}
	return e.boolean(x.negated), failed
}

type arithmetic struct {
	op   string
	l, r expr
}

func (x *arithmetic) vars() set { return varsOf(x.l, x.r) }
func (x *arithmetic) eval(e *evaluator, row []uint32) (uint32, error) {
	l, err := e.numeric(x.l, row)
	if err != nil {
		return 0, err
	}
	r, err := e.numeric(x.r, row)
	if err != nil {
		return 0, err
	}
	n, err := calculate(x.op, l, r)
	if err != nil {
		return 0, err
	}
	return e.dict.id(n.term()), nil
}

type negative struct{ x expr }

func (x *negative) vars() set { return x.x.vars() }
func (x *negative) eval(e *evaluator, row []uint32) (uint32, error) {
	n, err := e.numeric(x.x, row)
	if err != nil {
		return 0, err
	}
	n, err = calculate("-", number{kind: n.kind, dec: zero()}, n)
	return e.dict.id(n.term()), err
}

// exists asks whether a pattern has a solution with the row's values in place of
// its variables.
type exists struct {
	p       node
	negated bool
}

func (x *exists) vars() set { return x.p.vars() }
func (x *exists) eval(e *evaluator, row []uint32) (uint32, error) {
	was := e.correlated
	e.correlated = true
	defer func() { e.correlated = was }()
	in := e.table()
	in.rows = append(in.rows, row...)
	for slot, id := range row {
		if id != 0 {
			in.maybe.add(slot)
			in.sure.add(slot)
		}
	}
	out, err := e.eval(x.p, in, 1)
	if err != nil {
		return 0, err
	}
	return e.boolean(out.len() > 0 != x.negated), nil
}

type call struct {
	name string
	f    function
	args []expr
}

func (x *call) vars() set { return varsOf(x.args...) }
func (x *call) eval(e *evaluator, row []uint32) (uint32, error) {
	if x.f.lazy != nil {
		return x.f.lazy(e, row, x.args)
	}
	args := make([]Term, len(x.args))
	for i, a := range x.args {
		id, err := a.eval(e, row)
		if err != nil {
			return 0, err
		}
		args[i] = e.dict.terms[id]
	}
	t, err := x.f.run(e, args)
	if err != nil {
		return 0, err
	}
	if len(t.Lit) > maxString {
		return 0, tooLarge("a string of more than %d bytes", maxString)
	}
	return e.dict.id(t), e.charge(0)
}

type cast struct {
	to graph.ID
	x  expr
}

func (x *cast) vars() set { return x.x.vars() }
func (x *cast) eval(e *evaluator, row []uint32) (uint32, error) {
	id, err := x.x.eval(e, row)
	if err != nil {
		return 0, err
	}
	t, err := e.cast(e.dict.terms[id], x.to)
	if err != nil {
		return 0, err
	}
	return e.dict.id(t), nil
}

// hasExists reports whether an expression asks a pattern.
func hasExists(x expr) bool {
	switch x := x.(type) {
	case *exists:
		return true
	case *logic:
		return hasExists(x.l) || hasExists(x.r)
	case *not:
		return hasExists(x.x)
	case *compare:
		return hasExists(x.l) || hasExists(x.r)
	case *member:
		return hasExists(x.x) || slices.ContainsFunc(x.list, hasExists)
	case *arithmetic:
		return hasExists(x.l) || hasExists(x.r)
	case *negative:
		return hasExists(x.x)
	case *call:
		return slices.ContainsFunc(x.args, hasExists)
	case *cast:
		return hasExists(x.x)
	}
	return false
}
