package extract

import "newsgraph/graph"

// This file reads the country or constituency of an office that stands elsewhere than before it.

// constituents are elected from somewhere: "a congressman from Ohio".
var constituents = words("constituents")

// ministers are posts of a government of which it has several.
var ministers = words("ministers")

// countryBefore returns the country of the minister of another post whom "and" right before
// token lo joins: "Kenyan Foreign Minister Jane Doe and Trade Minister Pavel Dorn"; or None.
func (r *reading) countryBefore(lo int, name string) int {
	if r.word(lo-1) != "and" || r.at[lo-2] == graph.None {
		return graph.None
	}
	for k := len(r.offices) - 1; k >= 0; k-- {
		o := &r.offices[k]
		if o.holder == r.at[lo-2] && o.rule == "office.title" && ministers[o.head] && o.name != name && o.org != graph.None && r.mentions[o.org].typ == country {
			return o.org
		}
	}
	return graph.None
}

// constituency returns the place that "(R-Texas)" or ", a Republican from Idaho," behind a
// name at token i says someone is elected from, or None.
func (r *reading) constituency(i int) int {
	w := r.word(i)
	if w != "(" && w != "," {
		return graph.None
	}
	for k := i + 1; k < len(r.low) && k < i+6; k++ {
		if r.low[k] == "," || r.low[k] == ")" || r.verb(k) {
			return graph.None
		}
		m := r.at[k]
		if m == graph.None || r.mentions[m].kind != "name" || r.mentions[m].typ != place && r.mentions[m].typ != country {
			continue
		}
		if p := r.word(k - 1); w == "(" && p == "-" && k == i+3 || w == "," && (p == "from" || p == "of") && partisans[r.word(k-2)] {
			return m
		}
	}
	return graph.None
}

// partisans are members of parties.
var partisans = words("partisans")
