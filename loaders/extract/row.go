package extract

// This file reads enumerations of people, and puts right what the parser makes of them.

// strayDescription gives the words before a name that the parser hung on a name further
// left their place: in "wrote to Council President Jan Dvořák" and "the meeting of A with
// envoy B" that of their preposition, in "Chancellor A, minister B and C" that of a list.
func (t *tree) strayDescription(i int, _ *lexicon) bool {
	h := t.head(i)
	if !t.is(i, "nmod:desc") || h < 0 || h > i || i+1 >= len(t.low) || !t.personName(i+1) {
		return false
	}
	if t.has(i, "case") {
		for v := h + 1; v < i; v++ {
			if t.verb(v) && t.under(h, v) {
				return t.attach(i, v, "obl")
			}
		}
		if up := t.head(h); up >= 0 && t.nominal(up) && up < h {
			return t.attach(i, up, "nmod")
		}
		return false
	}
	for v := h + 1; v < i; v++ {
		if t.verb(v) || t.tok(v).UPOS == "AUX" {
			return false
		}
	}
	lo, _ := t.subtree(i)
	if lo == 0 || t.low[lo-1] != "," && t.low[lo] != "," {
		return false
	}
	if t.head(i+1) == h && t.is(i+1, "appos", "conj") {
		t.tok(i + 1).Rel = "conj"
		return t.attach(i, i+1, "nmod:desc")
	}
	return t.attach(i, h, "conj")
}

// calledUp makes whom someone "called" in order to do something the object of the verb,
// which the parser took for what he was called.
func (t *tree) calledUp(i int, lex *lexicon) bool {
	v := t.head(i)
	if !t.is(i, "xcomp") || v < 0 || v > i || t.tok(i).UPOS != "PROPN" || !t.personName(i) || lex.lemma(t, v) != "call" || t.has(v, "obj") || t.passive(v) || t.has(i, "case", "det") {
		return false
	}
	t.tok(i).Rel = "obj"
	return true
}

// withSomeone gives the name of "emerged from his meeting with Jane Doe shaking his head"
// its preposition, which the parser took for the conjunction of the participle.
func (t *tree) withSomeone(i int, _ *lexicon) bool {
	v := t.head(i)
	if t.low[i] != "with" || !t.is(i, "mark") || v < i || t.tok(v).XPOS != "VBG" || !t.is(v, "acl", "advcl") || t.has(v, "nsubj") {
		return false
	}
	for k := i + 1; k < v; k++ {
		if h := t.head(k); t.is(k, "nmod", "obl") && h == t.head(v) && h < i && t.personName(k) && !t.has(k, "case") {
			return t.attach(i, k, "case")
		}
	}
	return false
}

// row returns those whom the words name in one row with the person of mention m, whatever
// the parser made of them, where the row ends right before or begins right behind trigger
// i: "Chancellor A, minister B and president C gathered".
func (r *reading) row(m, i int) []int {
	who := &r.mentions[m]
	if who.kind != "name" || who.typ != person {
		return nil
	}
	names := r.nameList(who.first)
	if len(names) < 2 {
		return nil
	}
	end := r.mentions[names[len(names)-1]].end
	if r.mentions[names[len(names)-1]].first < 1 || !r.closes(names) {
		return nil
	}
	if end <= i {
		for j := end; j < i; j++ {
			if u := r.tok(j).UPOS; u != "AUX" && u != "ADV" && u != "PART" {
				return nil
			}
		}
		return names
	}
	if w := r.word(end); who.first < i || w == "," || w == "'s" || end < len(r.low) && (r.verb(end) || r.tok(end).UPOS == "AUX") {
		return nil
	}
	return names
}

// closes reports whether the last of names stands behind "and".
func (r *reading) closes(names []int) bool {
	before := r.mentions[names[len(names)-2]].end
	for j := before; j < r.mentions[names[len(names)-1]].first; j++ {
		if r.low[j] == "and" {
			return true
		}
	}
	return false
}
