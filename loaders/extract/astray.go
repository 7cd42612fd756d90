package extract

import "slices"

// This file has repairs of what the parser hung on a word too near or too far.

// astray are the repairs of what the parser hung on a word too near or too far.
var astray = []func(t *tree, i int, lex *lexicon) bool{
	(*tree).casedSubject, (*tree).twoOfOne, (*tree).hostBeforeSubject, (*tree).askedFirst,
	(*tree).pastAdverb, (*tree).faceToFace, (*tree).whatTheyCall, (*tree).talksAreNoun, (*tree).subjectAfterOffice,
	(*tree).withHimBeside, (*tree).strayDescription, (*tree).calledUp,
	(*tree).afterQuote, (*tree).subjectBehind, (*tree).activeCue, (*tree).withSomeone, (*tree).reducedRelative, (*tree).participleTitle,
}

// casedSubject makes a phrase of the second subject of a verb that has a preposition: "met
// with, among others, the senator".
func (t *tree) casedSubject(i int, _ *lexicon) bool {
	c, v := t.kid(i, "case"), t.head(i)
	if c < 0 && t.is(i, "obl") && v >= 0 {
		return t.strayPreposition(i, v)
	}
	if !t.is(i, "nsubj") || v < 0 || v > i || c < 0 || c < v || t.low[c] != "with" && t.low[c] != "by" {
		return false
	}
	if s := t.kid(v, "nsubj"); s < 0 || s >= v {
		return false
	}
	t.tok(i).Rel = "obl"
	return true
}

// strayPreposition gives noun i the "with" that the parser hung on verb v by itself.
func (t *tree) strayPreposition(i, v int) bool {
	for _, k := range t.kids[v] {
		if k > v && k < i && t.tok(k).UPOS == "ADP" && t.low[k] == "with" && t.is(k, "obl") && !t.time(i) {
			return t.attach(k, i, "case")
		}
	}
	return false
}

// twoOfOne makes one phrase of a description and the name right behind it that the parser
// hung side by side on one word.
func (t *tree) twoOfOne(i int, lex *lexicon) bool {
	n := i + 1
	if n >= len(t.low) || t.head(i) < 0 || t.head(n) != t.head(i) || t.rel(i) != t.rel(n) || !t.nominal(i) || !t.is(i, "nsubj", "obj", "conj", "obl", "obl:agent", "nmod") {
		return false
	}
	if l, ok := lex.nounOf(t, i); t.tok(i).UPOS == "PROPN" && (!ok || l.kind != "office") {
		return false
	}
	if t.tok(n).UPOS != "PROPN" || t.tok(n).Ment != person || t.has(i, "appos", "flat") {
		return false
	}
	for _, k := range t.kids[i] {
		if t.is(k, "case", "cc") {
			t.tok(k).Head = n
		}
	}
	return t.attach(i, n, "nmod:desc")
}

// hostBeforeSubject gives a description its name and the verb its subject in "after a
// dinner with her host, minister A, commissioner B spoke", where the parser made A the
// subject and B an apposition that no comma ends.
func (t *tree) hostBeforeSubject(i int, _ *lexicon) bool {
	v, b := t.head(i), t.kid(i, "appos", "conj", "compound")
	if !t.is(i, "nsubj") || v < i || b < i || t.has(b, "cc") || t.tok(i).UPOS != "PROPN" || t.tok(b).UPOS != "PROPN" || t.tok(i).Ment != person || t.tok(b).Ment != person {
		return false
	}
	lo, _ := t.subtree(i)
	_, hi := t.subtree(b)
	if lo < 2 || t.low[lo-1] != "," || hi != v {
		return false
	}
	host := lo - 2
	if t.tok(host).UPOS != "NOUN" || !t.has(host, "nmod:poss", "det") || !t.has(host, "case") || t.doc.Sentence(host) != t.doc.Sentence(i) {
		return false
	}
	return t.attach(b, v, "nsubj") && t.attach(i, host, "appos")
}

// askedFirst puts the clause of "Asked whether she would go, Jane Doe smiled" under the
// verb behind it.
func (t *tree) askedFirst(i int, _ *lexicon) bool {
	first, _ := t.sentence(i)
	v := t.kid(i, "parataxis", "conj")
	if i != first || !questionedVerbs[t.low[i]] || t.head(i) >= 0 || v < 0 || !t.verb(v) || !t.has(v, "nsubj") || t.has(i, "nsubj") {
		return false
	}
	t.tok(v).Head, t.tok(v).Rel = -1, "root"
	t.tok(i).Head, t.tok(i).Rel, t.tok(i).XPOS = v, "advcl", "VBN"
	return true
}

// pastAdverb hangs the phrase of "went straight into talks", "came away from talks" on the
// verb and not on the adverb; "ahead of" becomes one preposition.
func (t *tree) pastAdverb(i int, lex *lexicon) bool {
	if c := t.kid(i, "case"); c > 0 && t.low[c] == "of" && t.low[c-1] == "ahead" && t.is(c-1, "advmod") && t.head(c-1) != i {
		return t.attach(c-1, i, "advmod")
	}
	if c := t.kid(i, "case"); c > 0 && beforePreposition[t.low[c-1]] && (t.low[c] == "to" || t.low[c] == "with") && (t.head(i) == c-1 || t.low[c-1] == "next" && t.head(c-1) == t.head(i)) {
		return t.besideSomeone(i, c-1)
	}
	a := t.head(i)
	if t.is(i, "obl") && a > 0 && t.tok(a).XPOS == "VBG" && t.is(a, "advcl") && t.head(a) == a-1 && t.prep(i) == "from" && lex.governors[lex.lemma(t, a-1)+" from obl"] == "same" {
		return t.attach(i, a-1, "obl") // "emerged smiling from talks"
	}
	if !t.is(i, "obl", "nmod") || a < 0 || a > i || !onwards[t.low[a]] || !t.is(a, "advmod", "conj") || t.head(a) < 0 || !t.verb(t.head(a)) {
		return false
	}
	return t.attach(i, t.head(a), "obl")
}

var onwards = words("onwards")

// talksAreNoun puts right "talks" that the parser took for a verb: at the head of a
// sentence, or behind "to", where a verb would be "talk".
func (t *tree) talksAreNoun(i int, _ *lexicon) bool {
	first, _ := t.sentence(i)
	to := i > first && t.low[i-1] == "to" && t.head(i-1) == i
	if t.low[i] != "talks" || t.tok(i).UPOS != "VERB" || i != first && !to {
		return false
	}
	t.tok(i).UPOS, t.tok(i).XPOS = "NOUN", "NNS"
	for _, k := range t.kids[i] {
		if t.is(k, "obl") {
			t.tok(k).Rel = "nmod"
		}
	}
	if to {
		t.tok(i-1).UPOS, t.tok(i-1).Rel, t.tok(i).Rel = "ADP", "case", "obl"
	} else if t.is(i, "csubj") {
		t.tok(i).Rel = "nsubj"
	}
	return true
}

// faceToFace makes one adverb of "face to face", so that whom one comes or sits face to
// face with hangs on the verb.
func (t *tree) faceToFace(i int, _ *lexicon) bool {
	if t.low[i] != "face" || i+2 >= len(t.low) || t.low[i+1] != "to" || t.low[i+2] != "face" || t.is(i+2, "fixed") {
		return false
	}
	v := t.head(i)
	if v < 0 || !t.verb(v) || v > i {
		return false
	}
	for _, k := range slices.Clone(t.kids[i+2]) {
		t.tok(k).Head = v
	}
	t.tok(i).Rel, t.tok(i+1).Head, t.tok(i+1).Rel, t.tok(i+2).Head, t.tok(i+2).Rel = "advmod", i, "fixed", i, "fixed"
	return true
}

// whatTheyCall makes the noun of "held what she called a frank talk" the object of the
// verb, which the words between only judge.
func (t *tree) whatTheyCall(i int, _ *lexicon) bool {
	v, c := t.head(i), t.kid(i, "acl:relcl")
	if t.low[i] != "what" || v < 0 || !t.is(i, "obj", "obl") || c < i || !callings[t.low[c]] {
		return false
	}
	noun := -1
	for _, k := range t.kids[c] {
		if k > c && t.nominal(k) && t.is(k, "obl", "xcomp", "obj", "advcl") {
			noun = k
		}
	}
	if noun < 0 {
		return false
	}
	if as := t.kid(noun, "case"); as >= 0 && t.low[as] == "as" {
		t.tok(as).Head, t.tok(as).Rel = c, "advmod"
	}
	rel := t.tok(i).Rel
	t.tok(noun).Head, t.tok(noun).Rel = v, rel
	t.tok(c).Head, t.tok(c).Rel = noun, "acl:relcl"
	t.tok(i).Head, t.tok(i).Rel = c, "obj"
	return true
}

var callings = words("callings")

var beforePreposition = words("before-preposition")

// besideSomeone hangs noun i of "next to her", "together with her" with the adverb a on the
// verb, or on the clause of which the noun before is the subject.
func (t *tree) besideSomeone(i, a int) bool {
	if v := t.head(i); v != a {
		return t.attach(a, i, "advmod")
	}
	v := t.head(a)
	if a > 0 && t.verb(a-1) {
		v = a - 1
	}
	if v >= 0 && t.is(v, "nsubj", "nsubj:pass") {
		v = t.head(v)
	}
	return v >= 0 && t.attach(i, v, "obl") && t.attach(a, i, "advmod")
}

// withHimBeside gives the noun of "with Jane Doe at his side" the one who is there, where
// the parser hung the two side by side.
func (t *tree) withHimBeside(i int, _ *lexicon) bool {
	w := t.kid(i, "mark", "case")
	if t.low[i] != "side" || w < 0 || t.low[w] != "with" || t.has(i, "nsubj") || t.head(i) < 0 {
		return false
	}
	for k := w + 1; k < i; k++ {
		if t.head(k) == t.head(i) && t.tok(k).UPOS == "PROPN" {
			return t.attach(k, i, "nsubj")
		}
	}
	return false
}

// punctuated reports whether a comma or quotation mark stands between tokens a and b: what
// is behind it is no object.
func (t *tree) punctuated(a, b int) bool {
	for j := a + 1; j < b; j++ {
		if t.tok(j).XPOS == "''" || t.low[j] == "," {
			return true
		}
	}
	return false
}

// subjectAfterOffice gives a finite verb without subject the description before it whose
// name ends with a comma, which the parser hung on the name before: "after talks with A,
// the head of the bank, B, resigned".
func (t *tree) subjectAfterOffice(i int, _ *lexicon) bool {
	if !t.finite(i) || t.tok(i).UPOS != "VERB" || t.has(i, "nsubj", "nsubj:pass", "aux:pass") || i < 4 || t.low[i-1] != "," || t.is(i, "conj", "acl:relcl", "ccomp") {
		return false
	}
	name := i - 2
	for t.is(name, "flat") && t.head(name) >= 0 && t.head(name) < name {
		name = t.head(name)
	}
	d := t.head(name)
	if t.tok(name).UPOS != "PROPN" || !t.is(name, "appos") || d < 0 || d > name || t.tok(d).UPOS != "NOUN" || !t.is(d, "appos") || !t.has(d, "det", "nmod:poss") {
		return false
	}
	if a := t.head(d); a < 0 || t.tok(a).UPOS != "PROPN" || !t.under(a, i) {
		return false
	}
	return t.attach(d, i, "nsubj")
}

// reducedRelative gives the finite verb of "Jane Doe, flanked by aides, told them" its
// subject, where the parser took the participle for the verb of the sentence.
func (t *tree) reducedRelative(i int, _ *lexicon) bool {
	s, by := t.kid(i, "nsubj:pass"), t.kid(i, "obl:agent")
	if t.tok(i).XPOS != "VBN" || s < 0 || s > i || by < i || t.has(i, "aux", "aux:pass") {
		return false
	}
	_, end := t.sentence(i)
	for v := by + 1; v < end; v++ {
		if t.tok(v).XPOS != "VBD" || t.tok(v).UPOS != "VERB" || !t.under(v, i) {
			continue
		}
		if t.has(v, "nsubj", "nsubj:pass") || !t.is(v, "acl", "conj", "ccomp", "acl:relcl") {
			return false
		}
		t.tok(v).Head, t.tok(v).Rel = t.head(i), t.tok(i).Rel
		t.tok(i).Head, t.tok(i).Rel = s, "acl"
		t.tok(s).Head, t.tok(s).Rel = v, "nsubj"
		return true
	}
	return false
}

// participleTitle makes a word of the title of "IMF Managing Director Jane Doe", "acting
// Governor Jane Doe" that the parser took for a verb with the name for its object.
func (t *tree) participleTitle(i int, lex *lexicon) bool {
	name, h := t.kid(i, "obj"), t.head(i)
	if !titleParticiples[t.low[i]] || !t.is(i, "acl", "xcomp") || name < i || h < 0 || h > i || !t.personName(name) || !t.titleNoun(i+1, lex) && !t.titleNoun(min(i+2, len(t.low)-1), lex) {
		return false
	}
	up, rel := h, "obj"
	if t.is(i, "acl") {
		up, rel = t.head(h), t.tok(h).Rel
		t.tok(h).Head, t.tok(h).Rel = name, "compound"
	}
	for _, k := range t.kids[i] {
		if k != name && t.head(k) == i {
			t.tok(k).Head = up
		}
	}
	t.tok(i).UPOS, t.tok(i).XPOS, t.tok(i).Head, t.tok(i).Rel = "ADJ", "JJ", name, "amod"
	t.tok(name).Head, t.tok(name).Rel = up, rel
	return true
}

// titleParticiples are participles that begin titles.
var titleParticiples = words("title-participles")
