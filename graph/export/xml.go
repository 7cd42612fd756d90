package export

import (
	"strings"
	"unicode/utf8"
)

// xmlText writes s as text or attribute of XML 1.0. Line breaks and tabs are
// written as references, since a reader turns them into spaces within attributes;
// what XML cannot hold becomes U+FFFD.
func xmlText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '"':
			b.WriteString("&quot;")
		case '\'':
			b.WriteString("&#39;")
		case '\n':
			b.WriteString("&#10;")
		case '\r':
			b.WriteString("&#13;")
		case '\t':
			b.WriteString("&#9;")
		default:
			b.WriteRune(xmlRune(r))
		}
	}
	return b.String()
}

// xmlRune replaces characters that XML 1.0 cannot hold.
func xmlRune(r rune) rune {
	if r < 0x20 && r != '\n' && r != '\r' && r != '\t' || r == 0xFFFE || r == 0xFFFF || r >= 0x7f && r < 0xa0 {
		return utf8.RuneError
	}
	return r
}
