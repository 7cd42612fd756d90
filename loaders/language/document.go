// Package language says what the sentences of a text are: a Document is the text
// and layers over it (sentences, tokens, tags, lemmas, trees, names, semantic
// roles), added by the stages of a Pipeline.
//
// It does not say what the sentences mean (package extract does) and imports
// nothing else of this module. Background tables have no say in what is a name:
// a bonus for known names at decoding gave +0.3 F1 on UNER EWT dev and -0.1 on
// CrossNER politics dev; package extract looks names up.
//
// Start at Pipeline.Annotate and Document. Everything refers to the text by
// half-open byte offsets, so text and layers always rebuild each other.
package language

// A Document is a text with its layers. Each layer is filled by one stage.
type Document struct {
	Text      string
	Skip      []Span // parts that are not sentences (captions, datelines); set by the caller
	Sentences []Sentence
	Tokens    []Token
	Names     []Name
	Frames    []Frame
	Mentions  []Mention // in the order of their heads; none if the model cannot tell
	// Encounters are the pairs of persons of each sentence; none if the model cannot tell.
	Encounters []Encounter
	// Relations are what may be so of two mentions of a sentence; none if the model cannot tell.
	Relations []Relation
}

// A Span is a half-open range of bytes of Document.Text.
type Span struct{ B, E int }

// A Sentence is a run of tokens: Tokens[First:End].
type Sentence struct {
	Span
	First, End int
}

// A Token is a syntactic word of Universal Dependencies.
type Token struct {
	Span
	UPOS, XPOS string
	Feats      string // "Case=Nom|Number=Sing", "" for none
	Lemma      string
	Head       int    // index of the governing token in Document.Tokens, -1 for a root
	Rel        string // relation to Head, with subtype: "nsubj:pass"
	// Ment is the type of the mention whose head this token is, "" if it heads
	// none: abstract animal event object organization person place plant substance
	// time (the entity types of GUM).
	Ment string
}

// A Name is a proper name: Tokens[First:End].
type Name struct {
	First, End int
	Type       string // PER LOC ORG EVENT WORK PROD MISC DATE
}

// A Frame is a predicate with its arguments (PropBank).
type Frame struct {
	Predicate int    // token
	Sense     string // "meet.03"
	// Factuality runs from -3000 (certainly not so) to 3000 (certainly so), as in
	// UDS, in thousandths.
	Factuality int
	Args       []Arg
}

// An Arg is an argument of a predicate: Tokens[First:End] headed by Head.
type Arg struct {
	Role       string // ARG0 … ARGM-TMP, R-ARG0, C-ARG1
	Head       int
	First, End int
}

// A Mention speaks of something: Tokens[First:End], headed by Head.
type Mention struct {
	Head, First, End int
	// Antecedent is the earlier mention that most likely means the same, an index of
	// Document.Mentions, -1 for none; Margin says by how much this choice beats the
	// best other way (none, or the best candidate), in thousandths of a natural logarithm.
	Antecedent, Margin int
}

// Form returns the text of token i.
func (d *Document) Form(i int) string { return d.Text[d.Tokens[i].B:d.Tokens[i].E] }

// Sentence returns the index of the sentence that holds token i.
func (d *Document) Sentence(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo+1 < hi {
		mid := (lo + hi) / 2
		if d.Sentences[mid].First <= i {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// Chains returns the mentions that mean the same, as indexes of Mentions in order;
// mentions that stand alone are left out.
func (d *Document) Chains() [][]int {
	chain := make([]int, len(d.Mentions)) // of each mention, its first member
	members := make([][]int, len(d.Mentions))
	for i, m := range d.Mentions {
		chain[i] = i
		if m.Antecedent >= 0 {
			chain[i] = chain[m.Antecedent]
		}
		members[chain[i]] = append(members[chain[i]], i)
	}
	var out [][]int
	for _, m := range members {
		if len(m) > 1 {
			out = append(out, m)
		}
	}
	return out
}
