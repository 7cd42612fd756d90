package extract

import (
	"slices"

	"newsgraph/graph"
)

// This file reads the posts that one predicate joins: "is an economist, chairman of Arvo
// Bank and former president and chief executive of the Nordlys group".

// A postSaid is a post with its noun and the end of its phrase.
type postSaid struct {
	post
	at, end int
}

// predicates returns the nouns that are said of someone and are posts or have posts
// joined to them: "is the chairman", "is an economist and the chairman".
func (r *reading) predicates() []int {
	var out []int
	for j := range r.kids {
		if r.has(j, "cop") && r.officeNoun(j) {
			out = append(out, j)
		}
	}
	for k := range r.kids {
		if j := r.joinedTo(k); j != graph.None && !slices.Contains(out, j) {
			out = append(out, j)
		}
	}
	slices.Sort(out)
	return out
}

// joinedTo returns the predicate to which office noun k is joined, or None. What the
// parser joins to the body of another post is joined to the post: no body is a chairman.
func (r *reading) joinedTo(k int) int {
	if !r.is(k, "conj", "appos") || r.has(k, "cop") || !r.officeNoun(k) || r.feat(k, "Number=Plur") {
		return graph.None
	}
	h := r.head(k)
	for n := 0; n < 6 && h >= 0 && h < k; n++ {
		switch m := r.at[h]; {
		case r.has(h, "cop"):
			if !r.tree.nominal(h) || r.feat(h, "Number=Plur") || r.personBetween(h, r.postStart(k)) {
				return graph.None // nor "a friend of Jane Doe, mayor of Oslo, and head of its port"
			}
			return h
		case r.is(h, "conj", "appos") && (m == graph.None || r.mentions[m].kind != "name" || r.mentions[m].typ != person):
		case r.is(h, "nmod") && m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ != person && (r.is(k, "conj") && r.has(k, "cc") || companyPosts[r.lex.singular(r.low[k])]):
		default:
			return graph.None // "the son of a banker and chairman"
		}
		h = r.head(h)
	}
	return graph.None
}

// personBetween reports whether a person is named between tokens lo and end.
func (r *reading) personBetween(lo, end int) bool {
	for i := lo; i < end; i++ {
		if m := r.at[i]; m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ == person {
			return true
		}
	}
	return false
}

// postsSaid returns the posts of predicate j and those joined to it, in the order of the
// text. Of posts in one breath "former" before the first is said of all, and the body
// behind the last is that of all.
func (r *reading) postsSaid(j int) []postSaid {
	_, stop := r.sentence(j)
	var out []postSaid
	for k := stop - 1; k >= j; k-- {
		if k != j && r.joinedTo(k) != j || !r.officeNoun(k) {
			continue
		}
		end := r.describedEnd(k, stop)
		if len(out) > 0 && r.cc(out[0].at) > k {
			end = min(end, r.cc(out[0].at)) // "president and chief executive of" are two posts
		}
		if p, ok := r.postAt(k, end); ok {
			out = slices.Insert(out, 0, postSaid{p, k, end})
		}
	}
	r.shareWords(out)
	return slices.DeleteFunc(out, func(p postSaid) bool { return p.at != j && p.org == graph.None })
}

// cc returns the "and" right before the post of office noun k, or None.
func (r *reading) cc(k int) int {
	if i := r.postStart(k) - 1; i > 0 && (r.low[i] == "and" || r.low[i] == "&") {
		return i
	}
	return graph.None
}

// shareWords gives posts in one breath the "former" of the first and the body of the last.
func (r *reading) shareWords(ps []postSaid) {
	for n := 1; n < len(ps); n++ {
		if r.inOneBreath(&ps[n-1], &ps[n]) {
			ps[n].occupancy = cmpOr(ps[n].occupancy, ps[n-1].occupancy)
		}
	}
	for n := len(ps) - 2; n >= 0; n-- {
		if p, next := &ps[n], &ps[n+1]; p.org == graph.None && p.end == p.at+1 && r.inOneBreath(p, next) && r.ofBodies(p.head) && r.ofBodies(next.head) {
			p.org = next.org
		}
	}
}

// ofBodies reports whether post head is one that some body has, as a writer is of none.
func (r *reading) ofBodies(head string) bool {
	return ofCompany(head) || r.lex.nouns[head].kind == "office"
}

// inOneBreath reports whether nothing but "and" or a comma parts two posts.
func (r *reading) inOneBreath(p, next *postSaid) bool {
	lo := r.postStart(next.at)
	for i := p.end; i < lo; i++ {
		if r.low[i] != "and" && r.low[i] != "&" && r.low[i] != "," {
			return false
		}
	}
	return p.end < lo
}
