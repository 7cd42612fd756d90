package extract

import "newsgraph/graph"

// This file has the repair of names that the parser hung on what describes them: "farm
// leader Joost Vermeer".

// describedName makes a name the head of "with farm leader Joost Vermeer" where the
// parser hung the preposition on what describes it, or hung the name on its description
// and that on something before.
func (t *tree) describedName(i int, lex *lexicon) bool {
	if !t.describes(i, lex) {
		return false
	}
	if h, c := t.head(i), t.kid(i, "case"); h > i && t.is(i, "nmod:desc", "nmod") {
		t.tok(i).Rel = "nmod:desc"
		return c != graph.None && c < i && t.attach(c, h, "case")
	}
	name := i + 1
	if t.head(name) != i || !t.is(name, "flat", "appos") {
		return false
	}
	h, rel := t.head(i), t.tok(i).Rel
	if rel == "nmod:desc" || rel == "flat" {
		if h, rel = t.governs(i); h < 0 {
			return false
		}
	}
	for _, k := range t.kids[i] {
		if k != name && !t.is(k, "compound", "amod", "nmod", "nmod:poss", "det") {
			t.tok(k).Head = name
		}
	}
	t.tok(name).Head, t.tok(name).Rel = h, rel
	t.tok(i).Head, t.tok(i).Rel = name, "nmod:desc"
	return true
}

// describes reports whether noun i says right before the name of a person what that
// person is.
func (t *tree) describes(i int, lex *lexicon) bool {
	if i+1 >= len(t.low) || t.tok(i).UPOS != "NOUN" || t.tok(i+1).UPOS != "PROPN" || t.tok(i+1).Ment != person && t.head(i+1) != i && t.head(i) != i+1 {
		return false
	}
	if n, ok := lex.nounOf(t, i); !t.is(i+1, "flat") && t.head(i) != i+1 && (!ok || n.kind != "office" && n.kind != "occupation" && n.kind != person) {
		return false
	}
	return t.personName(i+1) && !t.personName(i)
}

// governs returns what the phrase of noun i hangs on by the words before it: the verb or
// noun before its preposition, or the verb whose object it is; a negative number where
// that is not plain.
func (t *tree) governs(i int) (int, string) {
	first, _ := t.subtree(i)
	if c := t.kid(i, "case"); c != graph.None && c < i {
		first = c
	}
	g := first - 1
	if g >= 0 && t.is(g, "compound:prt") {
		g = t.head(g)
	}
	switch {
	case g < 0 || t.under(g, i):
		return -1, ""
	case t.has(i, "case") && t.tok(g).UPOS == "VERB":
		return g, "obl"
	case t.has(i, "case") && t.tok(g).UPOS == "NOUN":
		return g, "nmod"
	case !t.has(i, "case") && t.tok(g).UPOS == "VERB" && !t.has(g, "obj"):
		return g, "obj"
	}
	return -1, ""
}

// personName reports whether token i belongs to the name of a person.
func (t *tree) personName(i int) bool {
	for _, n := range t.doc.Names {
		if n.Type == "PER" && n.First <= i && i < n.End {
			return true
		}
	}
	return false
}
