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
		for _, repair := range slices.Concat(repairs, astray) {
			if repair(t, i, lex) {
				t.hang()
			}
		}
	}
	return &out
}

var repairs = []func(t *tree, i int, lex *lexicon) bool{
	(*tree).titledName,
	(*tree).strayParticiple, (*tree).strayClause, (*tree).nearestClause, (*tree).strangerSubject, (*tree).doubleSubject, (*tree).nearestAntecedent,
	(*tree).gardenPath, (*tree).bareOblique, (*tree).betweenPair, (*tree).speakerInQuote, (*tree).crossing, (*tree).postAfterName,
	(*tree).describedName, (*tree).forSubject, (*tree).nameAfterClause, (*tree).whoseSubject, (*tree).ofWhat, (*tree).falsePassive, (*tree).splitTitle, (*tree).outsideQuote,
	(*tree).subjectAfterName, (*tree).afterSaying, (*tree).atLeast, (*tree).speakerAfterComma, (*tree).calledName, (*tree).speechlessSubject, (*tree).activeBy, (*tree).namingVerb, (*tree).falsePossessor, (*tree).postGeneral, (*tree).existentialSubject, (*tree).pastParticipleClause, (*tree).secondThat, (*tree).ledBy,
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

// doubleSubject makes the second of two adjacent subjects the name of the first:
// "Dutch toolmaker Veldhuis said".
func (t *tree) doubleSubject(i int, _ *lexicon) bool {
	var subjects []int
	for _, k := range t.kids[i] {
		if t.is(k, "nsubj") && k < i {
			subjects = append(subjects, k)
		}
	}
	if len(subjects) != 2 || t.tok(subjects[1]).UPOS != "PROPN" {
		return false
	}
	if t.setOff(subjects[0], subjects[1]) {
		return t.attach(subjects[0], subjects[1], "appos")
	}
	if lo, _ := t.subtree(subjects[1]); lo != subjects[0]+1 {
		return false
	}
	if t.tok(subjects[0]).UPOS == "NOUN" {
		return t.attach(subjects[0], subjects[1], "nmod:desc") // what joins the name joins both
	}
	return t.attach(subjects[1], subjects[0], "appos")
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

// bareOblique makes a noun without preposition behind a verb with particle its
// object: "ruled out talks".
func (t *tree) bareOblique(i int, _ *lexicon) bool {
	h := t.head(i)
	if h < 0 || !t.is(i, "obl") || !t.nominal(i) || i < h || t.has(i, "case") || t.time(i) || t.has(h, "obj") || !t.has(h, "compound:prt") {
		return false
	}
	t.tok(i).Rel = "obj"
	return true
}

// betweenPair joins the two of "between X and Y" that the parser tore apart.
func (t *tree) betweenPair(i int, _ *lexicon) bool {
	if t.low[i] != "between" || !t.is(i, "case") {
		return false
	}
	x := t.head(i)
	_, end := t.sentence(i)
	for j := x + 1; j < end && j < x+12; j++ {
		if t.low[j] != "and" {
			continue
		}
		y := t.head(j)
		if y <= j || y > j+8 || t.head(y) == x && t.is(y, "conj") || !t.nominal(y) {
			return false
		}
		return t.attach(y, x, "conj")
	}
	return false
}

// postAfterName frees a name from the post behind it: "named Jane Doe chief
// executive" has an object and its predicate.
func (t *tree) postAfterName(i int, lex *lexicon) bool {
	h := t.head(i)
	if !t.is(i, "compound") || h < 0 || t.tok(i).UPOS != "PROPN" || t.tok(h).UPOS != "NOUN" || !t.is(h, "obj", "xcomp") {
		return false
	}
	v := t.head(h)
	if _, ok := appointments[lex.lemma(t, v)]; v < 0 || !ok || t.passive(v) || i < v || !t.has(i, "flat") {
		return false
	}
	if n, ok := lex.nounOf(t, h); !ok || n.kind != "office" && n.kind != "occupation" {
		return false
	}
	t.tok(h).Rel = "xcomp"
	return t.attach(i, v, "obj")
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

// nounPrepositions are those whose phrases belong to the noun before them.
var nounPrepositions = map[string]bool{"with": true, "of": true, "between": true}

// crossing hangs a prepositional phrase whose arc crosses those of the words
// before it on the noun or verb right before it.
func (t *tree) crossing(i int, _ *lexicon) bool {
	h := t.head(i)
	if h < 0 || h > i || !t.is(i, "nmod", "obl") || !t.nominal(i) || !nounPrepositions[t.prep(i)] {
		return false
	}
	lo, _ := t.subtree(i)
	before := lo - 1
	if before <= h || !t.nominal(before) && t.tok(before).UPOS != "VERB" || t.prep(i) != "of" && (t.time(before) || t.tok(before).Ment == "place") {
		return false
	}
	for j := h + 1; j < lo; j++ {
		if t.tok(j).UPOS != "PUNCT" && !t.under(j, h) {
			rel := "nmod"
			if t.verb(before) {
				rel = "obl"
			}
			return t.attach(i, before, rel)
		}
	}
	return false
}

// organization reports whether the tagger took token i for a part of the name of an
// organization or place.
func (t *tree) organization(i int) bool {
	for _, n := range t.doc.Names {
		if n.First <= i && i < n.End {
			return n.Type == "ORG" || n.Type == "LOC"
		}
	}
	return false
}

// whoseSubject makes the noun of ", whose leader won …" the subject of its clause.
func (t *tree) whoseSubject(i int, _ *lexicon) bool {
	n := t.head(i)
	if t.low[i] != "whose" || n <= i || !t.nominal(n) || t.is(n, "nsubj", "nsubj:pass", "obj", "obl") {
		return false
	}
	_, end := t.sentence(i)
	for v := n + 1; v < end; v++ {
		if !t.is(v, "acl:relcl") || !t.verb(v) {
			continue
		}
		if t.head(v) != t.head(n) && t.head(v) != n || t.has(v, "nsubj", "nsubj:pass") {
			return false
		}
		if t.head(v) == n && !t.attach(v, t.head(n), "acl:relcl") {
			return false
		}
		return t.attach(n, v, "nsubj")
	}
	return false
}

// ofVerbs say something of somebody: "accused the firm of fraud".
var ofVerbs = set("accuse convict acquit suspect strip rob absolve")

// ofWhat hangs the "of" phrase that such a verb takes on the verb and not on its
// object.
func (t *tree) ofWhat(i int, lex *lexicon) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "nmod" || t.prep(i) != "of" || !t.is(h, "obj", "nsubj:pass") || t.head(h) < 0 {
		return false
	}
	v := t.head(h)
	if !t.verb(v) || !ofVerbs[lex.lemma(t, v)] || t.is(h, "nsubj:pass") {
		return false
	}
	return t.attach(i, v, "obl")
}

// speakerAfterComma gives a reporting verb the noun between it and the comma that
// ends what is said, when the parser left that noun with the clause: "… on the
// city's edge, a medic at the hospital told AFP".
func (t *tree) speakerAfterComma(i int, lex *lexicon) bool {
	c := t.kid(i, "ccomp")
	if c == graph.None || c > i || !t.cue(i, lex) || t.has(i, "nsubj", "nsubj:pass") || !t.finite(i) {
		return false
	}
	comma := i - 1
	for comma > c && i-comma < 16 && t.low[comma] != "," {
		comma--
	}
	if comma <= c || t.low[comma] != "," {
		return false
	}
	speaker := graph.None
	for k := comma + 1; k < i; k++ {
		if h := t.head(k); h > comma && h < i || t.tok(k).UPOS == "AUX" || t.tok(k).UPOS == "ADV" {
			continue
		}
		if speaker != graph.None || !t.nominal(k) && t.tok(k).UPOS != "PRON" || !t.under(k, c) {
			return false
		}
		speaker = k
	}
	return speaker != graph.None && t.attach(speaker, i, "nsubj")
}

// falsePassive puts right a verb in the active voice that the parser gave two
// passive subjects: "A court on Wednesday sentenced the minister" has an object.
func (t *tree) falsePassive(i int, lex *lexicon) bool {
	if t.tok(i).XPOS != "VBD" && t.tok(i).XPOS != "VBN" || t.has(i, "aux", "aux:pass", "obj") {
		return false
	}
	before, after := graph.None, graph.None
	for _, k := range t.kids[i] {
		switch {
		case !t.is(k, "nsubj:pass", "nsubj"):
		case k < i && before == graph.None:
			before = k
		case k > i && after == graph.None && t.nominal(k) && !t.punctuated(i, k):
			after = k
		}
	}
	if x := t.kid(i, "xcomp"); after == graph.None && x != graph.None && x > i && x < i+3 && t.tok(x).UPOS == "PROPN" && (t.tok(i).XPOS == "VBD" || t.tok(x).Ment == person) && appointments[lex.lemma(t, i)].who == "obj" {
		after = x // "Arvo Bank on Tuesday named Jane Doe as its chief"
	}
	if before == graph.None || after == graph.None {
		return false
	}
	t.tok(before).Rel, t.tok(after).Rel = "nsubj", "obj"
	return true
}

// splitTitle makes the person the head of "with Arvo Bank Chief Executive Jane
// Doe" where the parser ran the names of the bank, the title and hers together.
func (t *tree) splitTitle(i int, lex *lexicon) bool {
	n, ok := lex.nounOf(t, i)
	if !ok || n.kind != "office" || !t.is(i, "flat") || t.head(i) < 0 || t.head(i) >= i || t.tok(t.head(i)).UPOS != "PROPN" {
		return false
	}
	name := t.kid(i, "flat", "appos")
	if name != i+1 || t.tok(name).UPOS != "PROPN" {
		return false
	}
	org := t.head(i)
	h, rel := t.head(org), t.tok(org).Rel
	for _, k := range slices.Clone(t.kids[org]) {
		if !t.is(k, "flat") {
			t.tok(k).Head = name
		}
	}
	t.tok(name).Head, t.tok(name).Rel = h, rel
	t.tok(i).Head, t.tok(i).Rel = name, "nmod:desc"
	t.tok(org).Head, t.tok(org).Rel = i, "compound"
	return true
}

// subjectAfterName gives a finite verb without subject the name right before it that
// the parser took for a second apposition: "after talks with her counterpart, Azlan
// Idris, minister Leong Wai promised more".
func (t *tree) subjectAfterName(i int, _ *lexicon) bool {
	if x := t.tok(i).XPOS; x != "VBD" && x != "VBZ" && x != "VBP" || t.tok(i).UPOS != "VERB" || t.has(i, "nsubj", "nsubj:pass", "aux:pass") || i < 3 {
		return false
	}
	k := i - 1
	for t.is(k, "flat") && t.head(k) >= 0 && t.head(k) < k {
		k = t.head(k)
	}
	h := t.head(k)
	if t.tok(k).UPOS != "PROPN" || !t.is(k, "appos") || h < 0 || t.under(i, h) {
		return false
	}
	if t.under(h, i) && !t.is(i, "conj", "acl", "acl:relcl") {
		return t.attach(k, i, "nsubj") // "after talks with Azlan Idris, prosecutor Leong Wai resigned"
	}
	for _, o := range t.kids[h] {
		if o < k && t.is(o, "appos") {
			return t.attach(k, i, "nsubj")
		}
	}
	return false
}

// afterSaying hangs a phrase right behind a reporting verb on that verb and not on
// the clause before it that is said: "The union will pay, she said after a meeting".
func (t *tree) afterSaying(i int, lex *lexicon) bool {
	c := t.head(i)
	if c < 0 || t.rel(i) != "obl" || c > i {
		return false
	}
	v := t.head(c)
	if v <= c || v > i || !t.is(c, "ccomp") || !t.cue(v, lex) || !t.has(i, "case") {
		return false
	}
	if lo, _ := t.subtree(i); lo != v+1 {
		return false
	}
	return t.attach(i, v, t.tok(i).Rel)
}

// atLeast makes the object of "killed at least 40 people" one again where the parser
// took "at" for its preposition.
func (t *tree) atLeast(i int, _ *lexicon) bool {
	h := t.head(i)
	if h < 0 || h > i || !t.is(i, "obl") || !t.verb(h) || t.passive(h) || t.has(h, "obj") {
		return false
	}
	c := t.kid(i, "case")
	if c != h+1 || t.low[c] != "at" || c+2 > i || t.low[c+1] != "least" && t.low[c+1] != "most" {
		return false
	}
	t.tok(c).Rel, t.tok(i).Rel = "advmod", "obj"
	return true
}
