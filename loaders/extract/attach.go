package extract

import (
	"slices"
	"strings"
	"sync"

	"newsgraph/graph"
)

// This file applies the repairs that lexicon/attach.tsv states: this word, hung on that
// one, belongs to a third.

// A move is a row of lexicon/attach.tsv: what parsers trained on little news hang on the
// wrong word, and where it belongs. It looks at three tokens: the one to move ("it"), the
// one it hangs on ("head"), and the one it should hang on ("to").
type move struct {
	name, example string
	rels          []string // relations of "it"
	it, head, to  []condition
	kid           []string // relations to head of the dependent that "to" is; none: what head hangs on
	climb         bool     // "head" is the clause on which the infinitive or predicate hangs
	order         []string // the tokens from left to right
	plain         bool     // no mark stands between "to" and "it"
	as            string   // relation that "it" gets, "" for the one it has
}

// A condition is something that a row asks of a token.
type condition func(t *tree, i int, lex *lexicon) bool

// moveRows returns the rows of the table in their order.
var moveRows = sync.OnceValue(func() []move {
	var out []move
	for _, f := range table("attach", 9) {
		m := move{name: f[0], rels: strings.Split(f[1], "|"), it: asked(f[2]), head: asked(strings.TrimPrefix(f[3], "climb ")), climb: strings.HasPrefix(f[3], "climb "), to: asked(f[5]), as: f[7], example: f[8]}
		if f[4] != "up" {
			m.kid = strings.Split(f[4], "|")
		}
		m.order = strings.Fields(f[6])
		if n := len(m.order) - 1; m.order[n] == "plain" {
			m.order, m.plain = m.order[:n], true
		}
		out = append(out, m)
	}
	return out
})

// movesOf holds the rows by the relation of what they move.
var movesOf = sync.OnceValue(func() map[string][]*move {
	out := map[string][]*move{}
	for i := range moveRows() {
		for _, rel := range moveRows()[i].rels {
			out[rel] = append(out[rel], &moveRows()[i])
		}
	}
	return out
})

// rehang moves token i as the first row says that fits.
func (t *tree) rehang(i int, lex *lexicon) bool {
	return slices.ContainsFunc(movesOf()[t.tok(i).Rel], func(m *move) bool { return m.apply(t, i, lex) })
}

func (m *move) apply(t *tree, i int, lex *lexicon) bool {
	h := t.head(i)
	for n := 0; m.climb && h >= 0 && t.is(h, "xcomp") && n < maxClimb; n++ {
		h = t.head(h)
	}
	if h < 0 || !all(m.it, t, i, lex) || !all(m.head, t, h, lex) {
		return false
	}
	to := t.head(h)
	if m.kid != nil {
		to = t.kid(h, m.kid...)
	}
	if to < 0 || to == i || !all(m.to, t, to, lex) || !m.ordered(map[string]int{"it": i, "head": h, "to": to}) || m.plain && !t.plain(to, t.firstOf(i)) {
		return false
	}
	as := m.as
	if as == "" {
		as = t.tok(i).Rel
	}
	return t.attach(i, to, as)
}

func (m *move) ordered(at map[string]int) bool {
	return slices.IsSortedFunc(m.order, func(a, b string) int { return at[a] - at[b] })
}

// plain reports whether token b comes right behind token a but for words.
func (t *tree) plain(a, b int) bool {
	for j := a; j < b; j++ {
		if t.tok(j).UPOS == "PUNCT" {
			return false
		}
	}
	return a <= b
}

func all(cs []condition, t *tree, i int, lex *lexicon) bool {
	for _, c := range cs {
		if !c(t, i, lex) {
			return false
		}
	}
	return true
}

// asked reads "key:value|value !key …", "!" for what must not be.
func asked(s string) []condition {
	var out []condition
	for word := range strings.FieldsSeq(s) {
		key, rest, _ := strings.Cut(strings.TrimPrefix(word, "!"), ":")
		ask, ok := asks[key]
		if !ok {
			panic("extract: lexicon/attach.tsv: no condition " + word)
		}
		values, want := strings.Split(rest, "|"), !strings.HasPrefix(word, "!")
		out = append(out, func(t *tree, i int, lex *lexicon) bool { return ask(t, i, lex, values) == want })
	}
	return out
}

// asks are the conditions by their keys.
var asks = map[string]func(t *tree, i int, lex *lexicon, values []string) bool{
	"rel":   func(t *tree, i int, _ *lexicon, v []string) bool { return t.is(i, v...) },
	"pos":   func(t *tree, i int, _ *lexicon, v []string) bool { return slices.Contains(v, t.tok(i).XPOS) },
	"prep":  func(t *tree, i int, _ *lexicon, v []string) bool { return slices.Contains(v, t.prep(i)) },
	"after": func(t *tree, i int, _ *lexicon, v []string) bool { return i > 0 && slices.Contains(v, t.low[i-1]) },
	"has":   func(t *tree, i int, _ *lexicon, v []string) bool { return t.has(i, v...) },
	"lemma": func(t *tree, i int, lex *lexicon, v []string) bool { return slices.Contains(v, lex.lemma(t, i)) },
	"cue":   func(t *tree, i int, lex *lexicon, _ []string) bool { return t.cue(i, lex) },
	"verb":  func(t *tree, i int, _ *lexicon, _ []string) bool { return t.verb(i) },
	"plans": func(t *tree, i int, lex *lexicon, _ []string) bool { return lex.plans(t.low[i]) },
	"nmod": func(t *tree, i int, _ *lexicon, v []string) bool { // the preposition of the first phrase behind
		k := t.kid(i, "nmod")
		return k > i && slices.Contains(v, t.prep(k))
	},
	"modal": func(t *tree, i int, _ *lexicon, _ []string) bool {
		a := t.kid(i, "aux")
		return t.tok(i).XPOS == "MD" || a != graph.None && t.tok(a).XPOS == "MD"
	},
	"subject": func(t *tree, i int, _ *lexicon, v []string) bool { // what the subject is to the tagger
		s := t.kid(i, "nsubj", "nsubj:pass")
		return s != graph.None && t.tok(s).UPOS != "PRON" && slices.Contains(v, t.tok(s).Ment)
	},
}
