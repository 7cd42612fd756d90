package resolve

import (
	"cmp"
	"slices"

	"newsgraph/graph"
)

// doubtful is the score from which two things that are apart are worth a look.
const doubtful = 600

// A Pair is two things that a person should look at: alike, and not one.
type Pair struct {
	Left, Right graph.ID // canonical, Left < Right
	Score       graph.Thousandths
	// Members is how many members would change their identity: those of the smaller.
	Members int
	// Like are a member of each whose names resemble each other most; see State.Why.
	Like [2]graph.ID
}

// Value says how much hangs on a decision: the score times the members.
func (p *Pair) Value() int { return int(p.Score) * p.Members }

// Undecided returns the most valuable pairs that no one has judged: the score
// times the members that hang on it, the greatest first; at most limit. It looks
// at all signatures and is meant to be asked for now and then.
func (s *State) Undecided(limit int) []Pair {
	pairs := append(undecided(s.entities, &s.log), undecided(s.events, &s.log)...)
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Value(), a.Value()),
			cmp.Compare(a.Left, b.Left), cmp.Compare(a.Right, b.Right))
	})
	return pairs[:min(limit, len(pairs))]
}

func undecided[F any](s *stratum[F], log *verdicts) []Pair {
	best := map[[2]graph.ID]Pair{}
	for _, nodes := range s.blocks {
		for _, n := range nodes {
			for _, m := range nodes {
				if n.key < m.key {
					consider(s, log, n, m, best)
				}
			}
		}
	}
	out := make([]Pair, 0, len(best))
	for _, p := range best {
		out = append(out, p)
	}
	return out
}

// consider keeps the pair of the clusters of two nodes with its best score.
func consider[F any](s *stratum[F], log *verdicts, n, m *node[F], best map[[2]graph.ID]Pair) {
	if n.cluster == m.cluster || verdictOf(log, n, m).kind != "" {
		return
	}
	score := graph.Thousandths(s.rules.score(n.feat, m.feat))
	if score < doubtful || s.rules.conflict(n.feat, m.feat) != "" {
		return
	}
	if n.canonical() > m.canonical() {
		n, m = m, n
	}
	p := Pair{
		Left: n.canonical(), Right: m.canonical(), Score: score,
		Members: min(n.cluster.size(), m.cluster.size()), Like: [2]graph.ID{n.members.min(), m.members.min()},
	}
	key := [2]graph.ID{p.Left, p.Right}
	old, ok := best[key]
	if !ok || old.Score < score || old.Score == score && slices.Compare(p.Like[:], old.Like[:]) < 0 {
		best[key] = p
	}
}

func (c *cluster[F]) size() int {
	n := 0
	for _, node := range c.nodes {
		n += node.members.len()
	}
	return n
}
