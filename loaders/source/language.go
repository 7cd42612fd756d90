package source

import (
	_ "embed"
	"fmt"
	"math/bits"
	"strings"
	"sync"
	"unicode"

	"newsgraph/graph"
)

//go:embed data/stopwords.tsv
var stopwordData string

// A wordTable gives for each common word the languages that have it, as a bit
// each in the order of names. English is the first.
type wordTable struct {
	names []string
	has   map[string]uint32
}

var stopwords = sync.OnceValue(func() wordTable {
	t := wordTable{has: map[string]uint32{}}
	for line := range dataLines(stopwordData) {
		name, words, _ := strings.Cut(line, "\t")
		for _, w := range strings.Fields(words) {
			t.has[w] |= 1 << len(t.names)
		}
		t.names = append(t.names, name)
	}
	return t
})

const (
	// languageWords is how many words of a text decide on its language.
	languageWords = 500
	// foreignHits is the least number of another language's common words for
	// which a text is taken to be in it: names and quotations bring in a few.
	foreignHits = 8
)

// language returns "English", the name of another language or script that text
// is in, or "" where it is too short to say. Counting the commonest words tells
// languages as surely as statistics of letters, from about twenty words on.
func language(text string) string {
	if script := foreignScript(text); script != "" {
		return script
	}
	table := stopwords()
	hits := make([]int, len(table.names))
	n := 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if n++; n > languageWords {
			break
		}
		for set := table.has[strings.ToLower(w)]; set != 0; set &= set - 1 {
			hits[bits.TrailingZeros32(set)]++
		}
	}
	best := 0
	for i := range hits {
		if hits[i] > hits[best] {
			best = i
		}
	}
	switch {
	case best > 0 && hits[best] >= foreignHits && hits[best]*2 > hits[0]*3:
		return table.names[best]
	case hits[0] >= 5 && hits[0]*100 >= n*12:
		return "English"
	}
	return ""
}

// scripts are the writing systems that no English text is in.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek}, {"Arabic", unicode.Arabic}, {"Hebrew", unicode.Hebrew},
	{"Japanese", unicode.Hiragana}, {"Japanese", unicode.Katakana}, {"Korean", unicode.Hangul}, {"Chinese", unicode.Han},
	{"Devanagari", unicode.Devanagari}, {"Bengali", unicode.Bengali}, {"Tamil", unicode.Tamil}, {"Thai", unicode.Thai},
	{"Georgian", unicode.Georgian}, {"Armenian", unicode.Armenian}, {"Ethiopic", unicode.Ethiopic},
}

// foreignScript returns the script other than Latin that half of the letters of
// text are in, or "".
func foreignScript(text string) string {
	letters, counts := 0, make([]int, len(scripts))
	for i, r := range text {
		if i > languageWords*6 {
			break
		}
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r < 0x370 {
			continue
		}
		for k := range scripts {
			if unicode.Is(scripts[k].table, r) {
				counts[k]++
				break
			}
		}
	}
	total := 0
	for _, n := range counts {
		total += n
	}
	if total*2 <= letters {
		return ""
	}
	for k, n := range counts { // Japanese before Chinese: it is written with Han, too
		if n*5 > total {
			return scripts[k].name
		}
	}
	return "another script"
}

// setLanguage decides whether art can be analysed: only English is.
func (in *Input) setLanguage(art *graph.Article) error {
	declared := strings.ToLower(art.Language)
	switch found := language(art.Text); {
	case found == "English" || found == "" && (declared == "" || strings.HasPrefix(declared, "en")):
		art.Language = "en"
	case in.opts.AnyLanguage:
	case found == "":
		return fmt.Errorf("%w: declared as %q, only English is analysed", ErrLanguage, art.Language)
	default:
		return fmt.Errorf("%w: %s, only English is analysed", ErrLanguage, found)
	}
	return nil
}
