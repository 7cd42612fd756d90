package extract

import "newsgraph/graph"

// This file reads whether and when something is so: negation, modality, tense, condition.

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
	if s.status == "planned" && s.polarity != "-" {
		s = r.afterwards(i, s)
	}
	if s.status == graph.Happened && r.verb(i) && !r.vouched(i) && !r.beenTo(i) && r.frame[i] != graph.None && r.doc.Frames[r.frame[i]].Factuality < doubtful {
		if r.tok(i).XPOS == "VBG" && s.tense == "present" && r.has(i, "aux") {
			return s.with("planned") // "is meeting her to discuss pay"
		}
		return s.with("hypothetical")
	}
	return s
}

// vouched reports whether the verb above infinitive or gerund i says that it is so,
// whatever doubt its form raises: "managed to meet", "admitted meeting".
func (r *reading) vouched(i int) bool {
	h := r.head(i)
	if h < 0 {
		return r.headline(i)
	}
	if r.laidAs(i) == graph.Happened {
		return true // "pleaded guilty to taking bribes"
	}
	if r.is(i, "advcl") && r.tok(i).XPOS == "VBG" && !r.has(i, "mark") && r.verb(h) && r.tok(h).XPOS == "VBD" {
		return true // "Meeting her in Oslo, he promised help"
	}
	return (r.is(i, "acl") && details[r.low[h]]) || (r.is(i, "xcomp", "ccomp") && veridical[r.lex.lemma(r.tree, h)] || r.is(i, "advcl", "xcomp") && r.hasTo(i) && (purposeVerbs[r.lex.lemma(r.tree, h)] || r.went(h)))
}

// headline reports whether verb i, in the present tense, heads a line without a stop at its
// end: "Doe, Roe meet in Oslo".
func (r *reading) headline(i int) bool {
	_, end := r.sentence(i)
	return (r.tok(i).XPOS == "VBP" || r.tok(i).XPOS == "VBZ") && r.tok(end-1).UPOS != "PUNCT"
}

var veridical = words("veridical")

// intended looks at the words before infinitive i where the tree says nothing of
// what governs it: "had been due to meet", "is set to later meet".
func (r *reading) intended(i int, s status) status {
	if r.beenTo(i) {
		return s
	}
	j := i - 1
	for j > 0 && r.tok(j).UPOS == "ADV" {
		j--
	}
	if r.tok(i).XPOS == "VBN" && r.word(j) == "be" {
		for j--; j > 0 && r.tok(j).UPOS == "ADV"; j-- { // "is due to be received"
		}
	} else if r.tok(i).XPOS != "VB" {
		return s
	}
	if r.word(j) != "to" {
		return s
	}
	if r.is(i, "root") || r.head(i) < 0 {
		s = s.with("planned")
	}
	for j--; j > 0 && r.tok(j).UPOS == "ADV"; j-- {
	}
	if r.head(i) == j && (r.low[max(j, 0)] == "able" || r.went(j)) {
		return s // the tree has told
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
	if s = r.verbStatus(i, s, depth); s.status == graph.Happened && r.verb(i) {
		return r.intended(i, s)
	}
	return s
}

// tenseOf returns past, present or future by the verb's form and auxiliaries.
func (r *reading) tenseOf(i int) string {
	tense := tenses[r.tok(i).XPOS]
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

// tenses are those of verb forms without an auxiliary.
var tenses = map[string]string{"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "VBG": "present"}

var (
	futureModals = words("future-modals")
	weakModals   = words("weak-modals")
	strongModals = words("strong-modals")
	negators     = words("negators")
	almost       = words("almost")
	hedges       = words("hedges")
	maybes       = words("maybes")
)

// verbStatus returns the status of a clause: what governs it decides first, then
// its own negation and modal.
func (r *reading) verbStatus(i int, s status, depth int) status {
	if !r.beenTo(i) || !r.is(i, "acl", "root") {
		s = r.governed(i, s, depth)
	}
	if s.status != graph.Happened {
		return r.doubleNegative(i, s)
	}
	negated := r.negated(i) || r.nothing(i)
	if r.fiction(i) {
		return s.with("hypothetical")
	}
	if g := r.predicated(i); g != "" {
		s = s.with(g)
	}
	if r.beenTo(i) {
		if r.negated(i) {
			return status{graph.Happened, "CT", "past", "+"}.with("negated")
		}
		return status{graph.Happened, "CT", "past", "+"} // "has twice been to see him"
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
	if s.status == graph.Happened && r.contrary(i) {
		return s.with("negated")
	}
	if s.status == graph.Happened && s.tense == "present" && r.soon(i) {
		s = s.with("planned") // "is meeting her tomorrow"
	}
	if r.wouldNot(i) {
		return s.with("refused")
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

// beenTo reports whether infinitive i says where someone "has been", and so has done.
func (r *reading) beenTo(i int) bool {
	if r.word(i-1) != "to" || r.word(i-2) != "been" {
		return false
	}
	for _, k := range r.kids[i] {
		if r.is(k, "aux") && (weakModals[r.low[k]] || strongModals[r.low[k]] || futureModals[r.low[k]]) {
			return false
		}
	}
	for k := i - 3; k >= max(i-6, 0); k-- {
		if r.low[k] == "has" || r.low[k] == "have" || r.low[k] == "had" || r.low[k] == "'ve" {
			return !r.question(i)
		}
	}
	return false
}

// contrary reports whether clause i is a condition that its word order says was not met:
// "Had she agreed to see him, …".
func (r *reading) contrary(i int) bool {
	a, s := r.kid(i, "aux"), r.kid(i, "nsubj", "nsubj:pass")
	return a != graph.None && r.low[a] == "had" && a < s && s < i && r.is(i, "advcl") && !r.question(i)
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

var finiteBe = words("finite-be")

// soon reports whether a time word of the future hangs on clause i.
func (r *reading) soon(i int) bool {
	for _, k := range r.kids[i] {
		if r.low[k] == "tomorrow" || r.low[k] == "later" || r.low[k] == "soon" || r.low[k] == "tonight" {
			return true
		}
		if r.bareDay(i, k) {
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
	if w == "could" && perceived[r.lex.lemma(r.tree, i)] && r.passive(i) {
		return s // "could be seen talking"
	}
	perfect := false
	for _, k := range r.kids[i] {
		perfect = perfect || r.is(k, "aux") && r.low[k] == "have"
	}
	if w == "would" && !perfect && !r.has(i, "cop") && r.toldInPast(i) && !r.conditional(i) {
		return s.with("planned")
	}
	return s.with("hypothetical")
}

// toldInPast reports whether clause i is what somebody said: "said she would meet him", "said
// she was ill and would meet him".
func (r *reading) toldInPast(i int) bool {
	for r.is(i, "conj") && r.head(i) >= 0 && r.head(i) < i && !r.has(i, "nsubj", "nsubj:pass") {
		if i = r.head(i); r.tree.cue(i, r.lex) && r.tok(i).XPOS == "VBD" {
			return true
		}
	}
	h := r.head(i)
	return h >= 0 && r.is(i, "ccomp") && r.tok(h).XPOS == "VBD"
}

var perceived = words("perceived")

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

var conditions = words("conditions")

// negator reports whether token k negates; that of "not only" does not.
func (r *reading) negator(k int) bool {
	return negators[r.low[k]] && (r.low[k] != "not" || !merely[r.word(k+1)])
}

var merely = words("merely")

// negated reports whether clause i says that it is not so.
func (r *reading) negated(i int) bool {
	for _, k := range r.kids[i] {
		if r.negator(k) && r.is(k, "advmod", "aux", "cc:preconj", "cc", "det") {
			return true
		}
		if r.rel(k) == "nsubj" {
			if d := r.kid(k, "det", "cc"); d != graph.None && (r.low[d] == "no" || r.low[d] == "neither") || nobodyWords[r.low[k]] {
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
			if a.Role == "ARGM-NEG" && a.Head < i && r.negator(a.Head) && i-a.Head < 4 {
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
		if (nobodyWords[r.low[k]] || r.low[k] == "no" && r.is(k, "det")) && k <= o {
			return true
		}
	}
	return r.word(i+1) == "neither"
}

// fiction reports whether clause i is set in a work: "In the novel, she meets him", "the
// film follows a cook who meets a spy".
func (r *reading) fiction(i int) bool {
	for _, k := range r.kids[i] {
		if t, _ := r.relative(k); r.rel(k) == "obl" && r.prep(k) == "in" && fictionNouns[r.low[t]] {
			return true
		}
	}
	for h, n := i, 0; h >= 0 && n < maxClimb && !r.is(h, "conj"); h, n = r.head(h), n+1 {
		if w := r.head(h); r.is(h, "acl:relcl") && fictionNouns[r.low[w]] && (r.word(w+2) == "which" || r.word(w+1) == "where") {
			return true // "a remake in which she meets him", whatever the parser hung "which" on
		}
		s, does := r.kid(h, "nsubj"), r.lex.lemma(r.tree, h)
		if h != i && s != graph.None && (fictionNouns[r.low[s]] && narrateVerbs[does] || r.low[s] == "it" && tellVerbs[does] && r.tok(h).XPOS == "VBZ" || playVerbs[does] && r.partPlayed(h, i)) {
			return true
		}
	}
	return false
}

// partPlayed reports whether clause i tells of the one whom h plays: "plays a nurse who
// meets a spy".
func (r *reading) partPlayed(h, i int) bool {
	o := r.kid(h, "obj")
	return o != graph.None && i > o && r.under(i, o) && r.tok(o).UPOS == "NOUN"
}

var playVerbs = words("play-verbs")

// tellVerbs are verbs of which "it" is a work: "it tells of a cook who meets a spy".
var tellVerbs = words("tell-verbs")

var narrateVerbs = words("narrate-verbs")

var fictionNouns = words("fiction-nouns")

// inverted reports whether a negated phrase k opens clause i and turns its word
// order: "Not once in eleven years did they meet".
func (r *reading) inverted(i, k int) bool {
	lo, hi := r.subtree(k)
	if r.low[lo] != "not" && r.low[lo] != "never" && r.low[lo] != "at" {
		return false
	}
	return hi < i && (r.low[hi] == "did" || r.low[hi] == "has" || r.low[hi] == "have" || r.low[hi] == "had") && (r.low[lo] != "at" || r.word(lo+1) == "no")
}

var nobodyWords = words("nobody-words")

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

var (
	doubtfulWords = words("doubtful-words")
	neededWords   = words("needed-words")
)
