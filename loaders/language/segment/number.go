package segment

import (
	"strings"
	"unicode"
)

// number matches a number with what belongs to it: separators, ordinals, telephone
// numbers, dates.
func number(s string, at int) int {
	i := at
	if c, _ := runeAt(s, at); c == '.' && i+1 < len(s) && isDigit(rune(s[i+1])) && !isDigit(runeBefore(s, at)) && !isLetter(runeBefore(s, at)) {
		i++
	}
	if i >= len(s) || !isDigit(rune(s[i])) {
		return 0
	}
	if n := dashed(s, i); n > 0 {
		return i + n - at
	}
	if n := slashed(s, i); n > 0 {
		return i + n - at
	}
	i = digitsEnd(s, i)
	for i+1 < len(s) && strings.IndexByte(".,:", s[i]) >= 0 && isDigit(rune(s[i+1])) {
		end := digitsEnd(s, i+1)
		if s[i] == ',' && end-i != 4 { // a list: 18,19
			break
		}
		i = end
	}
	return suffixEnd(s, at, i) - at
}

func digitsEnd(s string, i int) int {
	for i < len(s) && isDigit(rune(s[i])) {
		i++
	}
	return i
}

// suffixEnd returns where a number that ends at s[i] ends with its letters: "20th" is
// one word, "20km" two.
func suffixEnd(s string, at, i int) int {
	end := i
	for end < len(s) {
		r, n := runeAt(s, end)
		if !isLetter(r) && !unicode.IsDigit(r) && r != '_' {
			break
		}
		end += n
	}
	if r, n := runeAt(s, i); isDecade(s[at:i]) && isApostrophe(r) && i+n < len(s) && s[i+n] == 's' {
		if after, _ := runeAt(s, i+n+1); !isLetter(after) {
			return i + n + 1
		}
	}
	// 5G is a network, 5g a weight.
	if suffix := s[i:end]; end == i || suffix != "G" && units[strings.ToLower(suffix)] {
		return i
	}
	return end
}

// isDecade finds the number in "the 80's" and "the 1980's", whose "'s" is no word.
func isDecade(s string) bool {
	if len(s) != 2 && len(s) != 4 || digitsEnd(s, 0) != len(s) || s[len(s)-1] != '0' {
		return false
	}
	return s[len(s)-2] >= '2' || len(s) == 4
}

// maxParts bounds the parts of what is written as one number.
const maxParts = 8

// dashed matches telephone numbers, postal codes and dates with hyphens.
func dashed(s string, at int) int {
	var parts []int
	i := at
	for {
		e := digitsEnd(s, i)
		if e == i {
			return 0
		}
		if parts = append(parts, e-i); len(parts) > maxParts {
			return 0
		}
		i = e
		if i+1 >= len(s) || s[i] != '-' && !(s[i] == '.' && len(parts) > 0) || !isDigit(rune(s[i+1])) {
			break
		}
		if s[i] == '.' && !(parts[0] == 3 && len(parts) < 3 && phonePoints(s[at:])) {
			break
		}
		i++
	}
	if r, _ := runeAt(s, i); isLetter(r) {
		return 0
	}
	if isDashed(parts) {
		return i - at
	}
	return 0
}

// phonePoints matches 713.853.1234.
func phonePoints(s string) bool {
	if len(s) < 12 || s[3] != '.' || s[7] != '.' {
		return false
	}
	return digitsEnd(s, 0) == 3 && digitsEnd(s, 4) == 7 && digitsEnd(s, 8) >= 12
}

func isDashed(parts []int) bool {
	switch len(parts) {
	case 2: // 555-1234, 10001-1234
		return parts[0] == 3 && parts[1] == 4 || parts[0] == 5 && parts[1] == 4
	case 3: // 713-555-1234, 11-20-2000, 2000-11-20
		return parts[2] == 4 || parts[0] == 4 && parts[1] == 2 && parts[2] == 2 ||
			parts[0] <= 2 && parts[1] <= 2 && parts[2] == 2
	}
	return len(parts) >= 4
}

// slashed matches dates with slashes; other numbers with slashes are three words.
func slashed(s string, at int) int {
	var parts []int
	i := at
	for {
		e := digitsEnd(s, i)
		if e == i || e-i > 4 {
			return 0
		}
		if parts = append(parts, value(s[i:e])); len(parts) > 3 {
			return 0
		}
		i = e
		if i+1 >= len(s) || s[i] != '/' || !isDigit(rune(s[i+1])) {
			break
		}
		i++
	}
	switch len(parts) {
	case 2: // 9/11 is a day, 1/2 a part
		if parts[0] <= 12 && parts[1] <= 31 && parts[0] > 0 && (parts[1] > 4 && parts[0] != 1 || parts[0] > parts[1]) {
			return i - at
		}
	case 3:
		return i - at
	}
	return 0
}

func value(digits string) int {
	v := 0
	for _, d := range digits {
		v = 10*v + int(d-'0')
	}
	return v
}
