// Package segment finds the words and sentences of a text, in the style of the
// English treebanks of Universal Dependencies: "don't" is two words, "well-known"
// three, "U.S." one.
//
// It changes nothing: words are ranges of bytes of the text, in order, and between
// them stands only white space. What kind of word a word is, the parser says.
//
// Start at Text.
package segment

// A Span is a half-open range of bytes of the text.
type Span struct{ B, E int }

// A Result is the segmentation of a text.
type Result struct {
	Words []Span
	Ends  []int // for each sentence, the index behind its last word
}

// Text segments a text. No word or sentence touches a part in skip.
func Text(text string, skip []Span) Result {
	var r Result
	for _, b := range blocks(text, skip) {
		r.block(text, b)
	}
	return r
}

// block adds the words and sentences of a part of the text that holds whole sentences.
func (r *Result) block(text string, b Span) {
	first := len(r.Words)
	r.Words = appendWords(r.Words, text, b)
	s := newSplitter(text, append([]Span(nil), r.Words[first:]...), b)
	r.Words = r.Words[:first]
	for i, w := range s.words {
		end := i+1 == len(s.words) || s.endsAfter(i)
		if form := text[w.B:w.E]; end && hasPoint(form) && !keepsPoint(form) {
			r.Words = append(r.Words, Span{w.B, w.E - 1})
			w.B = w.E - 1
		}
		r.Words = append(r.Words, w)
		if end {
			r.Ends = append(r.Ends, len(r.Words))
		}
	}
}

// hasPoint says whether the point of an abbreviation ends the form.
func hasPoint(form string) bool {
	return len(form) > 1 && form[len(form)-1] == '.' && !isTerminal(form)
}
