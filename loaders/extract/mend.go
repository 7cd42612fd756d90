package extract

import "newsgraph/graph"

// This file has the repairs of clauses and their subjects.

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

// strayMeeting moves ", after meeting Jane Doe" from a clause about a thing up to the one
// who said it: "The president said the country deserved it, after meeting Jane Doe".
func (t *tree) strayMeeting(i int, lex *lexicon) bool {
	mark, who := t.kid(i, "mark"), t.kid(i, "obj")
	if t.tok(i).XPOS != "VBG" || !t.is(i, "advcl") || t.has(i, "nsubj") || mark < 1 || t.low[mark-1] != "," || t.low[mark] != "after" && t.low[mark] != "before" || who < i || t.tok(who).Ment != person {
		return false
	}
	for c, n := t.head(i), 0; c >= 0 && n < maxClimb; c, n = t.head(c), n+1 {
		v := t.head(c)
		if v < 0 || !t.is(c, "ccomp") || !t.cue(v, lex) || v > c {
			continue
		}
		s, by := t.kid(c, "nsubj"), t.kid(v, "nsubj")
		return s >= 0 && by >= 0 && t.tok(s).Ment != person && t.tok(s).UPOS != "PRON" && t.tok(by).Ment == person && t.attach(i, v, "advcl")
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

// nearestClause hangs ", killing …" on the clause right before it and not on one
// further up: who attacked killed, and not who visits since the attack.
func (t *tree) nearestClause(i int, lex *lexicon) bool {
	h := t.head(i)
	if t.tok(i).XPOS != "VBG" || i == 0 || t.low[i-1] != "," || h < 0 || h > i || !t.is(i, "advcl") || t.has(i, "nsubj", "mark") || t.cue(i, lex) {
		return false
	}
	for w := i - 2; w > h; w-- {
		if t.low[w] == "," || t.tok(w).UPOS == "PUNCT" && t.low[w] != "-" {
			return false // the clause before is closed
		}
		if t.tok(w).UPOS == "VERB" && t.finite(w) && t.under(w, h) {
			return t.attach(i, w, "advcl")
		}
	}
	return false
}

// strangerSubject moves the first of two subjects of verb i to the clause before
// it that has none: "the minister criticised the bank, the agency reported".
func (t *tree) strangerSubject(i int, _ *lexicon) bool {
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

// nameAfterClause hangs the name behind a relative clause on the person of whom the
// clause is said, where the parser hung it on a thing or pronoun in the clause: "the man
// who bought his company, the investor Franz Holub".
func (t *tree) nameAfterClause(i int, lex *lexicon) bool {
	h := t.head(i)
	if !t.is(i, "appos", "conj") || h < 0 || h > i || t.is(i, "conj") && t.has(i, "cc") || t.tok(i).Ment != person && t.tok(i).UPOS != "PROPN" || t.tok(h).Ment == person && t.tok(h).UPOS != "PRON" || t.tok(h).UPOS == "PROPN" {
		return false
	}
	if lo, _ := t.subtree(i); lo == 0 || t.tok(lo).UPOS != "PUNCT" && t.low[lo-1] != "," || !t.personName(i) {
		return false
	}
	for c, n := h, 0; c >= 0 && n < maxClimb; c, n = t.head(c), n+1 {
		if g := t.head(c); t.is(c, "acl:relcl") && g >= 0 && t.tok(g).UPOS == "NOUN" {
			k, ok := lex.nounOf(t, g)
			return (t.tok(g).Ment == person || ok && (k.kind == "office" || k.kind == "occupation" || k.kind == person)) && t.attach(i, g, "appos")
		}
	}
	return false
}

// existentialSubject gives "there should be broader areas" the noun behind it that the
// parser hung on a verb further up.
func (t *tree) existentialSubject(i int, _ *lexicon) bool {
	if e := t.kid(i, "expl"); e == graph.None || e > i || t.low[e] != "there" || t.has(i, "nsubj") {
		return false
	}
	_, end := t.sentence(i)
	for k := i + 1; k < end && k < i+8; k++ {
		if lo, _ := t.subtree(k); t.nominal(k) && lo == i+1 && t.head(k) < i && t.is(k, "obj", "obl", "nmod", "nsubj", "conj") {
			return t.attach(k, i, "nsubj")
		}
	}
	return false
}

// gardenPath makes a sentence of a noun and a participle that the parser took for
// its modifier, where there is no other verb: "The board named Jane Doe chief."
func (t *tree) gardenPath(i int, _ *lexicon) bool {
	h := t.head(i)
	if h != i-1 || !t.is(i, "acl") || t.tok(i).XPOS != "VBN" && t.tok(i).XPOS != "VBD" || t.head(h) >= 0 || !t.nominal(h) {
		return false
	}
	first, end := t.sentence(i)
	for j := first; j < end; j++ {
		if x := t.tok(j).XPOS; j != i && x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD" {
			return false
		}
	}
	for _, k := range t.kids[h] {
		if k > i {
			t.tok(k).Head = i
		}
	}
	t.tok(i).Head, t.tok(i).Rel, t.tok(i).XPOS = -1, "root", "VBD"
	t.tok(h).Head, t.tok(h).Rel = i, "nsubj"
	return true
}

// speakerInQuote gives a reporting verb behind a quotation the subject that the
// parser left with the quoted clause: `"The plan is dead," one official said`.
func (t *tree) speakerInQuote(i int, lex *lexicon) bool {
	if _, ok := lex.cues[lex.lemma(t, i)]; !ok || !t.verb(i) || t.has(i, "nsubj", "nsubj:pass") {
		return false
	}
	c := t.kid(i, "ccomp")
	if c == graph.None || c > i {
		return false
	}
	for _, k := range t.kids[c] {
		if t.is(k, "nsubj") && k > c && k < i {
			return t.attach(k, i, "nsubj")
		}
	}
	return false
}

// frontedDescription hangs the description that opens a sentence on the name behind the comma,
// where the parser gave the verb two subjects: "A native of Riga, Jane Doe studied law".
func (t *tree) frontedDescription(i int, lex *lexicon) bool {
	v := t.head(i)
	if v < i || !t.is(i, "nsubj") || t.tok(i).UPOS != "NOUN" {
		return false
	}
	n, ok := lex.nounOf(t, i)
	if !(ok && (n.kind == "office" || n.kind == "occupation" || n.kind == person)) && t.tok(i).Ment != person && t.low[i] != "native" {
		return false
	}
	for _, k := range t.kids[v] {
		if lo, _ := t.subtree(k); k > i && k < v && t.is(k, "nsubj") && t.personName(k) && lo > 0 && t.low[lo-1] == "," {
			return t.attach(i, k, "appos")
		}
	}
	return false
}

// nameBeforePreposition gives a name its place behind the noun that describes it, where
// the parser hung it on the phrase whose preposition comes only after it: "buy biotech
// firm Arvo Bio for $4.2 billion".
func (t *tree) nameBeforePreposition(i int, _ *lexicon) bool {
	h := t.head(i)
	if t.tok(i).UPOS != "PROPN" || h < i || !t.is(i, "nmod", "compound", "appos", "nmod:desc") || t.has(i, "case") {
		return false
	}
	c := t.kid(h, "case")
	lo, hi := t.subtree(i)
	if c < i || c != hi || lo < 1 {
		return false
	}
	d := lo - 1
	if t.tok(d).UPOS != "NOUN" || t.time(d) || t.feat(d, "Number=Plur") || t.head(d) < 0 || t.head(d) > d || !t.is(d, "obj", "obl", "nmod", "conj") {
		return false
	}
	return t.attach(i, d, "appos")
}

// strongPast makes the subject of a form that is no participle an active one: "spoke by
// phone", which only "spoken" would make a passive.
func (t *tree) strongPast(i int, lex *lexicon) bool {
	s := t.kid(i, "nsubj:pass")
	if s == graph.None || t.has(i, "aux:pass") || !lex.past[t.low[i]] {
		return false
	}
	t.tok(s).Rel, t.tok(i).XPOS = "nsubj", "VBD"
	return true
}

// twoPortfolios makes one office of "Kenyan Mines and Energy Minister Jane Doe", where the
// parser took the first portfolio and the name for two that "and" joins.
func (t *tree) twoPortfolios(i int, lex *lexicon) bool {
	h, post := t.head(i), t.kid(i, "nmod:desc")
	if !t.is(i, "conj") || h < 0 || h > i || post < h || t.tok(h).UPOS != "PROPN" || !portfolios[t.low[h]] || t.low[h+1] != "and" {
		return false
	}
	if n, ok := lex.nounOf(t, post); !ok || n.kind != "office" || !t.personName(i) {
		return false
	}
	t.tok(i).Head, t.tok(i).Rel = t.head(h), t.tok(h).Rel
	for _, k := range t.kids[h] {
		if t.is(k, "case", "amod", "compound", "det") {
			t.tok(k).Head = i
		}
	}
	t.tok(h).Head, t.tok(h).Rel = post, "compound"
	return true
}

// clauseOfCue makes a complement of what is said where the parser took a predicate with its
// copula for a phrase or an adjunct: "denied it was in talks", "denied being in talks".
func (t *tree) clauseOfCue(i int, lex *lexicon) bool {
	h, c, s := t.head(i), t.kid(i, "cop"), t.kid(i, "nsubj")
	if h < 0 || h > i || c < h || c > i || !t.cue(h, lex) || t.has(h, "ccomp", "xcomp", "obj") {
		return false
	}
	switch {
	case t.is(i, "obl") && h < s && s < i:
		t.tok(i).Rel = "ccomp"
	case t.is(i, "advcl") && c == h+1 && t.tok(c).XPOS == "VBG" && s == graph.None:
		t.tok(i).Rel = "xcomp"
	default:
		return false
	}
	return true
}
