package language

import (
	"slices"

	"newsgraph/loaders/language/encoder"
)

// This file compares mentions of one sentence for the scorers of encounters and of relations.

// A pairMention is a mention by the word that heads it, as a scorer of pairs sees it.
type pairMention struct {
	head, sort, rel int
	up              []int // the word and what governs it, up to the root
}

// pairMention returns the mention of some sort that word i heads.
func (p *parse) pairMention(i, sort int) pairMention {
	return pairMention{head: i, sort: sort, rel: pairRel(p.tokens[i].Rel), up: p.governors(i)}
}

// headOf returns the first word of a name that hangs on one outside it.
func (p *parse) headOf(n Name) int {
	for i := n.First; i < n.End; i++ {
		if h := p.tokens[i].Head; h < n.First || h >= n.End {
			return i
		}
	}
	return n.First
}

// standsAlone reports whether noun or pronoun i is no part of another's name.
func (p *parse) standsAlone(i int) bool {
	t := &p.tokens[i]
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" && t.UPOS != "PRON" {
		return false
	}
	switch t.Rel {
	case "flat", "fixed", "goeswith", "expl", "compound", "nmod:desc":
		return false
	}
	return true
}

func pairRel(rel string) int {
	if k := slices.Index(corefRels[:pairRels-1], rel); k >= 0 {
		return k
	}
	return pairRels - 1
}

// governors returns word i and all that govern it.
func (p *parse) governors(i int) []int {
	out := []int{i}
	for h := p.tokens[i].Head; h >= 0; h = p.tokens[h].Head {
		out = append(out, h)
	}
	return out
}

// A comparison has what the pairs of a sentence need of its words.
type comparison struct {
	*pairScorer
	p      *parse
	who    []pairMention
	left   []float32 // of the mentions, as the first and as the second of a pair
	right  []float32
	askL   []float32 // what they look for among the words
	askR   []float32
	keys   []float32 // of the words
	values []float32
	weight []float32 // of a pair: [attention head][word]
	onPath []bool    // of a pair: the words between the two in the tree
	x, h   []float32 // of a pair: the vectors that hidden is given, and what it makes
	scores []float32 // of a pair, by label
}

// compare prepares the pairs of the mentions who in a sentence with the vectors vec of its words.
func (s *pairScorer) compare(p *parse, who []pairMention, vec []float32, mem *memory) *comparison {
	apply := func(l layer, x []float32, rows int) []float32 {
		out := mem.take(rows * l.Out())
		l.Apply(out, x, rows)
		return out
	}
	words, m := len(p.tokens), len(who)
	size := len(vec) / words
	x := mem.take(m * size)
	for i, w := range who {
		copy(x[i*size:(i+1)*size], vec[w.head*size:])
	}
	c := comparison{pairScorer: s, p: p, who: who, onPath: make([]bool, words), weight: mem.take(s.attends * words)}
	c.left, c.right = apply(s.a, x, m), apply(s.b, x, m)
	c.askL, c.askR = apply(s.queryA, c.left, m), apply(s.queryB, c.right, m)
	c.keys, c.values = apply(s.key, vec, words), apply(s.val, vec, words)
	c.x, c.h, c.scores = mem.take(3*s.a.Out()+s.val.Out()), mem.take(s.hidden.Out()), mem.take(s.out.Out())
	return &c
}

// score returns the scores of the labels for mentions i and j, until the next call, and the
// word outside the two that they look at most.
func (c *comparison) score(i, j int) (scores []float32, trigger int) {
	n := c.a.Out()
	a, b := c.left[i*n:(i+1)*n], c.right[j*n:(j+1)*n]
	copy(c.x, a)
	copy(c.x[n:], b)
	for k := range n {
		c.x[2*n+k] = float32(a[k] * b[k])
	}
	path := c.between(&c.who[i], &c.who[j])
	trigger = c.attend(i, j, path, c.x[3*n:])
	c.hidden.Apply(c.h, c.x, 1)
	c.addTables(c.h, i, j, path)
	encoder.GELU(c.h)
	c.pairScorer.out.Apply(c.scores, c.h, 1)
	return c.scores, trigger
}

// A treePath is the way between two words of a tree.
type treePath struct {
	a, b   []int // the words below the top, from either end
	top    int   // the lowest word above or at both
	length int
}

// between returns the path between two mentions and marks its words.
func (c *comparison) between(a, b *pairMention) treePath {
	t := treePath{a: a.up, b: b.up}
	for len(t.a) > 0 && len(t.b) > 0 && t.a[len(t.a)-1] == t.b[len(t.b)-1] {
		t.top = t.a[len(t.a)-1]
		t.a, t.b = t.a[:len(t.a)-1], t.b[:len(t.b)-1]
	}
	t.length = len(t.a) + len(t.b) + 1
	clear(c.onPath)
	c.onPath[t.top] = true
	for _, side := range [2][]int{t.a, t.b} {
		for _, i := range side {
			c.onPath[i] = true
		}
	}
	return t
}

// attend writes the values of the words that mentions i and j look at, and returns the
// word outside the two that they look at most.
func (c *comparison) attend(i, j int, path treePath, dst []float32) int {
	words, size := len(c.p.tokens), c.key.Out()
	depth := size / c.attends
	ask := make([]float32, size)
	for k := range ask {
		ask[k] = c.askL[i*size+k] + c.askR[j*size+k]
	}
	for w := range words {
		spot, branch := c.spotOf(w, c.who[i].head, c.who[j].head), c.branchOf(w, path)
		for h := range c.attends {
			at := dot(ask[h*depth:(h+1)*depth], c.keys[w*size+h*depth:])
			c.weight[h*words+w] = at + (c.spot[spot*c.attends+h] + c.branch[branch*c.attends+h])
		}
	}
	encoder.Softmax(c.weight, words)
	clear(dst[:size])
	sum := make([]int64, words)
	for h := range c.attends {
		for w, p := range c.weight[h*words : (h+1)*words] {
			sum[w] += integer(p)
			for k := h * depth; k < (h+1)*depth; k++ {
				dst[k] += float32(p * c.values[w*size+k])
			}
		}
	}
	return c.mostSeen(sum, i, j)
}

// mostSeen returns the word with the largest sum, the first among equals, that is none of
// the mentions i and j.
func (c *comparison) mostSeen(sum []int64, i, j int) int {
	best := -1
	for w, s := range sum {
		if w != c.who[i].head && w != c.who[j].head && (best < 0 || s > sum[best]) {
			best = w
		}
	}
	return max(best, 0)
}

// spotOf says where word w stands to the heads a and b.
func (c *comparison) spotOf(w, a, b int) int {
	first, last := min(a, b), max(a, b)
	switch {
	case w == a:
		return 0
	case w == b:
		return 1
	case w < first && first-w <= nearWords:
		return 2
	case w < first:
		return 3
	case w < last:
		return 4
	case w-last <= nearWords:
		return 5
	}
	return 6
}

// branchOf says where word w hangs: off the path, on it, beside it, at its top.
func (c *comparison) branchOf(w int, path treePath) int {
	h := c.p.tokens[w].Head
	switch {
	case w == path.top:
		return 3
	case c.onPath[w]:
		return 1
	case h >= 0 && c.onPath[h]:
		return 2
	}
	return 0
}

// addTables adds to h what the sorts, relations and distance of mentions i and j say.
func (c *comparison) addTables(h []float32, i, j int, path treePath) {
	a, b, width := &c.who[i], &c.who[j], len(h)
	add(h, c.path[min(path.length, pathBins-1)*width:])
	add(h, c.apart[apartBin(a.head, b.head)*width:])
	add(h, c.sorts[(a.sort*c.sortCount+b.sort)*width:])
	add(h, c.rels[(a.rel*pairRels+b.rel)*width:])
	for s, side := range [2][]int{path.a, path.b} {
		for k, w := range side[:min(len(side), pathSteps)] {
			row := (s*pathSteps+k)*len(c.rel) + c.rel[c.p.tokens[w].Rel]
			add(h, c.steps[row*width:])
		}
	}
}

// apartBin says how far heads a and b stand apart, and which comes first.
func apartBin(a, b int) int {
	if a > b {
		return apartBins + min((a-b)/apartWords, apartBins-1)
	}
	return min((b-a)/apartWords, apartBins-1)
}

// likeliest returns the status with the highest score and its lead over the next, in
// thousandths.
func (c *comparison) likeliest(score []float32) (status string, lead int) {
	s := argmax(score)
	next := float32(-1e9)
	for i, v := range score {
		if i != s {
			next = max(next, v)
		}
	}
	return c.statuses[s], milli(score[s] - next)
}

// milli returns a score in thousandths.
func milli(score float32) int { return int(integer(score) * 1000 / scoreUnit) }
