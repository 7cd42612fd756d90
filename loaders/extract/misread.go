package extract

import "newsgraph/graph"

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

// speechlessSubject gives a reporting verb that the parser joined to what was said to the
// one who said it, where the subject there is no one: "the judge confirmed that a meeting
// took place but said no deal had been made".
func (t *tree) speechlessSubject(i int, lex *lexicon) bool {
	h := t.head(i)
	if !t.is(i, "conj") || h < 0 || !t.is(h, "ccomp") || t.has(i, "nsubj", "nsubj:pass") || t.tok(i).XPOS != "VBD" || !t.cue(i, lex) {
		return false
	}
	v, s := t.head(h), t.kid(h, "nsubj", "nsubj:pass")
	if v < 0 || v > h || s == graph.None || !t.cue(v, lex) || !t.has(v, "nsubj") || t.tok(v).XPOS != "VBD" {
		return false
	}
	if ment := t.tok(s).Ment; ment != "event" && ment != "abstract" && ment != "time" && ment != "object" && ment != "substance" || t.tok(s).UPOS == "PRON" {
		return false
	}
	return t.attach(i, v, "conj")
}

// activeBy makes a past tense without auxiliary active that the parser read as passive
// for the "by" behind it: "she spoke by video call".
func (t *tree) activeBy(i int, _ *lexicon) bool {
	s, by := t.kid(i, "nsubj:pass"), t.kid(i, "obl:agent")
	if t.tok(i).XPOS != "VBD" || s == graph.None || by == graph.None || t.has(i, "aux", "aux:pass") {
		return false
	}
	t.tok(s).Rel, t.tok(by).Rel = "nsubj", "obl"
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

// namingVerb makes the only verb of "the premier named Jane Doe, a former envoy, to head
// the agency" say what the premier did, where the parser reads of a premier by that name.
func (t *tree) namingVerb(i int, _ *lexicon) bool {
	h := t.head(i)
	if t.low[i] != "named" && t.low[i] != "appointed" || !t.is(i, "acl") || h < 0 || h > i || !t.is(h, "root") || t.low[max(t.firstOf(h), 0)] == "a" || !t.personName(min(i+1, len(t.low)-1)) {
		return false
	}
	first, stop := t.sentence(i)
	for j := first; j < stop; j++ {
		if j != i && t.verb(j) && t.finite(j) && !t.under(j, i) {
			return false
		}
	}
	name := t.kid(i, "xcomp", "obj")
	for _, k := range t.kids[h] {
		switch {
		case k < i || k == i:
		case t.is(k, "appos") && name != graph.None && name < k:
			t.tok(k).Head = name
		default:
			t.tok(k).Head = i
		}
	}
	if name != graph.None && t.personName(name) {
		t.tok(name).Rel = "obj"
	}
	t.tok(i).Head, t.tok(i).Rel, t.tok(i).XPOS, t.tok(i).Feats = -1, "root", "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
	t.tok(h).Head, t.tok(h).Rel = i, "nsubj"
	return true
}

// firstOf returns the first token of the phrase of token i.
func (t *tree) firstOf(i int) int {
	lo, _ := t.subtree(i)
	return lo
}

// falsePossessor makes two of "with Doe and Kenya's president, Jane Roe" where the parser
// took the first name, which has no mark of possession, for another owner of the second.
func (t *tree) falsePossessor(i int, _ *lexicon) bool {
	h := t.head(i)
	if !t.is(i, "nmod:poss") || t.tok(i).UPOS != "PROPN" || h < i || t.has(i, "case") || !t.personName(i) || t.doc.Sentence(h) != t.doc.Sentence(i) {
		return false
	}
	_, end := t.subtree(i)
	cc := t.kid(h, "cc")
	if cc != end || cc == graph.None || t.under(t.head(h), i) {
		return false
	}
	for _, k := range t.kids[h] {
		if k < i {
			t.tok(k).Head = i
		}
	}
	t.tok(i).Head, t.tok(i).Rel = t.head(h), t.rel(h)
	t.tok(h).Head, t.tok(h).Rel = i, "conj"
	return true
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
var generals = set("director secretary attorney auditor solicitor surgeon inspector governor consul comptroller registrar postmaster")

// pastParticipleClause gives the main verb a phrase behind it that the parser hung on the
// participle before its subject: "Born in Graz, she studied in Vienna".
func (t *tree) pastParticipleClause(i int, _ *lexicon) bool {
	h := t.head(i)
	if h < 0 || !t.is(i, "obl", "obl:unmarked") || !t.is(h, "advcl") || t.head(h) < h || i < t.head(h) {
		return false
	}
	return t.attach(i, t.head(h), "obl")
}

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
