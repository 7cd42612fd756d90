package extract

import "newsgraph/graph"

// This file reads offices by way of another's: "his Polish counterpart, Marek Wolny".

// findCounterparts gives "his Polish counterpart, Marek Wolny" the office of the person
// named before in the sentence, in the country or body that the words state, and "her
// deputy, Marek Wolny" the one below it.
func (r *reading) findCounterparts() {
	for i := range r.low {
		if !r.has(i, "nmod:poss") && (r.low[i] != "counterpart" || i == 0 || r.orgAt(i-1) == graph.None) {
			continue
		}
		switch r.low[i] {
		case "counterpart", "colleague", "number":
			if r.low[i] == "number" && r.word(i-1) != "opposite" {
				continue
			}
			land := r.countryOf(i)
			r.asBefore(i, "office.counterpart", func(o *office) bool {
				if land == graph.None || o.org != graph.None && r.mentions[o.org].typ != r.mentions[land].typ {
					return false
				}
				o.org = land
				return true
			})
		case "deputy":
			if r.tok(r.kid(i, "nmod:poss")).UPOS != "PRON" {
				continue
			}
			r.asBefore(i, "office.deputy", func(o *office) bool {
				o.name, o.words = "deputy "+o.name, append([]string{"deputy"}, o.words...)
				return o.words[1] != "deputy" && r.lex.nouns[o.head].kind == "office"
			})
		}
	}
}

// asBefore gives the one whom noun i introduces the office told last before in the sentence, as
// change makes it; change reports whether the office is one to go by.
func (r *reading) asBefore(i int, rule string, change func(*office) bool) {
	who := r.besideName(i)
	if who == graph.None || r.mentions[who].typ != person {
		return
	}
	o, ok := r.officeBefore(i, who, change)
	if !ok {
		return
	}
	o.holder, o.at, o.rule, o.confidence = who, i, rule, 880
	o.evidence = r.span(min(r.postStart(i), r.mentions[who].first), r.mentions[who].end)
	r.offices = append(r.offices, o)
}

// findListed reads offices of several: "the trade ministers of Kenya and Ghana, A and B",
// "two of the bank's directors, A and B".
func (r *reading) findListed() {
	for i := range r.low {
		if !r.officeNoun(i) || !r.feat(i, "Number=Plur") || r.has(i, "cop") {
			continue
		}
		names := r.namesOf(i)
		if len(names) < 2 {
			names = r.namesBehind(i)
		}
		if len(names) < 2 || r.mentions[names[0]].first <= i+1 {
			continue
		}
		_, stop := r.sentence(i)
		p, ok := r.postAt(i, min(r.describedEnd(i, stop), r.mentions[names[0]].first))
		if !ok {
			continue
		}
		orgs := r.bodiesOf(p.org)
		for k, who := range names {
			if p.org = graph.None; len(orgs) == len(names) {
				p.org = orgs[k]
			} else if len(orgs) == 1 && (!r.mentions[orgs[0]].plural || r.mentions[orgs[0]].kind == "name") {
				p.org = orgs[0]
			}
			if end := r.mentions[who].end; p.org == graph.None && r.word(end) == "of" {
				p.org = r.bodyAt(end + 1) // "the two mayors, A of X and B of Y"
			}
			if p.org == graph.None {
				continue // "the two leaders, A and B"
			}
			r.addOffice(office{holder: who, post: p, at: i, evidence: r.span(r.postStart(i), r.mentions[who].end), rule: "office.listed", confidence: 900})
		}
	}
}

// namesBehind returns the persons named between commas right behind the description of plural
// noun i: "the co-leaders of the Greens, Jane Doe and John Roe, left".
func (r *reading) namesBehind(i int) []int {
	_, stop := r.sentence(i)
	var out []int
	for j := r.describedEnd(i, stop); j+1 < stop && (r.low[j] == "," || r.low[j] == "and"); {
		m := r.at[j+1]
		if m == graph.None || r.mentions[m].kind != "name" || r.mentions[m].typ != person || r.mentions[m].first != j+1 {
			break
		}
		last := r.low[j] == "and"
		out, j = append(out, m), r.mentions[m].end
		if last && j < stop && r.tok(j).UPOS == "PUNCT" {
			return out
		}
	}
	return nil
}

// bodiesOf returns the mentions of the bodies coordinated with mention org.
func (r *reading) bodiesOf(org int) []int {
	if org == graph.None {
		return nil
	}
	out := []int{org}
	for _, k := range r.conjuncts(r.mentions[org].head) {
		if m := r.at[k]; m != graph.None && m != org && r.mentions[m].kind == "name" && r.mentions[m].typ == r.mentions[org].typ {
			out = append(out, m)
		}
	}
	return out
}

// countryOf returns the country whose demonym or name stands before noun i, or the body at
// or from which it is, or None.
func (r *reading) countryOf(i int) int {
	for _, k := range r.kids[i] {
		if k < i && r.is(k, "amod", "compound") {
			if c := r.orgAt(k); c != graph.None && (r.mentions[c].typ == country || r.mentions[c].typ == place) {
				return c
			}
		}
		if p := r.prep(k); k > i && r.is(k, "nmod") && (p == "at" || p == "from" || p == "of") && r.at[k] != graph.None && r.mentions[r.at[k]].kind == "name" && r.mentions[r.at[k]].typ != person {
			return r.at[k]
		}
	}
	return graph.None
}

// officeBefore returns the current office that is told last before token i in its
// sentence, of somebody other than who, as change makes it.
func (r *reading) officeBefore(i, who int, change func(*office) bool) (best office, ok bool) {
	for _, o := range r.offices {
		if o.at >= i || r.doc.Sentence(o.at) != r.doc.Sentence(i) || o.holder == who || o.occupancy != "current" || ok && o.at < best.at {
			continue
		}
		if change(&o) {
			best, ok = o, true
		}
	}
	return best, ok
}
