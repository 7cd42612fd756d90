package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A splitter decides where in a block of text sentences end.
type splitter struct {
	text  string
	words []Span // of the block
	width int    // of its longest line
}

func newSplitter(text string, words []Span, b Span) *splitter {
	width := 0
	for line := range strings.Lines(text[b.B:b.E]) {
		width = max(width, len(strings.TrimSpace(line)))
	}
	return &splitter{text: text, words: words, width: width}
}

func (s *splitter) form(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.text[s.words[i].B:s.words[i].E]
}

// gap returns what stands between word i and the next.
func (s *splitter) gap(i int) string { return s.text[s.words[i].E:s.words[i+1].B] }

// endsAfter says whether a sentence ends after word i, which is not the last.
func (s *splitter) endsAfter(i int) bool {
	gap, next := s.gap(i), s.form(i+1)
	if gap == "" && (isCloser(next) || isTerminal(next)) {
		return false
	}
	t := i // the word that could end the sentence, behind it only what closes
	for t > 0 && isCloser(s.form(t)) && s.gap(t-1) == "" {
		t--
	}
	if strings.ContainsAny(gap, "\n\r\u2028") && s.lineEnds(i, t) {
		return true
	}
	word := s.form(t)
	switch {
	case isTerminal(word):
		return s.afterTerminal(t, i)
	case strings.HasSuffix(word, ".") && utf8.RuneCountInString(word) > 1:
		return gap != "" && s.afterAbbreviation(word, i)
	}
	return false
}

// afterTerminal decides behind ". ! ? …" at word t, with closers up to word i.
func (s *splitter) afterTerminal(t, i int) bool {
	gap, next := s.gap(i), s.opened(i+1)
	if gap == "" {
		// A missing space: "end.Start", but not "Yahoo!'s".
		return isCapitalized(next) && (t < i || s.form(t) != "." || len(next) > 1) && !isCloser(s.form(i+1))
	}
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) {
		return false
	}
	if s.form(t) == "..." || s.form(t) == "…" || s.form(t) == ".." {
		return isCapitalized(next) && !isPronounI(next)
	}
	return true
}

// afterAbbreviation decides behind a word that keeps its point.
func (s *splitter) afterAbbreviation(word string, i int) bool {
	low := strings.ToLower(strings.TrimSuffix(word, "."))
	next := s.opened(i + 1)
	if titles[low] || !isCapitalized(next) {
		return false
	}
	if utf8.RuneCountInString(low) == 1 { // an initial
		return starters[strings.ToLower(next)] && len(next) > 1
	}
	return starters[strings.ToLower(next)]
}

// opened returns the form of the first word from i on that is no opening mark.
func (s *splitter) opened(i int) string {
	for k := 0; k < 4 && i+1 < len(s.words) && isOpener(s.form(i)) && s.gap(i) == ""; k++ {
		i++
	}
	return s.form(i)
}

// lineEnds decides at a single line break after word i: is the line full, so that
// the text goes on, or was it broken on purpose?
func (s *splitter) lineEnds(i, t int) bool {
	next := s.form(i + 1)
	r, _ := utf8.DecodeRuneInString(next)
	if isTerminal(s.form(t)) {
		return !unicode.IsLower(r)
	}
	b, e := s.words[i].B, s.words[i].E
	if k := strings.LastIndexAny(s.text[:b], "\n\r\u2028"); k >= 0 {
		b = k + 1
	} else {
		b = 0
	}
	const longLine = 120 // no text is wrapped as wide: such a line is a paragraph
	if s.width > longLine {
		return !unicode.IsLower(r) && s.form(i) != ","
	}
	fits := e-b+1+len(next) <= s.width
	return fits && !unicode.IsLower(r) && s.form(i) != ","
}

func isTerminal(w string) bool {
	if w == "" {
		return false
	}
	return strings.Trim(w, ".!?…‽") == ""
}

func isCloser(w string) bool {
	switch w {
	case "\"", "”", "’", "'", "''", "’’", ")", "]", "}", "»", "›":
		return true
	}
	return false
}

func isOpener(w string) bool {
	switch w {
	case "\"", "“", "‘", "'", "``", "(", "[", "{", "«", "‹", "„", "-", "–", "—", "*", "•":
		return true
	}
	return false
}

func isPronounI(w string) bool { return w == "I" }

// starters are words that begin sentences and seldom follow an abbreviation inside one.
var starters = set(`the a an this that these those he she it they we i you his her its their our my in on at
but and so if when while as after before for from with by to of no not yes there here what who how why where
however although though since because according also meanwhile another some many most all both each one two
mr mrs ms dr`)
