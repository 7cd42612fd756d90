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
	clash map[[2]int]bool // remembered conflicts
}

// A union is a cluster in the making.
type union[F any] struct {
	nodes []int
	human bool // joined by a judgement: its own conflicts are settled
}

// A join is a pair that could become one.
type join struct {
	a, b  int // a < b
	score int
	tier  int // 2 by judgement, 1 by score, 0 by score of a pinned node
	seq   int
}

func newClosure[F any](s *stratum[F], nodes []*node[F], log *verdicts) *closure[F] {
	c := &closure[F]{s: s, nodes: nodes, log: log, index: map[*node[F]]int{}, clash: map[[2]int]bool{}}
	for i, n := range nodes {
		c.index[n] = i
		c.group = append(c.group, &union[F]{nodes: []int{i}})
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
		for k := range i {
			if c.conflict(i, k) {
				return false
			}
		}
	}
	return true
}

// joins returns the pairs that may become one, in the order in which they do.
func (c *closure[F]) joins() []join {
	var out []join
	for i, n := range c.nodes {
		for other, score := range n.edges {
			k := c.index[other]
			if k <= i {
				continue
			}
			v := verdictOf(c.log, n, other)
			if v.kind == "" && !c.conflict(i, k) && !c.contested(i, k, score) && !c.contested(k, i, score) {
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

// contested reports whether node i is at least as close to something that cannot
// be k as it is to k: then it is not known which of the two it is.
func (c *closure[F]) contested(i, k, score int) bool {
	if c.nodes[i].pinned || c.nodes[k].pinned {
		return false
	}
	for other, s := range c.nodes[i].edges {
		m := c.index[other]
		if c.rank(i, m, s) >= c.rank(i, k, score) && m != k && !other.pinned && c.conflict(m, k) && !c.conflict(m, i) {
			return true
		}
	}
	return false
}

// conflict reports whether the features of two nodes exclude each other.
func (c *closure[F]) conflict(i, k int) bool {
	key := [2]int{min(i, k), max(i, k)}
	clash, ok := c.clash[key]
	if !ok {
		clash = c.s.rules.conflict(c.nodes[key[0]].feat, c.nodes[key[1]].feat) != ""
		c.clash[key] = clash
	}
	return clash
}

// join unites the groups of a pair if nothing forbids it.
func (c *closure[F]) join(j join) {
	a, b := c.group[j.a], c.group[j.b]
	if a == b || c.apart(a, b, j) {
		return
	}
	a.nodes = append(a.nodes, b.nodes...)
	a.human = a.human || b.human || j.tier == 2
	for _, n := range b.nodes {
		c.group[n] = a
	}
}

// apart reports whether two groups must stay apart: by a judgement (a later one
// than the join's own), or by a conflict of features, which a judgement overrules
// and which does not count where a judgement made one of the groups.
func (c *closure[F]) apart(a, b *union[F], j join) bool {
	for _, x := range a.nodes {
		for _, y := range b.nodes {
			v := verdictOf(c.log, c.nodes[x], c.nodes[y])
			if v.kind == split && v.seq > j.seq {
				return true
			}
			if j.tier < 2 && !a.human && !b.human && v.kind != merge && c.conflict(x, y) {
				return true
			}
		}
	}
	return false
}
