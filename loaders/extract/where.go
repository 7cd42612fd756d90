package extract

import "newsgraph/graph"

// This file reads what relative clauses say of the body or person that they hang on.

// whereBody returns the named body in which happens what verb i of a clause with "where"
// says: "founded Arvo Bank, where she served as chairman"; or None.
func (r *reading) whereBody(i int) int {
	w := graph.None
	for _, k := range r.kids[i] {
		if k < i && r.low[k] == "where" {
			w = k
		}
	}
	if w == graph.None || w < 2 || !r.is(i, "acl:relcl", "advcl", "advcl:relcl") {
		return graph.None
	}
	if h := r.head(i); h >= 0 && h < w && r.tree.nominal(h) {
		if m := r.at[h]; m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ == organization {
			return m
		}
	}
	k := w - 1
	if r.low[k] == "," {
		k--
	}
	if m := r.at[k]; m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ == organization && r.mentions[m].end == k+1 {
		return m
	}
	return graph.None
}

// saidToBe returns the name or pronoun of whom noun t is said where a relative clause hangs
// on the noun: the Jane Doe of "Jane Doe is a diplomat who served as"; or None.
func (r *reading) saidToBe(t int) int {
	if m := r.nameDescribed(t); m != graph.None {
		return m
	}
	if !r.tree.nominal(t) || r.feat(t, "Number=Plur") || !r.has(t, "acl:relcl") || !r.has(t, "cop") || r.negated(t) || r.statusOf(t).status != graph.Happened {
		return graph.None
	}
	if s := r.subject(t); s != graph.None {
		return r.personOf(s)
	}
	return graph.None
}

// career reports whether "before" tells of what came next in someone's life and not of a
// plan: "before joining Arvo Bank she worked for Nordlys", where verb i hangs on h.
func (r *reading) career(i, h int) bool {
	if r.tok(i).XPOS != "VBG" || !takesUp[r.lex.lemma(r.tree, i)] {
		return false
	}
	cop := r.kid(h, "cop")
	held := cop != graph.None && r.tok(cop).XPOS == "VBD" && r.officeNoun(h) && !r.has(h, "aux")
	if !held && (!r.verb(h) || !careers[r.lex.lemma(r.tree, h)] || r.tenseOf(h) != "past") || r.negated(h) {
		return false
	}
	s := r.subject(h)
	m := r.mentionAt(s)
	return s != graph.None && m != graph.None && r.mentions[m].typ == person && r.statusOf(h).status == graph.Happened
}

// takesUp are the verbs of entering a body or an office.
var takesUp = words("takes-up")

// careers are verbs of what fills the years of a life.
var careers = words("career-verbs")
