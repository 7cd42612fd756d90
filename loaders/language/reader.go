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

	wordScore []float32 // of Labels.UPOS, Labels.Ment and being a predicate, for all words
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
	r.wordScore = r.apply(r.words, r.vec, r.n)
	for _, stage := range []func(){r.tags, r.trees, r.nameTags, r.frames, r.mentions, r.encounters, r.relate} {
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

// scores returns those of parts of speech, of mentions and of being a predicate for word w.
func (r *reader) scores(w int) (upos, ment []float32, pred float32) {
	own := r.wordScore[w*r.words.Out():][:r.words.Out()]
	n := len(r.labels.UPOS)
	return own[:n], own[n : len(own)-1], own[len(own)-1]
}

// rows returns the vectors of words one after the other.
func (r *reader) rows(words []place) []float32 {
	h := r.heads.hidden
	x := r.mem.take(len(words) * h)
	for k, at := range words {
		copy(x[k*h:(k+1)*h], r.vec[at.w*h:])
	}
	return x
}

// tags fills parts of speech with tags and features, the three with the highest sum of
// scores that training has seen together, lemmas and the heads of mentions.
func (r *reader) tags() {
	l := r.labels
	xpos, feats := r.apply(r.xpos, r.vec, r.n), r.apply(r.feats, r.vec, r.n)
	nx, nf := r.xpos.Out(), r.feats.Out()
	r.each(func(w int, p *parse, i int) {
		upos, ment, _ := r.scores(w)
		k := bestTag(l.Tags, upos, xpos[w*nx:(w+1)*nx], feats[w*nf:(w+1)*nf])
		t := &p.tokens[i]
		t.UPOS, t.XPOS, t.Feats = l.UPOS[k.UPOS], l.XPOS[k.XPOS], value(l.Feats[k.Feats])
		t.Ment = value(l.Ment[argmax(ment)])
	})
	r.lemmatize()
}

// lemmatize fills the lemmas; the rules are scored for unknown forms only. Each is a
// copy: the cache must not keep the text of an article.
func (r *reader) lemmatize() {
	var unknown []place
	r.each(func(w int, p *parse, i int) {
		t := &p.tokens[i]
		if lemma, ok := r.lemmas.known(p.forms[i], t.UPOS); ok {
			t.Lemma = strings.Clone(lemma)
			return
		}
		unknown = append(unknown, place{p, i, w})
	})
	n := len(r.labels.Lemma)
	score := r.apply(r.lemma, r.rows(unknown), len(unknown))
	for k, at := range unknown {
		t := &at.p.tokens[at.i]
		t.Lemma = strings.Clone(r.lemmas.guess(at.p.forms[at.i], t.UPOS, score[k*n:(k+1)*n]))
	}
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

// relations fills them. That of a root, and that of punctuation, are no question.
func (r *reader) relations() {
	var open []place
	r.each(func(w int, p *parse, i int) {
		switch t := &p.tokens[i]; {
		case t.Head < 0:
			t.Rel = "root"
		case t.UPOS == "PUNCT":
			t.Rel = "punct"
		default:
			open = append(open, place{p, i, w})
		}
	})
	size, wide := r.relH.Out(), r.relLeft.Out()
	dep, gov := r.hidden(r.relD, r.rows(open), len(open)), r.hidden(r.relH, r.vec, r.n)
	left := r.mem.take(min(len(open), relBlock) * wide)
	for k, at := range open {
		b := k % relBlock
		if b == 0 {
			m := min(relBlock, len(open)-k)
			r.relLeft.Apply(left, dep[k*size:(k+m)*size], m)
		}
		t := &at.p.tokens[at.i]
		own := left[b*wide:][:len(r.labels.Rel)*(size+1)]
		t.Rel = r.labels.Rel[bestRow(own, gov[(at.w-at.i+t.Head)*size:][:size])]
	}
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
