package extract

import "newsgraph/graph"

// nounStatus returns the status of what noun i denotes ("talks", "the attack"):
// its adjectives and articles, then the preposition or verb that governs it.
func (r *reading) nounStatus(i int, s status, depth int) status {
	i = r.wholeOf(i)
	s.tense = "past"
	if r.othersMeet(i) {
		return s // who stays away from the talks between two others does not undo them
	}
	if h := r.head(i); h >= 0 && r.is(i, "nsubj") && r.lex.governors[r.governor(h)+" subj"] != "" {
		return r.flip(h, s.with(r.lex.governors[r.governor(h)+" subj"]), depth)
	} else if h >= 0 && r.is(i, "nsubj") && r.has(h, "cop") && r.lex.governors[r.low[h]+" pred"] != "" {
		return r.flip(h, s.with(r.lex.governors[r.low[h]+" pred"]), depth)
	} else if h >= 0 && r.is(i, "obj") && r.passive(h) && r.lex.lemma(r.tree, h) == "deny" {
		return r.flip(h, s.with("negated"), depth) // "has been denied visits"
	} else if h >= 0 && r.is(i, "nsubj:pass", "obj") && r.verb(h) {
		if g := r.lex.governors[r.governor(h)+" obj"]; g != "" && g != "same" && g != "planned" {
			return r.flip(h, s.with(g), depth)
		}
	}
	if g := r.whichWas(i); g != "" {
		return s.with(g)
	}
	if h := r.head(i); h >= 0 && r.is(i, "nsubj", "nsubj:pass") {
		if x := r.kid(h, "xcomp"); x != graph.None && r.hasTo(x) && occurrenceVerbs[r.lex.lemma(r.tree, x)] {
			return r.statusAt(x, depth+1) // "failed to take place", "has yet to take place"
		}
		if took := r.lex.lemma(r.tree, h); (occurrenceVerbs[took] || conclusionVerbs[took]) && r.tok(h).XPOS != "VB" && !r.has(h, "cop") && r.tenseOf(h) == "past" {
			return r.statusAt(h, depth+1) // whatever was planned: "the planned talks took place"
		}
	}
	for _, k := range r.kids[i] {
		if k > i || !r.is(k, "amod", "det", "advmod", "compound") {
			continue
		}
		if g := r.lex.adjectives[r.low[k]]; g != "" && g != "same" {
			return s.with(g)
		}
		if r.low[k] == "no" {
			return s.with("negated")
		}
		if h := r.head(i); r.low[k] == "any" && h >= 0 {
			if up := r.statusAt(h, depth+1); up.status != graph.Happened {
				return up // "is not aware of any contact"
			}
			return s.with("hypothetical")
		}
	}
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
