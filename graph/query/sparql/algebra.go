package sparql

// A set holds slots: the places of variables in a row.
type set [maxSlots / 64]uint64

func (s *set) add(slot int)     { s[slot/64] |= 1 << (slot % 64) }
func (s set) has(slot int) bool { return s[slot/64]&(1<<(slot%64)) != 0 }
func (s set) or(t set) set      { return s.each(t, func(a, b uint64) uint64 { return a | b }) }
func (s set) and(t set) set     { return s.each(t, func(a, b uint64) uint64 { return a & b }) }
func (s set) minus(t set) set   { return s.each(t, func(a, b uint64) uint64 { return a &^ b }) }
func (s set) within(t set) bool { return s.minus(t) == set{} }
func (s set) each(t set, f func(a, b uint64) uint64) set {
	for i := range s {
		s[i] = f(s[i], t[i])
	}
	return s
}

func (s set) slots() []int {
	var out []int
	for i := range maxSlots {
		if s.has(i) {
			out = append(out, i)
		}
	}
	return out
}

// An operand is a variable's slot or a term's number. The zero operand, slot 0
// being kept free, is neither: of a graph it means the default graph.
type operand struct {
	slot int
	id   uint32
}

func (o operand) vars(s *set) {
	if o.slot > 0 {
		s.add(o.slot)
	}
}

// A node is a graph pattern. Evaluation joins it to the rows it is given, so that
// what is bound already narrows what is read.
//
// Joining that way equals joining afterwards only for variables that every solution
// of the node binds: certain. vars are all that its meaning depends on.
type node interface {
	vars() set
	certain() set
}

// A triple is one pattern of three terms in a graph.
type triple struct{ s, p, o, g operand }

func (t *triple) vars() (s set) {
	for _, o := range [...]operand{t.s, t.p, t.o, t.g} {
		o.vars(&s)
	}
	return s
}
func (t *triple) certain() set { return t.vars() }

// A reach is a property path that no triples can say: a closure or a negation.
type reach struct {
	s, o, g operand
	path    *path
}

func (r *reach) vars() (s set) {
	for _, o := range [...]operand{r.s, r.o, r.g} {
		o.vars(&s)
	}
	return s
}
func (r *reach) certain() set { return r.vars() }

// labels binds a variable to each named graph.
type labels struct{ g operand }

func (l *labels) vars() (s set) { l.g.vars(&s); return s }
func (l *labels) certain() set  { return l.vars() }

// A join is a group; conds are its filters. Without kids it is one empty row.
type join struct {
	kids  []node
	conds []expr
}

func (j *join) vars() (s set) {
	for _, k := range j.kids {
		s = s.or(k.vars())
	}
	for _, c := range j.conds {
		s = s.or(c.vars())
	}
	return s
}

func (j *join) certain() (s set) {
	for _, k := range j.kids {
		s = s.or(k.certain())
	}
	return s
}

// An optional keeps the rows of l that nothing of r joins. mark is a slot of its own
// that numbers the rows of l.
type optional struct {
	l, r node
	cond []expr
	mark int
}

func (o *optional) vars() set {
	s := o.l.vars().or(o.r.vars())
	for _, c := range o.cond {
		s = s.or(c.vars())
	}
	return s
}
func (o *optional) certain() set { return o.l.certain() }

// A minus drops the rows of l that a solution of r agrees with.
type minus struct{ l, r node }

func (m *minus) vars() set    { return m.l.vars().or(m.r.vars()) }
func (m *minus) certain() set { return m.l.certain() }

type union struct{ kids []node }

func (u *union) vars() (s set) {
	for _, k := range u.kids {
		s = s.or(k.vars())
	}
	return s
}

func (u *union) certain() set {
	s := u.kids[0].certain()
	for _, k := range u.kids[1:] {
		s = s.and(k.certain())
	}
	return s
}

// A bind extends the rows of p.
type bind struct {
	p    node
	slot int
	x    expr
}

func (b *bind) vars() set {
	s := b.p.vars().or(b.x.vars())
	s.add(b.slot)
	return s
}
func (b *bind) certain() set { return b.p.certain() }

// values are rows that the query writes.
type values struct {
	slots []int
	rows  [][]uint32
}

func (v *values) vars() (s set) {
	for _, slot := range v.slots {
		s.add(slot)
	}
	return s
}

func (v *values) certain() (s set) {
	for i, slot := range v.slots {
		whole := true
		for _, row := range v.rows {
			whole = whole && row[i] != 0
		}
		if whole {
			s.add(slot)
		}
	}
	return s
}

// A sub is a subquery: its slots are its own, to which those outside are mapped.
type sub struct {
	sel        *selection
	inner, out []int
}

func (q *sub) vars() (s set) {
	for _, slot := range q.out {
		s.add(slot)
	}
	return s
}

func (q *sub) certain() (s set) {
	inside := q.sel.certain()
	for i, slot := range q.inner {
		if inside.has(slot) {
			s.add(q.out[i])
		}
	}
	return s
}

// A selection is a pattern with what is made of its solutions.
type selection struct {
	pattern  node
	grouped  bool
	keys     []binding // GROUP BY
	aggs     []aggregate
	having   []expr
	outs     []binding // what SELECT computes
	project  []int     // slots, in the order written
	names    []string  // of project
	order    []ordering
	distinct bool // or reduced
	limit    int  // -1: none
	offset   int
}

// A binding is a slot and, unless it is only named, what it is bound to.
type binding struct {
	slot int
	x    expr
}

type ordering struct {
	x    expr
	desc bool
}

// certain returns the slots that every row of the selection binds.
func (s *selection) certain() (out set) {
	if !s.grouped {
		return s.pattern.certain()
	}
	inside := s.pattern.certain()
	for _, k := range s.keys {
		if k.x == nil && inside.has(k.slot) {
			out.add(k.slot)
		}
	}
	return out
}

// pathOp is the operator of a path.
type pathOp int

const (
	pathLink pathOp = iota
	pathInverse
	pathSeq
	pathAlt
	pathStar
	pathPlus
	pathOpt
	pathNot // of links and inverted links
)

type path struct {
	op   pathOp
	id   uint32 // of a link
	kids []*path
}
