package extract

import "newsgraph/graph"

// This file reads who gets, has or loses an office by the verb that says so: "was
// appointed", "leads", "resigned".

// An appointment verb opens or closes an occupancy.
type appointment struct {
	occupancy string
	who       string // takes or loses the office: "subj" the subject, "obj" the object, "with" the one after "with"
}

// appointments are the verbs by which someone gets, has or loses a post.
var appointments = func() map[string]appointment {
	m := map[string]appointment{}
	for _, f := range table("appointment", 3) {
		m[f[0]] = appointment{occupancy: f[1], who: f[2]}
	}
	return m
}()

// leaders are verbs that say that someone heads a body, with the post they mean.
var leaders = values("leader")

// ledBody returns the body that verb i says someone leads, or None: its object, what comes
// behind "presides over", the subject of "is run by".
func (r *reading) ledBody(i int) int {
	if r.passive(i) {
		s := r.surfaceSubject(i)
		if s == graph.None || r.agent(i) == graph.None || r.low[s] == "delegation" || r.low[s] == "mission" {
			return graph.None
		}
		if m := r.at[s]; m != graph.None && r.mentions[m].kind == "name" {
			return m
		}
		first, _ := r.phrase(s)
		return r.bodyNominal(s, first)
	}
	if r.word(i+1) == "over" {
		return r.bodyAt(i + 2)
	}
	if o := r.object(i); o == graph.None || o < i {
		return graph.None
	}
	return r.bodyAt(i + 1)
}

// findLeaders reads "Jane Doe chairs the committee".
func (r *reading) findLeaders() {
	for i := range r.low {
		name, ok := leaders[r.lex.lemma(r.tree, i)]
		if !ok || r.tok(i).UPOS != "VERB" || r.tok(i).XPOS == "VB" && !r.has(i, "aux", "cop") && !r.usedTo(i) || r.has(i, "xcomp") {
			continue // nor of "directed both sides to appear before her"
		}
		st := r.statusOf(i)
		if st.status != graph.Happened && (st.status != "planned" || st.polarity != "+") {
			continue
		}
		who, body := r.appointee(i, appointment{who: "subj"}), r.ledBody(i)
		if who == graph.None || body == graph.None {
			continue
		}
		if r.mentions[body].kind == "name" && r.mentions[body].typ != organization {
			continue
		}
		f := office{holder: who, post: post{name: name, head: name, noun: graph.None, org: body, words: []string{name}}, at: i, rule: "office." + r.lex.lemma(r.tree, i), confidence: 880}
		switch {
		case st.status == "planned":
			f.occupancy = "designate" // "who is to head the theatre"
		case r.tenseOf(i) == "past" && !r.has(i, "aux") && (!r.passive(i) || r.has(i, "aux:pass")), r.usedTo(i): // not of "edited by Jane Doe, the paper"
			f.occupancy, f.past = "former", true
		}
		f.evidence = r.span(min(r.mentions[who].first, i), max(i+1, r.mentions[body].end))
		r.addOffice(f)
	}
}

// usedTo reports whether verb i tells of what is over: "used to run the airport".
func (r *reading) usedTo(i int) bool {
	h := r.head(i)
	return h >= 0 && r.low[h] == "used" && r.is(i, "xcomp") && !r.has(h, "obj", "nsubj:pass")
}

// findAs reads "As foreign secretary, Jane Doe opposed the treaty" and "her first speech
// as foreign secretary".
func (r *reading) findAs() {
	for i := range r.low {
		if !r.officeNoun(i) || r.prep(i) != "as" || r.head(i) < 0 || r.postStart(i) == 0 || r.low[r.postStart(i)-1] != "as" {
			continue
		}
		who, v := r.asWhom(i)
		if _, appoints := appointments[r.lex.lemma(r.tree, v)]; appoints || who == graph.None {
			continue
		}
		_, stop := r.sentence(i)
		end := r.describedEnd(i, stop)
		p, ok := r.postAt(i, end)
		if !ok {
			continue
		}
		o := office{holder: who, post: p, at: i, rule: "office.as", confidence: 850}
		o.evidence = r.span(min(r.postStart(i), r.mentions[who].first), max(end, r.mentions[who].end))
		if told := r.head(v); r.verb(v) && r.tenseOf(v) == "past" && !r.perfect(v) || tenures[r.low[v]] && told >= 0 && r.verb(told) && r.tenseOf(told) == "past" {
			o.occupancy, o.past = "former", true
		}
		if r.low[v] == "predecessor" {
			o.occupancy, o.past = "former", true // "her predecessor as auditor general, Jane Doe,"
		}
		r.addOffice(o)
	}
}

// perfect reports whether verb v is in the present perfect: "has won".
func (r *reading) perfect(v int) bool {
	a := r.kid(v, "aux")
	return a != graph.None && (r.low[a] == "has" || r.low[a] == "have" || r.low[a] == "'s" || r.low[a] == "'ve")
}

// asWhom returns the person whom the "as" phrase of noun i is about, and the verb or noun
// that says what was done as such; the parser hangs the phrase on either or on the name.
func (r *reading) asWhom(i int) (who, v int) {
	v = r.head(i)
	switch {
	case r.verb(v):
		who = r.appointee(v, appointment{who: "subj"})
	case r.at[v] != graph.None && r.mentions[r.at[v]].kind == "name" && r.mentions[r.at[v]].typ == person && r.is(v, "nsubj"):
		who, v = r.at[v], r.head(v)
	case deeds[r.low[v]] && r.has(v, "nmod:poss"):
		if m := r.at[r.kid(v, "nmod:poss")]; m != graph.None && r.mentions[m].typ == person && r.mentions[m].kind == "name" {
			return m, v
		}
		if h := r.head(v); h >= 0 && r.verb(h) {
			return r.appointee(h, appointment{who: "subj"}), v
		}
	}
	if who == graph.None || r.mentions[who].first < i {
		return graph.None, v
	}
	return who, v
}

// namedAs returns the person whose name stands, with what describes them, between verb i and
// "as", though the parser takes them for something else: "named retired judge Jane Doe as",
// "swore in Jane Doe as"; or None.
func (r *reading) namedAs(i int) int {
	if r.has(i, "aux:pass") {
		return graph.None
	}
	_, stop := r.sentence(i)
	for j := i + 1; j < stop && j < i+8; j++ {
		if m := r.at[j]; m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ == person {
			if r.word(r.mentions[m].end) == "as" {
				return m
			}
			return graph.None
		}
		switch r.tok(j).UPOS {
		case "NOUN", "PROPN", "ADJ", "DET":
		case "PRON":
			if !r.is(j, "nmod:poss") {
				return graph.None
			}
		default:
			if r.lex.incumbency[r.low[j]] == "" && r.low[j] != "operating" && r.low[j] != "managing" && (j > i+1 || r.low[j] != "in") && r.low[j] != "'s" {
				return graph.None
			}
		}
	}
	return graph.None
}

// jobs are nouns for the place of an office.
var jobs = words("jobs")

// deeds are what someone does as the holder of an office.
var deeds = words("deeds")

// tenures are the deeds that last as long as the office.
var tenures = words("tenures")

// findAppointments finds verbs by which someone takes, holds or leaves an office
// that the sentence names: "appointed X finance minister", "X resigned as chairman".
func (r *reading) findAppointments() {
	for i := range r.low {
		if r.tok(i).UPOS != "VERB" {
			continue
		}
		a, ok := appointments[r.lex.lemma(r.tree, i)]
		if !ok {
			continue
		}
		switch s := r.statusOf(i); {
		case s.status == "planned" && s.polarity == "+" && enteringVerbs[r.lex.lemma(r.tree, i)]:
			a.occupancy = "designate" // "will become chairman"
		case s.status == "planned" && s.polarity == "+" && a.occupancy == "resigned" && a.who == "subj":
			a.occupancy = "current" // "will step down as chairman"
		case s.status != graph.Happened && a.occupancy != "designate" && (r.tok(i).XPOS != "VBZ" || r.statusAt(i, 0).status != graph.Happened):
			continue
		}
		if who := r.appointee(i, a); who != graph.None {
			r.appoint(i, who, a)
			for _, k := range r.conjuncts(r.mentions[who].head) {
				if m := r.at[k]; m != graph.None && m != who && r.mentions[m].typ == person && r.mentions[m].kind == "name" && a.who == "subj" {
					r.vacate(i, m, a) // "Ministers A and B resigned"
				}
			}
		}
	}
	r.findNounAppointments()
	r.findResignations()
	r.findLeaders()
	r.findAs()
	r.findListed()
	r.findCounterparts()
}

// enteringVerbs are verbs whose future makes their subject a designate.
var enteringVerbs = words("entering-verbs")

// succeedVerbs are verbs whose subject comes after someone: "was succeeded by Jane Doe".
var succeedVerbs = words("succeed-verbs")

// appointee returns the person, by name, who takes or leaves the office.
func (r *reading) appointee(i int, a appointment) int {
	s := r.object(i)
	if a.who == "obj" && r.tok(i).XPOS == "VBN" && r.is(i, "advcl") && r.head(i) >= 0 && !r.has(i, "nsubj", "nsubj:pass", "aux") {
		s = r.above(r.head(i), 0) // "Elected mayor of Riga, Jane Doe …"
	}
	if m := r.namedAs(i); m != graph.None && a.who == "obj" {
		return m
	}
	switch a.who {
	case "with":
		for _, k := range r.obliques(i) {
			if r.prep(k) == "with" {
				s = k
			}
		}
	case "subj":
		if l := r.lex.lemma(r.tree, i); r.passive(i) && !succeedVerbs[l] && leaders[l] == "" {
			s = r.surfaceSubject(i)
		} else {
			s = r.subject(i)
		}
	}
	if s == graph.None {
		return graph.None
	}
	m := r.mentionAt(s)
	if n := r.besideName(s); n != graph.None {
		m = n
	} else if n := r.saidToBe(s); n != graph.None {
		m = n
	}
	if m == graph.None || r.mentions[m].typ != person || r.mentions[m].kind == "nominal" || firstPerson[r.mentions[m].name] {
		return graph.None
	}
	return m
}

func (r *reading) appoint(i, who int, a appointment) {
	head := r.postOf(i, who)
	if head == graph.None {
		r.appointToLead(i, who, a)
		r.vacate(i, who, a)
		return
	}
	_, stop := r.sentence(head)
	end := r.describedEnd(head, stop)
	if r.firstTo(head) {
		return
	}
	p, ok := r.postAt(head, end)
	calling := p.org == graph.None && r.lex.nouns[p.head].kind == "occupation" && a.who == "subj" && a.occupancy != "current"
	if !ok || r.feat(head, "Number=Plur") || calling || a.occupancy == "resigned" && !r.leaves(i) && r.lex.lemma(r.tree, i) != "lose" {
		return
	}
	if p.org == graph.None || r.mentions[p.org].kind == "pronoun" && r.mentions[p.org].chain == graph.None {
		if m := r.appointing(i, a, p.head); m != graph.None {
			p.org = m // also "appointed her as their new coach"
		} else if p.org == graph.None && r.ofBodies(p.head) {
			p.org = r.whereBody(i)
		}
	}
	o := office{holder: who, post: p, at: i, rule: "office." + r.lex.lemma(r.tree, i), confidence: 900}
	switch {
	case p.occupancy == "acting" && a.occupancy == "appointed":
	case a.occupancy == "current" && r.tenseOf(i) == "past" && !r.has(i, "aux"):
		o.occupancy, o.past = "former", true
	default:
		o.occupancy = a.occupancy
	}
	o.evidence = r.span(min(i, r.mentions[who].first, r.postStart(head)), max(end, i+1, r.mentions[who].end))
	for _, more := range r.furtherPosts(head, end, &o.post) {
		if more.org == graph.None && r.ofBodies(more.head) {
			more.org = r.whereBody(i)
		}
		also := o
		also.post, also.occupancy = more, o.occupancy
		r.addOffice(also)
	}
	r.addOffice(o)
	if l := r.lex.lemma(r.tree, i); l == "succeed" || l == "replace" || l == "take" {
		r.predecessor(i, l, o)
	}
}

// appointing returns the body that verb i has give or take the post of noun head: "Arvo Bank
// named Jane Doe chief executive", "Kenya recalled its", "joined Arvo Bank as chairman"; or
// None.
func (r *reading) appointing(i int, a appointment, head string) int {
	s := r.subject(i)
	if s == graph.None && !r.has(i, "aux:pass") {
		s = r.surfaceSubject(i)
	}
	if r.lex.lemma(r.tree, i) == "join" {
		s = r.object(i)
	} else if a.who != "obj" {
		return graph.None
	}
	m := r.mentionAt(s)
	if m != graph.None && r.lex.lemma(r.tree, i) == "join" && r.mentions[m].kind == "nominal" {
		return r.namedBody(s)
	}
	if m == graph.None || r.mentions[m].kind != "name" {
		return graph.None
	}
	switch r.mentions[m].typ {
	case organization:
		if companyPosts[head] || head == "president" && !branches[r.low[r.mentions[m].end-1]] || r.lex.lemma(r.tree, i) == "join" {
			return m
		}
	case country, place:
		if !companyPosts[head] {
			return m
		}
	}
	return graph.None
}

// furtherPosts returns the posts that are named together with p, of noun head up to end:
// "president and chief executive of Arvo Bank". All are of the body that the last one
// names, where p has none.
func (r *reading) furtherPosts(head, end int, p *post) []post {
	var out []post
	_, stop := r.sentence(head)
	for _, k := range r.kids[head] {
		if k < end || !r.is(k, "conj") || !r.officeNoun(k) || r.besideName(k) != graph.None {
			continue
		}
		if q, ok := r.postAt(k, r.describedEnd(k, stop)); ok {
			out = append(out, q)
			if p.org == graph.None {
				p.org = q.org
			}
		}
	}
	for k := range out {
		if out[k].org == graph.None {
			out[k].org = p.org
		}
	}
	return out
}

// companyPosts are posts that the appointing organization has itself.
var companyPosts = words("company-posts")

// predecessor gives the one who was succeeded the same office, as former: the object
// of "succeed", the one from whom it is taken over; who is to be succeeded holds it.
func (r *reading) predecessor(i int, verb string, o office) {
	k := r.object(i)
	if verb == "take" {
		k = r.takenFrom(i)
	}
	if k == graph.None {
		return
	}
	m := r.mentionAt(k)
	if n := r.besideName(k); n != graph.None {
		m = n
	}
	if m == graph.None || r.mentions[m].typ != person || r.mentions[m].kind != "name" || m == o.holder {
		return
	}
	if verb == "take" && o.occupancy == "designate" {
		o.holder, o.occupancy = m, "current"
	} else {
		o.holder, o.occupancy, o.past = m, "former", true
	}
	o.evidence = graph.Span{B: min(o.evidence.B, r.tok(r.mentions[m].first).B), E: max(o.evidence.E, r.tok(r.mentions[m].end-1).E)}
	r.addOffice(o)
}

// takenFrom returns the noun after "from" that names whom "take over", verb i, means,
// also where the parser hangs it on the post: "head of the agency from Jane Doe".
func (r *reading) takenFrom(i int) int {
	_, stop := r.sentence(i)
	for k := i + 1; k < stop && r.beside(i, "over"); k++ {
		if r.prep(k) != "from" || r.besideName(k) == graph.None && (r.at[k] == graph.None || r.mentions[r.at[k]].typ != person) {
			continue
		}
		h := r.head(k)
		for n := 0; h > i && r.tree.nominal(h) && n < maxClimb; n++ {
			h = r.head(h)
		}
		if h == i {
			return k
		}
	}
	return graph.None
}

// postOf returns the office noun that verb i names: its complement, an "as"
// phrase, or what "take over", "step down" name.
func (r *reading) postOf(i, who int) int {
	for _, k := range r.kids[i] {
		if k < i || r.at[k] == who || r.besideName(k) == who {
			continue
		}
		switch {
		case r.tenure(i, k):
			return k
		case succeedVerbs[r.lex.lemma(r.tree, i)] && r.is(k, "obj") && r.has(k, "nmod:poss"): // "replaced his boss"
		case r.is(k, "xcomp", "obj", "obl", "nmod", "ccomp", "advcl") && r.officeNoun(k) && (r.prep(k) == "as" || r.prep(k) == "" || r.prep(k) == "to" && (r.low[i] == "promoted" || r.has(k, "cop"))):
			return k
		}
	}
	for _, o := range r.kids[i] { // "lost her job as head", "to the post of minister"
		if o < i || !jobs[r.low[o]] {
			continue
		}
		for _, k := range r.kids[o] {
			if p := r.prep(k); r.officeNoun(k) && k > o && (p == "as" || p == "of") {
				return k
			}
		}
	}
	if o := r.object(i); o != graph.None && o != r.mentions[who].head {
		for _, k := range r.obliques(o) { // "succeeds Karl Holm as minister", hung on the object
			if k > o && r.officeNoun(k) && r.prep(k) == "as" {
				return k
			}
		}
	}
	// "named Jane Doe its chairman": parsers hang the post on the name.
	for _, k := range r.kids[r.mentions[who].head] {
		if k > r.mentions[who].head && k > i && r.officeNoun(k) && (r.prep(k) == "as" || r.is(k, "appos", "nmod", "list") && r.prep(k) == "" && r.low[k-1] != "," && r.word(r.firstOf(k)) != "," && r.word(r.firstOf(k)-1) != ",") {
			return k
		}
	}
	return graph.None
}
