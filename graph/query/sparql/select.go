package sparql

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// solve answers a selection: pattern, groups, expressions, order, projection,
// DISTINCT, and the part that LIMIT and OFFSET ask for, in the order of the
// specification.
func (e *evaluator) solve(s *selection) (*table, error) {
	need := 0
	if s.limit >= 0 && !s.grouped && !s.distinct && len(s.order) == 0 {
		need = max(1, s.limit+s.offset)
	}
	t, err := e.eval(s.pattern, e.unit(), need)
	if err != nil {
		return nil, err
	}
	if s.grouped {
		if t, err = e.group(s, t); err != nil {
			return nil, err
		}
	}
	for _, o := range s.outs {
		if err := e.extend(t, o.slot, o.x); err != nil {
			return nil, err
		}
	}
	if len(s.order) > 0 {
		if t, err = e.sort(t, s.order); err != nil {
			return nil, err
		}
	}
	if s.distinct {
		if t, err = e.distinctRows(t, s.project); err != nil {
			return nil, err
		}
	}
	from := min(s.offset, t.len())
	to := t.len()
	if s.limit >= 0 {
		to = min(to, from+s.limit)
	}
	t.rows = t.rows[from*t.w : to*t.w]
	return t, nil
}

func (e *evaluator) sort(t *table, by []ordering) (*table, error) {
	keys := make([][]uint32, t.len())
	at := make([]int, t.len())
	for i := range at {
		at[i] = i
		for _, o := range by {
			id, err := o.x.eval(e, t.row(i))
			if err != nil && !isNoValue(err) {
				return nil, err
			}
			if err != nil {
				id = 0
			}
			keys[i] = append(keys[i], id)
		}
		if err := e.charge(32 + 4*len(by)); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(at, func(a, b int) int {
		for i, o := range by {
			c := e.sortable(keys[a][i], keys[b][i])
			if o.desc {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return 0
	})
	out := *t
	out.rows = make([]uint32, 0, len(t.rows))
	for _, i := range at {
		out.rows = append(out.rows, t.row(i)...)
	}
	return &out, e.charge(4 * len(t.rows))
}

func (e *evaluator) distinctRows(t *table, slots []int) (*table, error) {
	seen := map[string]bool{}
	out := *t
	out.rows = nil
	for i := range t.len() {
		k := rowKey(t.row(i), slots)
		if seen[k] {
			continue
		}
		seen[k] = true
		if _, err := e.add(&out, t.row(i)); err != nil {
			return nil, err
		}
		if err := e.charge(48 + len(k)); err != nil {
			return nil, err
		}
	}
	return &out, nil
}

// answer makes the result of the query.
func (e *evaluator) answer() (*Result, error) {
	main := e.q.main
	if e.q.Form == Ask && !main.grouped && main.offset == 0 {
		t, err := e.eval(main.pattern, e.unit(), 1)
		if err != nil {
			return nil, err
		}
		return &Result{Bool: t.len() > 0 && main.limit != 0}, nil
	}
	t, err := e.solve(main)
	if err != nil {
		return nil, err
	}
	switch e.q.Form {
	case Ask:
		return &Result{Bool: t.len() > 0}, nil
	case Construct:
		return e.construct(t)
	case Describe:
		return e.describe(t)
	}
	return e.rows(t)
}

func (e *evaluator) rows(t *table) (*Result, error) {
	main := e.q.main
	if t.len() > e.limits.Rows {
		return nil, tooLarge("the answer has more than %d rows; add LIMIT", e.limits.Rows)
	}
	if len(main.order) == 0 && main.limit < 0 && main.offset == 0 { // any order will do: one that depends on no store
		var by []ordering
		for _, slot := range main.project {
			by = append(by, ordering{x: &varExpr{slot}})
		}
		if !hasOrderedSub(main.pattern) {
			var err error
			if t, err = e.sort(t, by); err != nil {
				return nil, err
			}
		}
	}
	res := &Result{Vars: main.names, Rows: make([][]Term, 0, t.len())}
	for i := range t.len() {
		row := make([]Term, len(main.project))
		for j, slot := range main.project {
			if id := t.row(i)[slot]; id != 0 {
				row[j] = e.dict.terms[id]
			} else {
				row[j] = Term{Type: unbound}
			}
		}
		res.Rows = append(res.Rows, row)
	}
	return res, nil
}

// unbound marks the absence of a term among terms, of which the zero one is the
// empty string.
const unbound = graph.ID("<>")

// IsBound reports whether t is a term at all.
func (t Term) IsBound() bool { return t.Type != unbound }

// hasOrderedSub reports whether a pattern is a subquery in an order of its own,
// which the query around it keeps.
func hasOrderedSub(n node) bool {
	switch n := n.(type) {
	case *join:
		return slices.ContainsFunc(n.kids, hasOrderedSub)
	case *sub:
		return len(n.sel.order) > 0 || hasOrderedSub(n.sel.pattern)
	case *bind:
		return hasOrderedSub(n.p)
	}
	return false
}

// construct fills the template with each row. What would be no triple is left out.
func (e *evaluator) construct(t *table) (*Result, error) {
	out := map[[3]Term]bool{}
	for i := range t.len() {
		row := slices.Clone(t.row(i))
		for slot, name := range e.q.names {
			if label, ok := strings.CutPrefix(name, "_:"); ok {
				row[slot] = e.dict.id(Term{ID: graph.ID(fmt.Sprintf("_:r%d.%s%d", i, label, slot))})
			}
		}
		for _, tr := range e.q.template {
			ids := [...]uint32{tr.s.in(row), tr.p.in(row), tr.o.in(row)}
			if slices.Contains(ids[:], 0) {
				continue
			}
			s, p := e.dict.terms[ids[0]], e.dict.terms[ids[1]]
			if s.IsLiteral() || p.IsLiteral() || p.IsBlank() {
				continue
			}
			out[[3]Term{s, p, e.dict.terms[ids[2]]}] = true
			if len(out) > e.limits.Rows {
				return nil, tooLarge("the answer has more than %d triples; add LIMIT", e.limits.Rows)
			}
		}
		if err := e.charge(0); err != nil {
			return nil, err
		}
	}
	return sortedTriples(out), nil
}

// describe returns the triples that lead from each thing.
func (e *evaluator) describe(t *table) (*Result, error) {
	out := map[[3]Term]bool{}
	var ids []uint32
	for _, o := range e.q.describe {
		if o.id != 0 {
			ids = append(ids, o.id)
			continue
		}
		for i := range t.len() {
			if id := t.row(i)[o.slot]; id != 0 {
				ids = append(ids, id)
			}
		}
	}
	for _, id := range once(ids) {
		quads, err := e.match(key{id})
		if err != nil {
			return nil, err
		}
		for _, q := range quads {
			out[[3]Term{e.dict.terms[q[0]], e.dict.terms[q[1]], e.dict.terms[q[2]]}] = true
		}
		if len(out) > e.limits.Rows {
			return nil, tooLarge("the answer has more than %d triples", e.limits.Rows)
		}
	}
	return sortedTriples(out), nil
}

func sortedTriples(set map[[3]Term]bool) *Result {
	res := &Result{Triples: make([][3]Term, 0, len(set))}
	for t := range set {
		res.Triples = append(res.Triples, t)
	}
	slices.SortFunc(res.Triples, func(a, b [3]Term) int {
		for i := range a {
			if c := a[i].compare(b[i]); c != 0 {
				return c
			}
		}
		return 0
	})
	return res
}

func (t Term) compare(u Term) int {
	return cmp.Or(cmp.Compare(t.ID, u.ID), cmp.Compare(t.Lit, u.Lit), cmp.Compare(t.Type, u.Type), cmp.Compare(t.Lang, u.Lang))
}
