package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file makes mentions of descriptions: "the central bank", "thousands of farmers".

// mentionNominals finds descriptions of people, groups, organizations and places
// ("the foreign minister", "the company") and the pronouns.
func (r *reading) mentionNominals() {
	for i := range r.low {
		if r.at[i] != graph.None {
			continue
		}
		if p, ok := pronouns[r.low[i]]; ok && r.namesake(i) {
			r.put(mention{first: i, end: i + 1, head: i, kind: "name", typ: person, class: "Person", name: r.doc.Form(i), chain: graph.None})
			continue
		} else if ok && (r.tok(i).UPOS == "PRON" || r.tok(i).UPOS == "DET") {
			p.first, p.end, p.head, p.kind, p.name, p.chain = i, i+1, i, "pronoun", r.low[i], graph.None
			r.put(p)
			continue
		}
		if d, ok := r.know.Demonym(r.doc.Form(i)); ok && r.capital(i) && r.headsPhrase(i) {
			m := mention{first: i, end: i + 1, head: i, chain: graph.None}
			if r.typeDemonym(&m, d) {
				r.put(m)
				continue
			}
		}
		if n, ok := r.lex.nounOf(r.tree, i); ok && r.headsPhrase(i) {
			r.put(r.nominalAt(i, n))
		} else if r.aged(i) {
			r.put(r.nominalAt(i, noun{kind: person}))
		}
	}
}

// takesPlace reports whether token i is the "place" of "took place", which is none.
func (r *reading) takesPlace(i int) bool {
	h := r.head(i)
	return r.low[i] == "place" && h >= 0 && r.word(i-1) != "the" && r.word(i-1) != "a" && r.is(i, "obj", "obl") && r.lex.lemma(r.tree, h) == "take"
}

// headsPhrase reports whether noun i is the head of a phrase of its own.
func (r *reading) headsPhrase(i int) bool {
	return r.tree.nominal(i) && !r.is(i, "compound", "amod", "nmod:desc", "flat", "fixed", "case", "goeswith", "cc")
}

func (r *reading) nominalAt(i int, n noun) mention {
	first, end := r.phrase(i)
	m := mention{first: first, end: end, head: i, kind: "nominal", name: r.text(first, end),
		noun: r.lex.singular(r.low[i]), gender: n.gender, chain: graph.None}
	m.plural = r.feat(i, "Number=Plur") || m.noun != r.low[i] || n.kind == "people"
	switch n.kind {
	case "office", "occupation", "person", "people":
		m.typ, m.class = person, "Person"
		if m.plural {
			m.typ, m.class = group, "Group"
		}
	case "organization":
		m.typ, m.class = organization, "Organization"
	case "group":
		m.typ, m.class = group, "Group"
	case "place", "country":
		m.typ, m.class = place, "Place"
	default:
		m.typ, m.class = r.commonType(m)
	}
	return m
}

// quantities are nouns that only count what follows: "thousands of farmers".
var quantities = words("quantities")

// commonType types a nominal that the noun list does not hold by the tables and
// by the tagger's type of its head.
func (r *reading) commonType(m mention) (typ, class string) {
	if k := r.kid(m.head, "nmod"); k != graph.None && quantities[r.low[m.head]] && r.prep(k) == "of" {
		n := r.nominalAt(k, noun{})
		if l, ok := r.lex.nounOf(r.tree, k); ok {
			n = r.nominalAt(k, l)
		}
		return n.typ, n.class
	}
	typ = r.tok(m.head).Ment
	if typ == "" || typ == "abstract" || typ == "object" {
		lemma := strings.ToLower(r.tok(m.head).Lemma)
		if n := r.know.Noun(lemma); typ == "" || n == person {
			typ = n
		}
	}
	if typ == "event" || slices.ContainsFunc(ruleTable().nouns[r.low[m.head]], func(u *Rule) bool { return u.Class != "" }) {
		return other, "Thing"
	}
	switch {
	case typ == person && m.plural:
		return group, "Group"
	case typ == person:
		return person, "Person"
	case typ == organization:
		return organization, "Organization"
	case typ == group:
		return group, "Group"
	case typ == place:
		return place, "Place"
	}
	return other, "Thing"
}

// phrase returns the tokens of the noun phrase of head i: its modifiers before
// it, and after it an "of" phrase.
func (r *reading) phrase(i int) (int, int) {
	first, end := i, i+1
	for _, k := range r.kids[i] {
		switch r.rel(k) {
		case "det", "amod", "compound", "nummod", "nmod", "flat", "advmod":
			if k < i && r.prep(k) == "" {
				if lo, _ := r.subtree(k); lo < first && r.doc.Sentence(lo) == r.doc.Sentence(i) && i-lo < 12 {
					first = lo
				}
			}
		}
		if k > i && k < i+8 && r.rel(k) == "nmod" && r.prep(k) == "of" && !r.punctuated(i, k) {
			if _, hi := r.subtree(k, "acl", "appos", "conj", "punct", "parataxis"); hi > end && hi-i < 12 {
				end = hi
			}
		}
		if k == i+1 && r.is(k, "flat") {
			end = max(end, k+1)
		}
		if k == i+1 && r.is(k, "amod") && r.has(k, "obl") {
			if _, hi := r.subtree(k); hi-i < 12 {
				end = max(end, hi) // "sources close to the family"
			}
		}
	}
	for first < i && (r.tok(first).UPOS == "PUNCT" || r.tok(first).UPOS == "CCONJ") {
		first++
	}
	return first, end
}

// namesake reports whether a word that looks like a pronoun is a name: "He", in
// the middle of a sentence, of He Lifeng.
func (r *reading) namesake(i int) bool {
	if r.low[i] != "he" && r.low[i] != "her" || !r.capital(i) || r.tok(i).B == r.doc.Sentences[r.doc.Sentence(i)].B {
		return false
	}
	if i > 0 && r.tok(i-1).UPOS == "PUNCT" {
		return false
	}
	for k := range r.mentions {
		if m := &r.mentions[k]; m.kind == "name" && m.typ == person && m.end-m.first > 1 && r.low[m.first] == r.low[i] {
			return true
		}
	}
	return false
}

var pronouns = func() map[string]mention {
	out := map[string]mention{}
	add := func(words, typ, gender string, plural bool) {
		for w := range set(words) {
			out[w] = mention{typ: typ, gender: gender, plural: plural, class: "Thing"}
		}
	}
	add("he him his himself", person, "male", false)
	add("she her hers herself", person, "female", false)
	add("i me my mine myself", person, "", false)
	add("it its itself", other, "", false)
	add("they them their theirs themselves", group, "", true)
	add("we us our ours ourselves", group, "", true)
	return out
}()

// mentionAt returns the mention that token i heads or is part of; for a relative
// pronoun, that of the noun it stands for. None when there is none.
func (r *reading) mentionAt(i int) int {
	if i == graph.None {
		return graph.None
	}
	if n, ok := r.relative(i); ok {
		i = n
	}
	return r.at[i]
}

// nominalMention returns the mention at noun i and makes one where there is none.
func (r *reading) nominalMention(i int) int {
	if m := r.mentionAt(i); m != graph.None {
		return m
	}
	if n, ok := r.relative(i); ok {
		i = n
	}
	return r.putNominal(r.nominalAt(i, noun{}))
}

// putNominal makes a mention of a description, and a client that of the one whose lawyer
// speaks.
func (r *reading) putNominal(n mention) int {
	m := r.put(n)
	if n.noun == "client" {
		if c := r.clientOf(&r.mentions[m]); c != graph.None {
			r.join(m, c)
		}
	}
	return m
}

// demonymAt returns a country mention for a word such as "Israeli" or "U.S."
// that modifies a noun, made on demand, or None.
func (r *reading) demonymAt(i int) int {
	if m := r.at[i]; m != graph.None {
		if r.mentions[m].typ == country {
			return m
		}
		return graph.None
	}
	first, end := i, i+1
	d, ok := r.adjectiveOf(i, i+1)
	if e, lo := r.longDemonym(i); lo != graph.None && r.at[lo] == graph.None && r.at[lo+1] == graph.None {
		d, ok, first, end = e, true, lo, lo+2
	}
	if !ok || !r.capital(i) {
		return graph.None
	}
	m := mention{first: first, end: end, head: i, kind: "name", typ: country, class: d.Class, name: d.Name, demonym: true, known: d, chain: graph.None}
	return r.put(m)
}

// longDemonym returns the country of the demonym of two words that token i is part
// of ("South Korean") and its first token, or None.
func (r *reading) longDemonym(i int) (Known, int) {
	for _, lo := range []int{i - 1, i} {
		if lo >= 0 && lo+1 < len(r.low) && r.capital(lo) && r.capital(lo+1) && r.doc.Sentence(lo) == r.doc.Sentence(lo+1) {
			if d, ok := r.adjectiveOf(lo, lo+2); ok {
				return d, lo
			}
		}
	}
	return Known{}, graph.None
}
