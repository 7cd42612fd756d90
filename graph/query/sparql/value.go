package sparql

import (
	"cmp"
	"strings"
	"time"
)

// A class of literals is what compares among itself.
type class int

const (
	isIRI class = iota
	isBlankNode
	isNumber
	isString
	isTagged // a string with a language
	isBoolean
	isDate
	isDateTime
	isOther
)

// A value is a term with what its literal means.
type value struct {
	class class
	num   number
	truth bool
	time  time.Time
	zoned bool
}

// value returns the meaning of the term with that number, which it remembers.
func (e *evaluator) value(id uint32) value {
	if v, ok := e.values[id]; ok {
		return v
	}
	v := meaning(e.dict.terms[id])
	e.values[id] = v
	return v
}

func meaning(t Term) value {
	switch {
	case t.IsBlank():
		return value{class: isBlankNode}
	case t.ID != "":
		return value{class: isIRI}
	case t.Lang != "":
		return value{class: isTagged}
	case t.Type == "":
		return value{class: isString}
	}
	if n, ok := parseNumber(t); ok {
		return value{class: isNumber, num: n}
	}
	switch t.Type {
	case "xsd:boolean":
		if b, ok := parseBoolean(t.Lit); ok {
			return value{class: isBoolean, truth: b}
		}
	case "xsd:date":
		if d, zoned, ok := parseTime(t.Lit, "2006-01-02"); ok {
			return value{class: isDate, time: d, zoned: zoned}
		}
	case "xsd:dateTime":
		if d, zoned, ok := parseTime(t.Lit, "2006-01-02T15:04:05"); ok {
			return value{class: isDateTime, time: d, zoned: zoned}
		}
	}
	return value{class: isOther}
}

func parseBoolean(s string) (b, ok bool) {
	return s == "true" || s == "1", s == "true" || s == "1" || s == "false" || s == "0"
}

// parseTime reads a date or time with or without a zone; parts of seconds are
// taken by the layout's rules.
func parseTime(s, layout string) (t time.Time, zoned, ok bool) {
	if t, err := time.Parse(layout, s); err == nil {
		return t, false, true
	}
	t, err := time.Parse(layout+"Z07:00", s)
	return t, true, err == nil
}

// numeric returns the number that an expression gives.
func (e *evaluator) numeric(x expr, row []uint32) (number, error) {
	id, err := x.eval(e, row)
	if err != nil {
		return number{}, err
	}
	v := e.value(id)
	if v.class != isNumber {
		return number{}, errType
	}
	return v.num, nil
}

// truth returns the effective boolean value of an expression.
func (e *evaluator) truth(x expr, row []uint32) (bool, error) {
	id, err := x.eval(e, row)
	if err != nil {
		return false, err
	}
	switch v := e.value(id); v.class {
	case isBoolean:
		return v.truth, nil
	case isString:
		return e.dict.terms[id].Lit != "", nil
	case isNumber:
		c, ok := v.num.cmp(number{})
		return ok && c != 0, nil
	}
	return false, errType
}

func (e *evaluator) boolean(b bool) uint32 {
	if b {
		return e.dict.id(Term{Lit: "true", Type: "xsd:boolean"})
	}
	return e.dict.id(Term{Lit: "false", Type: "xsd:boolean"})
}

// equal is the operator "=": the same term, or the same value. Literals of unknown
// datatypes are equal when they are the same, else nobody knows.
func (e *evaluator) equal(a, b uint32) (bool, error) {
	v, w := e.value(a), e.value(b)
	if v.class == isNumber && w.class == isNumber {
		c, ok := v.num.cmp(w.num)
		return ok && c == 0, nil
	}
	if a == b {
		return true, nil
	}
	if v.class == w.class {
		switch v.class {
		case isBoolean:
			return v.truth == w.truth, nil
		case isDate, isDateTime:
			c, err := compareTimes(v, w)
			return err == nil && c == 0, err
		case isOther:
			return false, errType
		}
		return false, nil
	}
	if literal := isNumber; (v.class == isOther || w.class == isOther) && v.class >= literal && w.class >= literal {
		return false, errType
	}
	return false, nil
}

// compareTimes has no answer where one has a zone, the other none, and they are
// within 14 hours.
func compareTimes(v, w value) (int, error) {
	if v.zoned == w.zoned {
		return v.time.Compare(w.time), nil
	}
	if d := v.time.Sub(w.time); d.Abs() <= 14*time.Hour {
		return 0, errType
	}
	return v.time.Compare(w.time), nil
}

// order is the operators "<" and ">".
func (e *evaluator) order(a, b uint32) (int, error) {
	v, w := e.value(a), e.value(b)
	if v.class != w.class {
		return 0, errType
	}
	switch v.class {
	case isNumber:
		c, ok := v.num.cmp(w.num)
		if !ok {
			return 2, nil // NaN: neither less nor more nor equal
		}
		return c, nil
	case isString:
		return strings.Compare(e.dict.terms[a].Lit, e.dict.terms[b].Lit), nil
	case isBoolean:
		return cmp.Compare(order(v.truth), order(w.truth)), nil
	case isDate, isDateTime:
		return compareTimes(v, w)
	}
	return 0, errType
}

func order(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sortable orders any two terms, as ORDER BY does: unbound, blank nodes, IRIs,
// literals; among these first by kind, then by value, then as written.
func (e *evaluator) sortable(a, b uint32) int {
	if a == b || a == 0 || b == 0 {
		return cmp.Compare(min(a, 1), min(b, 1))
	}
	rank := func(id uint32) class {
		return [...]class{isIRI: 1, isBlankNode: 0, isNumber: 2, isString: 3, isTagged: 4, isBoolean: 5, isDate: 6, isDateTime: 7, isOther: 8}[e.value(id).class]
	}
	if c := cmp.Compare(rank(a), rank(b)); c != 0 {
		return c
	}
	s, t := e.dict.terms[a], e.dict.terms[b]
	if s.ID != "" {
		return strings.Compare(s.IRI(e.dict.base), t.IRI(e.dict.base))
	}
	if c, err := e.order(a, b); err == nil && c != 2 {
		return c
	}
	return cmp.Or(strings.Compare(s.Lit, t.Lit), strings.Compare(string(s.Type), string(t.Type)), strings.Compare(s.Lang, t.Lang))
}
