package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// appendWords appends the words of a part of the text.
func appendWords(dst []Span, text string, part Span) []Span {
	text = text[:part.E] // a part may end inside a character
	for at := part.B; at < part.E; {
		if n := isSpaceAt(text, at); n > 0 {
			at += n
			continue
		}
		end := at
		for end < part.E && isSpaceAt(text, end) == 0 {
			_, n := utf8.DecodeRuneInString(text[end:])
			end += n
		}
		dst = appendChunk(dst, text, at, end)
		at = end
	}
	return dst
}

// appendChunk cuts what stands between white space at text[base:end] into words.
func appendChunk(dst []Span, text string, base, end int) []Span {
	s := text[base:end]
	for at := 0; at < len(s); {
		n := wordLen(s, at, text[end:])
		cuts, k := inner(s[at : at+n])
		b := base + at
		for _, c := range cuts[:k] {
			dst = append(dst, Span{b, base + at + c})
			b = base + at + c
		}
		at += n
		dst = append(dst, Span{b, base + at})
	}
	return dst
}

// wordLen returns the length of the word at s[at:], before contractions are cut off.
// after is the text behind the chunk.
func wordLen(s string, at int, after string) int {
	for _, match := range [...]func(s string, at int) int{address, handle, smiley, number} {
		if n := match(s, at); n > 0 {
			return n
		}
	}
	if n := letters(s, at, after); n > 0 {
		return n
	}
	return punctuation(s, at)
}

func runeAt(s string, i int) (rune, int) {
	if i >= len(s) {
		return -1, 0
	}
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

func runeBefore(s string, i int) rune {
	if i == 0 {
		return -1
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200d'
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '`' || r == '´' || r == '‘' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

// letters matches a word of letters with what may stand inside one: digits,
// apostrophes, the points of abbreviations, "&" between capitals, "_", and the
// hyphen behind some prefixes.
func letters(s string, at int, after string) int {
	r, n := runeAt(s, at)
	if !isLetter(r) && r != '_' && !startsElision(s, at) {
		return 0
	}
	i := at + n
	for i < len(s) {
		r, n := runeAt(s, i)
		next, _ := runeAt(s, i+n)
		switch {
		case isLetter(r) || r == '_' || unicode.IsDigit(r):
		case isApostrophe(r) && isLetter(next):
		case r == '.' && pointInside(s, at, i, after):
		case r == '&' && isLetter(next) && joinsAmpersand(s, at, i+n):
		case isHyphen(r) && keepsHyphen(s, at, i, i+n):
		case r == '$' && isCurrencyLetters(s[at:i]):
			return i + n - at
		default:
			return i - at
		}
		i += n
	}
	return i - at
}

// startsElision finds the words that begin with an apostrophe ('90s, 'em, 's).
func startsElision(s string, at int) bool {
	r, n := runeAt(s, at)
	if !isApostrophe(r) || r == '`' {
		return false
	}
	end := at + n
	for end < len(s) && end-at < maxForm {
		q, k := runeAt(s, end)
		if !isLetter(q) && !isDigit(q) {
			break
		}
		end += k
	}
	w := strings.ToLower(s[at+n : end])
	if b := runeBefore(s, at); isLetter(b) || isDigit(b) || b == ')' || b == ']' || b == '%' {
		return clitic[w]
	}
	decade := len(w) == 3 && isDigit(rune(w[0])) && w[1] == '0' && w[2] == 's'
	year := r != '‘' && len(w) == 2 && isDigit(rune(w[0])) && isDigit(rune(w[1]))
	return decade || year || elided[w] || at == 0 && clitic[w] && r != '‘'
}

// pointInside says whether the point at s[i] belongs to the word s[at:i].
func pointInside(s string, at, i int, rest string) bool {
	w := s[at:i]
	next, n := runeAt(s, i+1)
	switch {
	case next == '.': // an ellipsis follows, or the full stop behind "Inc."
		after, _ := runeAt(s, i+2)
		return after != '.' && (strings.Contains(w, ".") && isAcronym(w) || abbreviations[strings.ToLower(w)])
	case isLetter(next):
		if isAcronym(w) { // the next letter must stand alone: U.S.A., not U.S.The
			after, _ := runeAt(s, i+1+n)
			return !isLetter(after) || isAbbreviation(s[at:i+1], s[i+1:]) || strings.Contains(w, ".") && titleTail(s[i+1:])
		}
		return isDomain(s[i+1:]) || compoundAbbreviation(s, i) || isDotted(s[at:])
	case isDigit(next):
		return isAcronym(w) || utf8.RuneCountInString(w) > 1 && isFileName(s[at:])
	}
	if i+1 < len(s) {
		rest = s[i+1:]
	}
	return isAbbreviation(s[at:i+1], rest)
}

// titleTail matches the rest of Ph.D. and such: one or two letters and a point.
func titleTail(s string) bool {
	p := strings.IndexByte(s, '.')
	return p == 1 || p == 2
}

// compoundAbbreviation finds Lt.Col. and Ph.D.: an abbreviation glued to another.
func compoundAbbreviation(s string, i int) bool {
	p := strings.IndexByte(s[i+1:], '.')
	return p > 0 && p <= 3 && isCapitalized(s[i+1:])
}

// isDotted finds names of small letters with points, at least two: those of news
// groups and of things in programs.
func isDotted(s string) bool {
	points := 0
	for i := 0; i < len(s) && i < maxForm; i++ {
		switch c := s[i]; {
		case c == '.' && i > 0 && s[i-1] != '.' && i+1 < len(s) && 'a' <= s[i+1] && s[i+1] <= 'z':
			points++
		case c < 'a' || c > 'z':
			return points > 1
		}
	}
	return points > 1
}

func isCapitalized(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// isAcronym says whether w is letters with points between: "U", "U.S", "a.m".
func isAcronym(w string) bool {
	if len(w) > maxForm {
		return false
	}
	letter := false
	for _, r := range w {
		if (r == '.') == !letter || r != '.' && !isLetter(r) {
			return false
		}
		letter = r != '.'
	}
	return letter
}

func joinsAmpersand(s string, at, after int) bool {
	if after-at > maxForm {
		return false
	}
	upper := true
	for _, r := range s[at:after] {
		upper = upper && (r == '&' || unicode.IsUpper(r))
	}
	r, _ := runeAt(s, after)
	return upper && unicode.IsUpper(r) || utf8.RuneCountInString(s[at:after]) == 2 && len(s) == after+1
}

// keepsHyphen says whether the hyphen at s[i:after] stays inside the word s[at:i].
func keepsHyphen(s string, at, i, after int) bool {
	next, _ := runeAt(s, after)
	return (isLetter(next) || isDigit(next)) && prefixes[strings.ToLower(s[at:i])]
}

func isCurrencyLetters(w string) bool {
	switch w {
	case "US", "U", "C", "A", "HK", "NZ", "S", "NT", "R", "CA", "AU", "CDN", "MX", "TT", "Z", "UH":
		return true
	}
	return false
}

// punctuation matches a mark, or a run of marks that counts as one word.
func punctuation(s string, at int) int {
	r, n := runeAt(s, at)
	next, k := runeAt(s, at+n)
	switch {
	case r == '.' && next == '?': // ".?" stands for a mark that was lost in copying
		return n + k
	case r == '!' || r == '?':
		return runOf(s, at, "!?")
	case strings.ContainsRune(".$-=*_~+#<>–—", r) && next == r:
		return runOf(s, at, string(r))
	case (r == '\'' || r == '`' || r == '’' || r == ',') && next == r:
		return n + k
	case r == '‘' && next == '’':
		return n + k
	case r == '+' && at == 0 && isDigit(next): // +44
		return n + max(number(s, at+n), 1)
	}
	return n
}

// runOf returns the length of the run of the given marks at s[at:].
func runOf(s string, at int, set string) int {
	i := at
	for i < len(s) {
		r, n := runeAt(s, i)
		if !strings.ContainsRune(set, r) {
			break
		}
		i += n
	}
	return i - at
}
