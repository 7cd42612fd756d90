package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file reads the status of a clause from the word above it: "refused to meet",
// "because they met".

// governed returns the status that the word above clause i gives it.
func (r *reading) governed(i int, s status, depth int) status {
	h := r.head(i)
	if h < 0 {
		return s
	}
	mark := ""
	if k := r.kid(i, "mark"); k != graph.None {
		mark = r.low[k]
	}
	if r.conditionalClause(i) {
		return s.with("hypothetical") // also "on whether they met"
	}
	if g := r.laidAs(i); g != "" && !r.falsely(h) && !r.alleges(h) {
		return r.flip(h, s.with(g), depth)
	}
	switch {
	case r.is(i, "conj"):
		return r.asConjunct(i, h, s, depth)
	case r.is(i, "xcomp", "ccomp", "csubj", "csubj:pass", "csubj:outer"):
		return r.asComplement(i, h, s, depth)
	case r.is(i, "advcl"):
		return r.asAdverbial(i, h, mark, s, depth)
	case r.is(i, "acl"), r.is(i, "acl:relcl") && (rumours[r.low[h]] || r.none(h)) && r.told(i, h):
		return r.asNounClause(i, h, s, depth)
	case r.is(i, "parataxis") && r.marked(i, "that"):
		return r.judged(i, h, s, depth) // "It is not true, she said, that they met"
	}
	return s
}

// conditionalClause reports whether clause i is a condition or leaves open whether it is so.
func (r *reading) conditionalClause(i int) bool {
	return slices.ContainsFunc(r.kids[i], func(k int) bool { return r.is(k, "mark") && conditions[r.low[k]] })
}

// asConjunct lets a verb without tense of its own share the fate of the verb it
// is joined to: "will fly to Rome and meet the pope".
func (r *reading) asConjunct(i, h int, s status, depth int) status {
	if r.finite(i) && (r.verb(h) || r.has(h, "cop")) && (r.conditionalClause(h) || i > h && !r.has(i, "nsubj", "nsubj:pass", "csubj")) {
		return r.governed(h, s, depth+1) // "unless he returned and met her", "denied that he came and met her"
	}
	if r.finite(i) || !r.verb(h) && !r.has(h, "cop") {
		return s
	}
	if c := r.kid(i, "cc"); c != graph.None && r.low[c] == "rather" {
		return s.with("negated") // "to call rather than meet"
	}
	up := r.statusAt(h, depth+1)
	if r.negated(h) && !r.negated(i) {
		return up.with("hypothetical")
	}
	return up
}

func (r *reading) asComplement(i, h int, s status, depth int) status {
	slot := "clause"
	switch {
	case !r.finite(i) && (r.hasTo(i) || r.tok(i).XPOS == "VB" && (!r.has(i, "nsubj") || r.requests(h))):
		slot = "inf"
	case r.tok(i).XPOS == "VBG" && !r.finite(i):
		slot = "ing"
	}
	lemma := r.governor(h)
	if r.marked(i, "from") {
		slot = "from"
	}
	if slot == "clause" && r.presumed(i) {
		return s // "would not say how they met"
	}
	if slot == "inf" && (r.yet(h) || r.yet(i)) {
		return s.with("negated") // "has yet to meet"
	}
	if slot == "inf" && r.went(h) {
		return r.onTheWay(h, s, depth)
	}
	if slot == "inf" && r.low[h] == "able" && r.tenseOf(h) == "past" {
		return r.under1(r.statusAt(h, depth+1), s) // "was able to meet"
	}
	if r.falsely(h) {
		return s.with("denied")
	}
	if slot == "inf" && r.lex.governors[lemma+" other"] != "" && (r.has(i, "nsubj") || r.has(h, "obj")) {
		slot = "other" // "wants the minister to meet them"
	}
	switch g := r.lex.governors[lemma+" "+slot]; g {
	case "same":
		return r.under1(r.statusAt(h, depth+1), s)
	case "":
		if slot == "inf" && !r.factiveHead(h) {
			return r.bareInfinitive(i, h, s)
		}
		if c, says := r.cueAt(h); says && slot == "clause" {
			if r.unspoken(h) {
				return s.with("hypothetical") // "did not say that they met"
			}
			if c.stance != "factive" && r.passive(h) && r.agent(h) == graph.None {
				s.certainty = "PR" // "it is alleged that", "she was told that": nobody answers for it
			}
		}
		return r.judged(i, h, s, depth)
	default:
		return r.flip(h, s.with(g), depth)
	}
}

// bareInfinitive is for infinitives under words that the tables do not hold.
func (r *reading) bareInfinitive(i, h int, s status) status {
	switch {
	case neededWords[r.low[h]]:
		return s.with("demanded") // "it is time to meet"
	case !r.hasTo(i) && r.requests(h):
		return s.with("demanded") // "suggested that she meet him"
	case r.yet(h) || r.yet(i):
		return s.with("negated") // "has yet to meet"
	case r.tooMuch(h):
		return s.with("negated") // "too busy to meet"
	}
	return s.with("hypothetical")
}

func (r *reading) yet(h int) bool {
	for _, k := range r.kids[h] {
		if r.low[k] == "yet" {
			return true
		}
	}
	return r.low[h] == "yet"
}

func (r *reading) tooMuch(h int) bool {
	for _, k := range r.kids[h] {
		if r.low[k] == "too" && k < h {
			return true
		}
	}
	return false
}

// judged is for finite clauses: "it is not true that …" denies, "it is unclear
// whether …" leaves open, "suggested that she meet him" asks.
func (r *reading) judged(i, h int, s status, depth int) status {
	if r.tok(i).XPOS == "VBP" && r.requests(h) {
		if x := r.tok(h).XPOS; x == "VBD" || x == "VBN" {
			return s.with("demanded") // "proposed that they hold talks"
		}
		if k := r.kid(i, "nsubj"); k != graph.None && !r.feat(k, "Number=Plur") && r.tree.nominal(k) && !r.has(k, "conj") {
			return s.with("demanded")
		}
	}
	if n := r.kid(h, "nsubj", "nsubj:pass"); n != graph.None && n < h && rumours[r.low[n]] && r.marked(i, "that") && !r.speech(h) {
		return s.with("hypothetical") // "speculation has been rife that they met"
	}
	switch w := r.low[h]; {
	case (w == "true" || w == "correct") && r.negated(h), w == "false", w == "untrue", w == "fake":
		return s.with("denied")
	case doubtfulWords[w]:
		return s.with("hypothetical")
	case neededWords[w]:
		return s.with("demanded")
	}
	return s
}

// under1 keeps the tense of the lower clause beside the status of the upper.
func (r *reading) under1(up, own status) status {
	if up.status == graph.Happened {
		up.tense = own.tense
		if own.tense == "present" {
			up.tense = "past"
		}
	}
	return up
}

// flip weakens what a governor says when the governor itself is not so: "did not
// plan to meet" is negated, "denied that she planned to meet" denied, "might agree to
// meet" hypothetical.
func (r *reading) flip(h int, s status, depth int) status {
	up := r.statusAt(h, depth+1)
	switch {
	case up.polarity == "-" && s.polarity == "-":
		s.polarity = "+"
		return s.with("hypothetical")
	case up.status == "negated" && up.polarity == "-", up.status == "denied":
		return s.with(up.status)
	case up.status == "hypothetical" || up.status == "demanded":
		return s.with("hypothetical")
	}
	return s
}

// requests reports whether verb h asks for what its clause says.
func (r *reading) requests(h int) bool {
	c, ok := r.lex.cues[r.lex.lemma(r.tree, h)]
	return ok && (c.class == "Request" || c.verb == "suggest" || c.verb == "insist")
}

func (r *reading) marked(i int, w string) bool {
	for _, k := range r.kids[i] {
		if r.is(k, "mark", "case") && r.low[k] == w {
			return true
		}
	}
	return false
}

// governor returns the lemma of governor h with its particle.
func (r *reading) governor(h int) string {
	lemma := r.lex.lemma(r.tree, h)
	if !r.verb(h) {
		lemma = r.low[h]
		if b, ok := r.lex.base[r.low[h]]; ok && r.tok(h).XPOS != "NN" {
			lemma = b
		}
	}
	if p := r.kid(h, "compound:prt"); p != graph.None {
		return lemma + " " + r.low[p]
	}
	if h+1 < len(r.low) && particles[r.low[h+1]] && r.head(h+1) == h {
		return lemma + " " + r.low[h+1]
	}
	return lemma
}

var particles = words("particles")

// factiveHead reports whether an infinitive under h is so: "was first to meet".
func (r *reading) factiveHead(h int) bool {
	switch r.low[h] {
	case "hand":
		return r.prep(h) == "on" // "was on hand to greet him"
	case "first", "last", "forced", "made", "managed", "proud", "happy", "pleased", "glad", "delighted", "surprised", "sorry":
		return true
	}
	return false
}

func (r *reading) asAdverbial(i, h int, mark string, s status, depth int) status {
	if k := r.kid(i, "advmod"); k != graph.None && k < i && (r.low[k] == "rather" && r.word(k+1) == "than" || r.low[k] == "instead" && r.word(k+1) == "of") {
		return s.with("negated") // "Rather than phone her, he wrote"
	}
	switch {
	case mark == "without" || mark == "instead of" || mark == "instead":
		return s.with("negated")
	case r.hasTo(i):
		if strings.HasPrefix(r.governor(h), "be ") {
			return s.with("planned")
		}
		if g := r.lex.governors[r.governor(h)+" inf"]; g != "" && g != "same" && !r.went(h) {
			return r.flip(h, s.with(g), depth)
		}
		return r.onTheWay(h, s, depth)
	case mark == "as" && (r.marked(i, "if") || r.marked(i, "though")):
		return s.with("hypothetical")
	case r.finite(i) && whenMarks[mark] && s.tense == "present":
		if up := r.statusAt(h, depth+1); up.status != graph.Happened {
			return s.with("planned") // "will sign when she meets him"
		}
		return s
	case r.finite(i):
		return s
	case r.marked(i, "than") || r.marked(i, "instead"):
		return s.with("negated")
	case mark == "from" && returnVerbs[r.lex.lemma(r.tree, h)]:
		return s // "returned from meeting her"
	case mark == "from" && r.tok(i).XPOS == "VBG" && !r.has(i, "aux", "aux:pass"):
		return s.with("negated") // "was blocked from becoming"
	case mark == "of" && r.low[h] == "short":
		return s.with("negated") // "stopped short of meeting her"
	case (mark == "of" || mark == "for") && r.falsely(h):
		return s.with("denied")
	case (mark == "of" || mark == "for") && r.alleges(h):
		return s // the accuser's claim
	case mark == "of" || mark == "about":
		return s.with("hypothetical") // "dreams of becoming"
	case mark == "before" && r.dated(i) && r.statusAt(h, depth+1).status == graph.Happened:
		return s // "lived in exile before returning in 2005"
	case mark == "before" && r.career(i, h):
		return s
	case mark == "before" && r.tok(i).XPOS == "VBG" && stopVerbs[r.lex.lemma(r.tree, h)] && h < i:
		up := r.statusAt(h, depth+1)
		if up.status != graph.Happened || up.tense != "past" {
			return up
		}
		s.certainty = "PR"
		return s // "toured the plant before meeting her": the one stop and the next
	case mark == "before":
		return s.with("planned")
	}
	if o := r.kid(h, "obj"); o > h && o < i && mark == "" && r.none(o) {
		return s.with("hypothetical") // "has no problem meeting her"
	}
	if g := r.lex.governors[r.governor(h)+" ing"]; g != "" && g != "same" && mark == "" && r.tok(i).XPOS == "VBG" && h < i && i <= h+2 {
		return r.flip(h, s.with(g), depth) // "ruled out running"
	}
	up := r.statusAt(h, depth+1)
	if mark == "with" && r.has(i, "nsubj") {
		return s // "with A phoning B"
	}
	if up.status == "planned" || up.status == "hypothetical" || up.status == "demanded" {
		return up
	}
	return s
}

// dated reports whether clause i has a year of its own.
func (r *reading) dated(i int) bool {
	return slices.ContainsFunc(r.kids[i], func(k int) bool {
		return k > i && r.is(k, "obl", "obl:unmarked") && len(r.low[k]) == 4 && strings.Trim(r.low[k], "0123456789") == "" && r.prep(k) == "in"
	})
}

// stopVerbs are verbs of the stops of a visit, one of which comes before the next.
var stopVerbs = words("stop-verbs")

var returnVerbs = words("return-verbs")

var whenMarks = words("when-marks")

// onTheWay is for the purpose of a movement: who "flew in to meet" someone most
// likely did; who "will fly in" has not yet; "arrived to meet" leaves it open.
func (r *reading) onTheWay(h int, s status, depth int) status {
	up := r.statusAt(h, depth+1)
	switch up.status {
	case "negated", "refused", "cancelled":
		return s.with(up.status) // "will not travel to Moscow to see her"
	}
	if up.status == graph.Happened && up.tense == "past" && r.verb(h) && (purposeVerbs[r.lex.lemma(r.tree, h)] || r.went(h)) {
		s.certainty = "PR"
		return s
	}
	return s.with("planned")
}

// went reports whether verb h is "went" or "came": who "went to see" someone did.
func (r *reading) went(h int) bool {
	x := r.tok(h).XPOS
	return (x == "VBD" || x == "VBN") && r.verb(h) && (r.governor(h) == "go" || r.governor(h) == "come")
}

var purposeVerbs = words("purpose-verbs")

// asNounClause is for clauses that modify a noun: "plans to meet", "accused of
// meeting", "the man meeting her".
func (r *reading) asNounClause(i, h int, s status, depth int) status {
	if v := r.head(h); v >= 0 && companions[r.lex.lemma(r.tree, i)] && r.is(h, "nsubj", "nsubj:pass") && r.tok(i).XPOS == "VBN" {
		return r.statusAt(v, depth+1) // "she, accompanied by him, will fly to Rome"
	}
	if v := r.head(h); r.hasTo(i) && v >= 0 && r.is(h, "obj") && r.verb(v) {
		switch does := r.lex.lemma(r.tree, v); {
		case purposeVerbs[does]:
			return r.onTheWay(v, s, depth) // "crossed the room to speak to her"
		case seizeVerbs[does] && chances[r.low[h]]:
			return r.under1(r.statusAt(v, depth+1), s) // "took the chance to meet her"
		}
	}
	if g := r.lex.governors[r.nounLemma(h)+" noun"]; g != "" && g != "same" {
		if d := r.kid(h, "det"); d != graph.None && r.low[d] == "no" {
			return s.with("negated")
		}
		if v := r.head(h); v >= 0 && r.is(h, "nsubj") && r.lex.lemma(r.tree, v) == "fail" && r.hasTo(i) {
			return s.with("negated") // "an attempt to bring them together failed"
		}
		switch over := r.givenUp(h); {
		case over == "refused" && rumours[r.low[h]] && !r.hasTo(i):
			return s.with("denied") // "rejected suggestions that they had met"
		case over == "refused", over == "cancelled", over == "denied":
			return s.with(over) // "declined an invitation to meet", "plans to meet fell through"
		}
		return s.with(g)
	}
	if v := r.head(h); v >= 0 && r.is(h, "obj") && r.alleges(v) && r.laid(i) {
		return s
	}
	if r.hasTo(i) && r.inRow(h) {
		return r.statusAt(h, depth+1) // "became the first to meet"
	}
	if r.hasTo(i) && neededWords[r.low[h]] {
		return s.with("demanded")
	}
	if r.hasTo(i) {
		return s.with("hypothetical")
	}
	if rumours[r.low[h]] {
		up := r.statusAt(h, depth+1)
		over := cmpOr(r.givenUp(h), up.status)
		if over == "denied" || over == "refused" || r.head(h) >= 0 && untrue[r.low[r.head(h)]] {
			return s.with("denied") // "rumours that … are false", "dismissed as fiction claims that …"
		}
		return s.with("hypothetical")
	}
	if details[r.low[h]] {
		return s // "footage of her welcoming him"
	}
	if r.marked(i, "of") || r.marked(i, "about") || r.marked(i, "for") || r.marked(i, "in") || r.none(h) && r.low[h] != "doubt" {
		return s.with("hypothetical")
	}
	return s
}

var (
	seizeVerbs = words("seize-verbs")
	chances    = words("chances")
)

var companions = words("companions")

// givenUp returns the status that the verb which governs noun h gives it, "" if none.
func (r *reading) givenUp(h int) string {
	switch v := r.head(h); {
	case v < 0 || !r.verb(v) || r.statusAt(v, maxClimb-1).status != graph.Happened:
		return ""
	case r.is(h, "obj", "nsubj:pass") || r.is(h, "obl") && r.prep(h) == "as":
		return r.lex.governors[r.governor(v)+" obj"] // also "dismissed as rumours"
	case r.is(h, "nsubj"):
		return r.lex.governors[r.governor(v)+" subj"]
	}
	return ""
}

// alleges reports whether verb h, in the active voice, accuses or blames: what it lays to
// someone is claimed by the speaker.
func (r *reading) alleges(h int) bool {
	c, ok := r.lex.cues[r.lex.lemma(r.tree, h)]
	return ok && c.class == "Criticise" && r.verb(h) && accusingVerbs[r.low[h]] && !r.passive(h) && r.statusAt(h, maxClimb-1).status == graph.Happened
}

// laidAs returns the status of what gerund i says, by the word above that lays it to
// someone, "" if none does: "charged with killing", "pleaded guilty to killing".
func (r *reading) laidAs(i int) string {
	h, m := r.head(i), r.kid(i, "mark")
	if h < 0 || m == graph.None || r.tok(i).XPOS != "VBG" || !r.is(i, "advcl", "xcomp", "ccomp", "acl", "obl") {
		return ""
	}
	g := r.lex.lays[r.lex.lemma(r.tree, h)+" "+r.low[m]]
	if g == graph.Happened && r.negated(h) {
		return "hypothetical" // "was found not guilty of killing"
	}
	return g
}

var untrue = words("untrue")

// told reports whether clause i, which the parser took for a relative one, says what
// noun h tells: "a report that they had met".
func (r *reading) told(i, h int) bool {
	s := r.kid(i, "nsubj", "nsubj:pass")
	return r.word(h+1) == "that" && s != graph.None && r.low[s] != "that"
}

// rumours are nouns whose clause nobody vouches for.
var rumours = words("rumours")

func (r *reading) nounLemma(i int) string {
	w := r.low[i]
	if w == "talks" {
		return w // not the "talk of a merger"
	}
	for _, c := range singulars(w) {
		if _, ok := r.lex.governors[c+" noun"]; ok {
			return c
		}
	}
	return w
}
