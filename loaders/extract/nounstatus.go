package extract

import "newsgraph/graph"

// This file reads the status of an event that a noun denotes: "planned talks", "the talks
// were called off".

// nounStatus returns the status of what noun i denotes ("talks", "the attack"):
// by what governs it as planned or refused, what says that it took place, its adjectives
// and articles, and else the word above it.
func (r *reading) nounStatus(i int, s status, depth int) status {
	i = r.wholeOf(i)
	s.tense = "past"
	if r.othersMeet(i) {
		return s // who stays away from the talks between two others does not undo them
	}
	for _, tell := range []func(int, status, int) (status, bool){r.byGovernor, r.byRelative, r.byOccurrence, r.byModifier} {
		if told, ok := tell(i, s, depth); ok {
			return told
		}
	}
	return r.byPlace(i, s, depth)
}

// byGovernor tells the status of noun i from the verb or predicate it is subject or object
// of, when that is one for what is planned, refused or denied.
func (r *reading) byGovernor(i int, s status, depth int) (status, bool) {
	h := r.head(i)
	if h < 0 {
		return s, false
	}
	governs := func(slot string) string { return r.lex.governors[r.governor(h)+" "+slot] }
	switch {
	case r.is(i, "nsubj") && governs("subj") != "":
		return r.flip(h, s.with(governs("subj")), depth), true
	case r.is(i, "nsubj") && r.has(h, "cop") && r.lex.governors[r.low[h]+" pred"] != "":
		return r.flip(h, s.with(r.lex.governors[r.low[h]+" pred"]), depth), true
	case r.is(i, "obj") && r.passive(h) && r.lex.lemma(r.tree, h) == "deny":
		return r.flip(h, s.with("negated"), depth), true // "has been denied visits"
	case r.is(i, "nsubj:pass", "obj") && r.verb(h):
		if g := governs("obj"); g != "" && g != "same" && g != "planned" {
			return r.flip(h, s.with(g), depth), true
		}
	}
	return s, false
}

// byRelative tells the status of noun i from the relative clause behind it.
func (r *reading) byRelative(i int, s status, _ int) (status, bool) {
	g := r.whichWas(i)
	return s.with(g), g != ""
}

// byOccurrence tells the status of noun i from a verb that says whether it took place.
func (r *reading) byOccurrence(i int, s status, depth int) (status, bool) {
	h := r.head(i)
	if h < 0 || !r.is(i, "nsubj", "nsubj:pass") {
		return s, false
	}
	if x := r.kid(h, "xcomp"); x != graph.None && seemVerbs[r.lex.lemma(r.tree, h)] {
		if g := r.lex.governors[r.low[x]+" pred"]; g != "" {
			return r.flip(h, s.with(g), depth), true // "remains unlikely"
		} else if doubtfulWords[r.low[x]] {
			return s.with("hypothetical"), true
		}
	}
	if x := r.kid(h, "xcomp"); x != graph.None && r.hasTo(x) && occurrenceVerbs[r.lex.lemma(r.tree, x)] {
		return r.statusAt(x, depth+1), true // "failed to take place", "has yet to take place"
	}
	if took := r.lex.lemma(r.tree, h); (occurrenceVerbs[took] || conclusionVerbs[took]) && r.tok(h).XPOS != "VB" && !r.has(h, "cop") && r.tenseOf(h) == "past" {
		return r.statusAt(h, depth+1), true // whatever was planned: "the planned talks took place"
	}
	return s, false
}

// byModifier tells the status of noun i from its adjectives and articles.
func (r *reading) byModifier(i int, s status, depth int) (status, bool) {
	for _, k := range r.kids[i] {
		if k > i || !r.is(k, "amod", "det", "advmod", "compound") {
			continue
		}
		if g := r.lex.adjectives[r.low[k]]; g != "" && g != "same" {
			return s.with(g), true
		}
		if r.low[k] == "no" {
			return s.with("negated"), true
		}
		if h := r.head(i); r.low[k] == "any" && h >= 0 {
			if up := r.statusAt(h, depth+1); up.status != graph.Happened {
				return up, true // "is not aware of any contact"
			}
			return s.with("hypothetical"), true
		}
	}
	return s, false
}

// byPlace tells the status of noun i from the word above it, by how it hangs there.
func (r *reading) byPlace(i int, s status, depth int) status {
	h := r.head(i)
	if h < 0 {
		s.certainty = "PR"
		return s
	}
	switch {
	case r.is(i, "obj", "nsubj:pass", "iobj"):
		return r.asObject(i, h, s, depth)
	case r.is(i, "nsubj"):
		up := r.statusAt(h, depth+1)
		if up.status == graph.Happened && r.goingAhead(h) {
			return s.with("planned")
		}
		if up.status == "negated" && !occurrenceVerbs[r.lex.lemma(r.tree, h)] {
			return s
		}
		return up
	case r.is(i, "obl", "obl:unmarked", "obl:agent"):
		return r.asOblique(i, h, s, depth)
	case r.rel(i) == "nmod" && !r.verb(h):
		return r.asNounModifier(i, h, s, depth)
	case r.is(i, "conj", "appos"):
		return r.statusAt(h, depth+1)
	case r.verb(h) && r.is(i, "xcomp", "ccomp"):
		return r.asObject(i, h, s, depth)
	}
	return s
}

var occurrenceVerbs = words("occurrence-verbs")

// seemVerbs are verbs that say of an event what an adjective behind them says.
var seemVerbs = words("seem-verbs")

// conclusionVerbs are verbs that say of an event that it took place.
var conclusionVerbs = words("conclusion-verbs")

func (r *reading) asObject(i, h int, s status, depth int) status {
	if !r.verb(h) {
		return r.statusAt(h, depth+1)
	}
	if x := r.kid(h, "xcomp"); x > i && doubtfulWords[r.low[x]] {
		return s.with("hypothetical") // "saw a meeting as unlikely"
	}
	switch g := r.lex.governors[r.governor(h)+" obj"]; g {
	case "same":
		return r.statusAt(h, depth+1)
	case "":
		up := r.statusAt(h, depth+1)
		if up.status == graph.Happened || up.status == "negated" && !r.speech(h) {
			if up.status == "negated" {
				return s.with("hypothetical")
			}
			return s
		}
		return up
	default:
		return r.flip(h, s.with(g), depth)
	}
}

func (r *reading) speech(h int) bool {
	_, ok := r.lex.cues[r.lex.lemma(r.tree, h)]
	return ok
}

func (r *reading) asOblique(i, h int, s status, depth int) status {
	p := r.prep(i)
	if g := r.plannedBy(h, p); g != "" {
		return s.with(g)
	}
	if g := r.lex.governors[r.governor(h)+" obj"]; p == "" && i > h && g != "" && g != "same" {
		return r.flip(h, s.with(g), depth) // "dismissed as rumours a meeting of both"
	}
	switch g := r.lex.governors[r.governor(h)+" "+p+" obl"]; g {
	case "":
	case "same":
		return r.statusAt(h, depth+1)
	default:
		return r.flip(h, s.with(g), depth)
	}
	switch p {
	case "for":
		if r.has(h, "cop") && r.prep(h) == "in" && r.tok(h).Ment == "place" {
			if up := r.statusAt(h, depth+1); up.status == graph.Happened && up.tense == "past" {
				return s // "was in Beirut for talks"
			}
		}
		return r.onTheWay(h, s, depth)
	case "before":
		if up := r.statusAt(h, depth+1); up.status == graph.Happened && up.tense == "past" && r.verb(h) && !r.speech(h) && r.has(i, "nmod:poss", "acl") && r.beside(i, "their|its|his|her|attended|hosted") {
			s.certainty = "PR"
			return s // "walked through the town before their talks"
		}
		return s.with("planned")
	case "ahead of", "prior to", "pending", "until":
		return s.with("planned")
	case "without", "instead of":
		return s.with("negated")
	}
	if (p == "during" || p == "since" || p == "amid" || p == "despite") && (r.has(i, "nmod:poss") || r.definiteNoun(i)) {
		return s // what is going on is taken for granted
	}
	up := r.statusAt(h, depth+1)
	switch {
	case up.status == "planned" || up.status == "hypothetical" || up.status == "demanded":
		if p == "after" || p == "following" || p == "since" {
			if up.status == "hypothetical" && up.tense != "future" {
				return s
			}
		}
		return up
	case up.polarity == "-" && (p == "in" || p == "at" || p == "to" || p == "into"):
		return up
	}
	return s
}

func (r *reading) definiteNoun(i int) bool {
	d := r.kid(i, "det")
	return d != graph.None && (r.low[d] == "the" || r.low[d] == "this")
}

var details = words("details")

func (r *reading) asNounModifier(i, h int, s status, depth int) status {
	if details[r.low[h]] && !r.tree.verb(h) {
		return s // "gave no details of the meeting"
	}
	switch r.prep(i) {
	case "after", "following", "since", "during":
		return s // "without an agreement after four days of talks"
	}
	if g := r.lex.governors[r.nounLemma(h)+" noun"]; g != "" {
		if over := r.givenUp(h); over == "refused" || over == "cancelled" || over == "denied" {
			g = over // "turned down a request for talks"
		} else if r.none(h) && r.nounLemma(h) != "date" {
			g = "negated" // "no plans for talks"
		}
		return s.with(g)
	}
	if g := r.plannedBy(h, r.prep(i)); g != "" {
		return s.with(g)
	}
	if rumours[r.low[h]] && r.prep(i) == "of" {
		return r.asNounClause(i, h, s, depth) // "reports of a meeting"
	}
	switch r.prep(i) {
	case "ahead of", "before", "prior to":
		return s.with("planned")
	}
	if r.tree.nominal(h) {
		return r.nounStatus(h, s, depth+1)
	}
	return s
}
