package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file reads the body that a common noun before a post names: "council leader",
// "Indonesian navy spokesman", "the prison governor".

// bodyBefore returns the mention of the body that the common noun before office noun head
// names, whose singular is post, and the tokens [from, to) of it; None where there is none.
func (r *reading) bodyBefore(head int, post string) (m, from, to int) {
	k := head - 1
	for k > 0 && postPrefixes[r.low[k]] {
		k--
	}
	if k < 0 || r.capital(head) || ranksInForces[post] || r.lex.nouns[post].kind != "office" || r.tok(k).UPOS != "NOUN" && r.tok(k).UPOS != "PROPN" || r.at[k] != graph.None && r.mentions[r.at[k]].kind == "name" {
		return graph.None, 0, 0
	}
	heads, ok := r.lex.bodies[r.low[k]]
	if !ok || heads != "" && !slices.Contains(strings.Fields(heads), post) || r.doc.Sentence(k) != r.doc.Sentence(head) {
		return graph.None, 0, 0
	}
	if from = r.bodyStart(k); r.ofMembers(from) {
		from = r.membersStart(from)
	} else if from > 0 && (r.low[from-1] == "'s" || r.low[from-1] == "'") {
		if from < 2 || r.low[k] != "ministry" || r.at[from-2] == graph.None || r.mentions[r.at[from-2]].kind != "name" {
			return graph.None, 0, 0 // the army chief of "Thailand's army chief" is Thailand's
		}
		from = r.mentions[r.at[from-2]].first // "Sudan's foreign ministry undersecretary"
	}
	n := r.nominalAt(k, noun{kind: organization})
	n.first, n.end, n.name = from, k+1, r.text(from, k+1)
	return r.put(n), from, k + 1
}

// ranksInForces are posts a force and not over it: "army colonel".
var ranksInForces = words("ranks-in-forces")

// postPrefixes are words between the noun for a body and a post in it: "club vice president".
var postPrefixes = words("post-prefixes")

// bodyStart returns the first token of the name of the body that noun k heads: the
// "central" of "central bank", the country before it.
func (r *reading) bodyStart(k int) int {
	start, _ := r.sentence(k)
	from := k
	for from > start && !r.capital(from-1) && (bodyKinds[r.low[from-1]] || portfolios[r.low[from-1]] && r.low[k] == "ministry" || r.tok(from-1).UPOS == "NOUN" && r.is(from-1, "compound") && !r.time(from-1)) {
		from--
	}
	if from == start+1 && bodyKinds[r.low[start]] {
		from = start // "Coast guard commander"
	}
	if from > start && r.demonymAt(from-1) != graph.None {
		from = r.mentions[r.demonymAt(from-1)].first
	}
	return from
}

// bodyKinds are words before the noun for a body that say of what kind it is.
var bodyKinds = words("body-kinds")

// ofMembers reports whether the plural before token from names those whose body it is: the
// "hoteliers'" of "hoteliers' association".
func (r *reading) ofMembers(from int) bool {
	if from < 2 || r.low[from-1] != "'" || r.tok(from-2).UPOS != "NOUN" && r.tok(from-2).UPOS != "PROPN" {
		return false
	}
	m := r.at[from-2]
	return m == graph.None || r.mentions[m].kind == "nominal" || r.mentions[m].typ == group || strings.HasSuffix(r.low[from-2], "rs")
}

// membersStart returns the first token of the description of the members before token from:
// "Tunisian footballers'".
func (r *reading) membersStart(from int) int {
	start, _ := r.sentence(from - 2)
	for from -= 2; from > start && (r.tok(from-1).UPOS == "NOUN" || r.tok(from-1).UPOS == "ADJ" && r.demonymAt(from-1) == graph.None) && !r.time(from-1); {
		from--
	}
	return from
}
