package extract

import (
	"slices"

	"newsgraph/graph"
)

// This file has repairs of words that the parser took for another part of speech or role.

// calledName makes one phrase of "Brazil forward Caio Duarte" where the parser took the
// word for what a person is for an adjective, a preposition or a verb: the name carries
// the phrase, so that the country does not do what its forward does.
func (t *tree) calledName(i int, lex *lexicon) bool {
	if i == 0 || i+1 >= len(t.low) || t.tok(i).UPOS == "NOUN" || t.tok(i).UPOS == "PROPN" {
		return false
	}
	n, ok := lex.nouns[t.low[i]]
	if !ok || n.kind != "occupation" && n.kind != "office" || t.doc.Sentence(i-1) != t.doc.Sentence(i+1) {
		return false
	}
	owner, name := i-1, t.nameFrom(i+1)
	if name < 0 || t.tok(owner).UPOS != "PROPN" && t.tok(owner).UPOS != "ADJ" || t.tok(owner).Ment == "person" || t.tok(owner).Ment == "time" {
		return false
	}
	for t.is(owner, "flat", "compound") && t.head(owner) >= 0 && t.head(owner) < i && t.tok(t.head(owner)).UPOS == "PROPN" {
		owner = t.head(owner)
	}
	if t.head(name) == owner {
		t.tok(name).Head, t.tok(name).Rel = t.head(owner), t.rel(owner)
	}
	for _, k := range t.kids[owner] {
		if k > i && k != name {
			t.tok(k).Head = name
		}
	}
	for _, k := range t.kids[i] {
		if k != name {
			t.tok(k).Head = name
		}
	}
	t.tok(i).UPOS, t.tok(i).XPOS = "NOUN", "NN"
	return t.attach(i, name, "compound") && (t.head(owner) == i || t.attach(owner, name, "compound"))
}

// nameFrom returns the head of the name of a person that begins at token i, or a
// negative number.
func (t *tree) nameFrom(i int) int {
	if t.tok(i).UPOS != "PROPN" || t.tok(i).Ment != "person" {
		return -1
	}
	for t.is(i, "flat", "compound") && t.head(i) >= 0 && t.tok(t.head(i)).Ment == "person" && t.tok(t.head(i)).UPOS == "PROPN" {
		i = t.head(i)
	}
	return i
}

// setOff reports whether the phrase of noun i stands between commas right before the
// name of a person: "the daughter of a fisherman, Dr. Solheim studied".
func (t *tree) setOff(i, name int) bool {
	if t.tok(i).UPOS != "NOUN" || t.tok(name).Ment != "person" {
		return false
	}
	first := name
	for first > i && t.head(first-1) == name && t.is(first-1, "compound", "nmod:desc", "amod") {
		first--
	}
	lo, end := t.subtree(i)
	if t.low[end-1] == "," {
		end--
	}
	return end == first-1 && t.low[end] == "," && lo > 0 && t.low[lo-1] == ","
}

// activeBy makes a past tense without auxiliary active that the parser read as passive
// for the "by" behind it: "she spoke by video call".
func (t *tree) activeBy(i int, _ *lexicon) bool {
	s, by := t.kid(i, "nsubj:pass"), t.kid(i, "obl:agent")
	if x := t.tok(i).XPOS; x != "VBD" && (x != "VBN" || by == graph.None || !remoteWords[t.low[by]]) || s == graph.None || by == graph.None || t.has(i, "aux", "aux:pass") {
		return false
	}
	t.tok(s).Rel, t.tok(by).Rel = "nsubj", "obl"
	return true
}

// joinedPassive makes a participle of what the tagger took for a past tense, far from the
// passive it is joined to: "was convicted of robbery in 2015 and jailed". Only verbs that
// have rules for what is done to someone, and nobody here to whom they do it.
func (t *tree) joinedPassive(i int, lex *lexicon) bool {
	h := t.head(i)
	if t.tok(i).XPOS != "VBD" || !t.is(i, "conj") || h < 0 || h > i || !t.passive(h) || !t.has(h, "nsubj:pass") ||
		t.has(i, "nsubj", "nsubj:pass", "obj", "iobj", "ccomp", "xcomp", "aux", "aux:pass") || !slices.ContainsFunc(ruleTable().verbs[lex.lemma(t, i)], (*Rule).needsObject) {
		return false
	}
	t.tok(i).XPOS = "VBN"
	return true
}

// forSubject makes the noun of "plans for Jane Doe to meet him" the subject of the
// infinitive and not a part of the plans.
func (t *tree) forSubject(i int, _ *lexicon) bool {
	v := t.head(i)
	if t.low[i] != "for" || !t.is(i, "mark") || v <= i+1 || t.has(v, "nsubj", "nsubj:pass") {
		return false
	}
	for k := i + 1; k < v; k++ {
		if t.is(k, "nmod", "obl") && t.head(k) == t.head(v) && t.nominal(k) && !t.has(k, "case") {
			return t.attach(k, v, "nsubj")
		}
	}
	return false
}

// firstOf returns the first token of the phrase of token i.
func (t *tree) firstOf(i int) int {
	lo, _ := t.subtree(i)
	return lo
}

// postGeneral makes one office of "director general" where the parser hung the second word
// on the first as an apposition, or beside it: what describes it describes the office.
func (t *tree) postGeneral(i int, _ *lexicon) bool {
	if t.low[i] != "general" || i == 0 || !generals[t.low[i-1]] || t.is(i, "flat") {
		return false
	}
	if h := t.head(i); t.head(i-1) == i {
		t.tok(i-1).Head, t.tok(i-1).Rel = h, t.rel(i)
	} else if h != i-1 && h != t.head(i-1) {
		return false
	}
	for _, k := range t.kids[i] {
		if k != i-1 {
			t.tok(k).Head = i - 1
		}
	}
	t.tok(i).Head, t.tok(i).Rel = i-1, "flat"
	return true
}

// generals are offices that "general" stands behind.
var generals = words("generals")

// secondThat joins "and that …" behind what is said to it where the parser joined it to
// the verb of saying: "said the road was shut and that the bridge had gone".
func (t *tree) secondThat(i int, lex *lexicon) bool {
	v, m := t.head(i), t.kid(i, "mark")
	if v < 0 || v > i || !t.is(i, "conj") || m == graph.None || t.low[m] != "that" || !t.has(i, "nsubj", "nsubj:pass", "expl") || !t.cue(v, lex) {
		return false
	}
	c := t.kid(v, "ccomp")
	return c > v && c < i && t.attach(i, c, "conj")
}
