package extract

import (
	"slices"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// repaired returns doc with some attachments put right that parsers trained on
// little news get wrong: who a participle of speech ("…, adding that …") belongs
// to, and which of two subjects is whose in "X criticised Y, Z reported". The
// document itself is not changed.
func repaired(doc *language.Document, lex *lexicon) *language.Document {
	out := *doc
	out.Tokens = slices.Clone(doc.Tokens)
	t := newTree(&out)
	for i := range t.low {
		if t.strayParticiple(i, lex) || t.strayClause(i, lex) || t.strangerSubject(i) {
			t = newTree(&out)
		}
	}
	return &out
}

func (t *tree) attach(i, h int, rel string) bool {
	if t.under(h, i) {
		return false // would make a loop
	}
	t.tok(i).Head, t.tok(i).Rel = h, rel
	return true
}

func (t *tree) cue(i int, lex *lexicon) bool {
	c, ok := lex.cues[lex.lemma(t, i)]
	return ok && t.verb(i) && (c.takes["clause"] || c.takes["as"] || c.takes["object-inf"] || c.takes["target"])
}

// strayParticiple moves ", adding …" from the clause that was said up to the verb
// that says it.
func (t *tree) strayParticiple(i int, lex *lexicon) bool {
	if t.tok(i).XPOS != "VBG" || i == 0 || t.low[i-1] != "," || !t.is(i, "advcl", "conj", "acl", "parataxis", "xcomp") || !t.cue(i, lex) {
		return false
	}
	for c, n := t.head(i), 0; c >= 0 && n < maxClimb; c, n = t.head(c), n+1 {
		v := t.head(c)
		if v >= 0 && t.is(c, "ccomp", "parataxis") && t.cue(v, lex) && v < i && t.has(v, "nsubj") {
			return t.attach(i, v, "advcl")
		}
	}
	return false
}

// strayClause gives a participle of speech the clause right behind it that the
// parser hung on something before it: "adding there should be more".
func (t *tree) strayClause(i int, lex *lexicon) bool {
	if t.tok(i).XPOS != "VBG" || !t.cue(i, lex) || t.has(i, "ccomp", "obj", "xcomp") {
		return false
	}
	_, end := t.sentence(i)
	for j := i + 1; j < end && j < i+9; j++ {
		if t.low[j] == "," {
			return false
		}
		if t.verb(j) && t.finite(j) && !t.is(j, "aux", "aux:pass", "cop", "acl:relcl") && t.head(j) < i {
			return t.attach(j, i, "ccomp")
		}
	}
	return false
}

// strangerSubject moves the first of two subjects of verb i to the clause before
// it that has none: "the minister criticised the bank, the agency reported".
func (t *tree) strangerSubject(i int) bool {
	c := t.kid(i, "ccomp")
	if c == graph.None || c > i || t.has(c, "nsubj", "nsubj:pass") || !t.finite(c) {
		return false
	}
	var subjects []int
	for _, k := range t.kids[i] {
		if t.is(k, "nsubj") {
			subjects = append(subjects, k)
		}
	}
	if len(subjects) == 2 && subjects[0] < c && subjects[1] > c {
		return t.attach(subjects[0], c, "nsubj")
	}
	return false
}
