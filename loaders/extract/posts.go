package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file reads several posts of one person: "president and chief executive of Arvo
// Bank", "Arvo chairman and chief executive Jane Doe", "mayor of Oslo and leader of the
// Green party".

// withPostsBefore adds the office that o states and those joined before it, whose words
// begin at token from at the earliest. The body that only one of two posts of companies
// names is that of both, and "former" before the first is said of the next.
func (r *reading) withPostsBefore(o office, from int) {
	for _, k := range r.postsBefore(o.at, from) {
		p, ok := r.postAt(k, k+1)
		if !ok {
			continue
		}
		if ofCompany(o.head) && ofCompany(p.head) {
			if o.org == graph.None {
				o.org = p.org
			}
			if p.org == graph.None {
				p.org = o.org
			}
		}
		if o.occupancy == "" {
			o.occupancy = p.occupancy
		}
		before := o
		before.post, before.at = p, k
		r.addOffice(before)
	}
	r.addOffice(o)
}

// ofCompany reports whether a company has a post of noun head.
func ofCompany(head string) bool { return companyPosts[head] || founderPosts[head] }

// postsBefore returns the heads of the posts that "and", and commas before it, join to the
// one of office noun head, from right to left.
func (r *reading) postsBefore(head, from int) []int {
	var out []int
	for join := "and"; ; join = "," {
		lo := r.postStart(head)
		k := lo - 2
		if definites[r.low[lo]] {
			return out // "its coach and its captain" are two
		}
		if k < from || r.low[lo-1] != join || r.prep(k) == "as" || !r.officeNoun(k) || r.feat(k, "Number=Plur") || r.capital(k) != r.capital(head) && !r.acronymAt(head) && !r.acronymAt(k) || r.at[k] != graph.None && r.mentions[r.at[k]].kind == "name" {
			return out
		}
		out, head = append(out, k), k
	}
}

// acronymAt reports whether token i is written in capitals alone: "CEO".
func (r *reading) acronymAt(i int) bool {
	w := r.doc.Form(i)
	return len(w) > 1 && w == strings.ToUpper(w)
}

// apposedBehind adds the post that "and" joins to the one of name i that ends at token
// end, with head for its noun: "mayor of Oslo and leader of the Green party".
func (r *reading) apposedBehind(i, head, end, stop int) {
	if r.word(end) != "and" || end+1 >= stop {
		return
	}
	from := end + 1
	if r.low[from] == "now" || r.low[from] == "currently" {
		from++
	}
	if k := r.describedHead(from, stop); k != graph.None && !r.feat(k, "Number=Plur") && r.under(k, head) && strings.Contains(",.)–—;:", r.word(r.describedEnd(k, stop))) {
		r.apposition(i, from, stop)
	}
}

// sharedBody returns the body of what "and" joins to the bare post of noun head: the
// Lumora of "founder and former chief executive of Lumora"; or None.
func (r *reading) sharedBody(head int) int {
	if r.word(head+1) != "and" {
		return graph.None
	}
	c := r.kid(head, "conj")
	if c < head {
		return graph.None
	}
	for _, k := range r.kids[c] {
		if lo, _ := r.subtree(k); r.rel(k) == "nmod" && (r.prep(k) == "of" || r.prep(k) == "at") {
			return r.bodyAt(lo + 1)
		}
	}
	return graph.None
}

// founderPosts are posts of whoever made or owns a body.
var founderPosts = words("founder-posts")

// termOver reports whether the words from token i say that a term has ended: "from 1990 to
// 1996", "until 2010".
func (r *reading) termOver(i int) bool {
	switch r.word(i) {
	case "from", "between":
		return r.year(i+1) && termEnds[r.word(i+2)] && r.year(i+3)
	case "until", "till":
		return r.year(i+1) || r.word(i+1) == "last"
	}
	return false
}

var termEnds = words("term-ends")

// year reports whether token i is a year before that of the article, or of any article
// when nobody knows when it appeared.
func (r *reading) year(i int) bool {
	w, published := r.word(i), string(r.art.Published)
	return year.MatchString(w) && (published == "" || w < published)
}

// beforePortfolio returns where the country ends in which the tagger runs it together with
// what a minister or judge is for: the "Swiss" of "Swiss Culture Minister"; else end.
func (r *reading) beforePortfolio(first, end int) int {
	post := end
	if r.word(end) == "and" && portfolios[r.word(end+1)] {
		post = end + 2 // "Brazilian Mines" and Energy Minister
	}
	if post >= len(r.low) || !r.officeNoun(post) {
		return end
	}
	k := end
	for k > first+1 && (portfolios[r.low[k-1]] || beforePosts[r.low[k-1]]) {
		k--
	}
	name := r.text(first, k)
	if _, ok := r.know.Demonym(name); ok {
		return k
	}
	for _, c := range r.know.Lookup(name) {
		if c.Class == "Country" {
			return k
		}
	}
	return end
}

// beforePosts are words that open the name of a post or of a court.
var beforePosts = words("before-posts")
