package extract

import (
	"slices"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// This file repairs trees before anything else reads them, and lists the repairs.

// repaired returns doc with some attachments put right that parsers trained on
// little news get wrong. What only has to hang on another word is a row of
// lexicon/attach.tsv; what takes more is one of repairs. The gold sentences are too few to
// tell which are idle: read what changes in whole articles before one goes. The document
// itself is not changed.
func repaired(doc *language.Document, lex *lexicon) *language.Document {
	out := *doc
	out.Tokens = slices.Clone(doc.Tokens)
	t := newTree(&out)
	every := slices.Concat(repairs, astray, rehung)
	for i := range t.low {
		for _, repair := range every {
			if repair(t, i, lex) {
				t.hang()
			}
		}
	}
	return &out
}

var repairs = []func(t *tree, i int, lex *lexicon) bool{
	(*tree).titledName, (*tree).frontedDescription, (*tree).rehang,
	(*tree).strayParticiple, (*tree).strayMeeting, (*tree).strayClause, (*tree).nearestClause, (*tree).strangerSubject, (*tree).doubleSubject, (*tree).nearestAntecedent,
	(*tree).gardenPath, (*tree).bareOblique, (*tree).betweenPair, (*tree).speakerInQuote, (*tree).outsideQuote, (*tree).postAfterName,
	(*tree).describedName, (*tree).forSubject, (*tree).nameAfterClause, (*tree).whoseSubject, (*tree).falsePassive,
	(*tree).subjectAfterName, (*tree).speakerAfterComma, (*tree).calledName,
	(*tree).activeBy, (*tree).postGeneral, (*tree).existentialSubject, (*tree).secondThat, (*tree).ledBy, (*tree).joinedPassive,
	(*tree).describedAntecedent, (*tree).nameBeforePreposition, (*tree).strongPast, (*tree).twoPortfolios, (*tree).clauseOfCue,
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

// outsideQuote hangs a phrase behind a quotation that the parser hung on a word of
// the quotation on the verb that stands between: `"… we are seeing," she said on
// Thursday.`
func (t *tree) outsideQuote(i int, lex *lexicon) bool {
	h := t.head(i)
	if h < 0 || h > i || !t.is(i, "obl", "obl:unmarked", "nmod") {
		return false
	}
	closed, verb := false, graph.None
	for k := h + 1; k < i; k++ {
		switch x := t.tok(k).XPOS; {
		case x == "``":
			return false
		case x == "''":
			closed = true
		case closed && t.cue(k, lex):
			verb = k
		}
	}
	return verb != graph.None && t.attach(i, verb, "obl")
}
