package sparql

import (
	"errors"
	"slices"
	"strings"
)

func isNoValue(err error) bool { return errors.Is(err, errType) }

// An aggregate is COUNT(…) or its like, with the slot of its value.
type aggregate struct {
	name      string
	distinct  bool
	all       bool // COUNT(*)
	x         expr
	separator string
	slot      int
}

// aggregates gives each its value for the terms of a group, in order of the rows.
var aggregates = map[string]func(e *evaluator, ids []uint32, a *aggregate) (uint32, error){
	"COUNT": func(e *evaluator, ids []uint32, _ *aggregate) (uint32, error) {
		return e.dict.id(intTerm(len(ids))), nil
	},
	"SUM": func(e *evaluator, ids []uint32, _ *aggregate) (uint32, error) {
		n, err := e.sum(ids)
		return e.dict.id(n.term()), err
	},
	"AVG":          average,
	"MIN":          func(e *evaluator, ids []uint32, _ *aggregate) (uint32, error) { return e.extreme(ids, -1) },
	"MAX":          func(e *evaluator, ids []uint32, _ *aggregate) (uint32, error) { return e.extreme(ids, 1) },
	"SAMPLE":       func(e *evaluator, ids []uint32, _ *aggregate) (uint32, error) { return e.extreme(ids, -1) },
	"GROUP_CONCAT": concatenated,
}

func (e *evaluator) sum(ids []uint32) (number, error) {
	total := number{kind: isInteger}
	for _, id := range ids {
		v := e.value(id)
		if v.class != isNumber {
			return total, errType
		}
		var err error
		if total, err = calculate("+", total, v.num); err != nil {
			return total, err
		}
	}
	return total, nil
}

func average(e *evaluator, ids []uint32, _ *aggregate) (uint32, error) {
	n, err := e.sum(ids)
	if err == nil && len(ids) > 0 {
		n, err = calculate("/", n, number{kind: isInteger, i: int64(len(ids))})
	}
	return e.dict.id(n.term()), err
}

// extreme returns the first or the last by the order of ORDER BY.
func (e *evaluator) extreme(ids []uint32, sign int) (uint32, error) {
	if len(ids) == 0 {
		return 0, errType
	}
	best := ids[0]
	for _, id := range ids[1:] {
		if e.sortable(id, best)*sign > 0 {
			best = id
		}
	}
	return best, nil
}

func concatenated(e *evaluator, ids []uint32, a *aggregate) (uint32, error) {
	var b strings.Builder
	for i, id := range ids {
		t := e.dict.terms[id]
		if !t.IsLiteral() {
			var err error
			if t, err = str(e, t); err != nil {
				return 0, err
			}
		}
		if i > 0 {
			b.WriteString(a.separator)
		}
		b.WriteString(t.Lit)
		if b.Len() > maxString {
			return 0, tooLarge("GROUP_CONCAT makes more than %d bytes", maxString)
		}
	}
	return e.dict.id(Term{Lit: b.String()}), nil
}

// group makes one row of each group: its keys and its aggregates.
func (e *evaluator) group(s *selection, t *table) (*table, error) {
	var slots []int
	for _, k := range s.keys {
		slots = append(slots, k.slot)
		if k.x != nil {
			if err := e.extend(t, k.slot, k.x); err != nil {
				return nil, err
			}
		}
	}
	var order []string
	groups := map[string][]int{}
	for i := range t.len() {
		k := rowKey(t.row(i), slots)
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], i)
		if err := e.charge(16 + len(k)); err != nil {
			return nil, err
		}
	}
	if len(s.keys) == 0 && len(order) == 0 {
		order = []string{""} // no rows are one group, when nothing groups
	}
	sorted := !hasOrderedSub(s.pattern)
	out := e.table()
	for _, k := range order {
		row := make([]uint32, t.w)
		if rows := groups[k]; len(rows) > 0 {
			for _, slot := range slots {
				row[slot] = t.row(rows[0])[slot]
			}
		}
		for i := range s.aggs {
			id, err := e.aggregate(&s.aggs[i], t, groups[k], sorted)
			if err != nil && !isNoValue(err) {
				return nil, err
			}
			if err == nil {
				row[s.aggs[i].slot] = id
			}
		}
		if _, err := e.add(out, row); err != nil {
			return nil, err
		}
	}
	for _, slot := range slots {
		out.maybe.add(slot)
	}
	for _, a := range s.aggs {
		out.maybe.add(a.slot)
	}
	return e.filter(out, s.having)
}

// aggregate computes one value. An expression without a value spoils the whole,
// except for COUNT and SAMPLE, which leave the row out.
func (e *evaluator) aggregate(a *aggregate, t *table, rows []int, sorted bool) (uint32, error) {
	if a.all {
		n := len(rows)
		if a.distinct {
			seen := map[string]bool{}
			slots := t.maybe.slots()
			for _, i := range rows {
				seen[rowKey(t.row(i), slots)] = true
			}
			n = len(seen)
		}
		return e.dict.id(intTerm(n)), nil
	}
	var ids []uint32
	for _, i := range rows {
		id, err := a.x.eval(e, t.row(i))
		switch {
		case err == nil:
			ids = append(ids, id)
		case !isNoValue(err) || a.name != "COUNT" && a.name != "SAMPLE":
			return 0, err
		}
		if err := e.charge(4); err != nil {
			return 0, err
		}
	}
	if a.distinct {
		ids = once(ids)
	}
	if a.name == "GROUP_CONCAT" && sorted {
		slices.SortStableFunc(ids, e.sortable)
	}
	return aggregates[a.name](e, ids, a)
}
