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

// speakerAfterComma gives a reporting verb the noun between it and the comma that
// ends what is said, when the parser left that noun with the clause: "… on the
// city's edge, a medic at the hospital told AFP". The subject that the parser gave the
// verb instead goes back to the clause.
func (t *tree) speakerAfterComma(i int, lex *lexicon) bool {
	c, wrong := t.kid(i, "ccomp"), t.kid(i, "nsubj", "nsubj:pass")
	if c == graph.None || c > i || !t.cue(i, lex) || !t.finite(i) {
		return false
	}
	if s := t.kid(c, "nsubj", "nsubj:pass"); wrong != graph.None && (wrong > c || s != graph.None && s < c) {
		return false
	}
	comma := i - 1
	for comma > c && i-comma < 16 && t.low[comma] != "," {
		comma--
	}
	if comma <= c || t.low[comma] != "," {
		return false
	}
	speaker, told := t.speakerBetween(comma, i)
	if speaker == graph.None || !t.under(speaker, c) && !t.under(speaker, told) {
		return false
	}
	if wrong != graph.None && !t.attach(wrong, c, "nsubj") || !t.attach(speaker, i, "nsubj") {
		return false
	}
	if told == graph.None {
		return true
	}
	t.tok(told).XPOS = "VBN"
	return t.attach(told, speaker, "acl")
}

// speakerBetween returns the noun that heads the words between a comma and a verb, and the
// participle right behind it that tells of it ("two officials briefed on the talks"), or
// None.
func (t *tree) speakerBetween(comma, verb int) (speaker, told int) {
	speaker, told = graph.None, graph.None
	for k := comma + 1; k < verb; k++ {
		h := t.head(k)
		switch {
		case t.tok(k).UPOS == "AUX" || t.tok(k).UPOS == "ADV":
		case speaker != graph.None && k == speaker+1 && t.pastForm(k) && (h <= comma || h >= verb):
			told = k
		case h > comma && h < verb && (h != k+1 || !t.pastForm(h) || !t.is(k, "nsubj", "nsubj:pass")):
		case speaker != graph.None || !t.nominal(k) && t.tok(k).UPOS != "PRON":
			return graph.None, graph.None
		default:
			speaker = k
		}
	}
	return speaker, told
}

// pastForm reports whether token i is a past tense or participle.
func (t *tree) pastForm(i int) bool { return t.tok(i).XPOS == "VBN" || t.tok(i).XPOS == "VBD" }
