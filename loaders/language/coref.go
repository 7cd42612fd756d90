package language

import (
	"fmt"
	"slices"
	"strings"

	"newsgraph/loaders/language/encoder"
	"newsgraph/loaders/language/model"
)

// A ranker chooses for each mention an earlier one that means the same, or none. What
// it computes, model/FORMAT.md says under Coreference.
type ranker struct {
	a, b, one, two, alone, pair, aloneFeat, out, none *encoder.Dense
	sides                                             [3]sideTables // of one, two, alone
	kinds, types                                      []float32     // rows for pairs of kinds and of types
	kindCount, typeCount                              int
}

// sideTables has a row for each value of kind, rel, det, type, number and quoted.
type sideTables [6][]float32

func (m *mention) values() [6]uint8 {
	return [6]uint8{m.kind, m.rel, m.det, m.typ, m.number, m.quoted}
}

// newRanker returns the ranker of a model, nil if it has none.
func newRanker(m *model.Model) (*ranker, error) {
	if !m.Has("coref.a.weight") {
		return nil, nil
	}
	r := &ranker{kindCount: kinds, typeCount: len(m.Labels.Ment)}
	for name, dst := range map[string]**encoder.Dense{
		"a": &r.a, "b": &r.b, "one": &r.one, "two": &r.two, "alone": &r.alone,
		"alone_feat": &r.aloneFeat, "out": &r.out, "none": &r.none,
	} {
		var err error
		if *dst, err = m.Dense("coref." + name); err != nil {
			return nil, err
		}
	}
	if err := r.tables(m); err != nil {
		return nil, err
	}
	if r.two.Out() != r.one.Out() || r.aloneFeat.Out() != r.alone.Out() || r.out.Out() != 1 || r.none.Out() != 1 {
		return nil, fmt.Errorf("coreference layers of %d, %d, %d and %d values",
			r.one.Out(), r.two.Out(), r.alone.Out(), r.aloneFeat.Out())
	}
	return r, r.joinPair(m)
}

func (r *ranker) tables(m *model.Model) error {
	sizes := [6]int{kinds, len(corefRels), 5, r.typeCount, 3, 2}
	names := [6]string{"kind", "rel", "det", "type", "number", "quoted"}
	for s, side := range [3]string{"one", "two", "alone"} {
		width := [3]int{r.one.Out(), r.two.Out(), r.alone.Out()}[s]
		for k, size := range sizes {
			var err error
			if r.sides[s][k], err = table(m, "coref."+side+"_"+names[k], size, width); err != nil {
				return err
			}
		}
	}
	var err error
	if r.kinds, err = table(m, "coref.kinds", kinds*kinds, r.one.Out()); err != nil {
		return err
	}
	r.types, err = table(m, "coref.types", r.typeCount*r.typeCount, r.one.Out())
	return err
}

func table(m *model.Model, name string, rows, cols int) ([]float32, error) {
	t, err := m.Floats(name + ".weight")
	if err == nil && len(t) != rows*cols {
		err = fmt.Errorf("table %s has %d values, not %d rows of %d", name, len(t), rows, cols)
	}
	return t, err
}

// joinPair makes one layer of prod and feat: its input is a product of vectors, then
// the features.
func (r *ranker) joinPair(m *model.Model) error {
	size, width := r.a.Out(), r.one.Out()
	prod, err := table(m, "coref.prod", width, size)
	if err != nil {
		return err
	}
	feat, err := table(m, "coref.feat", width, pairFeatures)
	if err != nil {
		return err
	}
	bias, err := m.Floats("coref.prod.bias")
	if err != nil {
		return err
	}
	if len(bias) != width || r.b.Out() != size {
		return fmt.Errorf("coreference vectors of %d and %d values", size, r.b.Out())
	}
	var w []float32
	for o := range width {
		w = append(append(w, prod[o*size:(o+1)*size]...), feat[o*pairFeatures:(o+1)*pairFeatures]...)
	}
	r.pair, err = encoder.NewDense(w, bias, size+pairFeatures)
	return err
}

// mentions finds the mentions of the sentences with their vectors.
func (r *reader) mentions() {
	if r.ranker == nil {
		return
	}
	types := r.labels.Ment
	none := slices.Index(types, noMention)
	var at []place
	for k, p := range r.sents {
		p.mentions = p.findMentions(types)
		for _, m := range p.mentions {
			at = append(at, place{p, m.head, r.first[k] + m.head})
		}
	}
	size, n := r.ranker.a.Out(), len(at)
	x := r.rows(at)
	a, b := make([]float32, n*size), make([]float32, n*size)
	r.ranker.a.Apply(a, x, n)
	r.ranker.b.Apply(b, x, n)
	i := 0
	for _, p := range r.sents {
		for k := range p.mentions {
			_, fit, _ := r.scores(at[i].w)
			p.mentions[k].fit = typeFitOf(fit, none)
			p.mentions[k].a, p.mentions[k].b = slices.Clone(a[i*size:(i+1)*size]), slices.Clone(b[i*size:(i+1)*size])
			i++
		}
	}
}

// block is how many mentions are ranked together: it bounds the memory.
const block = 512

// resolve fills doc.Mentions.
func (r *ranker) resolve(doc *Document, ms []mention) {
	quote(doc, ms)
	doc.Mentions = make([]Mention, len(ms))
	for i := range ms {
		s := doc.Sentences[ms[i].sent]
		doc.Mentions[i] = Mention{Head: s.First + ms[i].head, First: s.First + ms[i].first, End: s.First + ms[i].end, Antecedent: -1}
	}
	for from := 0; from < len(ms); from += block {
		lo, hi := max(0, from-farMentions), min(from+block, len(ms))
		c := r.rank(ms[lo:hi])
		for j := from; j < hi; j++ {
			i, margin := c.best(j-lo, ms[max(0, j-aloneMentions):j])
			if i >= 0 {
				i += lo
			}
			doc.Mentions[j].Antecedent, doc.Mentions[j].Margin = i, margin
		}
	}
}

// quote marks the mentions inside quotation marks; a line break closes them.
func quote(doc *Document, ms []mention) {
	k, inside := 0, uint8(0)
	for s, sent := range doc.Sentences {
		for i := sent.First; i < sent.End; i++ {
			switch doc.Form(i) {
			case "\"", "“", "”", "``", "''":
				inside = 1 - inside
			}
			if k < len(ms) && ms[k].sent == s && sent.First+ms[k].head == i {
				ms[k].quoted = inside
				k++
			}
			if i+1 < len(doc.Tokens) && strings.ContainsRune(doc.Text[doc.Tokens[i].E:doc.Tokens[i+1].B], '\n') {
				inside = 0
			}
		}
	}
}

// A ranking has what the pairs of some mentions need of each.
type ranking struct {
	*ranker
	ms              []mention
	one, two, alone []float32
	x, h, score     []float32
	order           []int
}

func (r *ranker) rank(ms []mention) *ranking {
	c := &ranking{ranker: r, ms: ms}
	size := r.a.Out()
	a, b := make([]float32, 0, len(ms)*size), make([]float32, 0, len(ms)*size)
	for i := range ms {
		a, b = append(a, ms[i].a...), append(b, ms[i].b...)
	}
	c.one, c.two, c.alone = c.side(0, r.one, a), c.side(1, r.two, b), c.side(2, r.alone, b)
	return c
}

// side returns what one side of a pair adds to its hidden values.
func (c *ranking) side(s int, l *encoder.Dense, x []float32) []float32 {
	width := l.Out()
	out := make([]float32, len(c.ms)*width)
	l.Apply(out, x, len(c.ms))
	for i := range c.ms {
		for k, v := range c.ms[i].values() {
			add(out[i*width:(i+1)*width], c.sides[s][k][int(v)*width:])
		}
	}
	return out
}

func add(dst, x []float32) {
	for i, v := range x[:len(dst)] {
		dst[i] += v
	}
}

// best returns the antecedent of mention j, -1 for none, and by how much the choice
// wins, in thousandths; before are the mentions before j.
func (c *ranking) best(j int, before []mention) (int, int) {
	none := c.scoreNone(j, before)
	best, top := -1, int64(-1<<62)
	for n, i := range c.candidates(j) {
		if v := integer(c.score[n]); v > top {
			best, top = i, v
		}
	}
	switch {
	case best < 0:
		return -1, 0
	case top > none:
		return best, int((top - none) * 1000 / scoreUnit)
	}
	return -1, int((none - top) * 1000 / scoreUnit)
}

func (c *ranking) scoreNone(j int, before []mention) int64 {
	width := c.ranker.alone.Out()
	var f [4]float32
	alone(f[:], before, &c.ms[j])
	h := make([]float32, width)
	c.aloneFeat.Apply(h, f[:], 1)
	add(h, c.alone[j*width:])
	encoder.GELU(h)
	var out [1]float32
	c.none.Apply(out[:], h, 1)
	return integer(out[0])
}

// candidates returns the possible antecedents of mention j, the first one first, and
// fills the scores.
func (c *ranking) candidates(j int) []int {
	b := &c.ms[j]
	c.order, c.x = c.order[:0], c.x[:0]
	var seen uint64 // kinds with numbers
	size := c.a.Out()
	for i := j - 1; i >= max(0, j-farMentions); i-- {
		a := &c.ms[i]
		bit := uint64(1) << (a.kind*3 + a.number)
		if isCandidate(a, b, j-i) {
			n := len(c.x)
			c.x = slices.Grow(c.x, size+pairFeatures)[:n+size+pairFeatures]
			for k := range size {
				c.x[n+k] = float32(a.a[k] * b.b[k])
			}
			compare(c.x[n+size:], a, b, j-i, seen&bit == 0)
			c.order = append(c.order, i)
		}
		seen |= bit
	}
	c.rankPairs(j)
	slices.Reverse(c.order)
	slices.Reverse(c.score)
	return c.order
}

// rankPairs scores the candidates in c.order for mention j.
func (c *ranking) rankPairs(j int) {
	m, width := len(c.order), c.pair.Out()
	c.h, c.score = slices.Grow(c.h[:0], m*width)[:m*width], slices.Grow(c.score[:0], m)[:m]
	if m == 0 {
		return
	}
	c.pair.Apply(c.h, c.x, m)
	b := &c.ms[j]
	for n, i := range c.order {
		h := c.h[n*width : (n+1)*width]
		add(h, c.one[i*width:])
		add(h, c.two[j*width:])
		add(h, c.kinds[(int(c.ms[i].kind)*c.kindCount+int(b.kind))*width:])
		add(h, c.types[(int(c.ms[i].typ)*c.typeCount+int(b.typ))*width:])
	}
	encoder.GELU(c.h)
	c.out.Apply(c.score, c.h, m)
}
