package extract

import "newsgraph/graph"

// This file resolves relative pronouns.

// chainRelatives gives "who", "whom" and "whose" of a relative clause the chain of the person
// of whom the clause is said. It comes last: rules read through these words to their noun.
func (r *reading) chainRelatives() {
	for i, w := range r.low {
		if w != "who" && w != "whom" && w != "whose" || r.at[i] != graph.None {
			continue
		}
		n, ok := r.relative(i)
		if !ok {
			continue
		}
		m := r.besideName(n)
		if m == graph.None {
			m = r.mentionAt(n)
		}
		if m == graph.None || r.mentions[m].typ != person || r.mentions[m].chain == graph.None || r.mentions[m].plural {
			continue
		}
		p := mention{first: i, end: i + 1, head: i, kind: "pronoun", typ: person, name: w, chain: graph.None}
		r.join(r.put(p), r.mentions[m].chain)
	}
}
