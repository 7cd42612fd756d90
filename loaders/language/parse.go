package language

import (
	"strings"

	"newsgraph/loaders/language/encoder"
)

// A parse is what the heads say of one sentence. Its tokens have no spans and all its
// indexes count from the first word of the sentence, so that the same sentence
// elsewhere has the same parse.
type parse struct {
	tokens  []Token
	names   []Name
	frames  []Frame
	kidList []int // the children of all words, by head
	kidAt   []int // where those of word i begin
}

// kids returns the words that word i governs, in order.
func (p *parse) kids(i int) []int { return p.kidList[p.kidAt[i]:p.kidAt[i+1]] }

// indexKids fills kidList and kidAt from the heads.
func (p *parse) indexKids() {
	n := len(p.tokens)
	p.kidAt = make([]int, n+2)
	for _, t := range p.tokens {
		if t.Head >= 0 {
			p.kidAt[t.Head+2]++
		}
	}
	for i := 2; i < n+2; i++ {
		p.kidAt[i] += p.kidAt[i-1]
	}
	p.kidList = make([]int, n)
	for i, t := range p.tokens {
		if t.Head >= 0 {
			p.kidList[p.kidAt[t.Head+1]] = i
			p.kidAt[t.Head+1]++
		}
	}
}

// read decodes a sentence from the vectors of its words; forms gives their text, given
// marks the predicates or is nil.
func (h *heads) read(vec []float32, n int, forms func(int) string, given []bool) *parse {
	p := &parse{tokens: make([]Token, n)}
	h.tag(p, vec, forms)
	h.tree(p, vec)
	p.indexKids()
	score := make([]float32, n*len(h.tags))
	h.ner.Apply(score, mlp(h.nerH, vec, n), n)
	p.names = h.names(score)
	h.frames(p, vec, forms, given)
	p.kidList, p.kidAt = nil, nil
	return p
}

type applier interface {
	Apply(dst, x []float32, rows int)
}

// choose calls set with the best label of each word.
func choose(l applier, labels int, vec []float32, n int, set func(i, label int)) {
	score := make([]float32, n*labels)
	l.Apply(score, vec, n)
	for i := range n {
		set(i, argmax(score[i*labels:(i+1)*labels]))
	}
}

// tag fills parts of speech, features, lemmas and mention heads.
func (h *heads) tag(p *parse, vec []float32, forms func(int) string) {
	l, n, t := h.labels, len(p.tokens), p.tokens
	choose(h.upos, len(l.UPOS), vec, n, func(i, k int) { t[i].UPOS = l.UPOS[k] })
	choose(h.xpos, len(l.XPOS), vec, n, func(i, k int) { t[i].XPOS = l.XPOS[k] })
	choose(h.feats, len(l.Feats), vec, n, func(i, k int) { t[i].Feats = value(l.Feats[k]) })
	score := make([]float32, n*len(l.Lemma))
	h.lemma.Apply(score, vec, n)
	for i := range t {
		// A copy: the cache must not keep the text of an article.
		t[i].Lemma = strings.Clone(h.lemmas.lemma(forms(i), t[i].UPOS, score[i*len(l.Lemma):(i+1)*len(l.Lemma)]))
	}
	choose(h.ment, len(l.Ment), vec, n, func(i, k int) { t[i].Ment = value(l.Ment[k]) })
}

// tree fills heads and relations.
func (h *heads) tree(p *parse, vec []float32) {
	n, size := len(p.tokens), h.arcH.Out()
	head := make([]float32, (n+1)*size)
	copy(head, h.rootArc)
	h.arcH.Apply(head[size:], vec, n)
	encoder.GELU(head[size:])
	dep := make([]float32, n*size)
	h.arcU.Apply(dep, mlp(h.arcD, vec, n), n)
	score := make([]float32, n*(n+1))
	encoder.MatMulT(score, dep, head, n, n+1, size)
	bias := make([]float32, n+1)
	h.arcB.Apply(bias, head, n+1)
	units := make([]int64, len(score))
	for i, s := range score {
		units[i] = integer(s + bias[i%(n+1)])
	}
	for i, g := range bestTree(units, n) {
		p.tokens[i].Head = g - 1
	}
	h.relations(p, vec)
}

// relBlock bounds the memory of relations: a word has 20 KB of intermediate scores.
const relBlock = 32

func (h *heads) relations(p *parse, vec []float32) {
	n, size := len(p.tokens), h.relH.Out()
	dep, gov := mlp(h.relD, vec, n), mlp(h.relH, vec, n)
	wide := h.relLeft.Out()
	left := make([]float32, min(n, relBlock)*wide)
	for b := 0; b < n; b += relBlock {
		m := min(relBlock, n-b)
		h.relLeft.Apply(left, dep[b*size:(b+m)*size], m)
		for i := range m {
			right := h.rootRel
			if g := p.tokens[b+i].Head; g >= 0 {
				right = gov[g*size : (g+1)*size]
			}
			p.tokens[b+i].Rel = h.labels.Rel[bestRow(left[i*wide:(i+1)*wide], right)]
		}
	}
}

// bestRow returns the row of m, which has one column more than x, with the largest
// product with [x; 1].
func bestRow(m, x []float32) int {
	w := len(x) + 1
	best, top := 0, float32(0)
	for r := 0; r*w < len(m); r++ {
		if s := dot(m[r*w:r*w+len(x)], x) + m[r*w+len(x)]; r == 0 || s > top {
			best, top = r, s
		}
	}
	return best
}

// dot adds in four lanes; each product is rounded, so that no processor fuses it.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a) && i+4 <= len(b); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}
