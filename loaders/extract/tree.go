package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// This file answers questions about syntax.

// A tree answers questions about the syntax of a document. Nothing in it knows
// names or meanings; every answer allows for the parser's mistakes.
type tree struct {
	doc   *language.Document
	low   []string // lower-case forms with straight apostrophes
	kids  [][]int
	frame []int // index of the frame whose predicate the token is, or graph.None
	nouns []readNoun
}

// A readNoun is what the lexicon says of a token, once it has been asked.
type readNoun struct {
	noun
	listed, read bool
}

func newTree(doc *language.Document) *tree {
	n := len(doc.Tokens)
	t := &tree{doc: doc, low: make([]string, n), kids: make([][]int, n), frame: make([]int, n), nouns: make([]readNoun, n)}
	for i := range doc.Tokens {
		t.low[i] = strings.ReplaceAll(strings.ToLower(doc.Form(i)), "’", "'")
		t.frame[i] = graph.None
	}
	t.hang()
	for f := range doc.Frames {
		if p := doc.Frames[f].Predicate; p >= 0 && p < n {
			t.frame[p] = f
		}
	}
	return t
}

// hang reads the heads of the tokens again after one has changed.
func (t *tree) hang() {
	for i := range t.kids {
		t.kids[i] = t.kids[i][:0]
	}
	for i := range t.doc.Tokens {
		if h := t.doc.Tokens[i].Head; h >= 0 && h < len(t.kids) && h != i {
			t.kids[h] = append(t.kids[h], i)
		}
	}
}

func (t *tree) tok(i int) *language.Token { return &t.doc.Tokens[i] }
func (t *tree) head(i int) int            { return t.doc.Tokens[i].Head }

// capital reports whether token i begins with a capital letter.
func (t *tree) capital(i int) bool {
	c, _ := utf8.DecodeRuneInString(t.doc.Form(i))
	return unicode.IsUpper(c)
}

// rel returns the relation of i to its head without its subtype.
func (t *tree) rel(i int) string {
	r, _, _ := strings.Cut(t.doc.Tokens[i].Rel, ":")
	return r
}

// is reports whether the full relation of i is one of rels.
func (t *tree) is(i int, rels ...string) bool { return slices.Contains(rels, t.doc.Tokens[i].Rel) }

// kid returns the first dependent of i with one of the relations, given with
// subtype ("nmod:poss") or without ("nmod"), or None.
func (t *tree) kid(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		if slices.Contains(rels, t.rel(k)) || t.is(k, rels...) {
			return k
		}
	}
	return graph.None
}

// has reports whether i has a dependent with one of the relations.
func (t *tree) has(i int, rels ...string) bool { return t.kid(i, rels...) != graph.None }

func (t *tree) feat(i int, f string) bool {
	return slices.Contains(strings.Split(t.doc.Tokens[i].Feats, "|"), f)
}

func (t *tree) verb(i int) bool { return t.tok(i).UPOS == "VERB" || t.tok(i).UPOS == "AUX" }

func (t *tree) nominal(i int) bool {
	return t.tok(i).UPOS == "NOUN" || t.tok(i).UPOS == "PROPN"
}

// prep returns the preposition of nominal i with its fixed parts ("according
// to", "ahead of"), lower-case, or "".
func (t *tree) prep(i int) string {
	var words []string
	for _, k := range t.kids[i] {
		if k > i || !t.is(k, "case", "mark") || t.low[k] == "'s" {
			continue
		}
		words = append(words, t.low[k])
		for _, f := range t.kids[k] {
			if t.is(f, "fixed") {
				words = append(words, t.low[f])
			}
		}
	}
	if len(words) == 0 {
		for _, k := range t.kids[i] { // hung on a word before the noun: "with IMF mission chief X"
			if k < i && t.is(k, "compound", "nmod:desc", "amod") && t.has(k, "case") && !t.is(i, "nsubj", "obj", "nsubj:pass") {
				return t.prep(k)
			}
		}
	}
	p := strings.Join(words, " ")
	// "prior to", "ahead of", "thanks to" come as adverb and preposition.
	if len(words) == 1 {
		for _, k := range t.kids[i] {
			if k < i && t.is(k, "advmod") && k+1 < len(t.low) && t.low[k+1] == p && complexOpeners[t.low[k]] {
				return t.low[k] + " " + p
			}
		}
	}
	return p
}

var complexOpeners = words("complex-openers")

// conjuncts returns i and what is coordinated with it, in text order.
func (t *tree) conjuncts(i int) []int {
	out := []int{i}
	for n := 0; n < len(out) && n < 32; n++ {
		for _, k := range t.kids[out[n]] {
			if t.is(k, "conj") && !slices.Contains(out, k) {
				out = append(out, k)
			}
			if k != out[n]+1 || !t.is(k, "appos", "flat") || t.tok(k).UPOS != "PROPN" {
				continue
			}
			for _, j := range t.kids[k] { // "union leader Frank Doyle and minister Sylvia Grant"
				if t.is(j, "conj") && !slices.Contains(out, j) {
					out = append(out, j)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// subtree returns the tokens under i, i included, as a half-open range that also
// covers gaps, never leaving the sentence.
func (t *tree) subtree(i int, skip ...string) (int, int) {
	lo, hi := i, i+1
	stack := []int{i}
	for steps := 0; len(stack) > 0 && steps < len(t.low); steps++ {
		j := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		lo, hi = min(lo, j), max(hi, j+1)
		for _, k := range t.kids[j] {
			if j != i || !slices.Contains(skip, t.rel(k)) {
				stack = append(stack, k)
			}
		}
	}
	return lo, hi
}

// under reports whether i is a or lies below a.
func (t *tree) under(i, a int) bool {
	for n := 0; i >= 0 && n < len(t.low); n++ {
		if i == a {
			return true
		}
		i = t.head(i)
	}
	return false
}

// span returns the bytes of tokens [first, end).
func (t *tree) span(first, end int) graph.Span {
	return graph.Span{B: t.doc.Tokens[first].B, E: t.doc.Tokens[end-1].E}
}

// passive reports whether verb i is in the passive voice. A bare participle
// that modifies a noun ("a man killed by …") is passive too.
func (t *tree) passive(i int) bool {
	if t.has(i, "aux:pass") {
		return true
	}
	if t.has(i, "nsubj:pass", "csubj:pass") {
		return t.tok(i).XPOS != "VBD" || !t.has(i, "obj")
	}
	if questionedVerbs[t.low[i]] && t.is(i, "advcl") && !t.has(i, "nsubj", "aux", "mark") {
		return true // "Asked whether …, she said"
	}
	if t.tok(i).XPOS != "VBN" || t.has(i, "aux", "obj", "nsubj") {
		return false
	}
	if h := t.head(i); t.is(i, "conj") && h >= 0 && h < i {
		return t.passive(h) // "was arrested and charged"
	}
	return t.is(i, "acl", "advcl")
}

var questionedVerbs = words("questioned-verbs")

// subject returns the token that does what verb i says, in the active voice: its
// own subject, or the one it is controlled by; None when there is none.
func (t *tree) subject(i int) int { return t.subjectFrom(i, 0) }

func (t *tree) subjectFrom(i, depth int) int {
	if depth > 6 {
		return graph.None
	}
	if t.passive(i) {
		return t.agent(i)
	}
	if s := t.ownSubject(i); s != graph.None {
		return s
	}
	return t.controller(i, depth)
}

// ownSubject returns the subject that verb i itself governs.
func (t *tree) ownSubject(i int) int {
	if s := t.kid(i, "nsubj", "nsubj:pass"); s != graph.None {
		s, _ = t.relative(s)
		return s
	}
	return graph.None
}

// surfaceSubject returns the grammatical subject of i, be it active or passive,
// its own or a controller's.
func (t *tree) surfaceSubject(i int) int {
	if s := t.kid(i, "nsubj", "nsubj:pass"); s != graph.None {
		s, _ = t.relative(s)
		return s
	}
	return t.controller(i, 0)
}

// agent returns the "by" phrase of passive verb or noun i.
func (t *tree) agent(i int) int {
	for _, k := range t.kids[i] {
		for _, n := range t.kids[k] {
			if t.verb(i) && t.is(k, "obl") && (t.low[k] == "arrival" || t.time(k)) && t.is(n, "nmod") && t.prep(n) == "by" {
				return n // "was met on arrival by"
			}
		}
		if t.is(k, "obl:agent") || t.is(k, "obl", "nmod") && t.prep(k) == "by" && !t.time(k) {
			return k
		}
	}
	return graph.None
}

// controller returns the subject that verb i takes over from what governs it.
func (t *tree) controller(i, depth int) int {
	h := t.head(i)
	if h < 0 {
		return graph.None
	}
	switch {
	case t.is(i, "conj") && t.verb(h):
		if t.passive(h) && !t.passive(i) && t.tok(i).XPOS != "VBN" {
			return t.surfaceSubject(h)
		}
		return t.subjectFrom(h, depth+1)
	case t.is(i, "conj") && t.has(h, "cop") && !t.passive(i):
		return t.ownSubject(h) // "is away and has not met her"
	case t.is(i, "ccomp") && t.tok(i).XPOS == "VB" && t.kid(i, "mark") >= 0 && t.low[t.kid(i, "mark")] == "whether":
		return t.above(h, depth) // "is weighing whether to meet her"
	case t.is(i, "xcomp"):
		if o := t.kid(h, "obj", "iobj"); o != graph.None && o < i && !subjectControl[t.low[h]] && !t.time(o) {
			return o
		}
		return t.above(h, depth)
	case t.is(i, "advcl", "advcl:relcl") || t.is(i, "ccomp") && (t.tok(i).XPOS == "VBG" || t.having(i)):
		if t.finite(i) {
			return graph.None
		}
		if o := t.calledOn(h); o != graph.None && o < i && t.tok(i).XPOS == "VB" {
			return o
		}
		if o := t.kid(h, "obj"); o != graph.None && o < i && objectControl[t.low[h]] && t.tok(i).XPOS == "VB" && !t.passive(h) {
			return o // "led her to cancel", hung on the verb as a purpose
		}
		if o := t.kid(h, "obj"); o != graph.None && o < i && t.tok(i).XPOS == "VBG" && t.laid(i) {
			return o
		}
		return t.above(h, depth)
	case t.rel(i) == "acl":
		return t.ofNoun(i, h, depth)
	case t.is(i, "parataxis") && !t.finite(i):
		return t.above(h, depth)
	}
	return graph.None
}

// having reports whether verb i is a perfect gerund: "admitted having met her".
func (t *tree) having(i int) bool {
	a := t.kid(i, "aux")
	return a != graph.None && t.tok(a).XPOS == "VBG"
}

// calledOn returns the one on whom verb h calls ("called on the rebels to lay down
// arms", "appealed to her to stay"), or None.
func (t *tree) calledOn(h int) int {
	p, ok := callsOn[t.low[h]]
	if !ok {
		return graph.None
	}
	for _, k := range t.kids[h] {
		if k > h && t.rel(k) == "obl" && (t.prep(k) == p || t.prep(k) == "" && t.has(h, "compound:prt")) && !t.time(k) {
			return k
		}
	}
	return graph.None
}

var callsOn = values("call_on")

// objectControl holds the forms of verbs that move their object to what the infinitive says.
var objectControl = words("object-control")

// above returns the surface subject of governor h, whichever way it gets it.
func (t *tree) above(h, depth int) int {
	if s := t.kid(h, "nsubj", "nsubj:pass"); s != graph.None {
		s, _ = t.relative(s)
		return s
	}
	if depth > 6 {
		return graph.None
	}
	return t.controller(h, depth+1)
}

// ofNoun returns the subject of clause i that modifies noun h: the noun itself
// for "-ing" ("the man running …"), the noun's owner or the subject of the verb
// above for "to" ("her plan to meet", "he has plans to meet").
func (t *tree) ofNoun(i, h, depth int) int {
	if t.is(i, "acl:relcl") || t.tok(i).XPOS == "VBG" && !t.has(i, "mark") || t.tok(i).XPOS == "VBN" && t.is(i, "acl") && !t.has(i, "mark", "aux", "aux:pass") {
		if k := t.kid(h, "nmod"); k > h && details[t.low[h]] && t.prep(k) == "of" {
			return k // "footage of her meeting him"
		}
		return h
	}
	if v := t.head(h); v >= 0 && t.is(h, "obj") && accusingVerbs[t.low[v]] && t.laid(i) {
		return h
	}
	if p := t.kid(h, "nmod:poss"); p != graph.None {
		return p
	}
	if v := t.head(h); v >= 0 && chargeNouns[t.low[h]] && t.laid(i) && t.is(h, "obl") && !t.passive(v) {
		return t.kid(v, "obj") // "arrested him on suspicion of killing"
	}
	if by := t.agent(h); by >= 0 {
		return by // "a plea by her to meet"
	}
	if k := t.kid(h, "nmod"); k > h && t.prep(k) == "from" {
		return k
	}
	if v := t.head(h); v >= 0 && t.is(h, "obj", "obl", "xcomp") && t.verb(v) {
		return t.above(v, depth+1)
	}
	if t.has(h, "cop") {
		return t.ownSubject(h) // "was the first to meet"
	}
	return graph.None
}

// laid reports whether gerund i is what is laid to the object before it: "accused the
// mayor of taking bribes", "thanked her for coming".
func (t *tree) laid(i int) bool {
	m := t.kid(i, "mark")
	return m != graph.None && (t.low[m] == "of" || t.low[m] == "for" || t.low[m] == "from" ||
		t.low[m] == "with" && lexica().lays[lexica().lemma(t, t.head(i))+" with"] != "")
}

// accusingVerbs holds the forms of verbs that lay to their object what it has done.
var accusingVerbs = words("accusing-verbs")

// chargeNouns holds nouns of what is laid to someone by a verb above them.
var chargeNouns = words("charge-nouns")

// subjectControl holds verbs whose subject, not object, does what the
// infinitive after the object says.
var subjectControl = words("subject-control")

// finite reports whether verb i is a finite clause of its own.
func (t *tree) finite(i int) bool {
	switch t.tok(i).XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	case "VBG", "VB", "VBN":
		for _, k := range t.kids[i] {
			if t.is(k, "aux", "aux:pass", "cop") && t.tok(k).XPOS != "VBG" && t.tok(k).XPOS != "VB" && t.low[k] != "to" {
				return true
			}
		}
		return false
	}
	return t.has(i, "cop")
}

// object returns the token to which verb i is done: its object, or its subject
// in the passive voice.
func (t *tree) object(i int) int {
	if t.passive(i) {
		if s := t.kid(i, "nsubj:pass", "nsubj"); s != graph.None {
			s, _ = t.relative(s)
			return s
		}
		if t.is(i, "acl") {
			return t.head(i)
		}
		if t.is(i, "conj", "xcomp", "advcl") {
			return t.above(t.head(i), 0)
		}
		return graph.None
	}
	o := t.kid(i, "obj")
	if o == graph.None {
		o = t.kid(i, "iobj")
	}
	if o != graph.None {
		if _, rel := t.relative(o); !rel || o > i {
			return o
		}
		n, _ := t.relative(o)
		return n
	}
	// A shared object: "met and thanked her".
	for _, k := range t.kids[i] {
		if t.is(k, "conj") && t.verb(k) && !t.has(k, "nsubj") && t.adjacentConj(i, k) {
			return t.kid(k, "obj")
		}
	}
	return graph.None
}

// adjacentConj reports whether verbs a and b are joined with nothing but a
// conjunction between them.
func (t *tree) adjacentConj(a, b int) bool {
	return b == a+2 && t.is(a+1, "cc")
}

// obliques returns the prepositional dependents of i, with their prepositions.
func (t *tree) obliques(i int) []int {
	var out []int
	for _, k := range t.kids[i] {
		if r := t.rel(k); r == "obl" || r == "nmod" {
			if !t.is(k, "nmod:poss", "nmod:desc", "obl:unmarked", "nmod:unmarked") {
				out = append(out, k)
			}
		}
	}
	return out
}

// arg returns the head of argument role of predicate i, or None.
func (t *tree) arg(i int, role string) int {
	f := t.frame[i]
	if f == graph.None {
		return graph.None
	}
	for _, a := range t.doc.Frames[f].Args {
		if a.Role == role {
			h, _ := t.relative(a.Head)
			return h
		}
	}
	return graph.None
}

// sense returns the roleset of predicate i, or "".
func (t *tree) sense(i int) string {
	if t.frame[i] == graph.None {
		return ""
	}
	return t.doc.Frames[t.frame[i]].Sense
}

// sentence returns the token range of the sentence of token i.
func (t *tree) sentence(i int) (int, int) {
	s := t.doc.Sentences[t.doc.Sentence(i)]
	return s.First, s.End
}
