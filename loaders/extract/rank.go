package extract

import "newsgraph/graph"

// This file parts the rank or dignity that stands between a post and the name of its holder
// from the post: "army spokesman Colonel Jane Doe", "defence minister Prince John".

// dignities are words of a rank or dignity before a name.
var dignities = words("dignities")

// beforeRank passes over the rank that ends at token j, when a post stands before it.
func (r *reading) beforeRank(j, start int) int {
	k := j
	for k > start && r.isRank(k) {
		k--
	}
	if k == j || dignities[r.low[k]] || r.at[k] != graph.None && r.mentions[r.at[k]].typ == person && r.mentions[r.at[k]].kind == "name" {
		return j
	}
	if r.officeNoun(k) || k > start+1 && r.capital(k) && (r.low[k-1] == "of" || r.low[k-1] == "for") && r.officeNoun(k-2) {
		return k
	}
	return j
}

// isRank reports whether token k is a word of a rank, and not the "general" of a post.
func (r *reading) isRank(k int) bool {
	return (dignities[r.low[k]] || r.titleOnly(k)) && r.capital(k) && (k == 0 || r.low[k] != "general" || !generals[r.low[k-1]] || !r.capital(k-1))
}

// rankAt returns where the post of office noun head ends at the latest when a name begins at
// token first: before the rank that stands there.
func (r *reading) rankAt(head, first int) int {
	for first > head+1 && r.isRank(first-1) {
		first--
	}
	return first
}
