package extract

import (
	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// This file gives a person's name and the title right before it one shape, whatever the
// parser made of them: the name heads the phrase, the title hangs on the name. Parsers
// trained on little news hang the one on the verb and the other beside it, or the second
// of two titled names on the first.

// A titled name is the tokens [title, name) of a title and [name, end) of the name.
type titled struct{ title, name, end int }

// titledName repairs the phrase of the name that begins at token i.
func (t *tree) titledName(i int, lex *lexicon) bool {
	for _, n := range t.doc.Names {
		if n.Type == "PER" && n.First <= i && i < n.End && n.End <= len(t.low) && t.nameStart(n, lex) == i {
			k, end := t.postBefore(i, lex), i+1
			for end < n.End && t.low[end] != "," {
				end++
			}
			return k != graph.None && t.shape(titled{k, i, end})
		}
	}
	return false
}

// nameStart returns the first token of n that is no title.
func (t *tree) nameStart(n language.Name, lex *lexicon) int {
	i := n.First
	for j := n.First; j < n.End-1 && t.low[j] != ","; j++ {
		if t.titleNoun(j, lex) {
			i = j + 1 // "House Speaker Jane Doe"
		}
	}
	return i
}

// titleNoun reports whether token i is a singular noun for an office or calling.
func (t *tree) titleNoun(i int, lex *lexicon) bool {
	tok := t.tok(i)
	if tok.UPOS == "VERB" || tok.UPOS == "AUX" || tok.XPOS == "NNS" || tok.XPOS == "NNPS" {
		return false
	}
	n, ok := lex.nounOf(t, i)
	return ok && (n.kind == "office" || n.kind == "occupation")
}

// postBefore returns the office noun of the title that ends right before the name at
// token i, or None where there is none or an article, "as" or a name stands before it.
func (t *tree) postBefore(i int, lex *lexicon) int {
	start, _ := t.sentence(i)
	j := i - 1
	for j > start && lex.short[t.low[j]] == "" && lex.title(t.low[j]) {
		j--
	}
	k := graph.None
	switch {
	case j < start || t.personName(j):
		return graph.None
	case t.low[j] == "general" && j > start && generals[t.low[j-1]]:
		k = j - 1
	case t.titleNoun(j, lex):
		k = j
	default:
		k = t.titleOf(j, start, lex)
	}
	if k == graph.None || t.personName(k) {
		return graph.None
	}
	if b := t.beforeTitle(k, start); b >= start && (t.tok(b).UPOS == "DET" || t.low[b] == "as" || t.personName(b) && !(t.is(b, "nsubj") && t.head(b) == t.head(i))) {
		return graph.None
	}
	return k
}

// titleOf returns the office noun of "Secretary of State", "Minister for Women" that ends
// with token j, or None.
func (t *tree) titleOf(j, start int, lex *lexicon) int {
	for k := j - 1; k > start && j-k < 5; k-- {
		if t.low[k] != "of" && t.low[k] != "for" {
			continue
		}
		if t.titleNoun(k-1, lex) && t.capital(k-1) && t.capital(j) {
			return k - 1
		}
		return graph.None
	}
	return graph.None
}

// beforeTitle returns the token before the words that may specify the title at token k.
func (t *tree) beforeTitle(k, start int) int {
	b := k - 1
	for b >= start && k-b < 7 && (t.tok(b).UPOS == "ADJ" || t.nominal(b) && !t.time(b) && !t.personName(b) || t.low[b] == "-" || t.low[b] == "'" && b > start && t.nominal(b-1)) {
		b--
	}
	return b
}

// shape gives the phrase p its one shape and reports whether it changed anything.
func (t *tree) shape(p titled) bool {
	x := t.outward(p)
	if x == graph.None {
		return false
	}
	h, rel := t.head(x), t.tok(x).Rel
	for y := p.title; y < p.end; y++ {
		if y != x && h >= 0 && t.under(h, y) {
			return false // would make a loop
		}
	}
	if h, rel = t.role(p, h, rel); rel == "" {
		return false
	}
	changed := t.set(p.name, h, rel)
	for y := p.title; y < p.end; y++ {
		for _, k := range t.kids[y] {
			if (k < p.title || k >= p.end) && y != p.name && !(k < p.title && y < p.name && t.is(k, "compound", "amod", "nmod:poss", "nmod", "nummod", "flat")) {
				changed = t.set(k, p.name, t.tok(k).Rel) || changed
			}
		}
	}
	for y := p.name + 1; y < p.end; y++ {
		changed = t.set(y, p.name, "flat") || changed
	}
	return t.shapeTitle(p, h) || changed
}

// role returns what phrase p, which hangs on h by rel, is there: a name described by
// another is its fellow ("A and Governor B"), the subject of the verb behind it, or its
// object; "" where that is not plain.
func (t *tree) role(p titled, h int, rel string) (int, string) {
	b := t.firstBefore(p)
	fellow := h < p.title && b > 0 && t.low[b-1] == "and"
	switch rel {
	case "nmod:desc", "flat", "compound":
	case "appos":
		if fellow || h >= 0 && h < p.title && t.personName(h) && t.low[max(b-1, 0)] == "," && p.end < len(t.low) && t.low[p.end] == "and" {
			return h, "conj" // "Chancellor A, President B and Governor C"
		}
		if h >= 0 && h < p.title && t.tok(h).UPOS == "VERB" && !t.has(h, "obj") {
			return h, "obj"
		}
		return h, rel
	default:
		return h, rel
	}
	if fellow {
		return h, "conj"
	}
	if v := p.end; v < len(t.low) && (h > v || b > 0 && t.low[b-1] == ",") && t.tok(v).UPOS == "VERB" && t.finite(v) && !t.has(v, "nsubj", "nsubj:pass") {
		return v, "nsubj"
	}
	return h, ""
}

// shapeTitle hangs the title on the name, and on the title the words of it and before it
// that the parser hung elsewhere.
func (t *tree) shapeTitle(p titled, h int) bool {
	changed := t.set(p.title, p.name, "nmod:desc")
	for y := p.title + 1; y < p.name; y++ {
		if g := t.head(y); g < p.title || g >= p.name {
			changed = t.set(y, p.title, "flat") || changed
		}
	}
	for b := p.title - 1; b >= max(t.firstBefore(p)-1, 0) && h >= 0; b-- {
		if t.head(b) == h && b != h && t.tok(b).UPOS == "PROPN" && t.is(b, "nsubj", "obj", "compound", "nmod:desc") && !t.has(b, "case") {
			changed = t.set(b, p.title, "compound") || changed // "Arvo Chief Executive Jane Doe said"
		}
	}
	return changed
}

func (t *tree) set(i, h int, rel string) bool {
	if t.head(i) == h && t.tok(i).Rel == rel {
		return false
	}
	t.tok(i).Head, t.tok(i).Rel = h, rel
	return true
}

// outward returns the token of phrase p by which the phrase hangs on the rest: the one
// with a preposition of its own before the title, else that of the name, else the first
// that does; None where the phrase has one shape already.
func (t *tree) outward(p titled) int {
	out := graph.None
	for y := p.title; y < p.end; y++ {
		if h := t.head(y); h >= p.title && h < p.end {
			continue
		}
		c := t.kid(y, "case")
		switch {
		case c != graph.None && c < p.title:
			return y
		case out == graph.None, y >= p.name && out < p.name && !t.is(y, "flat", "appos"):
			out = y
		}
	}
	return out
}

// firstBefore returns the first token of the words that specify the title of phrase p.
func (t *tree) firstBefore(p titled) int {
	start, _ := t.sentence(p.title)
	return t.beforeTitle(p.title, start) + 1
}
