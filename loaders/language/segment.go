package language

import "newsgraph/loaders/language/segment"

// Segment fills the sentences and the spans of the tokens of doc.
func Segment(doc *Document) {
	skip := make([]segment.Span, len(doc.Skip))
	for i, s := range doc.Skip {
		skip[i] = segment.Span(s)
	}
	r := segment.Text(doc.Text, skip)
	doc.Tokens = make([]Token, len(r.Words))
	for i, w := range r.Words {
		doc.Tokens[i] = Token{Span: Span(w), Head: -1}
	}
	doc.Sentences = make([]Sentence, 0, len(r.Ends))
	first := 0
	for _, end := range r.Ends {
		doc.addSentence(first, end)
		first = end
	}
}

func (d *Document) addSentence(first, end int) {
	span := Span{d.Tokens[first].B, d.Tokens[end-1].E}
	d.Sentences = append(d.Sentences, Sentence{Span: span, First: first, End: end})
}
