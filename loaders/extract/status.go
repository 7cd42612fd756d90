package extract

import (
	"strings"

	"newsgraph/graph"
)

// A status says whether and when something is so: the facets of a claim that
// syntax and word lists tell.
type status struct {
	status    string // happened planned hypothetical demanded cancelled denied refused negated
	certainty string // CT PR PS
	tense     string // past present future
	polarity  string // + -
}

func (s status) with(name string) status {
	s.status = name
	switch name {
	case "planned":
		s.tense = "future"
	case "negated", "denied", "refused", "cancelled":
		s.polarity = "-"
	case "hypothetical":
		s.certainty = "PS"
	case "demanded":
		s.certainty, s.tense = "PS", "future"
	}
	return s
}

// maxClimb bounds how far up the tree a status is looked for.
const maxClimb = 8

// statusOf returns the status of what token i, verb or noun, denotes.
func (r *reading) statusOf(i int) status {
	s := r.statusAt(i, 0)
	if s.status == graph.Happened && r.verb(i) && !r.vouched(i) && r.frame[i] != graph.None && r.doc.Frames[r.frame[i]].Factuality < doubtful {
		return s.with("hypothetical")
	}
	if s.status == graph.Happened && r.verb(i) {
		return r.intended(i, s)
	}
	return s
}

// vouched reports whether the verb above infinitive or gerund i says that it is so,
// whatever doubt its form raises: "managed to meet", "admitted meeting".
func (r *reading) vouched(i int) bool {
	h := r.head(i)
	return h >= 0 && r.is(i, "xcomp", "ccomp") && veridical[r.lex.lemma(r.tree, h)]
}

var veridical = set("manage admit regret recall remember confirm acknowledge go")

// intended looks at the words before infinitive i where the tree says nothing of
// what governs it: "had been due to meet", "is set to later meet".
func (r *reading) intended(i int, s status) status {
	if r.tok(i).XPOS != "VB" {
		return s
	}
	j := i - 1
	for j > 0 && r.tok(j).UPOS == "ADV" {
		j--
	}
	if r.word(j) != "to" {
		return s
	}
	if r.is(i, "root") || r.head(i) < 0 {
		s = s.with("planned")
	}
	for j--; j > 0 && r.tok(j).UPOS == "ADV"; j-- {
	}
	if g := r.lex.governors[r.lex.lemma(r.tree, max(j, 0))+" inf"]; g != "" && g != "same" {
		return s.with(g)
	}
	if g := r.lex.governors[r.word(j)+" inf"]; g != "" && g != "same" {
		return s.with(g)
	}
	return s
}

// doubtful is the factuality (thousandths, from -3000 to 3000) below which even
// a plain past tense is not taken as a fact. On UDS development data happened
// events have 600 to 1100 and modal ones 0 to -900; up to 400 nothing that the dev
// sentences say to have happened is lost.
const doubtful = 300

func (r *reading) statusAt(i, depth int) status {
	s := status{graph.Happened, "CT", r.tenseOf(i), "+"}
	if depth > maxClimb {
		return s.with("hypothetical")
	}
	if !r.verb(i) && !r.has(i, "cop") {
		return r.nounStatus(i, s, depth)
	}
	return r.verbStatus(i, s, depth)
}

// tenseOf returns past, present or future by the verb's form and auxiliaries.
func (r *reading) tenseOf(i int) string {
	tense := map[string]string{"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "VBG": "present"}[r.tok(i).XPOS]
	for _, k := range r.kids[i] {
		if !r.is(k, "aux", "aux:pass", "cop") {
			continue
		}
		switch {
		case futureModals[r.low[k]]:
			return "future"
		case r.tok(k).XPOS == "VBD":
			tense = "past"
		case r.tok(k).XPOS == "VBZ" || r.tok(k).XPOS == "VBP":
			if r.tok(i).XPOS != "VBN" || r.lex.lemma(r.tree, k) == "be" {
				tense = "present"
			}
		}
	}
	if tense == "" {
		tense = "past"
	}
	return tense
}

var (
	futureModals = set("will 'll shall wo won")
	weakModals   = set("would could might may can 'd")
	strongModals = set("must should ought need")
	negators     = set("not n't never neither nor hardly scarcely")
	almost       = set("nearly almost narrowly")
	hedges       = set("reportedly allegedly apparently supposedly purportedly")
	maybes       = set("perhaps maybe possibly probably likely potentially")
)

// verbStatus returns the status of a clause: what governs it decides first, then
// its own negation and modal.
func (r *reading) verbStatus(i int, s status, depth int) status {
	s = r.governed(i, s, depth)
	if s.status != graph.Happened {
		return r.doubleNegative(i, s)
	}
	negated := r.negated(i) || r.nothing(i)
	if r.fiction(i) {
		return s.with("hypothetical")
	}
	if r.hasTo(i) && r.has(i, "aux", "cop") && !r.is(i, "xcomp", "acl", "advcl", "ccomp") || r.yetToBe(i) {
		s = s.with("planned") // "is to meet"
	}
	for _, k := range r.kids[i] {
		switch w := r.low[k]; {
		case k > i: // belongs to what comes after
		case r.is(k, "aux") && futureModals[w]:
			s = s.with("planned")
		case r.is(k, "aux") && weakModals[w]:
			s = r.weak(i, w, s)
		case r.is(k, "aux") && strongModals[w]:
			s = s.with("demanded")
		case r.is(k, "advmod") && hedges[w]:
			s.certainty = "PR"
		case r.is(k, "advmod") && maybes[w]:
			s = s.with("hypothetical")
		case r.is(k, "advmod") && almost[w] && k == i-1:
			negated = true
		}
	}
	if s.status == graph.Happened && s.tense == "present" && r.soon(i) {
		s = s.with("planned") // "is meeting her tomorrow"
	}
	if negated {
		if s.status == graph.Happened || s.status == "planned" {
			return s.with("negated")
		}
		if r.unable(i) {
			return s.with("negated")
		}
		s.polarity = "-"
	}
	if s.status == graph.Happened && r.question(i) {
		return s.with("hypothetical")
	}
	return s
}

// yetToBe reports whether a form of "be" stands before infinitive i: "is to meet",
// "was due to meet", however the parser takes the words between.
func (r *reading) yetToBe(i int) bool {
	if r.tok(i).XPOS != "VB" {
		return false
	}
	for _, k := range r.kids[i] {
		if k < i && r.is(k, "aux", "cop") && finiteBe[r.low[k]] {
			return true
		}
	}
	return false
}

var finiteBe = set("is are was were 's 're am 'm")

// soon reports whether a time word of the future hangs on clause i.
func (r *reading) soon(i int) bool {
	for _, k := range r.kids[i] {
		if r.low[k] == "tomorrow" || r.low[k] == "later" || r.low[k] == "soon" || r.low[k] == "tonight" {
			return true
		}
		for _, n := range r.kids[k] {
			if r.low[n] == "next" && r.is(n, "amod") || (r.low[n] == "later" && r.time(k)) {
				return true
			}
		}
	}
	return false
}

// weak returns the status of "would", "could" and the like: after a past verb of
// saying "would" is the future seen from then.
func (r *reading) weak(i int, w string, s status) status {
	perfect := false
	for _, k := range r.kids[i] {
		perfect = perfect || r.is(k, "aux") && r.low[k] == "have"
	}
	h := r.head(i)
	if w == "would" && !perfect && h >= 0 && !r.has(i, "cop") && r.is(i, "ccomp") && r.tok(h).XPOS == "VBD" && !r.conditional(i) {
		return s.with("planned")
	}
	return s.with("hypothetical")
}

// unable reports whether clause i says "could not".
func (r *reading) unable(i int) bool {
	for _, k := range r.kids[i] {
		if r.is(k, "aux") && r.low[k] == "could" {
			return true
		}
	}
	return false
}

func (r *reading) conditional(i int) bool {
	for _, k := range r.kids[i] {
		if r.is(k, "advcl") {
			if m := r.kid(k, "mark"); m != graph.None && conditions[r.low[m]] {
				return true
			}
		}
	}
	return false
}

var conditions = set("if unless whether lest provided")

// negated reports whether clause i says that it is not so.
func (r *reading) negated(i int) bool {
	for _, k := range r.kids[i] {
		if negators[r.low[k]] && r.is(k, "advmod", "aux", "cc:preconj", "cc", "det") {
			return true
		}
		if r.rel(k) == "nsubj" {
			if d := r.kid(k, "det", "cc"); d != graph.None && (r.low[d] == "no" || r.low[d] == "neither") || nobody[r.low[k]] {
				return true
			}
		}
		if k < i && r.is(k, "advmod", "obl", "obl:unmarked") && r.inverted(i, k) {
			return true // "Not once did they meet"
		}
		if r.is(k, "advmod") && r.low[k] == "longer" && k > 0 && r.low[k-1] == "no" {
			return true
		}
	}
	f := r.frame[i]
	if f != graph.None {
		for _, a := range r.doc.Frames[f].Args {
			if a.Role == "ARGM-NEG" && a.Head < i && negators[r.low[a.Head]] && i-a.Head < 4 {
				return true
			}
		}
	}
	return false
}

// nothing reports whether the object of clause i says that there was none: "met
// neither", "met no one".
func (r *reading) nothing(i int) bool {
	o := r.kid(i, "obj")
	if o == graph.None {
		return false
	}
	for _, k := range append(r.kids[o], o) {
		if (nobody[r.low[k]] || r.low[k] == "no" && r.is(k, "det")) && k <= o {
			return true
		}
	}
	return r.word(i+1) == "neither"
}

// fiction reports whether clause i is set in a work: "In the novel, she meets him".
func (r *reading) fiction(i int) bool {
	for _, k := range r.kids[i] {
		if r.rel(k) == "obl" && r.prep(k) == "in" && works[r.low[k]] {
			return true
		}
	}
	return false
}

var works = set("novel film book play series story painting dream episode sketch movie opera scene comedy thriller musical cartoon game")

// inverted reports whether a negated phrase k opens clause i and turns its word
// order: "Not once in eleven years did they meet".
func (r *reading) inverted(i, k int) bool {
	lo, hi := r.subtree(k)
	if r.low[lo] != "not" && r.low[lo] != "never" && r.low[lo] != "at" {
		return false
	}
	return hi < i && (r.low[hi] == "did" || r.low[hi] == "has" || r.low[hi] == "have" || r.low[hi] == "had") && (r.low[lo] != "at" || r.word(lo+1) == "no")
}

var nobody = set("nobody none neither no-one")

// doubleNegative weakens "did not refuse to meet": nobody says that they met.
func (r *reading) doubleNegative(i int, s status) status {
	if r.negated(i) {
		s.polarity = "-"
		if s.status == "planned" || s.status == "demanded" {
			return s.with("negated")
		}
		if s.status != "hypothetical" {
			s.polarity = "+"
			return s.with("hypothetical")
		}
	}
	return s
}

func (r *reading) question(i int) bool {
	_, end := r.sentence(i)
	for j := end - 1; j > i && j > end-4; j-- {
		if r.low[j] == "?" && r.inSameQuote(i, j) {
			return true
		}
	}
	return false
}

func (r *reading) inSameQuote(i, j int) bool {
	return r.inQuote == nil || r.inQuote[i] == r.inQuote[j]
}

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
	for _, k := range r.kids[i] {
		if r.is(k, "mark") && conditions[r.low[k]] {
			return s.with("hypothetical") // also "on whether they met"
		}
	}
	switch {
	case r.is(i, "conj"):
		return r.asConjunct(i, h, s, depth)
	case r.is(i, "xcomp", "ccomp", "csubj", "csubj:pass", "csubj:outer"):
		return r.asComplement(i, h, s, depth)
	case r.is(i, "advcl"):
		return r.asAdverbial(i, h, mark, s, depth)
	case r.is(i, "acl"), r.is(i, "acl:relcl") && rumours[r.low[h]] && r.told(i, h):
		return r.asNounClause(i, h, s, depth)
	case r.is(i, "parataxis") && r.marked(i, "that"):
		return r.judged(i, h, s, depth) // "It is not true, she said, that they met"
	}
	return s
}

// asConjunct lets a verb without tense of its own share the fate of the verb it
// is joined to: "will fly to Rome and meet the pope".
func (r *reading) asConjunct(i, h int, s status, depth int) status {
	if r.finite(i) || !r.verb(h) && !r.has(h, "cop") {
		return s
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
	case !r.finite(i) && (r.hasTo(i) || r.tok(i).XPOS == "VB"):
		slot = "inf"
	case r.tok(i).XPOS == "VBG" && !r.finite(i):
		slot = "ing"
	}
	lemma := r.governor(h)
	if r.marked(i, "from") {
		slot = "from"
	}
	if slot == "inf" && (r.yet(h) || r.yet(i)) {
		return s.with("negated") // "has yet to meet"
	}
	switch g := r.lex.governors[lemma+" "+slot]; g {
	case "same":
		return r.under1(r.statusAt(h, depth+1), s)
	case "":
		if slot == "inf" && !r.factiveHead(h) {
			return r.bareInfinitive(i, h, s)
		}
		return r.judged(i, h, s, depth)
	default:
		return r.flip(h, s.with(g), depth)
	}
}

// bareInfinitive is for infinitives under words that the tables do not hold.
func (r *reading) bareInfinitive(i, h int, s status) status {
	switch {
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
		if k := r.kid(i, "nsubj"); k != graph.None && !r.feat(k, "Number=Plur") && r.tree.nominal(k) && !r.has(k, "conj") {
			return s.with("demanded")
		}
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

var (
	doubtfulWords = set("unclear uncertain doubtful unlikely possible likely improbable conceivable questionable unsure")
	neededWords   = set("important necessary essential vital crucial imperative urgent time")
)

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
// plan to meet" is negated, "might agree to meet" hypothetical.
func (r *reading) flip(h int, s status, depth int) status {
	up := r.statusAt(h, depth+1)
	switch {
	case up.polarity == "-" && s.polarity == "-":
		s.polarity = "+"
		return s.with("hypothetical")
	case up.polarity == "-" && up.status == "negated":
		return s.with("negated")
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

var particles = set("out off down up away over through on")

// factiveHead reports whether an infinitive under h is so: "was first to meet".
func (r *reading) factiveHead(h int) bool {
	switch r.low[h] {
	case "first", "last", "forced", "made", "managed", "proud", "happy", "pleased", "glad", "delighted", "surprised", "sorry":
		return true
	}
	return false
}

func (r *reading) asAdverbial(i, h int, mark string, s status, depth int) status {
	switch {
	case mark == "without" || mark == "instead of" || mark == "instead":
		return s.with("negated")
	case r.hasTo(i):
		if strings.HasPrefix(r.governor(h), "be ") {
			return s.with("planned")
		}
		if g := r.lex.governors[r.governor(h)+" inf"]; g != "" && g != "same" {
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
	case mark == "from" && comesFrom[r.lex.lemma(r.tree, h)]:
		return s // "returned from meeting her"
	case mark == "from" && r.tok(i).XPOS == "VBG" && !r.has(i, "aux", "aux:pass"):
		return s.with("negated") // "was blocked from becoming"
	case mark == "of" || mark == "about":
		return s.with("hypothetical") // "dreams of becoming"
	case mark == "before":
		return s.with("planned")
	}
	up := r.statusAt(h, depth+1)
	if up.status == "planned" || up.status == "hypothetical" || up.status == "demanded" {
		return up
	}
	return s
}

var comesFrom = set("return come emerge recover benefit")

var whenMarks = set("when once after before until whenever while")

// onTheWay is for the purpose of a movement: who "flew in to meet" someone most
// likely did; who "will fly in" has not yet; "arrived to meet" leaves it open.
func (r *reading) onTheWay(h int, s status, depth int) status {
	up := r.statusAt(h, depth+1)
	if up.status == graph.Happened && up.tense == "past" && r.verb(h) && moves[r.lex.lemma(r.tree, h)] {
		s.certainty = "PR"
		return s
	}
	return s.with("planned")
}

var moves = set("fly stop slip cross gather drive walk sit return pause step pop drop detour")

// asNounClause is for clauses that modify a noun: "plans to meet", "accused of
// meeting", "the man meeting her".
func (r *reading) asNounClause(i, h int, s status, depth int) status {
	if g := r.lex.governors[r.nounLemma(h)+" noun"]; g != "" && g != "same" {
		if d := r.kid(h, "det"); d != graph.None && r.low[d] == "no" {
			return s.with("negated")
		}
		if v := r.head(h); v >= 0 && r.is(h, "obj") && r.lex.governors[r.governor(v)+" obj"] == "refused" {
			return s.with("refused") // "declined an invitation to meet"
		}
		return s.with(g)
	}
	if r.hasTo(i) {
		return s.with("hypothetical")
	}
	if rumours[r.low[h]] {
		up := r.statusAt(h, depth+1)
		if up.status == "denied" || up.status == "refused" || r.head(h) >= 0 && untrue[r.low[r.head(h)]] {
			return s.with("denied") // "rumours that … are false"
		}
		return s.with("hypothetical")
	}
	if r.marked(i, "of") || r.marked(i, "about") || r.marked(i, "for") {
		return s.with("hypothetical")
	}
	return s
}

var untrue = set("false untrue baseless unfounded wrong groundless fabricated")

// told reports whether clause i, which the parser took for a relative one, says what
// noun h tells: "a report that they had met".
func (r *reading) told(i, h int) bool {
	s := r.kid(i, "nsubj", "nsubj:pass")
	return r.word(h+1) == "that" && s != graph.None && r.low[s] != "that"
}

// rumours are nouns whose clause nobody vouches for.
var rumours = set("report reports rumour rumours rumor rumors claim claims allegation allegations story stories speculation suggestion suggestions theory theories myth notion idea possibility accusation accusations fear fears belief doubt doubts chance question prospect assumption")

func (r *reading) nounLemma(i int) string {
	w := r.low[i]
	for _, c := range singulars(w) {
		if _, ok := r.lex.governors[c+" noun"]; ok {
			return c
		}
	}
	return w
}

// nounStatus returns the status of what noun i denotes ("talks", "the attack"):
// its adjectives and articles, then the preposition or verb that governs it.
func (r *reading) nounStatus(i int, s status, depth int) status {
	i = r.wholeOf(i)
	s.tense = "past"
	if h := r.head(i); h >= 0 && r.is(i, "nsubj") && r.lex.governors[r.governor(h)+" subj"] != "" {
		return r.flip(h, s.with(r.lex.governors[r.governor(h)+" subj"]), depth)
	} else if h >= 0 && r.is(i, "nsubj:pass", "obj") && r.verb(h) {
		if g := r.lex.governors[r.governor(h)+" obj"]; g != "" && g != "same" && g != "planned" {
			return r.flip(h, s.with(g), depth)
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
		if up.status == "negated" && !existential[r.lex.lemma(r.tree, h)] {
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

var existential = set("be take occur happen begin start exist")

func (r *reading) asObject(i, h int, s status, depth int) status {
	if !r.verb(h) {
		return r.statusAt(h, depth+1)
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
	if g := r.lex.governors[r.governor(h)+" obj"]; p == "" && i > h && g != "" && g != "same" {
		return r.flip(h, s.with(g), depth) // "dismissed as rumours a meeting of both"
	}
	if g := r.lex.governors[r.governor(h)+" "+p+" obl"]; g != "" {
		return r.flip(h, s.with(g), depth)
	}
	switch p {
	case "for":
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
	case up.status == "negated" && (p == "in" || p == "at" || p == "to" || p == "into"):
		return up
	}
	return s
}

func (r *reading) definiteNoun(i int) bool {
	d := r.kid(i, "det")
	return d != graph.None && (r.low[d] == "the" || r.low[d] == "this")
}

func (r *reading) asNounModifier(i, h int, s status, depth int) status {
	if g := r.lex.governors[r.nounLemma(h)+" noun"]; g != "" {
		return s.with(g)
	}
	switch r.prep(i) {
	case "ahead of", "before", "prior to":
		return s.with("planned")
	case "after", "following", "since", "during":
		return s
	}
	if r.tree.nominal(h) {
		return r.nounStatus(h, s, depth+1)
	}
	return s
}
