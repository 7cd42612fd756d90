package resolve

import (
	"slices"
	"strings"

	"newsgraph/graph/knowledge"
)

// A person is a personal name taken apart.
type person struct {
	words  []string // without titles and suffix
	suffix string   // jr sr ii iii iv
}

func (p person) String() string {
	return strings.TrimSuffix(strings.Join(p.words, " ")+" "+p.suffix, " ")
}

func (p person) first() string { return p.words[0] }
func (p person) last() string  { return p.words[len(p.words)-1] }

// person takes a normalised name apart. Titles in front go unless they are a
// given name ("Dean") or all there is.
func (s *State) person(name string) person {
	words := strings.Fields(plain.Replace(name))
	for len(words) > 1 {
		t, ok := s.know.Title(words)
		if !ok || t.Words >= len(words) {
			break
		}
		if _, given := s.know.Given(words[0]); given && !t.Honorific {
			break
		}
		words = words[t.Words:]
	}
	if first := words[:min(1, len(words))]; len(words) > 1 && initialsAlone(first[0]) {
		words = append(strings.Split(first[0], ""), words[1:]...)
	}
	p := person{words: words}
	if n := len(words); n > 1 && slices.Contains(generations, words[n-1]) && (n > 2 || words[n-1] == "jr" || words[n-1] == "sr") {
		p.words, p.suffix = words[:n-1], words[n-1] // "Abdullah II" is a king
	}
	return p
}

// plain writes letters of their own as those that stand for them where a keyboard or an
// agency's wire has none.
var plain = strings.NewReplacer("ø", "o", "æ", "ae", "œ", "oe", "ß", "ss", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ı", "i")

// initialsAlone reports whether a first name is written as initials: "JD", "R.T.". Those
// that make a syllable cannot be told from names.
func initialsAlone(word string) bool {
	return (len(word) == 2 || len(word) == 3) && !strings.ContainsAny(word, "aeiouy") && !consonantNames[word]
}

// consonantNames are names and short forms of names without a vowel.
var consonantNames = map[string]bool{
	"ng": true, "st": true, "mc": true, "md": true, "sk": true, "sh": true, "kh": true, "ch": true, "chr": true,
	"mrs": true, "mr": true, "ms": true, "dr": true, "fr": true, "sgt": true,
}

// fullest drops the names that are part of another one.
func fullest(names []person) []person {
	var out []person
	for i, p := range names {
		part := false
		for k, q := range names {
			if i != k && within(p.words, q.words) && (len(p.words) < len(q.words) || k < i) && (p.suffix == "" || p.suffix == q.suffix) {
				part = true
			}
		}
		if !part {
			out = append(out, p)
		}
	}
	return out
}

// within reports whether the words of a occur in b in their order.
func within(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// Scores of two personal names. From accept on they may be one name; below
// possible they cannot be one person's.
const (
	sameName  = 1000
	sameWords = 950 // in another order
	middle    = 920 // one with a middle name or initial more
	nickname  = 860
	spelling  = 850 // a long name spelled in two ways
	initial   = 700 // "J. Smith": needs more
	near      = 650 // a short name spelled in two ways: needs more
	possible  = 600
)

// nameScore compares two names of at least two words; a single word scores by
// equality of the last, which alone proves nothing.
func nameScore(know *knowledge.Tables, a, b person) int {
	if a.suffix != "" && b.suffix != "" && a.suffix != b.suffix {
		return 0
	}
	if len(a.words) == 1 || len(b.words) == 1 {
		if a.last() == b.last() || a.last() == b.first() || b.last() == a.first() {
			return possible
		}
		if spelledAlike(a.last(), b.last()) && max(len(a.last()), len(b.last())) >= 7 {
			return possible
		}
		return 0
	}
	if slices.Equal(a.words, b.words) {
		return sameName
	}
	if sameSet(a.words, b.words) {
		return sameWords
	}
	family := familyScore(know, a.last(), b.last())
	given := givenScore(know, a.first(), b.first())
	if shortened(a, b) || shortened(b, a) {
		return middle
	}
	if middleClash(a.words, b.words) {
		given = min(given, near)
	}
	return min(family, given, middle)
}

// shortened reports whether a is b with words left out: the family name stays, or
// two given words do ("Mohammed bin Salman Al Saud").
func shortened(a, b person) bool {
	return within(a.words, b.words) && (a.last() == b.last() || len(a.words) > 2 && a.first() == b.first())
}

func sameSet(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// middleClash reports whether both have a middle name and these differ.
func middleClash(a, b []string) bool {
	if len(a) != 3 || len(b) != 3 {
		return false
	}
	x, y := a[1], b[1]
	return x != y && x[0] != y[0]
}

func familyScore(know *knowledge.Tables, a, b string) int {
	switch {
	case a == b:
		return sameName
	case umlauts.Replace(a) == umlauts.Replace(b):
		return spelling
	case !spelledAlike(a, b):
		return loosely(a, b)
	case know.Surname(a) && know.Surname(b):
		return 0 // two common names: Hanson and Hansen
	case max(len(a), len(b)) >= 7:
		return spelling
	}
	return near
}

// umlauts makes one of the two ways to write a letter that English lacks: "Stoere" and
// "Store" for "Støre".
var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "aa", "a")

func givenScore(know *knowledge.Tables, a, b string) int {
	switch {
	case a == b:
		return sameName
	case len(a) == 1 || len(b) == 1:
		if a[0] == b[0] || len(a) == 1 && shortFor(know, b, a[0]) || len(b) == 1 && shortFor(know, a, b[0]) {
			return initial
		}
		return 0
	case know.SameGiven(a, b):
		return nickname
	case !spelledAlike(a, b):
		return loosely(a, b)
	}
	ga, oka := know.Given(a)
	gb, okb := know.Given(b)
	switch {
	case ga != gb && oka && okb:
		return 0 // Daniel and Daniela
	case len(a) >= 6 || len(b) >= 6:
		return spelling
	}
	return near
}

// shortFor reports whether a long form of the nickname begins with the letter.
func shortFor(know *knowledge.Tables, nick string, letter byte) bool {
	return slices.ContainsFunc(know.Nickname(nick), func(full string) bool { return full[0] == letter })
}

// spelledAlike reports whether two words may be transliterations or misprints of
// one: the same letters but for doubled ones, vowels and h, or one edit apart, and
// the same first letter.
func spelledAlike(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) < 4 || len(b) < 4 || a[0] != b[0] {
		return false
	}
	d := distance(a, b)
	return d == 1 || d <= 3 && d*3 <= min(len(a), len(b)) && skeleton(a) == skeleton(b)
}

// loosely returns possible for words so alike that two misprints could part them:
// no reason to be one, and none to be two.
func loosely(a, b string) int {
	if len(a) >= 5 && len(b) >= 5 && a[0] == b[0] && distance(a, b) <= 2 {
		return possible
	}
	return 0
}

// skeleton keeps the consonants, doubled ones once, with the letters that
// transliterations exchange made one.
func skeleton(w string) string {
	out := make([]byte, 0, len(w))
	for i := range len(w) {
		c := w[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'j':
			continue
		case 'q', 'c':
			c = 'k'
		case 'w':
			c = 'v'
		case 'z':
			c = 's'
		}
		if len(out) == 0 || out[len(out)-1] != c {
			out = append(out, c)
		}
	}
	return string(out)
}

// distance is the number of letters to insert, delete, change or swap with the
// next.
func distance(a, b string) int {
	var short [3][40]int // names are shorter than that; those need nothing from the heap
	prev2, prev, row := short[0][:], short[1][:], short[2][:]
	if len(b) >= len(short[0]) {
		prev2, prev, row = make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	}
	for j := range len(b) + 1 {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(b)]
}
