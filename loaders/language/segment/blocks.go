package segment

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// blocks returns the parts of the text between blank lines and skipped parts: a
// sentence never crosses either.
func blocks(text string, skip []Span) []Span {
	skip = append([]Span(nil), skip...)
	sort.Slice(skip, func(i, j int) bool { return skip[i].B < skip[j].B })
	var out []Span
	at := 0
	for _, s := range append(skip, Span{len(text), len(text)}) {
		b, e := min(max(s.B, at), len(text)), min(s.E, len(text))
		out = appendParagraphs(out, text, Span{at, b})
		at = max(b, e) // a span that ends before it begins skips nothing
	}
	return out
}

// appendParagraphs cuts a range at its blank lines.
func appendParagraphs(out []Span, text string, s Span) []Span {
	text = text[:s.E]
	at := s.B
	for at < s.E {
		n := blankLine(text[at:])
		if n > 0 && strings.TrimSpace(text[at:at+n]) != "" {
			out = append(out, Span{at, at + n})
		}
		at += n
		for at < s.E && isSpaceAt(text, at) > 0 {
			at += isSpaceAt(text, at)
		}
	}
	return out
}

// blankLine returns where the first blank line of s begins, len(s) if there is none.
func blankLine(s string) int {
	lines := 0
	start := 0
	for i, r := range s {
		switch {
		case r == '\u2029':
			return i
		case r == '\n' || r == '\u2028' || r == '\r' && !strings.HasPrefix(s[i+1:], "\n"):
			if lines == 0 {
				start = i
			}
			if lines++; lines == 2 {
				return start
			}
		case !unicode.IsSpace(r):
			lines = 0
		}
	}
	return len(s)
}

// isSpaceAt returns the length of the white space character at i, 0 if there is none.
func isSpaceAt(s string, i int) int {
	if c := s[i]; c < utf8.RuneSelf {
		if c == ' ' || '\t' <= c && c <= '\r' || 0x1C <= c && c <= 0x1F || c == 0 {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	// Marks that show nothing (zero width space, byte order mark) part words as spaces do.
	if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060' {
		return n
	}
	return 0
}
