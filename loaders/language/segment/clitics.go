package segment

import (
	"strings"
	"unicode/utf8"
)

// maxForm bounds the bytes of what is looked up: no listed form is as long, and a line
// of a million letters must not be read again at each of them.
const maxForm = 64

// inner returns where a word of letters is cut into syntactic words: before n't and
// the clitics behind an apostrophe, and inside a few fused forms.
func inner(w string) (cuts [2]int, n int) {
	if len(w) > maxForm {
		return cuts, 0
	}
	low := strings.ToLower(w)
	if at, ok := fused[low]; ok && len(low) == len(w) {
		cuts[0] = at
		return cuts, 1
	}
	i := lastApostrophe(w)
	if i <= 0 {
		return cuts, 0
	}
	_, k := utf8.DecodeRuneInString(w[i:])
	tail := strings.ToLower(w[i+k:])
	switch {
	case tail == "t" && i > 2 && (w[i-1] == 'n' || w[i-1] == 'N'):
		return [2]int{i - 1}, 1
	case !clitic[tail] || isDecade(w[:i]):
		return cuts, 0
	}
	head, _ := inner(w[:i]) // wouldn't've, I'd've
	if head[0] > 0 {
		return [2]int{head[0], i}, 2
	}
	return [2]int{i}, 1
}

func lastApostrophe(w string) int {
	return strings.LastIndexFunc(w, isApostrophe)
}
