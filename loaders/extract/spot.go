package extract

import "newsgraph/graph"

// This file tells talks face to face by the place they happen in: "chatted at the net".

// sameSpot reports whether those who talk in clause i are said to be at one spot, as small
// as people stand together in: "chatted at the net", "crossed the room to speak to him".
func (r *reading) sameSpot(i int) bool {
	if r.at[i] != graph.None && r.mentions[r.at[i]].kind == "name" {
		return false
	}
	if r.is(i, "acl:relcl") && r.verb(i) && r.head(i) >= 0 && r.word(r.head(i)+1) == "," && r.word(r.head(i)+2) == "where" {
		return true // "went to the ministry, where she spoke with him"
	}
	at := []int{i}
	if v := r.carrier(i); v != graph.None {
		at = append(at, v)
	}
	if h := r.head(i); h >= 0 && r.hasTo(i) {
		if r.is(h, "obj") {
			if spots[r.low[h]] {
				return true
			}
			h = r.head(h)
		}
		if o := r.kid(h, "obj"); o != graph.None && spots[r.low[o]] {
			return true
		}
	}
	for _, v := range at {
		for _, k := range r.obliques(v) {
			if p := r.prep(k); (p == "at" || p == "in" || p == "on" || p == "outside" || p == "inside") && spots[r.low[k]] {
				return true
			}
			for _, n := range r.obliques(k) {
				if p := r.prep(n); k > v && n > k && (p == "at" || p == "in" || p == "on") && spots[r.low[n]] {
					return true // hung on who stands there
				}
			}
		}
	}
	return false
}

// spots are nouns for where people talk only face to face.
var spots = words("spots")
