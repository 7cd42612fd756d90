package extract

import "newsgraph/graph"

// This file puts right what the parser makes of a reporting verb behind what is said.

// afterQuote joins the verb behind a quotation to the verb that introduces it, where the
// parser joined it to what is quoted: `said he "has never met her" and called it a lie`.
func (t *tree) afterQuote(i int, lex *lexicon) bool {
	c := t.head(i)
	if c < 0 || c > i || !t.is(i, "conj") || !t.finite(i) || t.has(i, "nsubj", "nsubj:pass") || !t.is(c, "ccomp") {
		return false
	}
	v := t.head(c)
	if v < 0 || v > c || !t.cue(v, lex) {
		return false
	}
	opened, closed := false, false
	for k := v + 1; k < i; k++ {
		opened = opened || t.tok(k).XPOS == "``"
		closed = opened && (closed && t.tok(k).XPOS != "``" || t.tok(k).XPOS == "''")
	}
	return closed && t.attach(i, v, "conj")
}

// subjectBehind gives a reporting verb the noun right behind it that the parser left with
// what is said: "The tremor destroyed two villages, said the head of the council."
func (t *tree) subjectBehind(i int, lex *lexicon) bool {
	c := t.kid(i, "ccomp")
	if c == graph.None || c > i || !t.cue(i, lex) || t.has(i, "nsubj", "nsubj:pass") || t.tok(i).XPOS != "VBD" && t.tok(i).XPOS != "VBZ" {
		return false
	}
	for _, k := range t.kids[c] {
		if k <= i || !t.is(k, "nsubj", "obj", "obl") {
			continue
		}
		lo, _ := t.subtree(k)
		return lo == i+1 && t.nominal(k) && t.attach(k, i, "nsubj")
	}
	return false
}

// activeCue makes a reporting verb behind a clause and its subject active where the parser
// read a passive: "Trigal will sell its unit, the two companies announced on Wednesday."
func (t *tree) activeCue(i int, lex *lexicon) bool {
	s, c := t.kid(i, "nsubj:pass"), t.kid(i, "ccomp")
	if s == graph.None || c == graph.None || c > s || s > i || !t.cue(i, lex) || t.has(i, "aux", "aux:pass", "obl:agent") || t.tok(i).XPOS != "VBN" && t.tok(i).XPOS != "VBD" {
		return false
	}
	t.tok(s).Rel, t.tok(i).XPOS = "nsubj", "VBD"
	return true
}
