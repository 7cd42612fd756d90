package language

import (
	"slices"
	"strings"
	"time"

	"newsgraph/loaders/language/wordpiece"
)

// A batch is a run of sentences on their way through the encoder. Sentences that were
// parsed before, or that stand twice in the batch, go through it once.
type batch struct {
	doc    *Document
	given  []bool // marks the predicates of the document, nil to find them
	ids    []int32
	shapes []uint8
	offs   []int    // where the sentences to compute begin in ids, and the end
	first  []int32  // for each word of those sentences its first piece
	todo   []int    // those sentences
	keys   []string // of the sentences in todo
	same   []int    // for each sentence of the batch: the entry of todo, -1 if parsed
	parses []*parse // for each sentence of the batch
}

// add appends sentence i of the document.
func (b *batch) add(p *Pipeline, i int) {
	key := b.doc.key(i)
	b.parses, b.same = append(b.parses, nil), append(b.same, -1)
	n := len(b.parses) - 1
	if b.given == nil {
		if b.parses[n] = p.cache.get(key); b.parses[n] != nil {
			return
		}
		if b.same[n] = slices.Index(b.keys, key); b.same[n] >= 0 {
			return
		}
	}
	b.same[n] = len(b.todo)
	b.todo, b.keys = append(b.todo, i), append(b.keys, key)
	b.piece(p.vocab, b.doc.Sentences[i])
}

// piece appends the pieces of a sentence.
func (b *batch) piece(v *wordpiece.Vocab, s Sentence) {
	b.ids, b.shapes = append(b.ids, v.CLS), append(b.shapes, wordpiece.ShapeNone)
	for i := s.First; i < s.End; i++ {
		b.first = append(b.first, int32(len(b.ids)))
		word := b.doc.Form(i)
		b.ids = v.Append(b.ids, word)
		for shape := wordpiece.Shape(word); len(b.shapes) < len(b.ids); {
			b.shapes = append(b.shapes, shape)
		}
	}
	b.ids, b.shapes = append(b.ids, v.SEP), append(b.shapes, wordpiece.ShapeNone)
	b.offs = append(b.offs, len(b.ids))
}

// run parses the sentences of the batch that are new.
func (b *batch) run(p *Pipeline) error {
	done := make([]*parse, len(b.todo))
	if len(b.todo) > 0 {
		start := time.Now()
		h := p.enc.Hidden()
		mem := getMemory()
		defer putMemory(mem)
		vec := mem.vectors(len(b.ids) * h)
		if err := p.enc.Encode(vec, b.ids, b.shapes, b.offs); err != nil {
			return err
		}
		// A word has the vector of its first piece; those move to the front.
		for w, piece := range b.first {
			copy(vec[w*h:(w+1)*h], vec[int(piece)*h:(int(piece)+1)*h])
		}
		start = since(&p.spent.encoder, start)
		b.read(p, vec, mem, done)
		since(&p.spent.heads, start)
	}
	for n, k := range b.same {
		if k >= 0 {
			b.parses[n] = done[k]
		}
	}
	return nil
}

// readWords is how many words the heads read together: enough to fill their products,
// few enough for the cache of a processor.
const readWords = 224

// read decodes the sentences in runs from the vectors of their words.
func (b *batch) read(p *Pipeline, vec []float32, mem *memory, done []*parse) {
	h := p.enc.Hidden()
	first, words := 0, 0
	for k, i := range b.todo {
		s := b.doc.Sentences[i]
		done[k] = &parse{forms: make([]string, s.End-s.First)}
		for w := range done[k].forms {
			done[k].forms[w] = b.doc.Form(s.First + w)
		}
		if b.given != nil {
			done[k].given = b.given[s.First:s.End]
		}
		words += len(done[k].forms)
		if words >= readWords || k+1 == len(b.todo) {
			p.heads.read(vec[:words*h], mem, done[first:k+1])
			vec = vec[words*h:]
			first, words = k+1, 0
		}
	}
	if b.given == nil {
		for k, key := range b.keys {
			p.cache.put(key, done[k])
		}
	}
}

// key is the forms of a sentence: what its parse depends on.
func (d *Document) key(i int) string {
	var b strings.Builder
	for t := d.Sentences[i].First; t < d.Sentences[i].End; t++ {
		b.WriteString(d.Form(t))
		b.WriteByte('\n') // stands in no form
	}
	return b.String()
}

// splitLong cuts the sentences that the encoder cannot take at once.
func (p *Pipeline) splitLong(doc *Document) {
	limit := p.enc.MaxPieces() - 2 // for the marks at both ends
	sentences := doc.Sentences
	doc.Sentences = nil
	var ids []int32
	for _, s := range sentences {
		if s.E-s.B < limit { // a piece has at least a byte
			doc.Sentences = append(doc.Sentences, s)
			continue
		}
		first, n, cut := s.First, 0, 0
		for i := s.First; i < s.End; i++ {
			ids = p.vocab.Append(ids[:0], doc.Form(i))
			if n+len(ids) > limit {
				if cut <= first {
					cut = i
				}
				doc.addSentence(first, cut)
				first, n = cut, p.count(doc, cut, i)
			}
			if n += len(ids); n > limit/2 && isBreak(doc.Form(i)) {
				cut = i + 1
			}
		}
		doc.addSentence(first, s.End)
	}
}

// count returns the number of pieces of tokens first … end-1.
func (p *Pipeline) count(doc *Document, first, end int) int {
	var ids []int32
	for i := first; i < end; i++ {
		ids = p.vocab.Append(ids, doc.Form(i))
	}
	return len(ids)
}

// isBreak says whether a sentence that must be cut is best cut behind the word.
func isBreak(w string) bool {
	switch w {
	case ";", ":", ",", ".", "!", "?", "-", "–", "—", "--", "•", "|", "*":
		return true
	}
	return false
}
