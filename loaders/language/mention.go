package language

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kinds of mentions, by their head word: the first are sets of pronouns.
const (
	kindOther = 9 // pronouns of no set
	kindNoun  = 10
	kindName  = 11
	kinds     = 12
)

// pronouns are the sets of kind 0 to 8 with their number: 1 singular, 2 plural, 0 open.
var pronouns = []struct {
	words  string
	number uint8
}{
	{"i me my mine myself", 1}, {"you your yours yourself yourselves", 0}, {"he him his himself", 1},
	{"she her hers herself", 1}, {"it its itself", 1}, {"we us our ours ourselves", 2},
	{"they them their theirs themselves", 2}, {"this that these those", 0}, {"who which whom whose what", 0},
}

var pronounKind = func() map[string]uint8 {
	m := map[string]uint8{}
	for k, set := range pronouns {
		for w := range strings.FieldsSeq(set.words) {
			m[w] = uint8(k)
		}
	}
	return m
}()

// corefRels number the relations that the ranker tells apart; the last is any other.
var corefRels = []string{"nsubj", "obj", "iobj", "obl", "nmod", "nmod:poss", "appos", "conj", "root", "nsubj:pass", "compound", ""}

// determiners number the sorts of determiners; 4 is a possessor.
var determiners = map[string]uint8{"the": 1, "a": 2, "an": 2, "this": 3, "that": 3, "these": 3, "those": 3}

// possessive are the marks of a possessor; they are no part of its text.
var possessive = map[string]bool{"'s": true, "’s": true, "'": true, "’": true}

var nameTitles = map[string]bool{
	"mr": true, "mr.": true, "mrs": true, "mrs.": true, "ms": true, "ms.": true, "dr": true, "dr.": true,
	"sir": true, "lady": true, "lord": true, "president": true,
}

// A mention is what the antecedent ranker looks at (model/FORMAT.md, Coreference). Its
// indexes count from the first word of its sentence; strings are in lower case.
type mention struct {
	head, first, end, gov               int
	kind, rel, det, typ, number, quoted uint8
	low, lemma, text, caps              string // text stands between spaces
	names, mods                         []string
	a, b                                []float32 // vectors as antecedent and as anaphor
	fit                                 typeFit
	sent                                int // in the document
}

// findMentions returns the mentions of a sentence; types has the labels of Token.Ment.
func (p *parse) findMentions(types []string) []mention {
	var out []mention
	for i := range p.tokens {
		if p.headsMention(i) {
			out = append(out, p.mention(i, types))
		}
	}
	return out
}

func (p *parse) headsMention(i int) bool {
	t := &p.tokens[i]
	if t.Ment != "" {
		return true
	}
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" && t.UPOS != "PRON" {
		return false
	}
	switch base, _, _ := strings.Cut(t.Rel, ":"); base {
	case "flat", "fixed", "goeswith", "expl", "compound":
		return false
	}
	return t.Rel != "nmod:desc"
}

func (p *parse) mention(i int, types []string) mention {
	t := &p.tokens[i]
	m := mention{
		head: i, gov: t.Head, low: lower(p.forms[i]), lemma: lower(t.Lemma),
		rel: uint8(len(corefRels) - 1), typ: uint8(max(0, slices.Index(types, t.Ment))),
	}
	if k := slices.Index(corefRels, t.Rel); k >= 0 {
		m.rel = uint8(k)
	}
	m.kind, m.number = kindOf(m.low, t)
	m.first, m.end = p.mentionSpan(i)
	var text strings.Builder
	text.WriteByte(' ')
	for _, w := range p.forms[m.first:m.end] {
		if w = strings.ToLower(w); determiners[w] == 0 && !possessive[w] {
			text.WriteString(w + " ")
		}
	}
	if text.Len() == 1 {
		text.WriteByte(' ') // no words: this is inside no other text
	}
	m.text = text.String()
	p.modifiers(&m)
	return m
}

// lower returns a copy: the cache must not keep the text of an article.
func lower(s string) string { return strings.Clone(strings.ToLower(s)) }

func kindOf(low string, t *Token) (kind, number uint8) {
	if k, ok := pronounKind[low]; ok {
		return k, pronouns[k].number
	}
	switch {
	case strings.Contains(t.Feats, "Number=Sing"):
		number = 1
	case strings.Contains(t.Feats, "Number=Plur"):
		number = 2
	}
	switch t.UPOS {
	case "PRON":
		return kindOther, number
	case "PROPN":
		return kindName, number
	}
	return kindNoun, number
}

// modifiers fills what the children of the head say: determiner, the parts of a name,
// its initials, modifiers.
func (p *parse) modifiers(m *mention) {
	part := []int{m.head}
	for _, k := range p.kids(m.head) {
		m.det = max(m.det, determiners[strings.ToLower(p.forms[k])])
		switch p.tokens[k].Rel {
		case "flat", "compound", "nmod:poss", "amod":
			part = append(part, k)
		}
		switch p.tokens[k].Rel {
		case "nmod:poss":
			m.det = 4
		case "amod", "compound", "nummod", "nmod":
			m.mods = append(m.mods, lower(p.tokens[k].Lemma))
		}
	}
	slices.Sort(part)
	var caps strings.Builder
	for _, k := range part {
		w := lower(p.forms[k])
		if p.tokens[k].UPOS == "PROPN" && !nameTitles[w] {
			m.names = append(m.names, w)
		}
		if r, _ := utf8.DecodeRuneInString(p.forms[k]); unicode.IsUpper(r) {
			caps.WriteRune(unicode.ToLower(r))
		}
	}
	m.caps = caps.String()
	m.names, m.mods = distinct(m.names), distinct(m.mods)
}

func distinct(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}

// mentionSpan returns the words of the mention with head i: what is below i but for
// what only stands beside it. A possessive mark belongs to it, as in GUM.
func (p *parse) mentionSpan(i int) (first, end int) {
	in := make([]bool, len(p.tokens))
	in[i] = true
	core := p.nominalStart(i)
	for _, j := range p.kids(i) {
		if !p.standsBeside(j, i, core) {
			p.include(in, j, -1)
		}
	}
	return p.runAround(in, i)
}

// nominalStart returns the first word of head i that a noun phrase may begin with; adverbs
// before it ("even the mayor") bear on more than the noun.
func (p *parse) nominalStart(i int) int {
	for _, j := range p.kids(i) {
		switch base, _, _ := strings.Cut(p.tokens[j].Rel, ":"); base {
		case "det", "nmod", "amod", "nummod", "compound":
			return min(i, j)
		}
	}
	return i
}

// standsBeside says whether child j of the mention's head i is no part of the mention,
// whose noun phrase begins with the word core.
func (p *parse) standsBeside(j, i, core int) bool {
	switch base, _, _ := strings.Cut(p.tokens[j].Rel, ":"); base {
	case "case":
		return j < i || !possessive[p.forms[j]]
	case "advmod":
		return j < core
	case "cc", "mark", "conj", "cop", "aux", "nsubj", "csubj", "expl", "parataxis", "discourse",
		"punct", "appos", "advcl", "list", "dislocated", "vocative", "orphan", "dep", "reparandum":
		return true
	}
	return false
}
