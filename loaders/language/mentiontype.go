package language

import "slices"

// noMention labels the words that head no mention.
const noMention = "_"

// A typeFit says how well each type of mentions fits one: its score less the best of
// all, but not below -maxDoubt.
type typeFit []int64

// typeFitOf returns the fit of the scores of Labels.Ment at a word; none is the label
// noMention, which fits least.
func typeFitOf(score []float32, none int) typeFit {
	out := make(typeFit, len(score))
	for t, v := range score {
		out[t] = integer(v)
	}
	out[none] = slices.Min(out)
	top := slices.Max(out)
	for t := range out {
		out[t] = max(out[t]-top, -maxDoubt)
	}
	return out
}

// A vote has what all mentions of something say of its type.
type vote[K comparable] map[K]typeFit

func (v vote[K]) add(key K, f typeFit) {
	if v[key] == nil {
		v[key] = make(typeFit, len(f))
	}
	for t, x := range f {
		v[key][t] += x
	}
}

// agreeTypes lets the mentions of a chain, and those with the same noun or name, have
// one type where the sentences by themselves are unsure. What a mention says itself
// weighs fully, what the others say like others in agree.
func agreeTypes(doc *Document, ms []mention, types []string) {
	chain, chains, nouns := make([]int, len(ms)), vote[int]{}, vote[string]{}
	for i := range ms {
		chain[i] = i
		if a := doc.Mentions[i].Antecedent; a >= 0 {
			chain[i] = chain[a]
		}
		chains.add(chain[i], ms[i].fit)
		if ms[i].kind >= kindNoun {
			nouns.add(ms[i].lemma, ms[i].fit)
		}
	}
	for i := range ms {
		if tok := &doc.Tokens[doc.Mentions[i].Head]; tok.Ment != "" {
			tok.Ment = types[bestType(ms[i].fit, chains[chain[i]], nouns[ms[i].lemma])]
		}
	}
}

// bestType returns the type that fits best: by a mention's own fit and by those of
// groups that it belongs to, which include it or are empty.
func bestType(own typeFit, groups ...typeFit) int {
	best, top := 0, int64(0)
	for t, v := range own {
		w := v * 1000
		for _, g := range groups {
			if g != nil {
				w += others * (g[t] - v)
			}
		}
		if t == 0 || w > top {
			best, top = t, w
		}
	}
	return best
}
