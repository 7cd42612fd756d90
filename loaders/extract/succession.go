package extract

import "newsgraph/graph"

// This file reads offices that a sentence gives through someone else's: a predecessor's,
// a successor's, those of the ministers and aides of a head of state.

// succession gives the one named as predecessor or successor at token i the office that
// the article gives the other; a comes before b.
func (r *reading) succession(a, b, i int) {
	next := r.low[i] == "successor"
	of, who := b, a
	if next {
		of, who = a, b
	}
	o, ok := r.officeTold(of, i)
	if told, here := r.officeNamed(i); here {
		o, ok = told, true
	}
	if !ok || r.holds(who, o.name) {
		return
	}
	o.holder, o.at, o.rule, o.confidence, o.time = who, i, "office."+r.low[i], 850, graph.None
	switch {
	case !next:
		o.occupancy, o.past = "former", true
	case o.occupancy == "former" || o.occupancy == "resigned":
		o.occupancy, o.past = "current", false
	default:
		o.occupancy = "designate"
	}
	o.evidence = r.span(min(i, r.mentions[who].first), max(i+1, r.mentions[who].end))
	r.officeClaim(o)
}

// officeNamed returns the office in which noun i follows or comes before someone: "her
// successor as mayor of Oslo".
func (r *reading) officeNamed(i int) (office, bool) {
	_, stop := r.sentence(i)
	k := r.describedHead(i+2, stop)
	if r.word(i+1) != "as" || k == graph.None {
		return office{}, false
	}
	p, ok := r.postAt(k, r.describedEnd(k, stop))
	return office{post: p}, ok
}

// officeTold returns the office of mention m's person that is told last before token i.
func (r *reading) officeTold(m, i int) (best office, ok bool) {
	for k, o := range r.offices {
		if o.at >= i || !r.sameChain(o.holder, m) || r.lex.nouns[o.head].kind == "occupation" || heldByMany[o.head] || ok && o.at < best.at {
			continue
		}
		if known, there := r.known[k]; o.org == graph.None && there && known.Name != "" {
			continue // a body that only the tables know is that of its holder alone
		}
		best, ok = o, true
	}
	return best, ok
}

// heldByMany are posts to which nobody is said to succeed without a word on where.
var heldByMany = words("held-by-many")

// holds reports whether the article gives mention m's person a post of that name.
func (r *reading) holds(m int, name string) bool {
	for _, o := range r.offices {
		if o.name == name && r.sameChain(o.holder, m) {
			return true
		}
	}
	return false
}

// aides are posts that belong to the country whose office their owner holds.
var aides = words("aides")

// ownersOrg returns the country of the office of the person who owns office o: "the
// Peruvian president accepted the resignation of his prime minister, Jane Doe"; or None.
func (r *reading) ownersOrg(o *office) int {
	k := r.kid(o.at, "nmod:poss")
	if k == graph.None || !aides[o.head] || !r.officeNoun(o.at) {
		return graph.None
	}
	m := r.mentionAt(k)
	if m == graph.None || r.mentions[m].typ != person || r.mentions[m].chain == graph.None || r.sameChain(m, o.holder) {
		return graph.None
	}
	for _, p := range r.offices {
		if p.org != graph.None && p.occupancy == "current" && r.mentions[p.org].typ == country && r.sameChain(p.holder, m) {
			return p.org
		}
	}
	return graph.None
}

// nounAppointments are nouns by which someone gets an office.
var nounAppointments = values("appointment_noun")

// findNounAppointments reads "the appointment of Jane Doe as interior minister".
func (r *reading) findNounAppointments() {
	for i := range r.low {
		occupancy := nounAppointments[r.low[i]]
		if occupancy == "" || r.tok(i).UPOS != "NOUN" || r.statusOf(i).status != graph.Happened {
			continue
		}
		who := r.appointedBy(i)
		if who == graph.None {
			continue
		}
		k := r.asPost(i, who)
		if k == graph.None {
			continue
		}
		_, stop := r.sentence(k)
		end := r.describedEnd(k, stop)
		if p, ok := r.postAt(k, end); ok {
			lo := min(i, r.mentions[who].first)
			r.addOffice(office{holder: who, post: p, at: i, rule: "office." + r.low[i], confidence: 880, evidence: r.span(lo, end)}.as(occupancy))
		}
	}
}

// as returns the office with another occupancy than the words of the post say.
func (o office) as(occupancy string) office {
	o.occupancy = occupancy
	return o
}

// appointedBy returns the name of whom noun i, an appointment, is said, or None.
func (r *reading) appointedBy(i int) int {
	for _, k := range r.kids[i] {
		if !r.is(k, "nmod:poss") && (r.rel(k) != "nmod" || r.prep(k) != "of") {
			continue
		}
		m := r.mentionAt(k)
		if n := r.besideName(k); n != graph.None {
			m = n
		}
		if m != graph.None && r.mentions[m].typ == person && r.mentions[m].kind == "name" {
			return m
		}
	}
	return graph.None
}

// asPost returns the office noun of the "as" phrase behind noun i and name who.
func (r *reading) asPost(i, who int) int {
	_, stop := r.sentence(i)
	from := max(i+1, r.mentions[who].end)
	for k := from; k < stop && k < from+8; k++ {
		if r.officeNoun(k) && r.prep(k) == "as" && !r.feat(k, "Number=Plur") && r.word(from) == "as" {
			return k
		}
	}
	return graph.None
}

// servedUnder returns "former" for one under whom someone has served, "was a minister under
// President Jane Doe": the sentence tells of that time; else "".
func (r *reading) servedUnder(i int) string {
	if r.prep(i) != "under" {
		return ""
	}
	v := r.head(i)
	for v >= 0 && r.tree.nominal(v) && !r.has(v, "cop") {
		v = r.head(v)
	}
	if v < 0 || r.tenseOf(v) != "past" || !servings[r.lex.lemma(r.tree, v)] && !r.has(v, "cop") {
		return ""
	}
	return "former"
}

// servings are verbs of holding a post for a time.
var servings = words("serve-verbs")
