package extract

import (
	"slices"

	"newsgraph/graph"
)

// This file hears what the scorer of relations says of the offices that rules find: whose the
// post is. Who holds one is left to them: of the offices that only the scorer found on the
// development split half were right.

// sureBody is what the scorer must say, in thousandths of a natural logarithm, before a post
// is of a body. Measured on the gold sentences of the development split, of which it has
// learned none.
const sureBody = 700

// hearBodies gives the posts that have none the body that the scorer hears.
func (r *reading) hearBodies() {
	for k := range r.offices {
		if o := &r.offices[k]; o.org == graph.None && o.noun != graph.None {
			o.org = r.bodyHeard(o)
		}
	}
}

// bodyHeard returns the body outside the words of the post that the scorer says office o is
// of, or None: "Labour" is no body of "Labour Minister Jane Doe".
func (r *reading) bodyHeard(o *office) int {
	best, body := sureBody, graph.None
	_, stop := r.sentence(o.noun)
	first, end := r.postStart(o.noun), r.describedEnd(o.noun, stop)
	for k := range r.doc.Relations {
		rel := &r.doc.Relations[k]
		outside := rel.B < first || rel.B >= end
		if rel.Kind == "body" && rel.A == o.noun && rel.Margin >= best && outside && r.at[rel.B] != graph.None && !r.ofOther(o, r.at[rel.B]) {
			best, body = rel.Margin, r.at[rel.B]
		}
	}
	return body
}

// ofOther reports whether a post that the holder of office o holds in another way is of body
// m: "the bank is led by former minister Jane Doe".
func (r *reading) ofOther(o *office, m int) bool {
	return slices.ContainsFunc(r.offices, func(p office) bool {
		return p.holder == o.holder && p.org == m && p.occupancy != o.occupancy
	})
}
