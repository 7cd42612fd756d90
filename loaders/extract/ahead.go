package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file resolves pronouns that point ahead: "Before his talks, Jane Doe said".

// ahead returns the chain of the person whom pronoun m points ahead to where nobody was
// named before: the subject of the clause that the words with m open, "Before his talks,
// Jane Doe said", "Asked if she would go, Jane Doe smiled", or who says what m is the
// subject of.
func (r *reading) ahead(m *mention) int {
	if r.inQuote[m.head] != graph.None || r.peopleBefore(m) {
		return graph.None
	}
	for v, n := m.head, 0; n < maxClimb; n++ {
		h := r.head(v)
		if h < 0 {
			return graph.None
		}
		opens := r.is(v, "obl", "advcl", "obl:unmarked") || r.is(v, "ccomp") && r.speech(h) && (r.is(m.head, "nsubj") && r.head(m.head) == v || r.is(m.head, "nmod:poss") && r.is(r.head(m.head), "nsubj") && r.head(r.head(m.head)) == v)
		if s := r.ownSubject(h); opens && h > v && s > m.head && r.verb(h) {
			return r.sheWhoIs(s, m)
		}
		v = h
	}
	return graph.None
}

// sheWhoIs returns the chain of the single person at token s whom m may mean, or None.
func (r *reading) sheWhoIs(s int, m *mention) int {
	a := r.at[s]
	if n := r.besideName(s); n != graph.None {
		a = n
	}
	if a == graph.None || r.has(s, "conj") {
		return graph.None
	}
	who := &r.mentions[a]
	if who.typ != person || who.plural || who.kind == "pronoun" || who.chain == graph.None || clash(r.chains[who.chain].gender, m.gender) {
		return graph.None
	}
	return who.chain
}

// peopleBefore reports whether someone whom m may mean was mentioned before it, in its
// sentence or the two before.
func (r *reading) peopleBefore(m *mention) bool {
	return slices.ContainsFunc(r.mentions, func(a mention) bool {
		return a.head < m.head && a.typ == person && !a.plural && a.kind != "pronoun" && !clash(a.gender, m.gender) && r.doc.Sentence(m.head)-r.doc.Sentence(a.head) <= 2
	})
}

// speaksFor reports whether chain c is of someone who speaks for another and m is said or
// denied of that other: "a spokesman for Mr Doe denied that he had met her".
func (r *reading) speaksFor(m *mention, c int) bool {
	voice := slices.ContainsFunc(r.chains[c].mentions, func(i int) bool {
		a := &r.mentions[i]
		if !voices[a.noun] || a.head > m.head {
			return false
		}
		p := r.kid(a.head, "nmod:poss")
		for _, k := range r.obliques(a.head) {
			if to := r.prep(k); to == "for" || to == "to" {
				p = k
			}
		}
		return p != graph.None && r.at[p] != graph.None && r.mentions[r.at[p]].typ == person && !clash(r.mentions[r.at[p]].gender, m.gender)
	})
	for v, n := r.head(m.head), 0; voice && v >= 0 && n < maxClimb; v, n = r.head(v), n+1 {
		if s := r.ownSubject(v); r.verb(v) && s != graph.None && s != m.head && r.at[s] != graph.None {
			return r.mentions[r.at[s]].chain == c
		}
	}
	return false
}

var voices = words("voices")

// doesIt reports whether chain c is the subject, though it stands in another clause, of the
// verb to whose object m it is done: "caught the thief and questioned him", "called Osei to
// congratulate her", "Dorn, who testified against him".
func (r *reading) doesIt(m *mention, c int) bool {
	v := r.head(m.head)
	if v < 0 || !r.verb(v) || !r.is(m.head, "obj", "iobj", "obl") || strings.HasSuffix(m.name, "self") {
		return false
	}
	for _, s := range []int{r.surfaceSubject(v), r.subject(v)} {
		if s == graph.None || s == m.head || r.mentionAt(s) == graph.None {
			continue
		}
		if r.mentions[r.mentionAt(s)].chain == c {
			return true
		}
	}
	return false
}
