package language

import "strings"

// A claim has what the span of an argument depends on: its head word i, the predicate
// and the roles of all words for it, 0 for none.
type claim struct {
	*parse
	i, pred int
	roles   []int
	above   map[int]bool // the predicate and all that governs it
}

// argSpan returns the words of the argument of predicate pred that word i heads: those
// below i but for the branch of the predicate, what only links the two, and what is
// another argument of the predicate.
func (p *parse) argSpan(i, pred int, role string, roles []int) (first, end int) {
	switch role {
	case "ARGM-LVB", "ARGM-MOD", "ARGM-NEG", "ARGM-PRR":
		return i, i + 1
	}
	c := claim{p, i, pred, roles, map[int]bool{}}
	for a := pred; a >= 0; a = p.tokens[a].Head {
		c.above[a] = true
	}
	in := c.below()
	if role == "ARG1" && p.tokens[i].Head == pred {
		c.complement(in)
	}
	return p.runAround(in, i)
}

// below marks i and what is below it.
func (c *claim) below() []bool {
	in := make([]bool, len(c.tokens))
	rel := c.tokens[c.pred].Rel
	inside := c.above[c.i]
	copula := inside && c.tokens[c.pred].Head == c.i && (rel == "cop" || rel == "aux" || rel == "aux:pass")
	in[c.i] = true
	for _, j := range c.kids(c.i) {
		if !c.above[j] && !(inside && c.dropped(j, copula)) {
			c.include(in, j, c.pred)
		}
	}
	return in
}

// complement adds an open complement after i that has no role of its own: in "it made
// him look weak" the argument is "him look weak".
func (c *claim) complement(in []bool) {
	for _, j := range c.kids(c.pred) {
		if j > c.i && c.roles[j] == 0 && c.tokens[j].Rel == "xcomp" {
			c.include(in, j, -1)
		}
	}
}

// dropped says whether child j of an argument that governs its predicate is no part of
// the argument: what belongs to the clause and not to the noun.
func (c *claim) dropped(j int, copula bool) bool {
	rel := c.tokens[j].Rel
	base, _, _ := strings.Cut(rel, ":")
	if c.roles[j] > 0 {
		return true
	}
	switch rel {
	case "punct", "parataxis", "discourse":
		return true
	case "case", "cc", "mark":
		if !copula {
			return true
		}
	}
	if copula {
		return j < c.pred || base == "nsubj" || base == "csubj" || base == "expl" || base == "advcl" ||
			base == "conj" && c.clausal(j)
	}
	return strings.HasPrefix(rel, "nsubj") || strings.HasPrefix(rel, "csubj") ||
		strings.HasPrefix(rel, "aux") || strings.HasPrefix(rel, "cop") || rel == "conj"
}

// clausal says whether word j heads a clause of its own, with a subject or an auxiliary.
func (c *claim) clausal(j int) bool {
	for _, k := range c.kids(j) {
		switch base, _, _ := strings.Cut(c.tokens[k].Rel, ":"); base {
		case "nsubj", "csubj", "expl", "cop", "aux":
			return true
		}
	}
	return false
}
