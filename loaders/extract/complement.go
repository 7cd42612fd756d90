package extract

import (
	"slices"

	"newsgraph/graph"
)

// This file finds what a reporting verb reports, of whom or what, and to whom.

// complement returns the head of what reporting verb i reports, whom or what it
// is about, and to whom it is said.
func (r *reading) complement(i int, c cue) (content, about, addressee int) {
	about, addressee = graph.None, r.addressee(i)
	if (c.takes["clause"] || c.takes["finding"] && r.inquires(i)) && !r.passive(i) {
		if k := r.clauseOf(i); k != graph.None {
			return k, about, addressee
		}
	}
	obj := r.object(i)
	if inf := r.infinitiveOf(i); inf != graph.None {
		if c.takes["object-inf"] && obj != graph.None {
			if m := r.mentionAt(obj); m != graph.None {
				return inf, about, m
			} else if r.tree.nominal(obj) && r.is(inf, "xcomp", "ccomp") {
				return inf, about, addressee // "urged both sides to lay down their arms"
			}
		}
		if c.takes["inf"] && obj == graph.None || c.takes["for"] && r.onSomeone(i) {
			if on := r.on(i); on != graph.None {
				addressee = on
			}
			return inf, about, addressee
		}
	}
	if k := r.kid(i, "xcomp", "ccomp", "advcl"); c.takes["ing"] && k > i && r.tok(k).XPOS == "VBG" {
		return k, about, addressee
	}
	for _, k := range r.obliques(i) {
		if c.takes[r.prep(k)] && k > i && !r.time(k) && (obj == graph.None || r.prep(k) != "as" && c.verb != "call") {
			return k, about, addressee
		}
	}
	if k := r.kid(i, "ccomp", "xcomp", "advcl"); c.takes["wh"] && k > i && r.questions(k) {
		return k, about, addressee
	}
	if obj == graph.None || obj < i && !r.passive(i) {
		return graph.None, about, addressee
	}
	return r.targetOf(i, obj, c, addressee)
}

// inquires reports whether the subject of verb i is one whose findings are published:
// auditors who "found that" say so, a cook who did says nothing.
func (r *reading) inquires(i int) bool {
	s := r.subject(i)
	if s == graph.None || r.inQuote[i] != graph.None {
		return false
	}
	m := r.at[s]
	return inquirers[r.lex.singular(r.low[s])] || m != graph.None && r.mentions[m].typ == organization || r.document(s)
}

// inquirers are nouns of those whose trade it is to find out and tell.
var inquirers = words("inquirers")

// questions reports whether clause k is an indirect question.
func (r *reading) questions(k int) bool {
	lo, _ := r.subtree(k)
	switch r.low[lo] {
	case "whether", "if", "how", "what", "why", "when", "where", "who", "which":
		return true
	}
	return false
}

// targetOf returns the complement of verbs that say something about an object:
// "criticised Israel's conduct", "described the toll as …".
func (r *reading) targetOf(i, obj int, c cue, addressee int) (int, int, int) {
	about := r.aboutOf(obj)
	if r.tok(obj).UPOS == "SYM" || c.verb == "deny" && r.bareNoun(obj) {
		return graph.None, about, addressee // a sum of money, or "denied the charges": no words of the speaker's
	}
	if k := r.sumOf(i, obj); c.takes["sum"] && k != graph.None {
		return obj, about, addressee
	}
	if c.takes["object"] && !r.agentNoun(obj) || c.takes["target"] || c.takes["target-person"] && about != graph.None || c.takes["target-act"] && r.eventNoun(obj) {
		return obj, about, addressee
	}
	if c.takes["as"] {
		for _, k := range r.kids[i] {
			if k > obj && (r.is(k, "xcomp", "obj", "iobj", "ccomp") || r.rel(k) == "obl" && (r.prep(k) == "as" || r.prep(k) == "" && !r.time(k)) || r.predicateOf(obj, k)) {
				return obj, about, addressee
			}
		}
		for _, k := range r.kids[obj] { // "called the march a disgrace", the one hung on the other
			if k > obj && r.is(k, "appos", "nmod", "dep", "list") && (r.prep(k) == "" || r.prep(k) == "as") {
				return obj, about, addressee
			}
		}
	}
	return graph.None, about, addressee
}

// sumOf returns the number at which verb i puts its object, "put the toll at 31", or None.
func (r *reading) sumOf(i, obj int) int {
	for _, k := range append(r.obliques(i), r.obliques(obj)...) {
		if k > obj && r.prep(k) == "at" && !r.time(k) && (r.tok(k).UPOS == "NUM" || r.tok(k).UPOS == "SYM" || r.has(k, "nummod")) {
			return k
		}
	}
	return graph.None
}

// bareNoun reports whether nothing behind noun o or as its owner says what it is about.
func (r *reading) bareNoun(o int) bool {
	for _, k := range r.kids[o] {
		if k > o && !r.is(k, "punct") || r.is(k, "nmod:poss") {
			return false
		}
	}
	return r.at[o] == graph.None || r.mentions[r.at[o]].kind != "name"
}

// withRest returns the object of verb i with the complements behind it: "called
// the march a disgrace", "accused the firm of fraud".
func (r *reading) withRest(obj, i int) [][2]int {
	lo, hi := r.subtree(obj)
	for _, k := range r.kids[i] {
		if k > obj && (!r.time(k) || r.predicateOf(obj, k)) && (r.is(k, "xcomp", "obj", "iobj", "ccomp") || r.rel(k) == "obl" && (r.prep(k) == "" || withObject[r.prep(k)]) || r.is(k, "advcl") && (r.marked(k, "of") || r.marked(k, "for") || r.purposeAt(k, hi))) {
			_, e := r.subtree(k)
			hi = max(hi, e)
		}
	}
	return trimRuns(r, [][2]int{{max(lo, i+1), hi}})
}

// predicateOf reports whether phrase k says what object obj is called: "the verdict a sad
// day", whatever the parser made of a day.
func (r *reading) predicateOf(obj, k int) bool {
	lo, _ := r.subtree(k)
	_, end := r.subtree(obj)
	return k > obj && lo == end && (r.low[lo] == "a" || r.low[lo] == "an") && r.is(k, "obl", "obl:unmarked", "obl:tmod")
}

// withObject are the prepositions of what belongs to what is said, behind its object.
var withObject = words("with-object")

// purposeAt reports whether k is an infinitive that begins at token at: "laid out
// steps to ensure …", hung on the verb instead of the noun.
func (r *reading) purposeAt(k, at int) bool {
	lo, _ := r.subtree(k)
	return lo == at && r.hasTo(k)
}

// agentNoun reports whether object o is someone rather than something said.
func (r *reading) agentNoun(o int) bool {
	m := r.mentionAt(o)
	return m != graph.None && r.agentive(m) && (r.mentions[m].kind != "nominal" || !r.indefinite(o))
}

// aboutOf returns the person, organization or country that object phrase o is or
// belongs to ("Israel's conduct").
func (r *reading) aboutOf(o int) int {
	if m := r.mentionAt(o); m != graph.None && r.agentive(m) {
		return m
	}
	if p := r.kid(o, "nmod:poss"); p != graph.None {
		if m := r.mentionAt(p); m != graph.None && r.agentive(m) {
			return m
		}
	}
	return graph.None
}

// agentive reports whether mention m is someone or something that can act.
func (r *reading) agentive(m int) bool {
	switch r.mentions[m].typ {
	case person, organization, country, group:
		return true
	case place:
		return r.mentions[m].kind == "name" && r.mentions[m].class == "Territory"
	}
	return r.mentions[m].kind == "pronoun"
}

// eventNoun reports whether noun o is something that is done or said.
func (r *reading) eventNoun(o int) bool {
	if r.frame[o] != graph.None || r.tok(o).Ment == "event" {
		return true
	}
	n := r.know.Noun(r.lex.singular(r.low[o]))
	return n == "event" || n == "speech"
}

// clauseOf returns the clause that verb i governs as what is said, also one that
// stands before it, and that which the parser hung the verb on ("…, she said").
func (r *reading) clauseOf(i int) int {
	for _, k := range r.kids[i] {
		if r.is(k, "ccomp") && !r.under(r.subjectToken(i), k) {
			return k
		}
	}
	if x := r.kid(i, "xcomp"); x > i && !r.verb(x) {
		if k := r.kid(x, "ccomp"); k > x {
			return k // "made it clear that"
		}
	}
	if k := r.thatClause(i); k != graph.None {
		return k
	}
	if h := r.head(i); h >= 0 && r.is(i, "parataxis", "parataxis:insert") && r.ownSubject(i) != graph.None && r.inQuote[i] == graph.None && !r.newSentence(i) {
		return h
	}
	if k := r.adjoined(i); k != graph.None {
		return k
	}
	if h := r.head(i); h > i && r.is(i, "advcl") && !r.has(i, "mark") && r.ownSubject(i) != graph.None && r.finite(i) {
		return h // "she noted, in the days since, he has …", parsed upside down
	}
	return graph.None
}

// adjoined returns the clause right behind reporting verb i that the parser hung beside
// it: "Berlin denies it; Warsaw maintains it was told".
func (r *reading) adjoined(i int) int {
	if h := r.head(i); h >= 0 && h < i && r.is(i, "parataxis", "conj") && r.ownSubject(i) != graph.None && r.finite(i) {
		for _, k := range r.kids[h] {
			if lo, _ := r.subtree(k); k > i && lo == i+1 && r.is(k, "parataxis", "ccomp") && r.verb(k) && r.finite(k) {
				return k
			}
		}
	}
	return graph.None
}

// newSentence reports whether a semicolon before clause i keeps it apart from the one
// that it hangs on.
func (r *reading) newSentence(i int) bool {
	first, _ := r.subtree(i)
	return r.low[first] == ";" || r.word(first-1) == ";"
}

// thatClause returns the "that" clause after verb i that the parser hung on a noun
// between them: "stressed at the start of his remarks that …".
func (r *reading) thatClause(i int) int {
	_, end := r.sentence(i)
	for k := i + 1; k < end; k++ {
		if r.low[k] != "that" || !r.is(k, "mark") {
			continue
		}
		c := r.head(k)
		if c > k && r.is(c, "acl", "advcl", "parataxis", "conj") && r.head(c) > i && r.under(c, i) && !r.verb(r.head(c)) && !contentNouns[r.low[r.head(c)]] {
			return c
		}
		return graph.None
	}
	return graph.None
}

// contentNouns holds nouns that take a "that" clause of their own.
var contentNouns = words("content-nouns")

func (r *reading) subjectToken(i int) int {
	return r.kid(i, "nsubj", "nsubj:pass")
}

func (r *reading) infinitiveOf(i int) int {
	for _, k := range r.kids[i] {
		if k > i && r.is(k, "xcomp", "ccomp", "advcl") && r.tok(k).UPOS != "ADP" && !r.finite(k) && r.hasTo(k) {
			return k
		}
	}
	return graph.None
}

func (r *reading) hasTo(k int) bool {
	for _, m := range r.kids[k] {
		if r.is(m, "mark") && r.low[m] == "to" {
			return true
		}
	}
	return false
}

// on returns the mention after "on" or "upon": "called on Israel to …".
func (r *reading) on(i int) int {
	for _, k := range r.obliques(i) {
		if p := r.prep(k); (p == "on" || p == "upon" || p == "to") && k > i {
			if m := r.mentionAt(k); m != graph.None && r.agentive(m) {
				return m
			}
		}
	}
	return graph.None
}

// onSomeone reports whether verb i has a phrase of whom it calls on, mention or not:
// "called on both sides to stop".
func (r *reading) onSomeone(i int) bool {
	return slices.ContainsFunc(r.obliques(i), func(k int) bool {
		p := r.prep(k)
		return (p == "on" || p == "upon") && k > i && !r.time(k) && r.tree.nominal(k)
	}) || r.on(i) != graph.None
}

// addressee returns to whom verb i speaks: the object of "tell", "to X".
func (r *reading) addressee(i int) int {
	if l := r.lex.lemma(r.tree, i); l == "tell" || l == "assure" || l == "warn" || l == "remind" || l == "inform" {
		if o := r.kid(i, "iobj", "obj"); o != graph.None && o > i {
			if m := r.mentionAt(o); m != graph.None && r.agentive(m) {
				return m
			}
		}
	}
	for _, k := range r.obliques(i) {
		if r.prep(k) == "to" && k > i {
			if m := r.mentionAt(k); m != graph.None && r.agentive(m) {
				return m
			}
		}
	}
	return graph.None
}
