package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file resolves pronouns.

// chainPronouns links pronouns, in text order, to the chains they stand for;
// those that are unclear stay alone.
// What is quoted comes after its speaker, for nobody calls himself "him"; "I" comes last:
// it is who says the quotation, who may be a pronoun behind it.
func (r *reading) chainPronouns() {
	for _, turn := range []func(*mention) bool{
		func(m *mention) bool { return !firstPerson[m.name] && r.inQuote[m.head] == graph.None },
		func(m *mention) bool { return !firstPerson[m.name] },
		func(*mention) bool { return true },
	} {
		for _, i := range r.inOrder(func(m *mention) bool {
			return m.chain == graph.None && m.kind == "pronoun" && turn(m)
		}) {
			if c := r.pronounChain(i); c != graph.None {
				r.join(i, c)
			}
		}
	}
	r.joinFronted()
}

func (r *reading) pronounChain(i int) int {
	m := &r.mentions[i]
	switch {
	case firstPerson[m.name]:
		if st := r.quotedBy(m.head); st != graph.None {
			return r.speakerChain(st)
		}
	case m.typ == person:
		if c := r.bestPerson(m); c != graph.None {
			return c
		}
		if c := r.ahead(m); c != graph.None {
			return c
		}
		if c := r.learned(m); c != graph.None {
			return c
		}
		return r.samePronoun(i)
	case m.name == "it" || m.name == "its" || m.name == "itself":
		if c := r.thing(m); c != graph.None {
			return c
		}
	case m.name == "they":
		if c := r.speakingOfThemselves(m); c != graph.None {
			return c
		}
	default:
		return graph.None
	}
	return r.learned(m)
}

// speakingOfThemselves returns the chain of the group whose words "they" opens: "police
// denied that they had arrested her".
func (r *reading) speakingOfThemselves(m *mention) int {
	v := r.head(m.head)
	if v < 0 || !r.is(v, "ccomp") || !r.is(m.head, "nsubj") || r.inQuote[m.head] != graph.None || r.head(v) > m.head {
		return graph.None
	}
	s := r.ownSubject(r.head(v))
	if s == graph.None || r.at[s] == graph.None || r.has(s, "conj") {
		return graph.None
	}
	if a := &r.mentions[r.at[s]]; a.typ == group || a.kind == "nominal" && a.plural {
		return a.chain
	}
	return graph.None
}

var firstPerson = words("first-person")

func (r *reading) speakerChain(st int) int {
	if s := r.statements[st].Speaker; s != graph.None {
		return r.mentions[s].chain
	}
	return graph.None
}

// bestPerson ranks the people mentioned before pronoun m. Weights are integers
// chosen by hand; a lead of less than margin leaves the pronoun alone.
func (r *reading) bestPerson(m *mention) int {
	const margin, floor = 8, 0
	best, second, chosen := -1000, -1000, graph.None
	var scores []score
	for c := range r.chains {
		if s, ok := r.personScore(m, c); ok {
			scores = append(scores, score{c, s})
			if s > best {
				best, second, chosen = s, best, c
			} else {
				second = max(second, s)
			}
		}
	}
	if chosen == graph.None || best < floor || best-second < margin {
		chosen = graph.None
	}
	r.rejectPeople(m, chosen, best, scores)
	return chosen
}

// personScore scores chain c as what m stands for: by its best mention before m.
func (r *reading) personScore(m *mention, c int) (int, bool) {
	ch := &r.chains[c]
	if ch.typ != person || ch.plural || clash(ch.gender, m.gender) {
		return 0, false
	}
	if st := r.quotedBy(m.head); st != graph.None && r.speakerChain(st) == c || r.doesIt(m, c) || r.namedByHimself(m, c) {
		return 0, false
	}
	best, ok := 0, false
	for _, i := range ch.mentions {
		a := &r.mentions[i]
		if a.head >= m.head || r.coarguments(a.head, m.head) && !strings.HasSuffix(m.name, "self") && !r.is(m.head, "nmod:poss") {
			if a.head < m.head {
				return 0, false
			}
			continue
		}
		if s := r.mentionScore(a, m); !ok || s > best {
			best, ok = s, true
		}
	}
	if ch.gender != "" {
		best += 10
	}
	if c == r.topic() {
		best += 12
	}
	if r.speaksOfOthers(m, c) || r.speaksFor(m, c) || r.asks(m, c) || r.tries(m, c) {
		best -= 60
	}
	if ch.named {
		best += 10
	}
	return best, ok
}

// namedByHimself reports whether pronoun m says something in quotation marks that names
// chain c: nobody speaks of himself by his name.
func (r *reading) namedByHimself(m *mention, c int) bool {
	for s := range r.statements {
		st := &r.statements[s]
		if st.Mode != "direct" || st.Speaker == graph.None || r.mentions[st.Speaker].head != m.head {
			continue
		}
		for _, i := range r.chains[c].mentions {
			at := r.tok(r.mentions[i].head).B
			if r.mentions[i].kind == "name" && slices.ContainsFunc(st.Quotes, func(q graph.Span) bool { return q.B <= at && at < q.E }) {
				return true
			}
		}
	}
	return false
}

// speaksOfOthers reports whether chain c is of someone who speaks of others by office
// and m is the one to whom something is done in what they say: "the prosecutor named
// Jane Doe's brother and said he was charged with fraud".
func (r *reading) speaksOfOthers(m *mention, c int) bool {
	v := r.head(m.head)
	if v < 0 || !r.is(m.head, "nsubj:pass", "obj") || !slices.ContainsFunc(r.chains[c].posts, func(p post) bool { return authorities[p.head] }) {
		return false
	}
	for n := 0; v >= 0 && n < maxClimb; v, n = r.head(v), n+1 {
		if !r.is(v, "ccomp", "parataxis") || r.head(v) < 0 {
			continue
		}
		s := r.subject(r.head(v))
		return s != graph.None && r.at[s] != graph.None && r.mentions[r.at[s]].chain == c
	}
	return false
}

// asks reports whether m is the subject of what chain c asks: "counsel asked if he had".
func (r *reading) asks(m *mention, c int) bool {
	v := r.head(m.head)
	if v < 0 || !r.is(m.head, "nsubj", "nsubj:pass") || !r.is(v, "ccomp") || !r.marked(v, "if") && !r.marked(v, "whether") || r.lex.lemma(r.tree, r.head(v)) != "ask" {
		return false
	}
	s := r.subject(r.head(v))
	return s != graph.None && r.at[s] != graph.None && r.mentions[r.at[s]].chain == c
}

// tries reports whether the law does something to m and chain c is of someone who serves
// it: "the lawyer left; the judge remanded him" is of the client.
func (r *reading) tries(m *mention, c int) bool {
	v := r.head(m.head)
	return v >= 0 && (r.is(m.head, "obj") || r.is(m.head, "nsubj", "nsubj:pass") && r.passive(v)) &&
		slices.ContainsFunc(r.chains[c].posts, func(p post) bool { return authorities[p.head] || defenders[p.head] }) &&
		slices.ContainsFunc(ruleTable().verbs[r.lex.lemma(r.tree, v)], func(u *Rule) bool { return tried[u.Class] })
}

var (
	tried     = set("Arrest Charge Sentence Trial")
	defenders = words("defenders")
)

// authorities speak of what was done to others.
var authorities = words("authorities")

// topic returns the person whom the article mentions most, the first of equals.
func (r *reading) topic() int {
	best := graph.None
	for c := range r.chains {
		if r.chains[c].typ == person && r.chains[c].named && (best == graph.None || len(r.chains[c].mentions) > len(r.chains[best].mentions)) {
			best = c
		}
	}
	return best
}

func (r *reading) mentionScore(a, m *mention) int {
	far := r.doc.Sentence(m.head) - r.doc.Sentence(a.head)
	if far > 3 {
		return -100 - far
	}
	s := 60 - 22*far - min((m.head-a.head)/8, 10)
	switch {
	case r.rel(a.head) == "nsubj":
		s += 25
	case r.rel(a.head) == "obj" || r.is(a.head, "obl", "obl:agent"):
		s += 5
	case r.modifies(a.head) || r.is(a.head, "nmod:poss"):
		s -= 10
	}
	if h := r.head(a.head); h >= 0 && r.rel(a.head) == "nsubj" && (r.is(h, "root") || m.head-a.head < 6) {
		s += 10 // of the main clause, or of the clause that has just ended
	}
	if strings.HasSuffix(r.low[a.head], "self") {
		s -= 20
	}
	if r.ofRelative(a, m) {
		s += 45
	}
	if r.inQuote != nil && r.inQuote[a.head] != r.inQuote[m.head] {
		s -= 25
	}
	return s
}

// ofRelative reports whether pronoun m stands in a clause under the relative clause that
// tells of a: the "he" of "Dorn, who was 18 when he killed" is Dorn.
func (r *reading) ofRelative(a, m *mention) bool {
	for v, n := r.head(m.head), 0; v >= 0 && n < maxClimb; v, n = r.head(v), n+1 {
		if r.is(v, "acl:relcl") {
			h, s := r.head(v), r.kid(v, "nsubj", "nsubj:pass")
			return s != graph.None && s != m.head && (r.low[s] == "who" || r.low[s] == "that") && a.first <= h && h < a.end
		}
		if !r.is(v, "advcl", "ccomp", "xcomp", "conj") {
			return false
		}
	}
	return false
}

// coarguments reports whether a and b hang on the same verb.
func (r *reading) coarguments(a, b int) bool {
	return r.head(a) >= 0 && r.head(a) == r.head(b) && r.verb(r.head(a))
}

// thing links "it" and "its" to an organization or country only where the syntax
// leaves little doubt: the subject of the same clause or of the clause above.
func (r *reading) thing(m *mention) int {
	if r.is(m.head, "expl") || r.rel(m.head) == "nsubj" && m.name == "it" {
		return r.subjectBefore(m)
	}
	if c := r.onlyBodyBefore(m); c != graph.None {
		return c
	}
	for v, n := r.head(m.head), 0; v >= 0 && n < 6; v, n = r.head(v), n+1 {
		if !r.verb(v) {
			continue
		}
		if s := r.surfaceSubject(v); s != graph.None && s < m.head && r.inQuote[s] == r.inQuote[m.head] && (v != r.head(m.head) || r.is(m.head, "nmod:poss")) {
			if c := r.nationOrOrg(s); c != graph.None {
				return c
			}
			if p := r.kid(s, "nmod:poss"); p != graph.None && r.nationOrOrg(p) != graph.None {
				return r.nationOrOrg(p)
			}
		}
	}
	return graph.None
}

// onlyBodyBefore returns the chain of the only organization or country of the sentence
// before "Its" that opens a sentence, adjectives and owners not counted; or None.
func (r *reading) onlyBodyBefore(m *mention) int {
	start, _ := r.sentence(m.head)
	if m.head != start || start == 0 || !r.is(m.head, "nmod:poss") || r.inQuote[start] != r.inQuote[start-1] {
		return graph.None
	}
	only, before := graph.None, r.doc.Sentence(start-1)
	r.describeBodies(before)
	for i := range r.mentions {
		a := &r.mentions[i]
		if a.chain == graph.None || a.typ != organization && a.typ != country || a.head >= start || r.doc.Sentence(a.head) != before || r.modifies(a.head) || r.is(a.head, "nmod:poss") {
			continue
		}
		if only != graph.None && only != a.chain {
			return graph.None
		}
		only = a.chain
	}
	return only
}

// describeBodies makes mentions of the bodies that sentence s describes and nobody has
// needed yet: "the academy".
func (r *reading) describeBodies(s int) {
	for k := r.doc.Sentences[s].First; k < r.doc.Sentences[s].End; k++ {
		if r.at[k] != graph.None || r.tok(k).UPOS != "NOUN" || !r.headsPhrase(k) || !r.bodyNoun(k) || !r.definiteNoun(k) {
			continue
		}
		if m := r.bodyNominal(k, k); m != graph.None && r.mentions[m].chain == graph.None {
			r.join(m, r.namedOrg(&r.mentions[m]))
		}
	}
}

// subjectBefore links a subject "it" to the subject of the clause above when that
// is an organization or country: "the bank said it would …".
func (r *reading) subjectBefore(m *mention) int {
	if r.is(m.head, "expl") {
		return graph.None
	}
	v := r.head(m.head)
	if v < 0 || !r.is(v, "ccomp", "advcl", "xcomp", "conj", "acl:relcl") || r.head(v) < 0 {
		return graph.None
	}
	if s := r.surfaceSubject(r.head(v)); s != graph.None && s < m.head {
		return r.nationOrOrg(s)
	}
	return graph.None
}

func (r *reading) nationOrOrg(i int) int {
	m := r.mentionAt(i)
	if m == graph.None || r.mentions[m].chain == graph.None {
		return graph.None
	}
	if t := r.mentions[m].typ; t == country || t == organization || t == place {
		return r.mentions[m].chain
	}
	return graph.None
}
