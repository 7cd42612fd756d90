package segment

import (
	"strings"
	"unicode/utf8"
)

// address matches web and mail addresses.
func address(s string, at int) int {
	if at > 0 {
		if r := runeBefore(s, at); isLetter(r) || isDigit(r) {
			return 0
		}
	}
	if n := webAddress(s[at:]); n > 0 {
		return n
	}
	return mailAddress(s[at:])
}

var schemes = []string{"http://", "https://", "ftp://", "www.", "mailto:", "file://"}

func webAddress(s string) int {
	for _, p := range schemes {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			return trimAddress(s, endOfAddress(s))
		}
	}
	return 0
}

func endOfAddress(s string) int {
	if i := strings.IndexAny(s, "<>\"“”[]{}|"); i >= 0 {
		return i
	}
	return len(s)
}

// trimAddress leaves the marks behind an address to the sentence.
func trimAddress(s string, n int) int {
	for n > 0 {
		r, k := utf8.DecodeLastRuneInString(s[:n])
		if r == ')' && strings.Count(s[:n], "(") >= strings.Count(s[:n], ")") {
			return n
		}
		if !strings.ContainsRune(".,;:!?'’)*", r) {
			return n
		}
		n -= k
	}
	return n
}

// The longest parts of a mail address, by RFC 5321.
const maxLocal, maxDomain = 64, 255

func mailAddress(s string) int {
	at := 0
	for at < len(s) && at <= maxLocal && isMailByte(s[at]) {
		at++
	}
	if at == 0 || at >= len(s) || s[at] != '@' {
		return 0
	}
	end := at + 1
	for end < len(s) && end-at <= maxDomain && (isMailByte(s[end]) && s[end] != '+' && s[end] != '%') {
		end++
	}
	end = trimAddress(s, end)
	if end <= at+1 {
		return 0
	}
	if !strings.Contains(s[at+1:end], ".") && (strings.ToUpper(s[at+1:end]) != s[at+1:end] || end-at < 4) {
		return 0
	}
	return end
}

func isMailByte(c byte) bool {
	return c < utf8.RuneSelf && (isLetter(rune(c)) || isDigit(rune(c)) || strings.IndexByte("._%+-", c) >= 0)
}

// isDomain says whether what follows a point is the rest of an address or a file name.
func isDomain(s string) bool {
	end := 0
	for end < len(s) && end < maxForm && (isLetter(rune(s[end])) || isDigit(rune(s[end])) || s[end] == '.' || s[end] == '-') {
		end++
	}
	for p := range strings.SplitSeq(strings.ToLower(strings.TrimRight(s[:end], ".-")), ".") {
		if domains[p] {
			return true
		}
	}
	return false
}

func isFileName(s string) bool {
	i := strings.IndexByte(s, '.')
	return i > 0 && isDomain(s[i+1:])
}

// handle matches "@name" and "#topic".
func handle(s string, at int) int {
	if s[at] != '@' && s[at] != '#' {
		return 0
	}
	if r, _ := runeAt(s, at+1); !isLetter(r) {
		return 0
	}
	if r := runeBefore(s, at); isLetter(r) || isDigit(r) {
		return 0
	}
	end := at + 1
	for end < len(s) {
		r, n := runeAt(s, end)
		if !isLetter(r) && !isDigit(r) && r != '_' {
			break
		}
		end += n
	}
	return end - at
}

var smileys = []string{
	":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":')", ":'(", "=)", "=(", "(:", ":)", ":(", ";)", ":D", ":P", ":p", ":/", ":|", "^_^", "<3", "=D", "xD", "XD", ">:(", "D:", ":]", ":*", ":o", ":O",
}

// smiley matches the faces of informal writing where they stand apart.
func smiley(s string, at int) int {
	if at > 0 && (isLetter(runeBefore(s, at)) || isDigit(runeBefore(s, at))) && !strings.HasPrefix(s[at:], ":)") && !strings.HasPrefix(s[at:], ":-)") && !strings.HasPrefix(s[at:], ":(") {
		return 0
	}
	for _, f := range smileys {
		if strings.HasPrefix(s[at:], f) {
			r, _ := runeAt(s, at+len(f))
			last := rune(f[len(f)-1])
			if !isLetter(r) && !isDigit(r) && (r != '/' || last != '/') {
				return len(f)
			}
		}
	}
	return 0
}
