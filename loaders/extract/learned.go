package extract

import "newsgraph/graph"

// This file lets the ranker of the language layer decide a pronoun that the rules leave
// open.

// clearMargin is by how much (thousandths of a natural logarithm) the ranker must
// prefer an antecedent before it decides what the rules leave open: more than four to
// one. A wrong person is worse than none; the value was chosen by reading articles
// and is not measured on a data set.
const clearMargin = 1500

// learned returns the chain of the named thing that the ranker of the language layer
// takes mention m for, or None. It is asked where the rules find nobody; what the
// rules rule out (another gender, the speaker of the quotation) stays ruled out.
func (r *reading) learned(m *mention) int {
	at := r.ranked(m.head)
	for n := 0; at >= 0 && n < 64; n++ {
		dm := &r.doc.Mentions[at]
		if dm.Antecedent < 0 || dm.Antecedent >= at || dm.Margin < clearMargin {
			return graph.None
		}
		at = dm.Antecedent
		i := r.at[r.doc.Mentions[at].Head]
		if i == graph.None || r.mentions[i].chain == graph.None || r.mentions[i].head >= m.head {
			continue
		}
		if m.kind == "pronoun" && r.inQuote[m.head] == graph.None && r.inQuote[r.mentions[i].head] != graph.None {
			continue // `"The Commission erred," its lawyer said` is another's lawyer
		}
		if c := r.mentions[i].chain; r.chains[c].named {
			if r.couldBe(m, c) {
				return c
			}
			return graph.None
		}
	}
	return graph.None
}

// ranked returns the mention of the language layer with that head, or None.
func (r *reading) ranked(head int) int {
	if r.byHead == nil {
		r.byHead = make(map[int]int, len(r.doc.Mentions))
		for i, m := range r.doc.Mentions {
			r.byHead[m.Head] = i
		}
	}
	if i, ok := r.byHead[head]; ok {
		return i
	}
	return graph.None
}

// couldBe reports whether mention m may be one of chain c by kind, number, gender
// and place in the sentence.
func (r *reading) couldBe(m *mention, c int) bool {
	ch := &r.chains[c]
	if ch.plural != m.plural && m.kind != "pronoun" || clash(ch.gender, m.gender) {
		return false
	}
	if st := r.quotedBy(m.head); m.kind == "pronoun" && (st != graph.None && r.speakerChain(st) == c || r.doesIt(m, c)) {
		return false
	}
	for _, i := range ch.mentions {
		if r.coarguments(r.mentions[i].head, m.head) && !r.is(m.head, "nmod:poss") {
			return false
		}
	}
	switch {
	case m.typ == person:
		return ch.typ == person
	case m.name == "it" || m.name == "its" || m.name == "itself":
		return ch.typ == organization || ch.typ == country || ch.typ == place
	case m.name == "they":
		return ch.typ == organization || ch.typ == country || ch.typ == group
	}
	return m.kind == "nominal" && compatible(ch.typ, m.typ)
}
