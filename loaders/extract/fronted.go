package extract

import "newsgraph/graph"

// This file reads descriptions that stand before the subject they are said of: "The
// daughter of a clerk, she studied in Budapest", "Born in Oslo, the son of a sailor,
// Doe went to sea".

// fronted returns the mention of the subject that description m opens its sentence
// for, or None: m ends at a comma right before that subject and is preceded by nothing
// but a participle's phrase.
func (r *reading) fronted(m *mention) int {
	if m.typ != person || m.plural || m.kind != "nominal" || r.is(m.head, "nsubj", "obj", "conj") {
		return graph.None
	}
	start, _ := r.sentence(m.head)
	first, end := r.phrase(m.head)
	opens := first == start || r.low[first-1] == "," && (r.tok(start).XPOS == "VBN" || r.tok(start).XPOS == "VBG")
	if !opens || r.word(end) != "," || end+1 >= len(r.at) || r.at[end+1] == graph.None {
		return graph.None
	}
	s := &r.mentions[r.at[end+1]]
	if s.first != end+1 || s.typ != person || s.plural || !r.is(s.head, "nsubj", "nsubj:pass") || clash(s.gender, m.gender) {
		return graph.None
	}
	return r.at[end+1]
}

// joinFronted gives the descriptions before a pronoun that has found its person to that
// person's chain, and a chain of their own to those whose pronoun has found nobody.
func (r *reading) joinFronted() {
	for _, i := range r.inOrder(func(m *mention) bool { return m.chain == graph.None && r.fronted(m) != graph.None }) {
		r.join(i, r.mentions[r.fronted(&r.mentions[i])].chain)
	}
}
