package sparql

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// cast turns a term into a literal of another datatype.
func (e *evaluator) cast(t Term, to graph.ID) (Term, error) {
	if to == "xsd:string" {
		v := meaning(t)
		if v.class == isNumber && v.num.kind != isInteger && v.num.kind != isDecimal {
			return Term{Lit: shortFloat(v.num)}, nil
		}
		return str(e, t)
	}
	if !t.IsLiteral() || t.Lang != "" {
		return Term{}, errType
	}
	v := meaning(t)
	if v.class == isString {
		v = meaning(Term{Lit: strings.TrimSpace(t.Lit), Type: to})
	}
	switch to {
	case "xsd:boolean":
		return castBoolean(v)
	case "xsd:date":
		if v.class == isDate || v.class == isDateTime {
			return Term{Lit: v.time.Format("2006-01-02") + zoneName(v), Type: to}, nil
		}
		return Term{}, errType
	case "xsd:dateTime":
		if v.class == isDate || v.class == isDateTime {
			return Term{Lit: v.time.Format("2006-01-02T15:04:05.999999999") + zoneName(v), Type: to}, nil
		}
		return Term{}, errType
	}
	if v.class == isBoolean {
		v = value{class: isNumber, num: number{kind: isInteger, i: int64(order(v.truth))}}
	}
	if v.class != isNumber {
		return Term{}, errType
	}
	return castNumber(v.num, to)
}

func castBoolean(v value) (Term, error) {
	switch v.class {
	case isBoolean:
		return boolTerm(v.truth), nil
	case isNumber:
		c, ok := v.num.cmp(number{})
		return boolTerm(ok && c != 0), nil
	}
	return Term{}, errType
}

func castNumber(n number, to graph.ID) (Term, error) {
	switch to {
	case "xsd:double":
		return number{kind: isDouble, f: n.to(isDouble).f}.term(), nil
	case "xsd:float":
		return number{kind: isFloat, f: float64(float32(n.to(isDouble).f))}.term(), nil
	case "xsd:decimal":
		if n.kind <= isDecimal {
			return n.to(isDecimal).term(), nil
		}
		d, ok := exact(n.f)
		if !ok {
			return Term{}, errType
		}
		return number{kind: isDecimal, dec: d}.term(), nil
	}
	if n.kind == isInteger {
		return n.term(), nil
	}
	d, ok := n.dec, true
	if n.kind > isDecimal {
		d, ok = exact(n.f)
	}
	if !ok {
		return Term{}, errType
	}
	whole := new(big.Int).Quo(d, scale)
	if !whole.IsInt64() {
		return Term{}, errType
	}
	return number{kind: isInteger, i: whole.Int64()}.term(), nil
}

// exact returns a float as a decimal, cut to its digits.
func exact(f float64) (*big.Int, bool) {
	if math.IsNaN(f) || math.Abs(f) > 1e20 {
		return nil, false
	}
	r := new(big.Rat)
	r.SetFloat64(f)
	r.Mul(r, new(big.Rat).SetInt(scale))
	return new(big.Int).Quo(r.Num(), r.Denom()), true
}

// shortFloat writes a float as XPath does: 1 and not 1.0E0.
func shortFloat(n number) string {
	bits := 64
	if n.kind == isFloat {
		bits = 32
	}
	if a := math.Abs(n.f); a != 0 && (a < 1e-6 || a >= 1e6) || math.IsNaN(n.f) {
		return formatFloat(n.f, bits)
	}
	return strconv.FormatFloat(n.f, 'f', -1, bits)
}
