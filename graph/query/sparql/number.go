package sparql

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// The kinds of numbers, each promoted to the next where two meet.
const (
	isInteger = iota
	isDecimal
	isFloat
	isDouble
)

// decimals is the number of digits behind the point of a decimal, maxDecimal the
// bound of its scaled value: as in a 128-bit implementation.
const decimals = 18

var (
	scale      = new(big.Int).Exp(big.NewInt(10), big.NewInt(decimals), nil)
	maxDecimal = new(big.Int).Lsh(big.NewInt(1), 127)
)

// A number is an integer, a decimal (dec = value × 10^18) or a float.
type number struct {
	kind int
	i    int64
	dec  *big.Int
	f    float64
}

func zero() *big.Int { return new(big.Int) }

var integerTypes = map[string]bool{
	"integer": true, "int": true, "long": true, "short": true, "byte": true, "nonNegativeInteger": true, "positiveInteger": true,
	"negativeInteger": true, "nonPositiveInteger": true, "unsignedInt": true, "unsignedLong": true, "unsignedShort": true, "unsignedByte": true,
}

// parseNumber returns the value of a numeric literal.
func parseNumber(t Term) (number, bool) {
	local, ok := strings.CutPrefix(string(t.Type), "xsd:")
	if !ok || t.ID != "" {
		return number{}, false
	}
	switch {
	case integerTypes[local]:
		i, err := strconv.ParseInt(t.Lit, 10, 64)
		return number{kind: isInteger, i: i}, err == nil && !strings.Contains(t.Lit, "_")
	case local == "decimal":
		d, ok := parseDecimal(t.Lit)
		return number{kind: isDecimal, dec: d}, ok
	case local == "double" || local == "float":
		f, ok := parseFloat(t.Lit)
		if local == "float" {
			return number{kind: isFloat, f: float64(float32(f))}, ok
		}
		return number{kind: isDouble, f: f}, ok
	}
	return number{}, false
}

func parseFloat(s string) (float64, bool) {
	switch s {
	case "INF", "+INF":
		return math.Inf(1), true
	case "-INF":
		return math.Inf(-1), true
	case "NaN":
		return math.NaN(), true
	}
	if strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil || math.IsInf(f, 0)
}

func parseDecimal(s string) (*big.Int, bool) {
	whole, part, _ := strings.Cut(s, ".")
	digits := strings.TrimLeft(whole, "+-")
	if len(whole)-len(digits) > 1 || digits+part == "" || strings.Trim(digits+part, "0123456789") != "" || len(s) > 64 {
		return nil, false
	}
	if part = strings.TrimRight(part, "0"); len(part) > decimals {
		return nil, false
	}
	d, ok := new(big.Int).SetString(digits+part+strings.Repeat("0", decimals-len(part)), 10)
	if ok && strings.HasPrefix(whole, "-") {
		d.Neg(d)
	}
	return d, ok && d.CmpAbs(maxDecimal) < 0
}

// to promotes n.
func (n number) to(kind int) number {
	if n.kind >= kind {
		return n
	}
	switch {
	case kind == isDecimal:
		return number{kind: kind, dec: new(big.Int).Mul(big.NewInt(n.i), scale)}
	case n.kind == isInteger:
		n.f = float64(n.i)
	case n.kind == isDecimal:
		n.f, _ = new(big.Rat).SetFrac(n.dec, scale).Float64()
	}
	n.kind = kind
	return n
}

// term writes n as a literal.
func (n number) term() Term {
	switch n.kind {
	case isInteger:
		return Term{Lit: strconv.FormatInt(n.i, 10), Type: "xsd:integer"}
	case isDecimal:
		return Term{Lit: formatDecimal(n.dec), Type: "xsd:decimal"}
	case isFloat:
		return Term{Lit: formatFloat(n.f, 32), Type: "xsd:float"}
	}
	return Term{Lit: formatFloat(n.f, 64), Type: "xsd:double"}
}

func formatDecimal(d *big.Int) string {
	whole, part := new(big.Int).QuoRem(new(big.Int).Abs(d), scale, new(big.Int))
	s := whole.String()
	if part.Sign() != 0 {
		f := part.String()
		s += "." + strings.TrimRight(strings.Repeat("0", decimals-len(f))+f, "0")
	}
	if d.Sign() < 0 {
		s = "-" + s
	}
	return s
}

// formatFloat writes the canonical form of XML Schema: 1.0E0.
func formatFloat(f float64, bits int) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.IsNaN(f):
		return "NaN"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, bits), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// calculate applies + - * /. What overflows, and what is divided by a whole zero,
// has no value.
func calculate(op string, a, b number) (number, error) {
	kind := max(a.kind, b.kind)
	if op == "/" && kind == isInteger {
		kind = isDecimal
	}
	a, b = a.to(kind), b.to(kind)
	switch kind {
	case isInteger:
		return wholes(op, a.i, b.i)
	case isDecimal:
		return fractions(op, a.dec, b.dec)
	}
	out := number{kind: kind}
	switch op {
	case "+":
		out.f = a.f + b.f
	case "-":
		out.f = a.f - b.f
	case "*":
		out.f = a.f * b.f
	case "/":
		out.f = a.f / b.f
	}
	if kind == isFloat {
		out.f = float64(float32(out.f))
	}
	return out, nil
}

func wholes(op string, a, b int64) (number, error) {
	x, y := big.NewInt(a), big.NewInt(b)
	switch op {
	case "+":
		x.Add(x, y)
	case "-":
		x.Sub(x, y)
	case "*":
		x.Mul(x, y)
	}
	if !x.IsInt64() {
		return number{}, errType
	}
	return number{kind: isInteger, i: x.Int64()}, nil
}

func fractions(op string, a, b *big.Int) (number, error) {
	out := zero()
	switch op {
	case "+":
		out.Add(a, b)
	case "-":
		out.Sub(a, b)
	case "*":
		out.Quo(out.Mul(a, b), scale)
	case "/":
		if b.Sign() == 0 {
			return number{}, errType
		}
		out.Quo(out.Mul(a, scale), b)
	}
	if out.CmpAbs(maxDecimal) >= 0 {
		return number{}, errType
	}
	return number{kind: isDecimal, dec: out}, nil
}

// cmp compares two numbers; ok is false for NaN.
func (n number) cmp(m number) (c int, ok bool) {
	kind := max(n.kind, m.kind)
	n, m = n.to(kind), m.to(kind)
	switch kind {
	case isInteger:
		switch {
		case n.i < m.i:
			return -1, true
		case n.i > m.i:
			return 1, true
		}
		return 0, true
	case isDecimal:
		return n.dec.Cmp(m.dec), true
	}
	switch {
	case n.f < m.f:
		return -1, true
	case n.f > m.f:
		return 1, true
	}
	return 0, n.f == m.f
}

// round applies ABS, CEIL, FLOOR or ROUND.
func (n number) round(how string) number {
	switch n.kind {
	case isInteger:
		if how == "ABS" && n.i < 0 {
			n.i = -n.i
		}
	case isDecimal:
		n.dec = roundDecimal(how, n.dec)
	default:
		n.f = map[string]func(float64) float64{"ABS": math.Abs, "CEIL": math.Ceil, "FLOOR": math.Floor,
			"ROUND": func(f float64) float64 { return math.Floor(f + 0.5) }}[how](n.f)
	}
	return n
}

func roundDecimal(how string, d *big.Int) *big.Int {
	out := zero()
	switch how {
	case "ABS":
		return out.Abs(d)
	case "ROUND": // half towards the greater
		d = new(big.Int).Add(d, new(big.Int).Quo(scale, big.NewInt(2)))
	case "CEIL":
		d = new(big.Int).Add(d, new(big.Int).Sub(scale, big.NewInt(1)))
	}
	return out.Mul(out.Div(d, scale), scale) // Div rounds down, as scale is positive
}
