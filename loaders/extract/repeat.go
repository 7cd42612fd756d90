package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file makes two pronouns one person where nobody knows whom they mean: "He and his
// wife".

// samePronoun returns the chain of the last pronoun of the same kind before pronoun i where
// nobody knows whom either means: "He and his wife". Another person named between the two
// leaves them apart.
func (r *reading) samePronoun(i int) int {
	m := &r.mentions[i]
	if !oneOther[m.name] || m.gender == "" {
		return graph.None
	}
	last := graph.None
	for _, k := range r.inOrder(func(p *mention) bool { return p.typ == person && p.head < m.head && p.head > m.head-maxApart }) {
		switch p := &r.mentions[k]; {
		case p.kind == "pronoun" && p.gender == m.gender && oneOther[p.name]:
			last = k
		case p.kind != "pronoun" && !clash(p.gender, m.gender) && p.kind == "name":
			last = graph.None
		}
	}
	if last == graph.None || r.doc.Sentence(m.head)-r.doc.Sentence(r.mentions[last].head) > 1 {
		return graph.None
	}
	p := &r.mentions[last]
	if r.coarguments(p.head, m.head) && !r.is(m.head, "nmod:poss") && !strings.HasSuffix(m.name, "self") || p.chain != graph.None && r.chains[p.chain].named {
		return graph.None
	}
	if p.chain == graph.None {
		r.join(last, graph.None)
	}
	return p.chain
}

// maxApart bounds the words between two pronouns that are one.
const maxApart = 40
