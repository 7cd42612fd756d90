package extract

import "newsgraph/graph"

// findCounterparts gives "his Polish counterpart, Marek Wolny" the office of the person
// named before in the sentence, in the country that the words state.
func (r *reading) findCounterparts() {
	for i := range r.low {
		if r.low[i] != "counterpart" && r.low[i] != "colleague" && !(r.low[i] == "number" && r.word(i-1) == "opposite") || !r.has(i, "nmod:poss") {
			continue
		}
		who, land := r.besideName(i), r.countryOf(i)
		if who == graph.None || r.mentions[who].typ != person || land == graph.None {
			continue
		}
		if o, ok := r.officeBefore(i, who); ok {
			o.holder, o.org, o.at, o.rule, o.confidence = who, land, i, "office.counterpart", 880
			o.evidence = r.span(min(r.postStart(i), r.mentions[who].first), r.mentions[who].end)
			r.offices = append(r.offices, o)
		}
	}
}

// countryOf returns the country whose demonym or name stands before noun i, or None.
func (r *reading) countryOf(i int) int {
	for _, k := range r.kids[i] {
		if k < i && r.is(k, "amod", "compound") {
			if c := r.orgAt(k); c != graph.None && r.mentions[c].typ == country {
				return c
			}
		}
	}
	return graph.None
}

// officeBefore returns the current office of a country that is told last before token i
// in its sentence, of somebody other than who.
func (r *reading) officeBefore(i, who int) (best office, ok bool) {
	for _, o := range r.offices {
		if o.at >= i || r.doc.Sentence(o.at) != r.doc.Sentence(i) || o.holder == who || o.occupancy != "current" || ok && o.at < best.at {
			continue
		}
		if o.org == graph.None || r.mentions[o.org].typ == country {
			best, ok = o, true
		}
	}
	return best, ok
}
