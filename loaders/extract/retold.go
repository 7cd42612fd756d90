package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/loaders/language"
)

// This file finds what an article tells twice: in its headline or lead, and again in its
// text.

// Retold returns, for each token that heads a predicate or a mention, the first token
// of doc that stands for the same: headlines and first sentences say in short what the
// rest tells again, a noun takes up a verb ("resigned", "the resignation"). Any other
// token stands for itself. rep is the report of doc.
//
// Two predicates of one PropBank lemma are one event when those who fill the same core
// roles are the same at least once and never others; one told in the opening sentence,
// which is short of words, when they are so at least as often as not. Different times
// keep them apart, and so does whoever is known to be another.
func Retold(doc *language.Document, rep *graph.Report) []int {
	t := &retelling{doc: doc, rep: rep, chain: make([]int, len(doc.Tokens)), first: make([]int, len(doc.Tokens))}
	for i := range t.chain {
		t.chain[i], t.first[i] = graph.None, i
	}
	t.known()
	t.names()
	t.beside()
	for _, m := range doc.Mentions {
		if m.Antecedent >= 0 {
			t.unite(m.Head, doc.Mentions[m.Antecedent].Head)
		}
	}
	told := map[string][]*language.Frame{}
	for i := range doc.Frames {
		f := &doc.Frames[i]
		lemma, _, _ := strings.Cut(f.Sense, ".")
		if lemma == "" || doc.Tokens[f.Predicate].UPOS == "AUX" {
			continue
		}
		for k := len(told[lemma]) - 1; k >= 0; k-- {
			if before := told[lemma][k]; t.retells(before, f) {
				t.unite(f.Predicate, before.Predicate)
				break
			}
		}
		told[lemma] = append(told[lemma], f)
	}
	for i := range t.first {
		t.first[i] = t.root(i)
	}
	return t.first
}

type retelling struct {
	doc   *language.Document
	rep   *graph.Report
	chain []int // token -> chain of the report that has it in the head of a mention
	first []int // token -> an earlier one that stands for the same, or itself
}

// known notes which tokens name the chains of the report.
func (t *retelling) known() {
	at := 0
	for _, m := range t.rep.Mentions {
		for at > 0 && t.doc.Tokens[at-1].B >= m.Head.B {
			at--
		}
		for at < len(t.doc.Tokens) && t.doc.Tokens[at].B < m.Head.B {
			at++
		}
		for i := at; i < len(t.doc.Tokens) && t.doc.Tokens[i].E <= m.Head.E; i++ {
			t.chain[i] = m.Chain
		}
	}
}

// names unites what bears one name: what the report keeps by its chains, the rest by
// the words.
func (t *retelling) names() {
	chains, words := map[int]int{}, map[string]int{}
	for i, c := range t.chain {
		if c == graph.None {
			continue
		}
		if at, ok := chains[c]; ok {
			t.unite(i, at)
		} else {
			chains[c] = i
		}
	}
	for _, n := range t.doc.Names {
		head := t.headOf(n)
		key := graph.NormalName(t.doc.Text[t.doc.Tokens[n.First].B:t.doc.Tokens[n.End-1].E])
		if at, ok := words[key]; ok && t.chain[head] == graph.None {
			t.unite(head, at)
		} else if t.chain[head] == graph.None {
			words[key] = head
		}
	}
}

// beside unites what the sentence puts beside its name or takes up by a relative
// pronoun: "the retailer Best Buy", "NPD, a research firm", "a strip that bends".
func (t *retelling) beside() {
	for i := range t.doc.Tokens {
		tok := &t.doc.Tokens[i]
		switch {
		case tok.Head < 0:
		case tok.Rel == "appos", tok.Rel == "nmod:desc" && contentPOS[tok.UPOS]:
			t.unite(i, tok.Head)
		case strings.Contains(tok.Feats, "PronType=Rel"):
			for v, n := tok.Head, 0; v >= 0 && n < maxClimb; v, n = t.doc.Tokens[v].Head, n+1 {
				if t.doc.Tokens[v].Rel == "acl:relcl" {
					t.unite(i, t.doc.Tokens[v].Head)
					break
				}
			}
		}
	}
}

// headOf returns the token of a name on which the rest of it hangs.
func (t *retelling) headOf(n language.Name) int {
	for i := n.First; i < n.End; i++ {
		if h := t.doc.Tokens[i].Head; h < n.First || h >= n.End {
			return i
		}
	}
	return n.First
}

func (t *retelling) root(i int) int {
	for t.first[i] != i {
		i = t.first[i]
	}
	return i
}

func (t *retelling) unite(a, b int) {
	a, b = t.root(a), t.root(b)
	t.first[max(a, b)] = min(a, b)
}

// retells reports whether b tells of the event that a tells of.
func (t *retelling) retells(a, b *language.Frame) bool {
	opening := t.doc.Sentence(a.Predicate) == 0
	same, other := 0, 0
	for i := range a.Args {
		x := &a.Args[i]
		if !coreRole(x.Role) {
			continue
		}
		k := slices.IndexFunc(b.Args, func(y language.Arg) bool { return y.Role == x.Role })
		if k < 0 {
			continue
		}
		y := &b.Args[k]
		switch {
		case t.others(x.Head, y.Head):
			return false
		case t.root(x.Head) == t.root(y.Head), t.sameNoun(x, y) && (opening || !t.indefinite(y)):
			same++
		default:
			other++
		}
	}
	return (other == 0 && (same > 0 || t.definite(b.Predicate)) || opening && same >= other && (same > 0 || !t.fresh(b.Predicate))) && !t.otherTime(a, b)
}

// definite reports whether a noun is said to be known: "the announcement".
func (t *retelling) definite(i int) bool { return resumingWords[t.determiner(i)] }

var resumingWords = words("resuming-words")

// fresh reports whether a noun brings in something new.
func (t *retelling) fresh(i int) bool { return freshWords[t.determiner(i)] }

// determiner returns the word before noun i that says which one is meant, or "".
func (t *retelling) determiner(i int) string {
	for k := i - 1; k >= 0 && t.doc.Tokens[i].UPOS == "NOUN" && k > i-6; k-- {
		if tok := &t.doc.Tokens[k]; tok.Head == i && tok.Rel == "det" {
			return strings.ToLower(t.doc.Form(k))
		}
	}
	return ""
}

// others reports whether two tokens name things of one kind that are not the same. A
// company and its head are of two kinds, and may act for each other.
func (t *retelling) others(a, b int) bool {
	x, y := t.chain[a], t.chain[b]
	if x == graph.None || y == graph.None || x == y {
		return false
	}
	c, d := &t.rep.Chains[x], &t.rep.Chains[y]
	return c.Named && d.Named && (ontology.Is(c.Class, d.Class) || ontology.Is(d.Class, c.Class))
}

// coreRole reports whether a role is one of those that make a predicate what it is.
func coreRole(role string) bool {
	return len(role) == len("ARG0") && strings.HasPrefix(role, "ARG") && role[3] <= '4'
}

// sameNoun reports whether two arguments are headed by one content word and are not of
// different numbers: "killed three people" is not "killed five people".
func (t *retelling) sameNoun(x, y *language.Arg) bool {
	a, b := &t.doc.Tokens[x.Head], &t.doc.Tokens[y.Head]
	if !contentPOS[a.UPOS] || !contentPOS[b.UPOS] || !strings.EqualFold(a.Lemma, b.Lemma) {
		return false
	}
	m, n := t.number(x), t.number(y)
	return m == n || m == "" || n == ""
}

// number returns the number that counts the head of an argument, "" without one.
func (t *retelling) number(x *language.Arg) string {
	for i := x.First; i < x.End; i++ {
		if tok := &t.doc.Tokens[i]; tok.Head == x.Head && tok.Rel == "nummod" {
			return strings.ToLower(t.doc.Form(i))
		}
	}
	return ""
}

// indefinite reports whether an argument brings in somebody or something new.
func (t *retelling) indefinite(x *language.Arg) bool {
	return freshWords[strings.ToLower(t.doc.Form(x.First))]
}

var freshWords = words("fresh-words")

var contentPOS = set("NOUN PROPN VERB ADJ")

// otherTime reports whether both predicates have a time and these are known to differ.
func (t *retelling) otherTime(a, b *language.Frame) bool {
	x, y := t.timeOf(a), t.timeOf(b)
	return x != nil && y != nil && (x.Value != y.Value || x.Weekday != y.Weekday)
}

func (t *retelling) timeOf(f *language.Frame) *graph.Time {
	for _, x := range f.Args {
		if x.Role != "ARGM-TMP" {
			continue
		}
		span := graph.Span{B: t.doc.Tokens[x.First].B, E: t.doc.Tokens[x.End-1].E}
		for i := range t.rep.Times {
			if span.Contains(t.rep.Times[i].Span) {
				return &t.rep.Times[i]
			}
		}
	}
	return nil
}

// linkRetold ties each event to the first of the report of which it tells again.
func (b *builder) linkRetold() {
	if len(b.rep.Events) < 2 {
		return
	}
	first := Retold(b.doc, b.rep)
	order := make([]int, len(b.events))
	for e := range b.events {
		order[b.event[e]] = e
	}
	of := make([]int, len(order)) // report's event -> the first that is the same
	for n, e := range order {
		of[n] = n
		again := &b.events[e]
		for k := range n {
			if before := &b.events[order[k]]; of[k] == k && first[before.trigger] == first[again.trigger] && b.oneEvent(before, again) {
				of[n] = k
				break
			}
		}
		if k := b.takenUp(order, of, n); of[n] == n && k != graph.None {
			of[n] = k
		}
		if of[n] != n {
			b.rep.Events[n].Links = append(b.rep.Events[n].Links, graph.Link{Name: "same_event", Event: of[n]})
		}
	}
}

// takenUp returns the only event before n of its class that a noun said to be known
// takes up: "the attack", "its offensive". With two of them it is not known which.
func (b *builder) takenUp(order, of []int, n int) int {
	again := &b.events[order[n]]
	if !b.tree.nominal(again.trigger) || !b.definiteNoun(again.trigger) && !b.has(again.trigger, "nmod:poss") {
		return graph.None
	}
	found := graph.None
	for k := range n {
		before := &b.events[order[k]]
		if of[k] != k || before.Class != again.Class {
			continue
		}
		if found != graph.None || !b.sameParties(before, again) {
			return graph.None
		}
		found = k
	}
	return found
}

// oneEvent reports whether what the words take for a retelling is one event of the
// graph. Encounters repeat: outside the opening a second one must be known ("the
// talks").
func (b *builder) oneEvent(first, again *event) bool {
	if !ontology.Is(first.Class, again.Class) && !ontology.Is(again.Class, first.Class) || !b.sameParties(first, again) {
		return false
	}
	switch {
	case b.doc.Sentence(first.trigger) == 0:
		return true
	case b.tree.nominal(again.trigger):
		return b.definiteNoun(again.trigger)
	}
	return !ontology.Is(again.Class, "Encounter")
}

// sameParties reports whether two events share somebody, where both name anyone, and no
// role of both is filled by two that are named.
func (b *builder) sameParties(x, y *event) bool {
	same := len(x.Roles) == 0 || len(y.Roles) == 0
	for _, p := range x.Roles {
		for _, q := range y.Roles {
			c, d := b.mentions[p.Mention].chain, b.mentions[q.Mention].chain
			switch {
			case c == d:
				same = true
			case p.Name == q.Name && b.chains[c].named && b.chains[d].named && !ontology.Is(x.Class, "Encounter"):
				return false
			}
		}
	}
	return same
}
