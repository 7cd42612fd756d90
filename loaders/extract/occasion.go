package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file finds who does what an event noun denotes: "held talks", "arrived for talks".

// nounController returns who does what event noun t denotes when the noun itself
// does not say: the subject of the verb of which it is the light object ("held
// talks"), or that it accompanies in time ("following a meeting with X, Y said").
func (r *reading) nounController(t int) int {
	t = r.wholeOf(t)
	v := r.head(t)
	for n := 0; n < 4 && v >= 0 && !r.verb(v) && r.rel(t) == "conj"; n++ {
		t, v = v, r.head(v)
	}
	if c := r.heldClause(t); c != graph.None {
		return r.ownSubject(c) // "the talk that she had with him"
	}
	if c := r.kid(t, "case"); c != graph.None && r.has(t, "cop") && among("in|at|on", r.low[c]) {
		if s := r.ownSubject(t); s != graph.None || v < 0 || !r.verb(v) || !r.is(t, "advcl", "xcomp", "ccomp") {
			return s // "was in a meeting", "that she was in talks"
		}
		return r.controllerOf(v) // "denied being in talks"
	}
	if v >= 0 && !r.verb(v) {
		if s := r.throughNoun(t, v); s != graph.None {
			return s
		}
	}
	if v < 0 || !r.verb(v) && !r.has(v, "cop") {
		return graph.None
	}
	if s := r.besideClause(t, v); s != graph.None {
		return s
	}
	if spectatorVerbs[r.lex.lemma(r.tree, v)] && r.is(t, "obj", "xcomp", "ccomp") {
		return graph.None
	}
	switch {
	case (r.is(t, "obj") || r.is(t, "xcomp") && !r.has(t, "cop")) && r.lex.governors[r.governor(v)+" obj"] != "" || r.is(t, "obj") && r.light(v):
		return r.controllerOf(v)
	case r.is(t, "advcl") && r.prep(t) == "" && !r.has(t, "det", "mark"):
		return r.controllerOf(v) // "Meeting in Oslo, they agreed", taken for a noun
	case r.is(t, "obl") && accompanyingPrepositions[r.prep(t)]:
		if o := r.object(v); o != graph.None && seizures[r.lex.lemma(r.tree, v)] {
			return o // "police arrested her after a meeting with him"
		}
		return r.controllerOf(v)
	case r.is(t, "obl") && r.lex.governors[r.governor(v)+" "+r.prep(t)+" obl"] != "":
		return r.controllerOf(v)
	}
	return graph.None
}

// heldClause returns the verb of the relative clause that says who had or held what noun t
// denotes, or None.
func (r *reading) heldClause(t int) int {
	c := r.kid(t, "acl:relcl")
	if c == graph.None || !holdVerbs[r.lex.lemma(r.tree, c)] || r.passive(c) || r.kid(c, "nsubj") == graph.None || relativePronouns[r.low[r.kid(c, "nsubj")]] {
		return graph.None
	}
	if o := r.kid(c, "obj"); o != graph.None && !relativePronouns[r.low[o]] {
		return graph.None
	}
	return c
}

var holdVerbs = words("hold-verbs")

// besideClause returns who takes part in what noun t denotes where t is itself the subject
// of verb v or part of a trip: "talks with her having failed, he left", "a call with her
// convinced him", "his visit includes a meeting with her".
func (r *reading) besideClause(t, v int) int {
	does := r.lex.lemma(r.tree, v)
	switch {
	case r.is(t, "nsubj") && r.is(v, "advcl") && (r.tok(v).XPOS == "VBG" || r.has(v, "aux") && !r.finite(v)):
		if h := r.head(v); h >= 0 && r.verb(h) {
			return r.ownSubject(h)
		}
	case r.is(t, "nsubj") && convinceVerbs[does]:
		if o := r.kid(v, "obj"); o != graph.None && r.at[o] != graph.None || r.besideName(max(o, 0)) != graph.None {
			return o
		}
	case r.is(t, "obj") && containVerbs[does]:
		trip := r.ownSubject(v)
		if trip == graph.None || !trips[r.low[trip]] {
			return graph.None
		}
		if p := r.kid(trip, "nmod:poss"); p != graph.None {
			return p
		}
		return r.nounController(trip)
	}
	return graph.None
}

var (
	convinceVerbs = words("convince-verbs")
	containVerbs  = words("contain-verbs")
)

// seizures are verbs whose object did what came before.
var seizures = words("seizures")

// throughNoun returns who is to do what noun t denotes where it hangs on the plan or on the
// adjective v: "her request for a meeting", "made plans for talks", "fresh from talks".
func (r *reading) throughNoun(t, v int) int {
	switch p := r.prep(t); {
	case p == "from" && comingFrom[r.low[v]]:
		if h := r.head(v); h >= 0 && r.verb(h) {
			return r.controllerOf(h)
		} else if h >= 0 && r.at[h] != graph.None {
			return h
		}
		return r.ownSubject(v)
	case p == "" || r.rel(t) != "nmod" || r.lex.governors[r.nounLemma(v)+" noun"] == "":
		return graph.None
	}
	if s := r.kid(v, "nmod:poss"); s != graph.None {
		return s
	}
	if s := r.agent(v); s != graph.None {
		return s
	}
	for _, k := range r.kids[v] {
		if k > v && r.rel(k) == "nmod" && r.prep(k) == "from" {
			return k // "an offer of talks from her"
		}
	}
	if r.has(v, "cop") {
		return r.ownSubject(v) // "was on her way to a meeting"
	}
	if h := r.head(v); h >= 0 && r.is(v, "obj", "obl") && r.verb(h) && !spectatorVerbs[r.lex.lemma(r.tree, h)] {
		return r.controllerOf(h)
	}
	return graph.None
}

var comingFrom = words("coming-from")

func (r *reading) light(v int) bool { return strings.HasSuffix(r.sense(v), ".LV") }

// wholeOf returns the noun that counts what noun t denotes: "several rounds of
// talks" are held as talks are.
func (r *reading) wholeOf(t int) int {
	if h := r.head(t); h >= 0 && r.is(t, "nmod") && r.prep(t) == "of" && rounds[r.low[h]] {
		return h
	}
	return t
}

var rounds = words("rounds")

// controllerOf returns the subject of v unless that is an outlet reporting.
func (r *reading) controllerOf(v int) int {
	s := r.subject(v)
	if s == graph.None && r.passive(v) {
		s = r.surfaceSubject(v)
	}
	if s != graph.None {
		if m := r.mentionAt(s); m != graph.None && r.outlet(m) {
			return graph.None
		}
	}
	return s
}

// spectatorVerbs are verbs whose subject has no part in what the object denotes:
// "analysts expect talks with China".
var spectatorVerbs = words("spectator-verbs")

// governedBy reports whether a verb of words, joined by "|", governs noun i.
func (r *reading) governedBy(i int, words string) bool {
	h := r.head(i)
	return h >= 0 && r.verb(h) && among(words, r.lex.lemma(r.tree, h))
}

// occasionPrepositions are the prepositions of where and when people come together.
var occasionPrepositions = words("occasion-prepositions")

// atOccasion reports whether one of words, joined by "|", is the occasion on which verb i
// does what it says: "during a dinner, X told Y".
func (r *reading) atOccasion(i int, words string) bool {
	for _, k := range r.obliques(i) {
		if p := r.prep(k); occasionPrepositions[p] && among(words, r.low[k]) && r.lex.governors[r.governor(i)+" "+p+" obl"] == "" {
			return true // but not "asked her for a meeting"
		}
		for _, n := range r.obliques(k) {
			if k > i && r.prep(n) == "in" && r.indefinite(n) && among(words, r.low[n]) {
				return true // "congratulated her on her victory in a letter"
			}
		}
	}
	return false
}

// indefinite reports whether noun i has an indefinite article.
func (r *reading) indefinite(i int) bool {
	d := r.kid(i, "det")
	return d != graph.None && (r.low[d] == "a" || r.low[d] == "an")
}

// accompanyingPrepositions holds the prepositions by which a noun says what the subject of
// the clause does beside it.
var accompanyingPrepositions = words("accompanying-prepositions")

// withBehind returns who stands behind "with" and belongs to event noun t, though the parser
// hung it on the place or time of the event or on the verb: "after a meeting in Oslo with
// Jane Doe".
func (r *reading) withBehind(t int) []int {
	over := r.kids[t]
	if v := r.head(t); v >= 0 && v < t && r.is(t, "obl") && accompanyingPrepositions[r.prep(t)] && r.verb(v) {
		over = append(slices.Clone(over), v)
	}
	for _, o := range over {
		for _, k := range r.obliques(o) {
			if k > t && r.prep(k) == "with" && (o < t || r.placePhrase(o)) && !r.breaks(t, k) {
				return []int{k}
			}
		}
	}
	return nil
}

// betweenBehind returns who stands behind "between" and belongs to event noun t, though the
// parser hung it on a word between: "a call planned for Monday between A and B".
func (r *reading) betweenBehind(t int) []int {
	_, end := r.sentence(t)
	for j := t + 1; j < end && j < t+8; j++ {
		switch {
		case r.low[j] == "between" && r.is(j, "case") && r.head(j) > j && r.under(r.head(j), t):
			return []int{r.head(j)}
		case r.low[j] == ",", r.verb(j) && r.finite(j):
			return nil
		}
	}
	return nil
}

// placePhrase reports whether phrase o says where or when.
func (r *reading) placePhrase(o int) bool {
	p := r.prep(o)
	return r.time(o) || p == "in" || p == "at" || p == "on"
}

// breaks reports whether a verb or a mark stands between tokens a and b.
func (r *reading) breaks(a, b int) bool {
	for j := a + 1; j < b; j++ {
		if r.verb(j) || r.low[j] == "," || r.low[j] == ";" {
			return true
		}
	}
	return false
}

// hostsOf returns who gives or leads event noun t: "a dinner hosted by Jane Doe", "the talks
// were led by Jane Doe and Tom Roe".
func (r *reading) hostsOf(t int) []int {
	var out []int
	for _, k := range r.kids[t] {
		if r.is(k, "acl") && hostVerbs[r.lex.lemma(r.tree, k)] && r.agent(k) != graph.None {
			out = append(out, r.agent(k))
		}
	}
	if v := r.head(t); v >= 0 && r.is(t, "nsubj:pass") && hostVerbs[r.lex.lemma(r.tree, v)] && r.agent(v) != graph.None {
		out = append(out, r.agent(v))
	}
	return out
}

var hostVerbs = words("host-verbs")
