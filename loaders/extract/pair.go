package extract

import (
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// pairReach is how many sentences back "the two" may find the two.
const pairReach = 2

// pairOf returns the two whom plural token c means: "the two leaders", "the pair",
// "both men", "the two countries", and "they" where two have just met. They are the
// two of the encounter told last, else the only two named in the nearest sentence
// that names any; nil where it is not clear.
func (r *reading) pairOf(c int) []int {
	typ := r.pairType(c)
	if typ == "" || r.inQuote[c] != graph.None {
		return nil
	}
	if two := r.twoOfEvent(c, typ); two != nil {
		return two
	}
	if r.tok(c).UPOS == "PRON" {
		return nil
	}
	return r.twoNamed(c, typ)
}

// pairType returns what the two that token c means are: person or country, or ""
// when c does not stand for two.
func (r *reading) pairType(c int) string {
	if w := r.low[c]; w == "they" || w == "pair" || w == "duo" || w == "two" && r.definiteNoun(c) {
		return person
	}
	if !r.tree.nominal(c) || r.at[c] != graph.None && r.mentions[r.at[c]].kind == "name" {
		return ""
	}
	counted := false
	for _, k := range r.kids[c] {
		counted = counted || k < c && (r.low[k] == "two" || r.low[k] == "both")
	}
	if !counted || r.has(c, "nmod", "appos", "amod") && !r.has(c, "det") {
		return ""
	}
	noun := r.lex.singular(r.low[c])
	if pairStates[noun] {
		return country
	}
	if n, ok := r.lex.nounOf(r.tree, c); pairPeople[noun] || ok && (n.kind == "office" || n.kind == "occupation" || n.kind == person) {
		return person
	}
	return ""
}

var (
	pairStates = set("country nation government state neighbour neighbor capital")
	pairPeople = set("leader man woman men women president minister rival politician official lawmaker counterpart colleague friend brother sister diplomat negotiator envoy candidate scientist executive")
)

// twoOfEvent returns the participants of the last encounter before token c, if they
// are two of type typ.
func (r *reading) twoOfEvent(c int, typ string) []int {
	for k := len(r.events) - 1; k >= 0; k-- {
		ev := &r.events[k]
		if !ontology.Is(ev.Class, "Encounter") || ev.trigger >= c || r.doc.Sentence(c)-r.doc.Sentence(ev.trigger) > pairReach {
			continue
		}
		var two []int
		for _, role := range ev.Roles {
			if m := r.mentions[role.Mention]; role.Name != "place" && r.namedOf(role.Mention, typ) && m.head < c {
				two = r.addDistinct(two, role.Mention)
			}
		}
		if len(two) == 2 {
			return two
		}
		return nil
	}
	return nil
}

// twoNamed returns the two of type typ that the nearest sentence names, if it names
// exactly two.
func (r *reading) twoNamed(c int, typ string) []int {
	at := r.doc.Sentence(c)
	for s := at; s >= 0 && s >= at-pairReach; s-- {
		var named []int
		for i := range r.mentions {
			if m := &r.mentions[i]; m.kind != "pronoun" && m.head < c && r.doc.Sentence(m.head) == s && r.namedOf(i, typ) {
				named = r.addDistinct(named, i)
			}
		}
		switch len(named) {
		case 0:
		case 2:
			return named
		default:
			return nil
		}
	}
	return nil
}

// namedOf reports whether mention i is of a named thing of type typ.
func (r *reading) namedOf(i int, typ string) bool {
	c := r.mentions[i].chain
	return c != graph.None && r.chains[c].named && r.chains[c].typ == typ
}

// addDistinct adds mention i unless one of the same chain is there.
func (r *reading) addDistinct(ms []int, i int) []int {
	if slices.ContainsFunc(ms, func(m int) bool { return r.sameChain(m, i) }) {
		return ms
	}
	return append(ms, i)
}
