package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// An ID names a thing of the graph. It holds only the characters
// [A-Za-z0-9:._-], is never random and never depends on the order of loading.
//
//	doc:{16 hex}            article
//	m:{16 hex}.{b}-{e}      member: the chain of one article, by its first mention
//	ev:{16 hex}.{b}-{e}     event member, by its trigger
//	st:{16 hex}.{b}-{e}     speech act, by its cue or, without one, its content
//	t:{16 hex}.{b}-{e}      time expression
//	e:{knowledge id}        entity linked to the knowledge tables
//	pos:{slug}              position
//	occ:{entity}.{position} occupancy: someone holding a position
//	g:{16 hex}.{8 hex}      claim label: the quads of one claim
//	g:infer.{…} g:ref.{…} g:user.{…}  labels of inferred, background and human facts
type ID string

// ArticleID returns the identifier of an article: the hash of its canonical URI,
// a newline and its text, or of the text alone when it has no URI.
func ArticleID(uri, text string) ID {
	h := sha256.New()
	if uri != "" {
		h.Write([]byte(uri + "\n"))
	}
	h.Write([]byte(text))
	return ID("doc:" + hex.EncodeToString(h.Sum(nil)[:8]))
}

// Hex returns the 16 hexadecimal digits of an article's id, and of the ids of
// what lies in it (m:, ev:, st:, t:, g:). It is "" for any other id.
func (id ID) Hex() string {
	kind, rest, ok := strings.Cut(string(id), ":")
	switch kind {
	case "doc", "m", "ev", "st", "t", "g":
	default:
		return ""
	}
	hex, _, _ := strings.Cut(rest, ".")
	if !ok || len(hex) != 16 {
		return ""
	}
	for i := range len(hex) {
		if c := hex[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return ""
		}
	}
	return hex
}

// HexNumber returns digits such as those of Hex as a number.
func HexNumber(hex string) (n uint64) {
	for i := range len(hex) {
		c := hex[i]
		if c >= 'a' {
			c -= 'a' - '0' - 10
		}
		n = n<<4 | uint64(c-'0')
	}
	return n
}

// IsThing reports whether an id is that of an entity, event or position.
func (id ID) IsThing() bool {
	switch kind, _, _ := strings.Cut(string(id), ":"); kind {
	case "e", "m", "ev", "pos":
		return true
	}
	return false
}

// Doc returns the article in which the thing of id lies, or "".
func (id ID) Doc() ID {
	if h := id.Hex(); h != "" {
		return ID("doc:" + h)
	}
	return ""
}

// In returns the id of kind ("m", "ev", "st", "t") for the span s of article doc.
func In(kind string, doc ID, s Span) ID {
	return ID(fmt.Sprintf("%s:%s.%d-%d", kind, doc.Hex(), s.B, s.E))
}

// Span returns the span that an id made by In names, or false.
func (id ID) Span() (Span, bool) {
	if id.Hex() == "" {
		return Span{}, false
	}
	_, tail, ok := strings.Cut(string(id), ".")
	if !ok {
		return Span{}, false
	}
	var s Span
	if n, err := fmt.Sscanf(tail, "%d-%d", &s.B, &s.E); n != 2 || err != nil {
		return Span{}, false
	}
	return s, string(id) == fmt.Sprintf("%s.%d-%d", strings.TrimSuffix(string(id), "."+tail), s.B, s.E)
}

// Label returns the claim label for what is claimed in doc: parts are the
// relation, the roles and the spans, in a fixed order.
func Label(doc ID, parts ...string) ID {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return ID("g:" + doc.Hex() + "." + hex.EncodeToString(sum[:4]))
}

// Slug turns a name into the part of an id: lower-case ASCII letters, digits and
// single hyphens.
func Slug(name string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			dash = false
		case r == '.' || r == '\'' || r == '’':
		default:
			dash = true
		}
	}
	return b.String()
}

// ValidID reports whether s may be an identifier.
func ValidID(s string) bool {
	for i := range len(s) {
		c := s[i]
		ok := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
			c == ':' || c == '.' || c == '_' || c == '-'
		if !ok {
			return false
		}
	}
	return s != "" && len(s) <= 256
}
