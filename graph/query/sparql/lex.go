package sparql

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

type kind int

const (
	end kind = iota
	iriRef
	prefixed // prefix:local, as written
	blank    // _:name
	variable
	text
	langTag
	integer
	decimal
	double
	word // a keyword or the name of a function
	punct
)

type token struct {
	kind         kind
	s            string // its value: unescaped, without its marks
	line, column int
}

// String shows a token in an error.
func (t token) String() string {
	switch t.kind {
	case end:
		return "the end"
	case text:
		return strconv.Quote(t.s)
	case variable:
		return "?" + t.s
	case iriRef:
		return "<" + t.s + ">"
	}
	return t.s
}

// The classes of characters are those of the grammar, PN_CHARS and its parts.
const (
	first = `A-Za-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}-\x{200D}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}`
	any1  = first + `_0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}\-`
	plx   = `%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]`
)

var lexemes = []struct {
	kind kind
	re   *regexp.Regexp
}{
	{iriRef, regexp.MustCompile(`^<[^<>"{}|^` + "`" + `\\\x00-\x20]*>`)},
	{text, regexp.MustCompile(`^"""(?:"{0,2}(?:[^"\\]|\\.))*"""`)},
	{text, regexp.MustCompile(`^'''(?:'{0,2}(?:[^'\\]|\\.))*'''`)},
	{text, regexp.MustCompile(`^"(?:[^"\\\n\r]|\\.)*"`)},
	{text, regexp.MustCompile(`^'(?:[^'\\\n\r]|\\.)*'`)},
	{variable, regexp.MustCompile(`^[?$][` + first + `_0-9][` + first + `_0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}]*`)},
	{blank, regexp.MustCompile(`^_:[` + first + `_0-9](?:[` + any1 + `.]*[` + any1 + `])?`)},
	{prefixed, regexp.MustCompile(`^(?:[` + first + `](?:[` + any1 + `.]*[` + any1 + `])?)?:(?:(?:[` + first + `_:0-9]|` + plx + `)(?:(?:[` + any1 + `.:]|` + plx + `)*(?:[` + any1 + `:]|` + plx + `))?)?`)},
	{langTag, regexp.MustCompile(`^@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*`)},
	{double, regexp.MustCompile(`^(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+`)},
	{decimal, regexp.MustCompile(`^[0-9]*\.[0-9]+`)},
	{integer, regexp.MustCompile(`^[0-9]+`)},
	{word, regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*`)},
	{punct, regexp.MustCompile(`^(?:\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;*/|^+\-?!=<>])`)},
}

var spaces = regexp.MustCompile(`^(?:[ \t\r\n]|#[^\n\r]*)+`)

// lex splits a query. Its regular expressions run in linear time.
func lex(src string) ([]token, error) {
	src = plain(src)
	var out []token
	at := place{line: 1, column: 1}
	for src != "" {
		if s := spaces.FindString(src); s != "" {
			at.pass(s)
			src = src[len(s):]
			continue
		}
		tok, n := match(src)
		if n == 0 {
			r, _ := utf8.DecodeRuneInString(src)
			return nil, &Error{at.line, at.column, fmt.Sprintf("%q begins nothing that SPARQL has here", r)}
		}
		tok.line, tok.column = at.line, at.column
		if err := tok.unmark(src[:n]); err != nil {
			return nil, &Error{at.line, at.column, err.Error()}
		}
		out = append(out, tok)
		at.pass(src[:n])
		src = src[n:]
	}
	return append(out, token{kind: end, line: at.line, column: at.column}), nil
}

// uncoded finds the escapes of code points, which may stand anywhere, and before them
// whatever keeps its escapes for later: strings and comments.
var uncoded = regexp.MustCompile(`"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|<[^<>"{}|^\x00-\x20]*>|#[^\n\r]*|` + codePoint)

const codePoint = `\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}`

var codePoints = regexp.MustCompile(codePoint)

// plain resolves the escapes of code points outside of strings.
func plain(src string) string {
	if !strings.Contains(src, `\u`) && !strings.Contains(src, `\U`) {
		return src
	}
	return uncoded.ReplaceAllStringFunc(src, func(s string) string {
		if s[0] != '<' && s[0] != '\\' {
			return s
		}
		return codePoints.ReplaceAllStringFunc(s, func(e string) string {
			if r, err := unescape(e); err == nil {
				return r
			}
			return e // which no token begins with
		})
	})
}

func match(src string) (token, int) {
	for _, l := range lexemes {
		if s := l.re.FindString(src); s != "" {
			return token{kind: l.kind}, len(s)
		}
	}
	return token{}, 0
}

type place struct{ line, column int }

func (p *place) pass(s string) {
	if n := strings.Count(s, "\n"); n > 0 {
		p.line, p.column = p.line+n, 1
		s = s[strings.LastIndexByte(s, '\n')+1:]
	}
	p.column += utf8.RuneCountInString(s)
}

// unmark sets the value of a token from the way it is written.
func (t *token) unmark(s string) (err error) {
	switch t.kind {
	case iriRef:
		s = s[1 : len(s)-1]
	case variable, langTag:
		s = s[1:]
	case text:
		n := 1
		if len(s) >= 6 && (strings.HasPrefix(s, `"""`) || strings.HasPrefix(s, `'''`)) {
			n = 3
		}
		s, err = unescape(s[n : len(s)-n])
	}
	t.s = s
	return err
}

var escapes = map[byte]string{'t': "\t", 'b': "\b", 'n': "\n", 'r': "\r", 'f': "\f", '"': `"`, '\'': "'", '\\': `\`}

// unescape resolves the escapes of a string.
func unescape(s string) (string, error) {
	if !strings.ContainsRune(s, '\\') {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		i++
		if e, ok := escapes[s[i]]; ok {
			b.WriteString(e)
			continue
		}
		n := map[byte]int{'u': 4, 'U': 8}[s[i]]
		if n == 0 || i+n >= len(s) {
			return "", fmt.Errorf("\\%c is no escape", s[i])
		}
		r, err := strconv.ParseUint(s[i+1:i+1+n], 16, 32)
		if err != nil || !utf8.ValidRune(rune(r)) {
			return "", fmt.Errorf("\\%s is no character", s[i:i+1+n])
		}
		b.WriteRune(rune(r))
		i += n
	}
	return b.String(), nil
}
