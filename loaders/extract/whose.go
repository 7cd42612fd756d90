package extract

import "newsgraph/graph"

// This file finds the body of an office that a bare title gives, where the clause about its
// holder names the body elsewhere: "Founder Jane Doe owns 61 percent of Arvo Bank", "Coach
// Jane Doe will leave the club".

// clubPosts are posts that one has in one body, whose name what one does there tells.
var clubPosts = words("club-posts")

// belongVerbs are verbs whose subject belongs to their object, when it is a body.
var belongVerbs = words("belong-verbs")

// bodyOfDeed returns the body of the office o that a bare title states, or None.
func (r *reading) bodyOfDeed(o *office) int {
	if o.org != graph.None || o.rule != "office.title" || !clubPosts[o.head] {
		return graph.None
	}
	who := r.mentions[o.holder].head
	v := r.head(who)
	if v >= 0 && r.is(who, "obj") {
		if a, ok := appointments[r.lex.lemma(r.tree, v)]; ok && a.who == "obj" {
			return r.appointing(v, a, "head") // "Arvo United sacked manager Jane Doe"
		}
	}
	if v < 0 || !r.is(who, "nsubj") {
		return graph.None
	}
	if b := r.inCharge(v); b != graph.None {
		return b
	}
	if r.has(v, "cop") && r.prep(v) == "at" {
		return r.namedBody(v) // "has been at Arvo United for nine seasons"
	}
	if !belongVerbs[r.lex.lemma(r.tree, v)] {
		return graph.None
	}
	k := r.object(v)
	if k != graph.None && shareNouns[r.low[k]] {
		k = r.kid(k, "nmod") // "61 percent of Arvo Bank"
	}
	return r.namedBody(k)
}

// shareNouns are parts of a company that someone owns.
var shareNouns = words("share-nouns")

// inCharge returns the body of "in charge of Arvo United" under verb v, or None.
func (r *reading) inCharge(v int) int {
	_, stop := r.sentence(v)
	for k := v + 1; k+3 < stop; k++ {
		if r.low[k] == "in" && r.low[k+1] == "charge" && r.low[k+2] == "of" {
			return r.bodyAt(k + 3)
		}
	}
	return graph.None
}

// namedBody returns the organization that noun k names or, with "the", describes, or None.
func (r *reading) namedBody(k int) int {
	if k == graph.None {
		return graph.None
	}
	m := r.at[k]
	if m == graph.None || r.mentions[m].typ != organization && r.mentions[m].typ != group || r.mentions[m].kind == "pronoun" || r.mentions[m].kind == "nominal" && !r.ownedOrThe(k) {
		return graph.None
	}
	return m
}

// bossPosts are posts at the head of a company.
var bossPosts = words("boss-posts")

// bodyOfOthers returns the company of "the chairman, Jane Doe," when the posts at the head of
// a company that the article told of before are all of one; or None.
func (r *reading) bodyOfOthers(o *office) int {
	if o.org != graph.None || o.rule != "office.apposition" || !bossPosts[o.head] || r.word(r.postStart(o.at)-1) != "the" {
		return graph.None
	}
	body := graph.None
	for _, p := range r.offices {
		if p.org == graph.None || p.at >= o.at || !bossPosts[p.head] || r.mentions[p.org].kind != "name" || r.mentions[p.org].typ != organization {
			continue
		}
		if body != graph.None && !r.sameChain(body, p.org) {
			return graph.None
		}
		body = p.org
	}
	return body
}
