package language

import (
	"slices"

	"newsgraph/loaders/language/encoder"
)

// An Encounter is what the model thinks of two persons of one sentence: whether they
// met or were in contact, how, and whether it happened.
type Encounter struct {
	A, B int // the words that head the mentions, in the order of the text
	// Kind is the likeliest way they met (Meeting NewsConference PhoneCall Letter), Margin
	// by how much it is likelier than that they did not (below 0: less likely), in
	// thousandths of a natural logarithm.
	Kind   string
	Margin int
	// Status is the likeliest status of an encounter of the two (happened planned
	// hypothetical demanded cancelled denied refused negated), Lead by how much it is
	// likelier than the next, in thousandths of a natural logarithm.
	Status string
	Lead   int
	// Trigger is the word that speaks most for it.
	Trigger int
}

// maxPersons bounds the pairs of a sentence; one with more mentions of persons is a list,
// and of it nothing is said.
const maxPersons = 14

// A person is a mention of one, by the word that heads it.
type person struct {
	head, sort, rel int
	up              []int // the word and what governs it, up to the root
}

// persons returns the mentions of persons in a sentence, in order.
func (p *parse) persons() []person {
	sort := make([]int, len(p.tokens)) // 1 + sort; -1 inside a name
	for _, n := range p.names {
		for i := n.First; i < n.End && n.Type == "PER"; i++ {
			sort[i] = -1
		}
		if n.Type == "PER" {
			sort[p.headOf(n)] = 1
		}
	}
	var out []person
	for i, t := range p.tokens {
		if sort[i] == 0 && t.Ment == "person" && p.standsAlone(i) {
			sort[i] = 2
			if t.UPOS == "PRON" {
				sort[i] = 3
			}
		}
		if sort[i] > 0 {
			out = append(out, person{head: i, sort: sort[i] - 1, rel: pairRel(t.Rel), up: p.governors(i)})
		}
	}
	return out
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

// encounters scores the pairs of persons of all sentences.
func (r *reader) encounters() {
	s := r.heads.pairs
	if s == nil {
		return
	}
	size := r.heads.hidden
	for k, p := range r.sents {
		mark := r.mem.mark()
		if who := p.persons(); len(who) > 1 && len(who) <= maxPersons {
			p.encounters = s.compare(p, who, r.vec[r.first[k]*size:][:len(p.tokens)*size], r.mem)
		}
		r.mem.release(mark)
	}
}

// A comparison has what the pairs of a sentence need of its words.
type comparison struct {
	*encounterScorer
	p      *parse
	who    []person
	left   []float32 // of the persons, as the first and as the second of a pair
	right  []float32
	askL   []float32 // what they look for among the words
	askR   []float32
	keys   []float32 // of the words
	values []float32
	weight []float32 // of a pair: [attention head][word]
	onPath []bool    // of a pair: the words between the two in the tree
}

// compare scores the pairs of persons in a sentence with the vectors vec of its words.
func (s *encounterScorer) compare(p *parse, who []person, vec []float32, mem *memory) []Encounter {
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
	c := comparison{encounterScorer: s, p: p, who: who, onPath: make([]bool, words), weight: mem.take(s.attends * words)}
	c.left, c.right = apply(s.a, x, m), apply(s.b, x, m)
	c.askL, c.askR = apply(s.queryA, c.left, m), apply(s.queryB, c.right, m)
	c.keys, c.values = apply(s.key, vec, words), apply(s.val, vec, words)
	return c.pairs(mem)
}

// pairs scores all pairs, in order.
func (c *comparison) pairs(mem *memory) []Encounter {
	n := c.a.Out()
	x, h, out := mem.take(3*n+c.val.Out()), mem.take(c.hidden.Out()), mem.take(c.out.Out())
	var all []Encounter
	for j := range c.who {
		for i := range j {
			a, b := c.left[i*n:(i+1)*n], c.right[j*n:(j+1)*n]
			copy(x, a)
			copy(x[n:], b)
			for k := range n {
				x[2*n+k] = float32(a[k] * b[k])
			}
			e := Encounter{A: c.who[i].head, B: c.who[j].head}
			path := c.between(&c.who[i], &c.who[j])
			e.Trigger = c.attend(i, j, path, x[3*n:])
			c.hidden.Apply(h, x, 1)
			c.addTables(h, i, j, path)
			encoder.GELU(h)
			c.out.Apply(out, h, 1)
			c.judge(&e, out)
			all = append(all, e)
		}
	}
	return all
}

// A treePath is the way between two words of a tree.
type treePath struct {
	a, b   []int // the words below the top, from either end
	top    int   // the lowest word above or at both
	length int
}

// between returns the path between two persons and marks its words.
func (c *comparison) between(a, b *person) treePath {
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

// attend writes the values of the words that persons i and j look at, and returns the
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
// the persons i and j.
func (c *comparison) mostSeen(sum []int64, i, j int) int {
	best := -1
	for w, s := range sum {
		if w != c.who[i].head && w != c.who[j].head && (best < 0 || s > sum[best]) {
			best = w
		}
	}
	return max(best, 0)
}

// spotOf says where word w stands to the heads a and b, a before b.
func (c *comparison) spotOf(w, a, b int) int {
	switch {
	case w == a:
		return 0
	case w == b:
		return 1
	case w < a && a-w <= nearWords:
		return 2
	case w < a:
		return 3
	case w < b:
		return 4
	case w-b <= nearWords:
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

// addTables adds to h what the sorts, relations and distance of persons i and j say.
func (c *comparison) addTables(h []float32, i, j int, path treePath) {
	a, b, width := &c.who[i], &c.who[j], len(h)
	add(h, c.path[min(path.length, pathBins-1)*width:])
	add(h, c.apart[min((b.head-a.head)/apartWords, apartBins-1)*width:])
	add(h, c.sorts[(a.sort*sorts+b.sort)*width:])
	add(h, c.rels[(a.rel*pairRels+b.rel)*width:])
	for s, side := range [2][]int{path.a, path.b} {
		for k, w := range side[:min(len(side), pathSteps)] {
			row := (s*pathSteps+k)*len(c.rel) + c.rel[c.p.tokens[w].Rel]
			add(h, c.steps[row*width:])
		}
	}
}

// judge reads the scores of the kinds, of which the first is none, and of the statuses.
func (c *comparison) judge(e *Encounter, score []float32) {
	kinds, statuses := score[:len(c.kinds)], score[len(c.kinds):]
	k := 1 + argmax(kinds[1:])
	e.Kind, e.Margin = c.kinds[k], milli(kinds[k]-kinds[0])
	s := argmax(statuses)
	next := float32(-1e9)
	for i, v := range statuses {
		if i != s {
			next = max(next, v)
		}
	}
	e.Status, e.Lead = c.statuses[s], milli(statuses[s]-next)
}

// milli returns a score in thousandths.
func milli(score float32) int { return int(integer(score) * 1000 / scoreUnit) }
