package sparql

import (
	"errors"
	"slices"
)

// A table holds rows of w numbers; sure are the slots that every row binds, maybe
// those that one may.
type table struct {
	w           int
	rows        []uint32
	sure, maybe set
}

func (t *table) len() int           { return len(t.rows) / t.w }
func (t *table) row(i int) []uint32 { return t.rows[i*t.w : (i+1)*t.w : (i+1)*t.w] }

func (e *evaluator) table() *table { return &table{w: len(e.q.names)} }

// unit is one row that binds nothing.
func (e *evaluator) unit() *table {
	t := e.table()
	t.rows = make([]uint32, t.w)
	return t
}

// add appends a copy of row and returns it.
func (e *evaluator) add(t *table, row []uint32) ([]uint32, error) {
	if t.len() >= e.limits.Between {
		return nil, tooLarge("a step of the query leads to more than %d rows", e.limits.Between)
	}
	if err := e.grow(t, len(row)); err != nil {
		return nil, err
	}
	t.rows = append(t.rows, row...)
	return t.row(t.len() - 1), e.charge(4 * t.w)
}

// grow makes room for n more values in t. While a table is copied both copies are there:
// a copy that would take the query over its bytes is refused before it is made.
func (e *evaluator) grow(t *table, n int) error {
	if len(t.rows)+n <= cap(t.rows) {
		return nil
	}
	room := min(max(2*cap(t.rows), 16*n), (e.limits.Bytes-e.bytes-e.dict.bytes)/4)
	if room < len(t.rows)+n {
		return tooLarge("the query makes more than %d bytes of rows and terms", e.limits.Bytes)
	}
	rows := make([]uint32, len(t.rows), room)
	copy(rows, t.rows)
	t.rows = rows
	return nil
}

func (e *evaluator) setsOf(n node) sets {
	s, ok := e.sets[n]
	if !ok {
		s = sets{n.vars(), n.certain()}
		e.sets[n] = s
	}
	return s
}

// pushable reports whether rows may be joined to n by giving them to it: what they
// bind and n speaks of, n binds for certain. Within EXISTS they always may.
func (e *evaluator) pushable(n node, maybe set) bool {
	s := e.setsOf(n)
	return e.correlated || maybe.and(s.vars).within(s.certain)
}

// eval returns the join of in with the solutions of n; with need > 0 that many rows
// are enough. The rows are new: in stays as it is.
func (e *evaluator) eval(n node, in *table, need int) (*table, error) {
	if in.len() == 0 {
		out := e.table()
		out.sure, out.maybe = in.sure, in.maybe
		return out, nil
	}
	if !e.pushable(n, in.maybe) {
		r, err := e.eval(n, e.unit(), 0)
		if err != nil {
			return nil, err
		}
		return e.hashJoin(in, r)
	}
	switch n := n.(type) {
	case *triple:
		return e.evalTriple(n, in, need)
	case *reach:
		return e.evalReach(n, in)
	case *labels:
		return e.evalLabels(n, in)
	case *join:
		return e.evalJoin(n, in, need)
	case *optional:
		return e.evalOptional(n, in)
	case *minus:
		return e.evalMinus(n, in)
	case *union:
		return e.evalUnion(n, in)
	case *bind:
		return e.evalBind(n, in)
	case *values:
		return e.hashJoin(in, e.evalValues(n))
	case *sub:
		t, err := e.evalSub(n)
		if err != nil {
			return nil, err
		}
		return e.hashJoin(in, t)
	}
	return nil, errors.New("unknown pattern")
}

// value of an operand in a row, 0 when it is an unbound variable.
func (o operand) in(row []uint32) uint32 {
	if o.slot > 0 {
		return row[o.slot]
	}
	return o.id
}

// graphKey is the fourth part of a key.
func (o operand) graphKey(row []uint32) uint32 {
	if id := o.in(row); id != 0 || o.slot == 0 {
		return id
	}
	return everyGraph
}

func (e *evaluator) evalTriple(t *triple, in *table, need int) (*table, error) {
	out := e.table()
	vars := e.setsOf(t).vars
	out.sure, out.maybe = in.sure.or(vars), in.maybe.or(vars)
	ops := [...]operand{t.s, t.p, t.o, t.g}
	for i := range in.len() {
		row := in.row(i)
		k := key{t.s.in(row), t.p.in(row), t.o.in(row), t.g.graphKey(row)}
		found, err := e.matchSome(k, need, in.len())
		if err != nil {
			return nil, err
		}
		for _, quad := range found {
			if !fits(ops, quad, row) {
				continue
			}
			next, err := e.add(out, row)
			if err != nil {
				return nil, err
			}
			for pos, o := range ops {
				if o.slot > 0 {
					next[o.slot] = quad[pos]
				}
			}
			if need > 0 && out.len() >= need {
				return out, nil
			}
		}
	}
	return out, nil
}

// matchSome is match where, for a single row, a part of a large answer is enough.
func (e *evaluator) matchSome(k key, need, rows int) ([]key, error) {
	if need > 0 && rows == 1 && e.all == nil && k[0] == 0 && k[1] == 0 && k[2] == 0 && (k[3] == 0 || k[3] == everyGraph) {
		return e.fetch(k, need)
	}
	return e.match(k)
}

// fits reports whether a variable that stands at two places has one value.
func fits(ops [4]operand, quad key, row []uint32) bool {
	for i, o := range ops {
		if o.slot == 0 {
			continue
		}
		if row[o.slot] != 0 && row[o.slot] != quad[i] {
			return false
		}
		for j, p := range ops[:i] {
			if p.slot == o.slot && quad[i] != quad[j] {
				return false
			}
		}
	}
	return true
}

func (e *evaluator) evalLabels(l *labels, in *table) (*table, error) {
	out := e.table()
	vars := l.vars()
	out.sure, out.maybe = in.sure.or(vars), in.maybe.or(vars)
	var every []uint32
	for i := range in.len() {
		row := in.row(i)
		if id := l.g.in(row); id != 0 {
			found, err := e.match(key{3: id})
			if err != nil {
				return nil, err
			}
			if len(found) > 0 {
				if _, err := e.add(out, row); err != nil {
					return nil, err
				}
			}
			continue
		}
		if every == nil {
			quads, err := e.match(key{3: everyGraph})
			if err != nil {
				return nil, err
			}
			every = distinct(quads, 3)
		}
		for _, id := range every {
			next, err := e.add(out, row)
			if err != nil {
				return nil, err
			}
			next[l.g.slot] = id
		}
	}
	return out, nil
}

// distinct returns the different numbers at a position, in order of appearance.
func distinct(quads []key, pos int) []uint32 {
	seen := map[uint32]bool{}
	var out []uint32
	for _, q := range quads {
		if !seen[q[pos]] {
			seen[q[pos]] = true
			out = append(out, q[pos])
		}
	}
	return out
}

// evalOptional numbers the rows of the left side, joins the right side, and adds
// the rows whose number is missing.
func (e *evaluator) evalOptional(o *optional, in *table) (*table, error) {
	l, err := e.eval(o.l, in, 0)
	if err != nil {
		return nil, err
	}
	for i := range l.len() {
		l.row(i)[o.mark] = uint32(i + 1)
	}
	joined, err := e.eval(o.r, l, 0)
	if err != nil {
		return nil, err
	}
	if joined, err = e.filter(joined, o.cond); err != nil {
		return nil, err
	}
	hit := make([]bool, l.len()+1)
	for i := range joined.len() {
		row := joined.row(i)
		hit[row[o.mark]] = true
		row[o.mark] = 0
	}
	for i := range l.len() {
		if !hit[i+1] {
			row, err := e.add(joined, l.row(i))
			if err != nil {
				return nil, err
			}
			row[o.mark] = 0
		}
	}
	joined.sure = l.sure
	joined.maybe = joined.maybe.or(l.maybe)
	return joined, nil
}

func (e *evaluator) evalUnion(u *union, in *table) (*table, error) {
	out := e.table()
	for i, k := range u.kids {
		t, err := e.eval(k, in, 0)
		if err != nil {
			return nil, err
		}
		if out.len()+t.len() > e.limits.Between {
			return nil, tooLarge("a step of the query leads to more than %d rows", e.limits.Between)
		}
		out.rows = append(out.rows, t.rows...)
		out.maybe = out.maybe.or(t.maybe)
		if i == 0 {
			out.sure = t.sure
		}
		out.sure = out.sure.and(t.sure)
	}
	return out, nil
}

func (e *evaluator) evalBind(b *bind, in *table) (*table, error) {
	t, err := e.eval(b.p, in, 0)
	if err != nil {
		return nil, err
	}
	return t, e.extend(t, b.slot, b.x)
}

// extend computes an expression for each row.
func (e *evaluator) extend(t *table, slot int, x expr) error {
	for i := range t.len() {
		id, err := x.eval(e, t.row(i))
		if err != nil && !errors.Is(err, errType) {
			return err
		}
		if err != nil {
			id = 0
		}
		t.row(i)[slot] = id
		if err := e.charge(0); err != nil {
			return err
		}
	}
	t.maybe.add(slot)
	return nil
}

func (e *evaluator) evalValues(v *values) *table {
	t := e.table()
	for _, vals := range v.rows {
		row := make([]uint32, t.w)
		for i, slot := range v.slots {
			row[slot] = vals[i]
		}
		t.rows = append(t.rows, row...)
	}
	t.maybe, t.sure = v.vars(), v.certain()
	return t
}

// evalSub runs a subquery by itself and renames its columns.
func (e *evaluator) evalSub(s *sub) (*table, error) {
	was := e.correlated
	e.correlated = false
	defer func() { e.correlated = was }()
	t, err := e.solve(s.sel)
	if err != nil {
		return nil, err
	}
	out := e.table()
	for i := range t.len() {
		next, err := e.add(out, make([]uint32, t.w))
		if err != nil {
			return nil, err
		}
		for j, slot := range s.inner {
			next[s.out[j]] = t.row(i)[slot]
		}
	}
	out.maybe, out.sure = s.vars(), s.certain()
	return out, nil
}

// filter keeps the rows for which every condition is true.
func (e *evaluator) filter(t *table, conds []expr) (*table, error) {
	if len(conds) == 0 {
		return t, nil
	}
	kept := make([]uint32, 0, len(t.rows)) // the rows may be those of another's table
	for i := range t.len() {
		row := t.row(i)
		ok := true
		for _, c := range conds {
			b, err := e.truth(c, row)
			if err != nil && !errors.Is(err, errType) {
				return nil, err
			}
			if ok = ok && b && err == nil; !ok {
				break
			}
		}
		if ok {
			kept = append(kept, row...)
		}
		if err := e.charge(0); err != nil {
			return nil, err
		}
	}
	out := *t
	out.rows = slices.Clip(kept)
	return &out, nil
}
