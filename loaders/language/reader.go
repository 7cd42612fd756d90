package language

import (
	"strings"

	"newsgraph/loaders/language/encoder"
	"newsgraph/loaders/language/model"
)

// A reader decodes a run of sentences: each head goes once over the words of all of
// them, since its products are slow on single rows.
type reader struct {
	*heads
	vec   []float32 // of the words of all sentences
	n     int       // number of words
	sents []*parse
	first []int // of each sentence, its first word among all
	mem   *memory

	mentScore []float32 // of Labels.Ment, for all words
}

// read fills the parses of sentences, which have their forms, from the vectors of
// their words.
func (h *heads) read(vec []float32, mem *memory, sents []*parse) {
	defer mem.release(mem.mark())
	r := reader{heads: h, vec: vec, sents: sents, mem: mem}
	for _, p := range sents {
		p.tokens = make([]Token, len(p.forms))
		r.first = append(r.first, r.n)
		r.n += len(p.forms)
	}
	r.mentScore = r.choose(r.ment, func(t *Token, k int) { t.Ment = value(r.labels.Ment[k]) })
	for _, stage := range []func(){r.tags, r.trees, r.nameTags, r.frames, r.mentions} {
		mark := mem.mark()
		stage()
		mem.release(mark)
	}
	for _, p := range sents {
		p.finish()
	}
}

// A layer is a dense layer of either kind.
type layer interface {
	Apply(dst, x []float32, rows int)
	Out() int
}

// apply returns the results of a layer for rows of x.
func (r *reader) apply(l layer, x []float32, rows int) []float32 {
	out := r.mem.take(rows * l.Out())
	l.Apply(out, x, rows)
	return out
}

// hidden returns gelu(l(x)).
func (r *reader) hidden(l layer, x []float32, rows int) []float32 {
	out := r.apply(l, x, rows)
	encoder.GELU(out)
	return out
}

// each calls visit for every word with its sentence and place there.
func (r *reader) each(visit func(w int, p *parse, i int)) {
	w := 0
	for _, p := range r.sents {
		for i := range p.tokens {
			visit(w, p, i)
			w++
		}
	}
}

// choose calls set with the best label of each word and returns all scores.
func (r *reader) choose(l layer, set func(t *Token, label int)) []float32 {
	n := l.Out()
	score := r.apply(l, r.vec, r.n)
	r.each(func(w int, p *parse, i int) { set(&p.tokens[i], argmax(score[w*n:(w+1)*n])) })
	return score
}

// tags fills parts of speech, features and lemmas.
func (r *reader) tags() {
	r.partsOfSpeech()
	n := len(r.labels.Lemma)
	score := r.apply(r.lemma, r.vec, r.n)
	r.each(func(w int, p *parse, i int) {
		// A copy: the cache must not keep the text of an article.
		p.tokens[i].Lemma = strings.Clone(r.lemmas.lemma(p.forms[i], p.tokens[i].UPOS, score[w*n:(w+1)*n]))
	})
}

// partsOfSpeech fills those with tags and features: the three with the highest sum of
// scores that training has seen together.
func (r *reader) partsOfSpeech() {
	l := r.labels
	upos, xpos, feats := r.apply(r.upos, r.vec, r.n), r.apply(r.xpos, r.vec, r.n), r.apply(r.feats, r.vec, r.n)
	nu, nx, nf := r.upos.Out(), r.xpos.Out(), r.feats.Out()
	r.each(func(w int, p *parse, i int) {
		k := bestTag(l.Tags, upos[w*nu:(w+1)*nu], xpos[w*nx:(w+1)*nx], feats[w*nf:(w+1)*nf])
		t := &p.tokens[i]
		t.UPOS, t.XPOS, t.Feats = l.UPOS[k.UPOS], l.XPOS[k.XPOS], value(l.Feats[k.Feats])
	})
}

// bestTag returns the tag with the highest sum of its scores, the first among equals.
func bestTag(tags []model.Tag, upos, xpos, feats []float32) model.Tag {
	best, top := 0, float32(0)
	for k, t := range tags {
		if s := upos[t.UPOS] + xpos[t.XPOS] + feats[t.Feats]; k == 0 || s > top {
			best, top = k, s
		}
	}
	return tags[best]
}

// nameTags fills the names.
func (r *reader) nameTags() {
	n := len(r.heads.tags)
	score := r.apply(r.ner, r.hidden(r.nerH, r.vec, r.n), r.n)
	for k, p := range r.sents {
		own := score[r.first[k]*n : (r.first[k]+len(p.tokens))*n]
		p.names = r.names(own)
		for _, m := range p.names {
			p.fits = append(p.fits, r.fit(own, m.First, m.End))
		}
	}
}

// trees fills heads and relations.
func (r *reader) trees() {
	size := r.arcH.Out()
	head := r.hidden(r.arcH, r.vec, r.n)
	dep := r.apply(r.arcU, r.hidden(r.arcD, r.vec, r.n), r.n)
	bias := r.apply(r.arcB, head, r.n)
	for k, p := range r.sents {
		a, n := r.first[k], len(p.tokens)
		p.attach(r.arcScores(dep[a*size:(a+n)*size], head[a*size:(a+n)*size], bias[a:a+n]))
		p.indexKids()
	}
	r.relations()
}

// arcScores returns the scores of all heads, the root first, for each word of a sentence.
func (r *reader) arcScores(dep, head, bias []float32) []int64 {
	n, size := len(bias), r.arcH.Out()
	all := r.mem.take((n + 1) * size)
	copy(all, r.rootArc)
	copy(all[size:], head)
	score := r.mem.take(n * (n + 1))
	encoder.MatMulT(score, dep, all, n, n+1, size)
	units := make([]int64, len(score))
	for d := range n {
		row := units[d*(n+1) : (d+1)*(n+1)]
		row[0] = integer(score[d*(n+1)] + r.rootBias)
		for h := range n {
			row[h+1] = integer(score[d*(n+1)+h+1] + bias[h])
		}
	}
	return units
}

func (p *parse) attach(score []int64) {
	for i, h := range bestTree(score, len(p.tokens)) {
		p.tokens[i].Head = h - 1
	}
}

// relBlock bounds the memory of relations: a word has 20 KB of intermediate scores.
const relBlock = 42

func (r *reader) relations() {
	size, wide := r.relH.Out(), r.relLeft.Out()
	dep, gov := r.hidden(r.relD, r.vec, r.n), r.hidden(r.relH, r.vec, r.n)
	left := r.mem.take(min(r.n, relBlock) * wide)
	r.each(func(w int, p *parse, i int) {
		at := w % relBlock
		if at == 0 {
			m := min(relBlock, r.n-w)
			r.relLeft.Apply(left, dep[w*size:(w+m)*size], m)
		}
		right := r.rootRel
		if g := p.tokens[i].Head; g >= 0 {
			right = gov[(w-i+g)*size : (w-i+g+1)*size]
		}
		own := left[at*wide:][:len(r.labels.Rel)*(size+1)]
		p.tokens[i].Rel = r.labels.Rel[bestRow(own, right)]
	})
}

// bestRow returns the row of m, which has one column more than x, with the largest
// product with [x; 1].
func bestRow(m, x []float32) int {
	w := len(x) + 1
	best, top := 0, float32(0)
	for r := 0; r*w < len(m); r++ {
		row := m[r*w : (r+1)*w]
		if s := dot(row[:len(x)], x) + row[len(x)]; r == 0 || s > top {
			best, top = r, s
		}
	}
	return best
}

// dot adds in four lanes; each product is rounded, so that no processor fuses it.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	for len(a) >= 4 && len(b) >= 4 {
		s0 += float32(a[0] * b[0])
		s1 += float32(a[1] * b[1])
		s2 += float32(a[2] * b[2])
		s3 += float32(a[3] * b[3])
		a, b = a[4:], b[4:]
	}
	for i, v := range a {
		s0 += float32(v * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}
