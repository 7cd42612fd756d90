package segment

import (
	_ "embed"
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// table holds the weights of the features of a sentence boundary, one a line. It is
// written by the program in train from UD_English-EWT and GUM (CC BY-SA 4.0).
//
//go:embed boundary.tsv
var table string

// A feature is what is true of a place, in parts whose join is its name in the table.
type feature [6]string

func (f *feature) name() string { return strings.Join(f[:], "") }

// hash is FNV-1a of the name: the table is asked for a million names a second, so they
// are not put together.
func (f *feature) hash() uint64 {
	h := uint64(offset64)
	for _, part := range f {
		h = hash(h, part)
	}
	return h
}

const offset64, prime64 = 14695981039346656037, 1099511628211

func hash(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime64
	}
	return h
}

// weights has the table by the hashes of the names, in hundredths.
var weights = sync.OnceValue(func() map[uint64]int {
	m := make(map[uint64]int, strings.Count(table, "\n"))
	for line := range strings.Lines(table) {
		name, w, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if n, err := strconv.Atoi(w); ok && err == nil {
			m[hash(offset64, name)] = n
		}
	}
	return m
})

// boundary says whether a sentence ends after word i: whether the weights of what is
// true of the place add up to more than zero.
func (s *splitter) boundary(i int) bool {
	sum := 0
	w := weights()
	s.describe(i)
	for k := range s.list {
		sum += w[s.list[k].hash()]
	}
	return sum > 0
}

// isCandidate says whether a sentence may end after word i: behind something else than
// a small word that goes on with another.
func (s *splitter) isCandidate(i int) bool {
	next := s.form(i + 1)
	if s.gap(i) == "" && (isCloser(next) || isTerminal(next)) {
		return false
	}
	c := kind(next)
	return c != "low" && c != "clitic" && c != "," || kind(s.form(s.closed(i))) != "low" && c != "clitic" && c != ","
}

// closed returns the word before the closing marks that end in word i.
func (s *splitter) closed(i int) int {
	for i > 0 && isCloser(s.form(i)) && s.gap(i-1) == "" {
		i--
	}
	return i
}

// describe fills the list of what is true of the place after word i.
func (s *splitter) describe(i int) {
	t := s.closed(i)
	last, next := s.form(t), s.form(i+1)
	prev, before := s.inSentence(t-1), s.inSentence(t-2)
	k, kn, ka, kp, kb := kind(last), kind(next), kind(s.form(i+2)), kind(prev), kind(before)
	place := "_"
	switch glued := s.gap(i) == ""; {
	case t < i && glued:
		place = "cn"
	case t < i:
		place = "c"
	case glued:
		place = "n"
	}
	lower, lowerNext := strings.ToLower(last), strings.ToLower(next)
	rule, quotes, depth := digit(s.rule(i)), digit(s.quotes%2 == 1), digit(s.depth > 0)
	length := lengths[min(bits.Len(uint(i-s.first)), len(lengths)-1)]
	s.list = append(s.list[:0],
		feature{"bias"}, feature{"r", rule}, feature{"R", rule, k, place, kn},
		feature{"p", k, place, kn, " ", ka}, feature{"b", kp, k, place, kn}, feature{"B", kb, kp, k, kn},
		feature{"l", lower}, feature{"L", lower, " ", kn}, feature{"N", k, place, lowerNext},
		feature{"M", lowerNext, " ", ka}, feature{"v", strings.ToLower(prev), " ", k, kn},
		feature{"q", quotes, k, place, kn}, feature{"d", depth, k, place, kn}, feature{"s", s.style, k, place, kn},
		feature{"n", length}, feature{"o", length, k, kn}, feature{"A", k, kn, ka, kind(s.form(i + 3))})
}

// inSentence returns the form of word i if it belongs to the sentence.
func (s *splitter) inSentence(i int) string {
	if i < s.first {
		return ""
	}
	return s.form(i)
}

func digit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// lengths name the numbers of words of a sentence so far, by their bits.
var lengths = [...]string{"0", "1", "2", "3", "4", "5", "6"}

// kind sorts words by their looks.
func kind(w string) string {
	if w == "" {
		return "none"
	}
	r, n := utf8.DecodeRuneInString(w)
	switch {
	case isTerminal(w):
		switch w {
		case ".", "?", "!":
			return w
		case "...", "…", "..":
			return "..."
		}
		return "!!"
	case unicode.IsLetter(r):
		return letterKind(w, r, n)
	case isDigit(r):
		if strings.ContainsAny(w, "/:") {
			return "date"
		}
		return "num"
	case isApostrophe(r) && len(w) > n:
		if clitic[strings.ToLower(w[n:])] {
			return "clitic"
		}
		return kind(w[n:])
	case len(w) == n:
		return markKind(w, r)
	case strings.Trim(w, "-=*_~#+<>–—") == "":
		return "rule"
	}
	for _, s := range smileys {
		if s == w {
			return "smiley"
		}
	}
	return "other"
}

func letterKind(w string, r rune, n int) string {
	switch {
	case len(w) > 4 && (strings.Contains(w, "://") || strings.HasPrefix(w, "www.")):
		return "url"
	case strings.Contains(w, "@"):
		return "mail"
	case hasPoint(w):
		return "abbr"
	case w == "n't":
		return "clitic"
	case unicode.IsLower(r):
		return "low"
	case len(w) == n:
		return "cap"
	}
	if second, _ := utf8.DecodeRuneInString(w[n:]); unicode.IsUpper(second) {
		return "UP"
	}
	return "Title"
}

func markKind(w string, r rune) string {
	switch {
	case isHyphen(r) || r == '–' || r == '—':
		return "-"
	case isCloser(w) && isOpener(w):
		return "'"
	case isOpener(w):
		return "("
	case isCloser(w):
		return ")"
	case strings.ContainsRune(",;:", r):
		return w
	case unicode.IsDigit(r):
		return "num"
	}
	return "sym"
}
