package resolve

import (
	"cmp"
	"slices"
)

// A closure clusters the signatures of one component: pairs join from the best
// score down, unless that would bring together two that are in conflict. What is
// equally close to two things in conflict joins neither. The result depends on
// the signatures and verdicts alone.
type closure[F any] struct {
	s     *stratum[F]
	nodes []*node[F]
	log   *verdicts
	group []*union[F] // of each node
	index map[*node[F]]int
	clash []bits // of each node, those that are in conflict with it
}

// A union is a cluster in the making.
type union[F any] struct {
	nodes  []int
	has    bits // the same
	clash  bits // what is in conflict with one of them
	judged bool // one of them stands on a side of a judgement
	human  bool // joined by a judgement: its own conflicts are settled
}

// A join is a pair that could become one.
type join struct {
	a, b  int // a < b
	score int
	tier  int // 2 by judgement, 1 by score, 0 by score of a pinned node
	seq   int
}

func newClosure[F any](s *stratum[F], nodes []*node[F], log *verdicts) *closure[F] {
	c := &closure[F]{s: s, nodes: nodes, log: log, index: map[*node[F]]int{}}
	for range nodes {
		c.clash = append(c.clash, newBits(len(nodes)))
	}
	for i, n := range nodes {
		c.index[n] = i
		for k := range i {
			if s.rules.conflict(nodes[k].feat, n.feat) != "" {
				c.clash[i].add(k)
				c.clash[k].add(i)
			}
		}
	}
	for i, n := range nodes {
		g := &union[F]{nodes: []int{i}, has: newBits(len(nodes)), clash: newBits(len(nodes)), judged: len(n.sides) > 0}
		g.has.add(i)
		g.clash.unite(c.clash[i])
		c.group = append(c.group, g)
	}
	return c
}

func (c *closure[F]) run() []*cluster[F] {
	if len(c.nodes) > 1 {
		for _, j := range c.joins() {
			c.join(j)
		}
	}
	var out []*cluster[F]
	for i, g := range c.group {
		if slices.Min(g.nodes) != i {
			continue
		}
		slices.Sort(g.nodes)
		cl := &cluster[F]{}
		for _, n := range g.nodes {
			cl.nodes = append(cl.nodes, c.nodes[n])
		}
		out = append(out, cl)
	}
	out[0].whole = len(out) == 1 && c.peaceful()
	return out
}

// peaceful reports whether no two nodes are in conflict and no judgement counts.
func (c *closure[F]) peaceful() bool {
	for i, n := range c.nodes {
		if n.pinned || len(n.sides) > 0 {
			return false
		}
		if slices.Max(c.clash[i]) != 0 {
			return false
		}
	}
	return true
}

// joins returns the pairs that may become one, in the order in which they do.
func (c *closure[F]) joins() []join {
	var out []join
	torn := c.contested()
	for i, n := range c.nodes {
		for other, score := range n.edges {
			k := c.index[other]
			if k <= i {
				continue
			}
			v := verdictOf(c.log, n, other)
			if v.kind == "" && !c.clash[i].has(k) && !torn[i].has(k) && !torn[k].has(i) {
				tier := 1
				if n.pinned || other.pinned {
					tier = 0
				}
				out = append(out, join{a: i, b: k, score: c.rank(i, k, score), tier: tier})
			}
		}
		for side := range n.sides {
			for other := range c.s.sides[side.other()] {
				if k := c.index[other]; k > i {
					if v := verdictOf(c.log, n, other); v.kind == merge {
						out = append(out, join{a: i, b: k, tier: 2, seq: v.seq})
					}
				}
			}
		}
	}
	slices.SortFunc(out, func(x, y join) int {
		return cmp.Or(cmp.Compare(y.tier, x.tier), cmp.Compare(y.seq, x.seq), cmp.Compare(y.score, x.score),
			cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return slices.Compact(out)
}

// rank orders pairs by their score and, of equal ones, puts those first that bring
// a knowledge id: a bare name is the known bearer's before it is another's.
func (c *closure[F]) rank(i, k, score int) int {
	rank := 2 * score
	if c.s.rules.link(c.nodes[i].feat) != "" || c.s.rules.link(c.nodes[k].feat) != "" {
		rank++
	}
	return rank
}

// contested returns for each node those that it may be but, as far as is known, may
// as well not be: it is at least as close to something that cannot be they.
func (c *closure[F]) contested() []bits {
	out := make([]bits, len(c.nodes))
	var edges []edge
	for i, n := range c.nodes {
		out[i] = newBits(len(c.nodes))
		if n.pinned {
			continue
		}
		edges = edges[:0]
		for other, score := range n.edges {
			k := c.index[other]
			edges = append(edges, edge{k, c.rank(i, k, score)})
		}
		slices.SortFunc(edges, func(x, y edge) int { return cmp.Compare(y.rank, x.rank) })
		near := newBits(len(c.nodes)) // at least as close as the present one
		for at, seen := 0, 0; at < len(edges); at++ {
			for ; seen < len(edges) && edges[seen].rank >= edges[at].rank; seen++ {
				if k := edges[seen].to; !c.nodes[k].pinned && !c.clash[i].has(k) {
					near.add(k)
				}
			}
			if k := edges[at].to; !c.nodes[k].pinned && near.meets(c.clash[k]) {
				out[i].add(k)
			}
		}
	}
	return out
}

// An edge is one end of a pair that resembles each other.
type edge struct{ to, rank int }

// join unites the groups of a pair if nothing forbids it.
func (c *closure[F]) join(j join) {
	a, b := c.group[j.a], c.group[j.b]
	if a == b || c.apart(a, b, j) {
		return
	}
	a.nodes = append(a.nodes, b.nodes...)
	a.has.unite(b.has)
	a.clash.unite(b.clash)
	a.judged = a.judged || b.judged
	a.human = a.human || b.human || j.tier == 2
	for _, n := range b.nodes {
		c.group[n] = a
	}
}

// apart reports whether two groups must stay apart: by a judgement (a later one
// than the join's own), or by a conflict of features, which a judgement overrules
// and which does not count where a judgement made one of the groups.
func (c *closure[F]) apart(a, b *union[F], j join) bool {
	clash := j.tier < 2 && !a.human && !b.human
	if !a.judged || !b.judged { // no judgement is about both
		return clash && a.clash.meets(b.has)
	}
	for _, x := range a.nodes {
		for _, y := range b.nodes {
			v := verdictOf(c.log, c.nodes[x], c.nodes[y])
			if v.kind == split && v.seq > j.seq {
				return true
			}
			if clash && v.kind != merge && c.clash[x].has(y) {
				return true
			}
		}
	}
	return false
}
