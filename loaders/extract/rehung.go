package extract

import "newsgraph/graph"

// This file rehangs what parsers put on the nearest noun though it belongs to the event:
// the agent behind a place, the other side behind one side, a subject behind a fronted
// participle, the clause of a cleft.

var rehung = []func(t *tree, i int, lex *lexicon) bool{
	(*tree).agentBehindPlace, (*tree).withBehindSide, (*tree).describedAhead, (*tree).cleftSubject,
	(*tree).faceOnFace, (*tree).asideSubject, (*tree).apposedAside, (*tree).hyphenParticiple, (*tree).namesAfterLands, (*tree).caseAbove,
	(*tree).bodyBeforeTitle, (*tree).objectBehindVerb,
}

// agentBehindPlace hangs "by" and a name on the passive verb before it, where the parser
// hung them on the place between: "was met at the airport by Jane Doe".
func (t *tree) agentBehindPlace(i int, _ *lexicon) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "nmod" || t.prep(i) != "by" || t.tok(i).UPOS != "PROPN" && t.tok(i).Ment != "person" || !t.is(h, "obl", "obl:unmarked") {
		return false
	}
	v := t.head(h)
	if v < 0 || v > h || t.tok(v).XPOS != "VBN" || t.has(v, "obl:agent", "obj") || t.tok(h).UPOS == "PROPN" && t.prep(h) == "" {
		return false
	}
	return t.attach(i, v, "obl:agent")
}

// withBehindSide hangs "with" and the other side on the noun of an event, where the parser
// hung them on the one side behind "of": "the meeting of Jane Doe with envoy John Roe".
func (t *tree) withBehindSide(i int, _ *lexicon) bool {
	h := t.head(i)
	if h < 0 || h > i || t.prep(i) != "with" || !t.is(i, "nmod", "nmod:desc") || t.tok(h).UPOS != "PROPN" || !t.is(h, "nmod") || t.prep(h) != "of" && t.prep(h) != "between" {
		return false
	}
	e := t.head(h)
	if e < 0 || e > h || !t.nominal(e) || t.tok(e).UPOS == "PROPN" {
		return false
	}
	return t.attach(i, e, "nmod")
}

// describedAhead gives a verb its subject, where the parser hung a description and its name
// on a name behind the verb: "Chilean miner Luis Soto was greeted by President Elena Montt".
func (t *tree) describedAhead(i int, _ *lexicon) bool {
	h, n := t.head(i), t.kid(i, "appos")
	if !t.is(i, "nmod:desc", "compound") || h <= i+1 || n == graph.None || n != i+1 || t.tok(n).UPOS != "PROPN" {
		return false
	}
	_, end := t.subtree(i)
	v := t.head(h)
	if v < end || v > h || !t.verb(v) || t.has(v, "nsubj", "nsubj:pass") || !t.is(v, "root", "conj", "ccomp") {
		return false
	}
	rel := "nsubj"
	if t.tok(v).XPOS == "VBN" && t.has(v, "aux:pass") {
		rel = "nsubj:pass"
	}
	return t.attach(n, v, rel) && t.attach(i, n, "nmod:desc")
}

// cleftSubject takes "that" for no subject where the subject stands right behind it: "It was
// in a bakery that Jane Doe first sat opposite him".
func (t *tree) cleftSubject(i int, _ *lexicon) bool {
	v := t.head(i)
	if t.low[i] != "that" || !t.is(i, "nsubj", "obj") || v <= i || !t.verb(v) {
		return false
	}
	for _, k := range t.kids[v] {
		if lo, _ := t.subtree(k); k > i && k < v && t.is(k, "nsubj", "nsubj:pass") && lo == i+1 {
			t.tok(i).Rel, t.tok(i).UPOS = "mark", "SCONJ"
			return true
		}
	}
	return false
}

// faceOnFace makes one noun of "face-to-face" and a subject of it where it opens a clause
// that has none: "A face-to-face between them remains unlikely".
func (t *tree) faceOnFace(i int, _ *lexicon) bool {
	if i < 4 || t.low[i] != "face" || t.low[i-1] != "-" || t.low[i-2] != "to" || t.low[i-4] != "face" || t.head(i) != i-4 {
		return false
	}
	moved := false
	for _, k := range t.kids[i] {
		if k > i && t.is(k, "nmod", "acl", "acl:relcl") {
			moved = t.attach(k, i-4, t.tok(k).Rel) || moved
		}
	}
	if v := t.head(i - 4); t.is(i-4, "obl:unmarked") && v > i && t.verb(v) && !t.has(v, "nsubj", "nsubj:pass") {
		t.tok(i-4).Rel, moved = "nsubj", true
	}
	return moved
}

// asideSubject gives verb i the subject that stands before it behind a comma, where the
// parser took it for an apposition to the noun of a fronted phrase: "Asked about the money,
// the treasurer, Jane Doe, replied", "Seated beside Jane Doe in Oslo, the minister said".
func (t *tree) asideSubject(i int, lex *lexicon) bool {
	if !t.verb(i) || !t.finite(i) || t.passive(i) || t.has(i, "nsubj", "nsubj:pass", "csubj", "expl") || !t.is(i, "root", "parataxis") {
		return false
	}
	first, _ := t.sentence(i)
	for k := first + 2; k < i; k++ {
		if !t.is(k, "appos") || !t.nominal(k) || t.head(k) > k {
			continue
		}
		lo, hi := t.subtree(k)
		for hi > lo && t.tok(hi-1).UPOS == "PUNCT" {
			hi--
		}
		if lo <= first || t.low[lo-1] != "," && t.tok(lo).UPOS != "PUNCT" || hi != i && (hi != i-1 || t.low[hi] != ",") {
			continue
		}
		if p := t.low[first]; !t.fronted(first, k) || among("after|before|the|a|an", p) {
			return false
		}
		return t.attach(k, i, "nsubj")
	}
	return false
}

// fronted reports whether the sentence from token first opens with a participle that the
// phrase before token k belongs to.
func (t *tree) fronted(first, k int) bool {
	x := t.tok(first).XPOS
	return (x == "VBG" || x == "VBN" || x == "VBD") && t.verb(first) && first < k && !t.has(first, "nsubj", "nsubj:pass")
}

// apposedAside gives a name between commas back to the noun before it, where the parser
// made it a subject beside another: "Sitting with their leader, Joan Petty, Mark Rudd wept".
func (t *tree) apposedAside(i int, _ *lexicon) bool {
	v := t.head(i)
	if v < i || !t.is(i, "nsubj") || t.tok(i).UPOS != "PROPN" {
		return false
	}
	lo, hi := t.subtree(i)
	for lo < i && t.tok(lo).UPOS == "PUNCT" {
		lo++
	}
	for hi > i && t.tok(hi-1).UPOS == "PUNCT" {
		hi--
	}
	if lo < 2 || t.low[lo-1] != "," || (hi >= len(t.low) || t.low[hi] != ",") || t.tok(lo-2).UPOS != "NOUN" {
		return false
	}
	for _, k := range t.kids[v] {
		if k > hi && k < v && t.is(k, "nsubj", "nsubj:pass") {
			if c := t.head(lo - 2); c >= 0 && t.is(lo-2, "obl", "obj") && t.is(c, "advcl", "obl") {
				return t.attach(i, lo-2, "appos")
			}
		}
	}
	return false
}

// hyphenParticiple makes an adjective of the participle in "Cyclone-hit Vanuatu", which
// taggers take for a name or verb.
func (t *tree) hyphenParticiple(i int, _ *lexicon) bool {
	if i < 2 || i+1 >= len(t.low) || !struck[t.low[i]] || t.low[i-1] != "-" || t.tok(i).UPOS == "ADJ" || t.tok(i-1).B != t.tok(i-2).E || t.tok(i).B != t.tok(i-1).E || !t.nominal(i+1) {
		return false
	}
	t.tok(i).UPOS, t.tok(i).XPOS, t.tok(i).Ment = "ADJ", "JJ", ""
	return t.attach(i, i+1, "amod") || t.under(i+1, i) && t.swap(i, i+1)
}

// swap puts token n where i hung and i under it.
func (t *tree) swap(i, n int) bool {
	t.tok(n).Head, t.tok(n).Rel = t.tok(i).Head, t.tok(i).Rel
	t.tok(i).Head, t.tok(i).Rel = n, "amod"
	return true
}

// struck are participles and adjectives that end a compound before the name of a place.
var struck = words("place-participles")

// namesAfterLands frees the names behind a comma from the lands before it: "the ministers of
// Chile and Peru, Jane Doe and John Roe".
func (t *tree) namesAfterLands(i int, _ *lexicon) bool {
	h := t.head(i)
	if h < 0 || h > i || !t.is(i, "conj") || t.low[max(i-1, 0)] != "," || !t.namedAs(i, "PER") || !t.namedAs(h, "LOC") || !t.is(h, "nmod") {
		return false
	}
	post := t.head(h)
	if post < 0 || post > h || !t.nominal(post) || !t.feat(post, "Number=Plur") {
		return false
	}
	for _, k := range t.kids[h] {
		if k > i && t.is(k, "conj") && t.namedAs(k, "PER") {
			t.attach(k, i, "conj")
		}
	}
	return t.attach(i, post, "appos")
}

// namedAs reports whether the tagger took token i for part of a name of type typ.
func (t *tree) namedAs(i int, typ string) bool {
	for _, n := range t.doc.Names {
		if n.First <= i && i < n.End {
			return n.Type == typ
		}
	}
	return false
}

// caseAbove hangs a preposition on the head of its phrase, where the parser hung it on a
// word before that: "across from Commerce Secretary Jane Doe".
func (t *tree) caseAbove(i int, _ *lexicon) bool {
	h := t.head(i)
	if h < i || !t.is(i, "case") || !t.is(h, "compound", "amod", "nmod:desc") || t.head(h) <= h {
		return false
	}
	top := t.head(h)
	for t.head(top) > top && t.is(top, "compound", "nmod:desc") {
		top = t.head(top)
	}
	if lo, _ := t.subtree(top); lo != i || t.has(top, "case") || !t.nominal(top) || !t.is(top, "obl", "nmod") {
		return false
	}
	return t.attach(i, top, "case")
}

// bodyBeforeTitle hangs the body that stands with its initials before a titled name on the
// name, where the parser made two subjects of them: "The Teachers' Union (TU) president
// Jane Doe said".
func (t *tree) bodyBeforeTitle(i int, _ *lexicon) bool {
	v, lo := t.head(i), i
	if v <= i || !t.is(i, "nsubj", "nsubj:pass") || !t.personName(i) && t.tok(i).Ment != person {
		return false
	}
	if lo, _ = t.subtree(i); lo < 4 || t.low[lo-1] != ")" || t.low[lo-3] != "(" {
		return false
	}
	for _, k := range t.kids[v] {
		if _, hi := t.subtree(k); k < i && t.is(k, "nsubj", "nsubj:pass") && hi == lo && t.organization(lo-4) {
			return t.attach(k, i, "compound")
		}
	}
	return false
}

// objectBehindVerb gives a verb the noun right behind it, where the parser hung that on a verb
// before the end of a quotation: `"We cannot go on," said Jane Doe, who met Mr Roe`.
func (t *tree) objectBehindVerb(i int, _ *lexicon) bool {
	h, v := t.head(i), graph.None
	if lo, _ := t.subtree(i); lo > 0 {
		v = lo - 1
	}
	if !t.is(i, "obj") || !t.nominal(i) || h < 0 || v <= h || t.tok(v).UPOS != "VERB" || t.passive(v) || t.has(v, "obj", "ccomp", "xcomp") {
		return false
	}
	for k := h + 1; k < v; k++ {
		if t.tok(k).XPOS == "''" {
			return t.attach(i, v, "obj")
		}
	}
	return false
}
