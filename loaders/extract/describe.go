package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file resolves descriptions of people that name no office: "the suspect", "the
// 52-year-old".

// describedReach is how many sentences back "the suspect" and "the 52-year-old" look.
const describedReach = 2

// describedPerson returns the chain of the person whom a bare description means that
// names no post of theirs: "the 52-year-old" the only person named shortly before, "the
// suspect" the only one of them whom the law has laid hands on; None where there are
// several.
func (r *reading) describedPerson(m *mention) int {
	suspect, aged := prosecutedNouns[m.noun], r.aged(m.head)
	if m.plural || r.low[m.first] != "the" || !aged && (!suspect || m.head > m.first+1) || m.end > m.head+1 {
		return graph.None
	}
	only := graph.None
	for i := range r.mentions {
		a := &r.mentions[i]
		if a.kind != "name" || a.typ != person || a.chain == graph.None || a.head >= m.head ||
			r.doc.Sentence(m.head)-r.doc.Sentence(a.head) > describedReach || suspect && !r.prosecuted(a.head) {
			continue
		}
		if only != graph.None && only != a.chain {
			return graph.None
		}
		only = a.chain
	}
	if only != graph.None && clash(r.chains[only].gender, m.gender) {
		return graph.None
	}
	return only
}

// aged reports whether token i ends a "52-year-old" that stands for a person.
func (r *reading) aged(i int) bool {
	return r.low[i] == "old" && i > 3 && r.low[i-1] == "-" && r.low[i-2] == "year" && r.headsPhrase(i) || hasAge(r.low[i])
}

// hasAge reports whether w is a "52-year-old" in one token.
func hasAge(w string) bool {
	return strings.HasSuffix(w, "-year-old") && w[0] >= '0' && w[0] <= '9'
}

// prosecuted reports whether the law does something to whom token i names.
func (r *reading) prosecuted(i int) bool {
	h := r.head(i)
	return h >= 0 && r.is(i, "obj", "nsubj:pass") && prosecutes[r.lex.lemma(r.tree, h)]
}

var (
	prosecutedNouns = words("prosecuted-nouns")
	prosecutes      = words("prosecutes")
)

// calledBehind returns the mention of noun j, behind a verb of speech, if it calls someone:
// "asked my aunt", and not "said a voice in her ear".
func (r *reading) calledBehind(j int) int {
	if n := r.nominalAt(j, noun{}); r.calling(j) || n.typ == person || n.typ == group {
		return r.putNominal(n)
	}
	return graph.None
}
