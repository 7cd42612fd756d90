package extract

import "newsgraph/graph"

// This file reads relative clauses: which noun "who" stands for, and on which of several
// nouns the clause hangs.

// relative reports whether i is a relative pronoun, and returns the noun it
// stands for.
func (t *tree) relative(i int) (int, bool) {
	if !relativePronouns[t.low[i]] || t.tok(i).UPOS == "SCONJ" {
		return i, false
	}
	if n := t.relativeNoun(i); n != graph.None {
		return n, true
	}
	return i, false
}

// relativeNoun returns the word before i of which the relative clause is said that i is
// part of, or None.
func (t *tree) relativeNoun(i int) int {
	for v, n := t.head(i), 0; v >= 0 && n < 6; v, n = t.head(v), n+1 {
		h := t.head(v)
		if h >= 0 && h < i && (t.is(v, "acl:relcl") || t.is(v, "advcl:relcl") && t.has(h, "expl")) {
			return h // also of "it was Jane Doe who"
		}
	}
	return graph.None
}

var relativePronouns = words("relative-pronouns")

// nearestAntecedent hangs ", which …" and ", who …" on the name right before the
// comma.
func (t *tree) nearestAntecedent(i int, _ *lexicon) bool {
	if !t.is(i, "acl:relcl") || t.head(i) < 0 {
		return false
	}
	first, _ := t.subtree(i)
	for first < i && t.tok(first).UPOS == "PUNCT" {
		first++
	}
	if first >= 2 && t.low[first] == "who" && t.organization(first-2) {
		return false // "said Jane Doe of Arvo Bank, who …"
	}
	pronoun := first
	if t.tok(first).UPOS == "ADP" && first+1 < i {
		pronoun++ // "with whom"
	}
	if first < 2 || t.low[pronoun] != "which" && t.low[first] != "who" && t.low[pronoun] != "whom" || t.low[first-1] != "," || t.tok(first-2).UPOS != "PROPN" {
		return false
	}
	name := first - 2
	for t.is(name, "flat", "compound") && t.head(name) >= 0 && t.tok(t.head(name)).UPOS == "PROPN" {
		name = t.head(name)
	}
	if t.low[pronoun] == "which" && t.personName(name) || t.low[pronoun] == "whom" && !t.personName(name) {
		return false // "the family of Jane Doe, which …"
	}
	if h := t.head(name); h == t.head(i) && t.is(name, "conj") && !t.ofOne(i) {
		return false // "A and B, who met"
	}
	if name == t.head(i) || t.doc.Sentence(name) != t.doc.Sentence(i) || t.low[first] == "who" && t.has(name, "case") && !apart[t.prep(name)] && t.tok(t.head(i)).UPOS != "PROPN" {
		return false
	}
	return t.attach(i, name, "acl:relcl")
}

// apart are the prepositions that set two apart, of whom the clause tells of the second: "a
// witness against Jane Doe, who is charged".
var apart = words("apart-prepositions")

// describedAntecedent hangs ", who …" on the person whose description ends right before
// the comma: "Jane Doe, an aide to the chief prosecutor, who was shot".
func (t *tree) describedAntecedent(i int, _ *lexicon) bool {
	h := t.head(i)
	if !t.is(i, "acl:relcl") || h < 0 || t.tok(h).UPOS != "NOUN" || t.feat(h, "Number=Plur") && !t.ofOne(i) {
		return false
	}
	first, _ := t.subtree(i)
	for first < i && t.tok(first).UPOS == "PUNCT" {
		first++
	}
	if first < 1 || t.low[first] != "who" && t.low[first] != "whose" || t.low[first-1] != "," {
		return false
	}
	a := h
	for t.is(a, "nmod", "nmod:poss") && t.head(a) >= 0 {
		a = t.head(a)
	}
	if lo, _ := t.subtree(h); !t.is(a, "appos") && lo > 0 {
		a = lo - 1 // "to the prosecutor" hung on "the killing of Jane Doe, an aide"
	}
	name := t.head(a)
	if a == h || !t.is(a, "appos") || name < 0 || name > a || !t.personName(name) {
		return false
	}
	lo, _ := t.subtree(a)
	return lo > 0 && (t.low[lo] == "," || t.low[lo-1] == ",") && t.attach(i, name, "acl:relcl")
}

// ofOne reports whether relative clause i tells of one person or thing: its verb says
// so ("who was born"), or it is no verb of many ("who led the club"; not "who met").
func (t *tree) ofOne(i int) bool {
	for _, k := range append([]int{i}, t.kids[i]...) {
		if k != i && !t.is(k, "aux", "aux:pass", "cop") {
			continue
		}
		switch {
		case t.feat(k, "Number=Plur") || t.tok(k).XPOS == "VBP":
			return false
		case t.tok(k).XPOS == "VBZ" || t.low[k] == "was":
			return true
		}
	}
	return t.has(i, "obj", "cop")
}

// ledBy hangs a passive participle with its agent on the noun right before it and not on
// the verb: "beat the party led by Jane Doe".
func (t *tree) ledBy(i int, _ *lexicon) bool {
	h := t.head(i)
	if t.tok(i).XPOS != "VBN" || !t.is(i, "advcl") || h < 0 || h >= i-1 || !t.nominal(i-1) || t.has(i, "mark", "aux", "aux:pass", "nsubj", "nsubj:pass") || !t.has(i, "obl:agent") {
		return false
	}
	k := i - 1
	for t.head(k) > h && t.head(k) < i {
		k = t.head(k)
	}
	return t.nominal(k) && t.attach(i, k, "acl")
}
