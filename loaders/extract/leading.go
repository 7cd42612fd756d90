package extract

import (
	"slices"

	"newsgraph/graph"
)

// This file reads what stands behind a post that someone gets: what she is to lead, and what
// she is the first of its holders to do.

// firstTo reports whether post noun i is of one who is the first of its holders to do
// something: "became the first sitting president to visit the Amazon" is no appointment.
func (r *reading) firstTo(i int) bool {
	ranked := slices.ContainsFunc(r.kids[i], func(k int) bool { return k < i && firsts[r.low[k]] })
	goals := r.kids[i]
	if h := r.head(i); h >= 0 {
		goals = append(slices.Clone(goals), r.kids[h]...)
	}
	return ranked && slices.ContainsFunc(goals, func(k int) bool {
		return k > i && r.is(k, "acl", "advcl") && r.tok(k).XPOS == "VB" && leaders[r.lex.lemma(r.tree, k)] == ""
	})
}

var firsts = words("firsts")

// appointToLead reads "named Jane Doe to head the agency" and "becomes the first woman to
// lead the bank": verb i gives who the post that the infinitive means.
func (r *reading) appointToLead(i, who int, a appointment) {
	v := r.leadingVerb(i)
	if v == graph.None || a.occupancy != "appointed" && a.occupancy != "designate" {
		return
	}
	name := leaders[r.lex.lemma(r.tree, v)]
	body := r.bodyAt(v + 1)
	if body == graph.None || r.mentions[body].kind == "name" && r.mentions[body].typ == person || r.mentions[body].typ == place {
		return
	}
	p := post{name: name, head: name, noun: graph.None, org: body, words: []string{name}}
	r.addOffice(office{holder: who, post: p, at: i, rule: "office." + r.lex.lemma(r.tree, i), confidence: 860,
		evidence: r.span(min(i, r.mentions[who].first), r.mentions[body].end)}.as(a.occupancy))
}

// leadingVerb returns the infinitive of a verb of leading that hangs on verb i or on the
// noun that is its complement, or None.
func (r *reading) leadingVerb(i int) int {
	for _, k := range r.kids[i] {
		if k < i {
			continue
		}
		for _, v := range append([]int{k}, r.kids[k]...) {
			if leaders[r.lex.lemma(r.tree, v)] != "" && r.tok(v).XPOS == "VB" && v > i && r.word(v-1) == "to" && r.object(v) != graph.None {
				return v
			}
		}
	}
	return graph.None
}
