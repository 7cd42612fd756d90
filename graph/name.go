package graph

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// NormalName returns the form under which a name is looked up: compatibility
// decomposed, without marks, lower-case, words of letters and digits separated by
// single spaces.
func NormalName(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '.':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}
