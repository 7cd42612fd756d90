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
	style string // "a" if the block begins sentences with small letters

	first  int // word of the sentence
	quotes int // straight quotation marks in it
	depth  int // brackets open in it
	list   []feature
}

func newSplitter(text string, words []Span, b Span) *splitter {
	s := &splitter{text: text, words: words, style: "A"}
	for line := range strings.Lines(text[b.B:b.E]) {
		s.width = max(s.width, len(strings.TrimSpace(line)))
	}
	small, capital := 0, 0
	for i := range words[:max(0, len(words)-1)] {
		if !isTerminal(s.form(i)) {
			continue
		}
		switch kind(s.form(i + 1)) {
		case "low":
			small++
		case "Title", "UP", "cap":
			capital++
		}
	}
	if small > capital {
		s.style = "a"
	}
	return s
}

func (s *splitter) form(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.text[s.words[i].B:s.words[i].E]
}

// gap returns what stands between word i and the next.
func (s *splitter) gap(i int) string { return s.text[s.words[i].E:s.words[i+1].B] }

// endsAfter says whether a sentence ends after word i, which is not the last. It must
// be asked for the words in order.
func (s *splitter) endsAfter(i int) bool {
	s.count(i)
	end := s.decide(i)
	if end {
		s.first, s.quotes, s.depth = i+1, 0, 0
	}
	return end
}

// count keeps track of quotation marks and brackets.
func (s *splitter) count(i int) {
	switch s.form(i) {
	case "\"":
		s.quotes++
	case "(", "[", "{":
		s.depth++
	case ")", "]", "}":
		s.depth = max(0, s.depth-1)
	}
}

func (s *splitter) decide(i int) bool {
	if strings.ContainsAny(s.gap(i), "\n\r\u2028") && s.lineEnds(i) {
		return true
	}
	return s.isCandidate(i) && (s.afterPartyTag(i) || s.boundary(i))
}

// afterPartyTag says whether word i is the state of "said Jane Doe, D-N.Y." and a sentence
// begins behind it: within a sentence agencies set a comma behind the tag.
func (s *splitter) afterPartyTag(i int) bool {
	if i < 4 || s.form(i-1) != "-" || s.form(i-3) != "," || !strings.HasSuffix(s.form(i), ".") || s.gap(i) == "" {
		return false
	}
	party := s.form(i - 2)
	return (party == "D" || party == "R" || party == "I") && s.gap(i-2) == "" && s.gap(i-1) == "" && isCapitalized(s.form(i+1))
}

// rule is the decision by rules alone: a feature among those of the table.
func (s *splitter) rule(i int) bool {
	gap, next := s.gap(i), s.form(i+1)
	if gap == "" && (isCloser(next) || isTerminal(next)) {
		return false
	}
	t := s.closed(i)
	word := s.form(t)
	switch {
	case s.isCitation(i + 1):
		return false
	case s.isCitation(i-2) && isTerminal(s.form(s.closed(i-3))):
		return true
	case isTerminal(word):
		return s.afterTerminal(t, i)
	case hasPoint(word):
		return gap != "" && s.afterAbbreviation(word, i)
	}
	return false
}

// isCitation finds "[12]" at word i.
func (s *splitter) isCitation(i int) bool {
	return s.form(i) == "[" && s.form(i+2) == "]" && isDigit(rune(s.form(i + 1)[0]))
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
	if kind(s.form(t)) == "..." {
		return isCapitalized(next) && next != "I"
	}
	return true
}

// afterAbbreviation decides behind a word that keeps its point.
func (s *splitter) afterAbbreviation(word string, i int) bool {
	low := strings.ToLower(strings.TrimSuffix(word, "."))
	next := s.opened(i + 1)
	if titles[low] || wordTitles[low] && isCapitalized(word) || !isCapitalized(next) || low == "e.g" || low == "i.e" {
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

// longLine is a length in bytes to which no text is wrapped: a line as long is a
// paragraph.
const longLine = 120

// lineEnds decides at a single line break after word i: is the line full, so that the
// text goes on, or was it broken on purpose?
func (s *splitter) lineEnds(i int) bool {
	next, last := s.form(i+1), s.form(s.closed(i))
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) || s.form(i) == "," {
		return false
	}
	if isTerminal(last) || isBullet(next) || s.width > longLine {
		return true
	}
	b := 1 + strings.LastIndexAny(s.text[:s.words[i].B], "\n\r\u2028")
	return s.words[i].E-b+1+len(next) <= s.width
}

// isBullet says whether a line that begins with the word is an item of a list.
func isBullet(w string) bool {
	switch w {
	case "-", "*", "•", "·", "◦", "▪", "■", "●", "‣":
		return true
	}
	return false
}

func isTerminal(w string) bool {
	return w != "" && strings.Trim(w, ".!?…‽") == ""
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

// starters are words that begin sentences and seldom follow an abbreviation inside one.
var starters = set(`the a an this that these those he she it they we i you his her its their our my in on at
but and so if when while as after before for from with by to of no not yes there here what who how why where
however although though since because according also meanwhile another some many most all both each one two
mr mrs ms dr`)
