package sparql

import (
	"crypto/md5"  // MD5 and SHA1 are functions of the language, and guard nothing here
	"crypto/sha1" //nolint:gosec
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"newsgraph/graph"
)

// maxString bounds a string that a function makes.
const maxString = 1 << 20

// A function takes terms, or, when it is lazy, the expressions themselves.
type function struct {
	min, max int
	run      func(e *evaluator, args []Term) (Term, error)
	lazy     func(e *evaluator, row []uint32, args []expr) (uint32, error)
}

func boolTerm(b bool) Term { return Term{Lit: strconv.FormatBool(b), Type: "xsd:boolean"} }
func intTerm(n int) Term   { return Term{Lit: strconv.Itoa(n), Type: "xsd:integer"} }

func isText(t Term) bool { return t.IsLiteral() && t.Type == "" }

var functions map[string]function

// The table names functions that evaluate others, which look them up again.
func init() {
	hash := func(f func(string) []byte) function {
		return function{1, 1, func(_ *evaluator, a []Term) (Term, error) {
			if !isText(a[0]) || a[0].Lang != "" {
				return Term{}, errType
			}
			return Term{Lit: hex.EncodeToString(f(a[0].Lit))}, nil
		}, nil}
	}
	test := func(f func(e *evaluator, t Term) bool) function {
		return function{1, 1, func(e *evaluator, a []Term) (Term, error) { return boolTerm(f(e, a[0])), nil }, nil}
	}
	plain := func(f func(string) string) function { // keeps the language
		return function{1, 1, func(_ *evaluator, a []Term) (Term, error) {
			if !isText(a[0]) {
				return Term{}, errType
			}
			return Term{Lit: f(a[0].Lit), Lang: a[0].Lang}, nil
		}, nil}
	}
	two := func(f func(a, b Term) Term) function {
		return function{2, 2, func(_ *evaluator, a []Term) (Term, error) {
			if !isText(a[0]) || !isText(a[1]) || a[1].Lang != "" && a[1].Lang != a[0].Lang {
				return Term{}, errType
			}
			return f(a[0], a[1]), nil
		}, nil}
	}
	rounding := func(how string) function {
		return function{1, 1, func(_ *evaluator, a []Term) (Term, error) {
			n, ok := parseNumber(a[0])
			if !ok {
				return Term{}, errType
			}
			return n.round(how).term(), nil
		}, nil}
	}
	part := func(f func(v value) (Term, error)) function {
		return function{1, 1, func(_ *evaluator, a []Term) (Term, error) {
			v := meaning(a[0])
			if v.class != isDate && v.class != isDateTime {
				return Term{}, errType
			}
			return f(v)
		}, nil}
	}
	field := func(f func(t time.Time) int) function {
		return part(func(v value) (Term, error) { return intTerm(f(v.time)), nil })
	}
	clock := func(f func(t time.Time) int) function {
		return part(func(v value) (Term, error) {
			if v.class != isDateTime {
				return Term{}, errType
			}
			return intTerm(f(v.time)), nil
		})
	}
	iri := function{1, 1, toIRI, nil}
	functions = map[string]function{
		"STR": {1, 1, func(e *evaluator, a []Term) (Term, error) { return str(e, a[0]) }, nil},
		"LANG": {1, 1, func(_ *evaluator, a []Term) (Term, error) {
			if !a[0].IsLiteral() {
				return Term{}, errType
			}
			return Term{Lit: a[0].Lang}, nil
		}, nil},
		"LANGMATCHES": two(func(a, b Term) Term { return boolTerm(langMatches(a.Lit, b.Lit)) }),
		"DATATYPE": {1, 1, func(e *evaluator, a []Term) (Term, error) {
			if !a[0].IsLiteral() {
				return Term{}, errType
			}
			return e.dict.terms[e.dict.iri(a[0].Datatype(e.dict.base))], nil
		}, nil},
		"BOUND":     {1, 1, nil, bound},
		"IRI":       iri,
		"URI":       iri,
		"COALESCE":  {0, -1, nil, coalesce},
		"IF":        {3, 3, nil, ifElse},
		"SAMETERM":  {2, 2, func(_ *evaluator, a []Term) (Term, error) { return boolTerm(a[0] == a[1]), nil }, nil},
		"ISIRI":     test(func(_ *evaluator, t Term) bool { return !t.IsLiteral() && !t.IsBlank() }),
		"ISURI":     test(func(_ *evaluator, t Term) bool { return !t.IsLiteral() && !t.IsBlank() }),
		"ISBLANK":   test(func(_ *evaluator, t Term) bool { return t.IsBlank() }),
		"ISLITERAL": test(func(_ *evaluator, t Term) bool { return t.IsLiteral() }),
		"ISNUMERIC": test(func(_ *evaluator, t Term) bool { _, ok := parseNumber(t); return ok }),
		"ABS":       rounding("ABS"), "CEIL": rounding("CEIL"), "FLOOR": rounding("FLOOR"), "ROUND": rounding("ROUND"),
		"CONCAT": {0, -1, concat, nil},
		"STRLEN": {1, 1, func(_ *evaluator, a []Term) (Term, error) {
			if !isText(a[0]) {
				return Term{}, errType
			}
			return intTerm(utf8.RuneCountInString(a[0].Lit)), nil
		}, nil},
		"UCASE": plain(strings.ToUpper), "LCASE": plain(strings.ToLower),
		"ENCODE_FOR_URI": {1, 1, func(_ *evaluator, a []Term) (Term, error) {
			if !isText(a[0]) {
				return Term{}, errType
			}
			return Term{Lit: strings.ReplaceAll(strings.ReplaceAll(url.QueryEscape(a[0].Lit), "+", "%20"), "%7E", "~")}, nil
		}, nil},
		"CONTAINS":  two(func(a, b Term) Term { return boolTerm(strings.Contains(a.Lit, b.Lit)) }),
		"STRSTARTS": two(func(a, b Term) Term { return boolTerm(strings.HasPrefix(a.Lit, b.Lit)) }),
		"STRENDS":   two(func(a, b Term) Term { return boolTerm(strings.HasSuffix(a.Lit, b.Lit)) }),
		"STRBEFORE": two(func(a, b Term) Term {
			if before, _, ok := strings.Cut(a.Lit, b.Lit); ok {
				return Term{Lit: before, Lang: a.Lang}
			}
			return Term{}
		}),
		"STRAFTER": two(func(a, b Term) Term {
			if _, after, ok := strings.Cut(a.Lit, b.Lit); ok {
				return Term{Lit: after, Lang: a.Lang}
			}
			return Term{}
		}),
		"YEAR":  field(time.Time.Year),
		"MONTH": field(func(t time.Time) int { return int(t.Month()) }),
		"DAY":   field(time.Time.Day),
		"HOURS": clock(time.Time.Hour), "MINUTES": clock(time.Time.Minute),
		"SECONDS": part(func(v value) (Term, error) {
			if v.class != isDateTime {
				return Term{}, errType
			}
			s := strconv.Itoa(v.time.Second())
			if n := v.time.Nanosecond(); n > 0 {
				s += strings.TrimRight("."+strconv.Itoa(1e9 + n)[1:], "0")
			}
			return Term{Lit: s, Type: "xsd:decimal"}, nil
		}),
		"TZ":       part(func(v value) (Term, error) { return Term{Lit: zoneName(v)}, nil }),
		"TIMEZONE": part(timezone),
		"NOW": {0, 0, func(e *evaluator, _ []Term) (Term, error) {
			return Term{Lit: e.now.UTC().Format("2006-01-02T15:04:05.999999999Z"), Type: "xsd:dateTime"}, nil
		}, nil},
		"MD5":     hash(func(s string) []byte { h := md5.Sum([]byte(s)); return h[:] }),
		"SHA1":    hash(func(s string) []byte { h := sha1.Sum([]byte(s)); return h[:] }),
		"SHA256":  hash(func(s string) []byte { h := sha256.Sum256([]byte(s)); return h[:] }),
		"SHA384":  hash(func(s string) []byte { h := sha512.Sum384([]byte(s)); return h[:] }),
		"SHA512":  hash(func(s string) []byte { h := sha512.Sum512([]byte(s)); return h[:] }),
		"STRLANG": two(func(a, b Term) Term { return Term{Lit: a.Lit, Lang: strings.ToLower(b.Lit)} }),
		"STRDT": {2, 2, func(_ *evaluator, a []Term) (Term, error) {
			if !isText(a[0]) || a[0].Lang != "" || a[1].IsLiteral() {
				return Term{}, errType
			}
			return Term{Lit: a[0].Lit, Type: a[1].ID}, nil
		}, nil},
		"REGEX":   {2, 3, regexTest, nil},
		"REPLACE": {3, 4, replace, nil},
		"SUBSTR":  {2, 3, substring, nil},
	}
}

// str is the text of an IRI or a literal.
func str(e *evaluator, t Term) (Term, error) {
	switch {
	case t.IsBlank():
		return Term{}, errType
	case t.ID != "":
		return Term{Lit: t.IRI(e.dict.base)}, nil
	}
	return Term{Lit: t.Lit}, nil
}

func toIRI(e *evaluator, a []Term) (Term, error) {
	t := a[0]
	if t.IsBlank() || t.IsLiteral() && (!isText(t) || t.Lang != "") {
		return Term{}, errType
	}
	if t.ID != "" {
		return t, nil
	}
	if u, err := url.Parse(t.Lit); err != nil || u.Scheme == "" || strings.ContainsAny(t.Lit, "<>\"{}|^`\\ ") {
		return Term{}, errType
	}
	return e.dict.terms[e.dict.iri(t.Lit)], nil
}

func langMatches(tag, rng string) bool {
	if rng == "*" {
		return tag != ""
	}
	return strings.EqualFold(tag, rng) || len(tag) > len(rng) && tag[len(rng)] == '-' && strings.EqualFold(tag[:len(rng)], rng)
}

func bound(e *evaluator, row []uint32, args []expr) (uint32, error) {
	return e.boolean(row[args[0].(*varExpr).slot] != 0), nil
}

func coalesce(e *evaluator, row []uint32, args []expr) (uint32, error) {
	for _, a := range args {
		if id, err := a.eval(e, row); err == nil || !errors.Is(err, errType) {
			return id, err
		}
	}
	return 0, errType
}

func ifElse(e *evaluator, row []uint32, args []expr) (uint32, error) {
	b, err := e.truth(args[0], row)
	switch {
	case err != nil:
		return 0, err
	case b:
		return args[1].eval(e, row)
	}
	return args[2].eval(e, row)
}

func concat(_ *evaluator, a []Term) (Term, error) {
	var b strings.Builder
	for _, t := range a {
		if !isText(t) {
			return Term{}, errType
		}
		if b.Len()+len(t.Lit) > maxString {
			return Term{}, tooLarge("a string of more than %d bytes", maxString)
		}
		b.WriteString(t.Lit)
	}
	out := Term{Lit: b.String()}
	for i, t := range a {
		if i > 0 && t.Lang != out.Lang {
			return Term{Lit: out.Lit}, nil
		}
		out.Lang = t.Lang
	}
	return out, nil
}

// substring counts characters from 1.
func substring(_ *evaluator, a []Term) (Term, error) {
	start, ok := parseNumber(a[1])
	if !ok || !isText(a[0]) {
		return Term{}, errType
	}
	runes := []rune(a[0].Lit)
	from := start.round("ROUND").to(isDouble).f
	to := float64(len(runes)) + 1
	if len(a) == 3 {
		n, ok := parseNumber(a[2])
		if !ok {
			return Term{}, errType
		}
		to = from + n.round("ROUND").to(isDouble).f
	}
	var b strings.Builder
	for i, r := range runes {
		if at := float64(i + 1); at >= from && at < to {
			b.WriteRune(r)
		}
	}
	return Term{Lit: b.String(), Lang: a[0].Lang}, nil
}

// pattern compiles a regular expression. Go's run in linear time; they have no
// references back to groups, which are an error of the row.
func (e *evaluator) pattern(source Term, flags []Term) (*regexp.Regexp, error) {
	f := ""
	if len(flags) > 0 {
		f = flags[0].Lit
	}
	if !isText(source) || source.Lang != "" || strings.Trim(f, "ismxq") != "" {
		return nil, errType
	}
	s := source.Lit
	if strings.Contains(f, "q") {
		s = regexp.QuoteMeta(s)
	}
	if strings.Contains(f, "x") {
		s = strings.Join(strings.Fields(s), "")
	}
	if f = strings.Trim(strings.NewReplacer("x", "", "q", "").Replace(f), " "); f != "" {
		s = "(?" + f + ")" + s
	}
	if re, ok := e.regexps[s]; ok {
		return re, nil
	}
	re, err := regexp.Compile(s)
	if err != nil {
		return nil, errType
	}
	if len(e.regexps) < 1000 { // a pattern may come from the rows
		e.regexps[s] = re
	}
	return re, nil
}

func regexTest(e *evaluator, a []Term) (Term, error) {
	re, err := e.pattern(a[1], a[2:])
	if err != nil || !isText(a[0]) {
		return Term{}, errType
	}
	return boolTerm(re.MatchString(a[0].Lit)), nil
}

func replace(e *evaluator, a []Term) (Term, error) {
	re, err := e.pattern(a[1], a[3:])
	if err != nil || !isText(a[0]) || !isText(a[2]) || re.MatchString("") {
		return Term{}, errType
	}
	// "$1x" is group 1 and an x, in Go the group of that name.
	with := regexp.MustCompile(`\$([0-9])`).ReplaceAllString(a[2].Lit, "$${$1}")
	if n := len(re.FindAllStringIndex(a[0].Lit, -1)); n*len(a[0].Lit)*max(1, strings.Count(with, "$"))+n*len(with) > maxString*16 {
		return Term{}, tooLarge("a string of more than %d bytes", maxString)
	}
	return Term{Lit: re.ReplaceAllString(a[0].Lit, with), Lang: a[0].Lang}, nil
}

func zoneName(v value) string {
	_, offset := v.time.Zone()
	switch {
	case !v.zoned:
		return ""
	case offset == 0:
		return "Z"
	}
	return v.time.Format("-07:00")
}

func timezone(v value) (Term, error) {
	if !v.zoned {
		return Term{}, errType
	}
	_, offset := v.time.Zone()
	s := "PT0S"
	if offset != 0 {
		s = map[bool]string{true: "-"}[offset < 0] + "PT"
		minutes := max(offset, -offset) / 60
		if minutes/60 > 0 {
			s += strconv.Itoa(minutes/60) + "H"
		}
		if minutes%60 > 0 {
			s += strconv.Itoa(minutes%60) + "M"
		}
	}
	return Term{Lit: s, Type: "xsd:dayTimeDuration"}, nil
}

// casts are the constructors of XML Schema that are functions.
var casts = map[graph.ID]bool{
	"xsd:boolean": true, "xsd:double": true, "xsd:float": true, "xsd:decimal": true, "xsd:integer": true,
	"xsd:string": true, "xsd:dateTime": true, "xsd:date": true,
}
