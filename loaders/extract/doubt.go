package extract

import (
	"slices"

	"newsgraph/graph"
)

// This file reads doubt and denial that stand further from an event: "no agreement was
// reached on a meeting".

// plannedBy returns the status that the subject of clause h gives what the clause is for
// or about, "" if none: "preparations are under way for talks", "no agreement was reached
// on a meeting".
func (r *reading) plannedBy(h int, prep string) string {
	if prep != "for" && prep != "on" && prep != "about" && prep != "of" {
		return ""
	}
	n := r.kid(h, "nsubj", "nsubj:pass")
	if n == graph.None {
		return ""
	}
	g := r.lex.governors[r.nounLemma(n)+" noun"]
	if g != "" && r.none(n) && r.nounLemma(n) != "date" {
		return "hypothetical"
	}
	return g
}

// none reports whether noun n says that there is none of it: "no evidence".
func (r *reading) none(n int) bool {
	for _, k := range r.kids[n] {
		if k < n && (r.low[k] == "no" || r.low[k] == "little" || r.low[k] == "scant") && r.is(k, "det", "amod") {
			return true
		}
	}
	return false
}

// predicated returns the status that the subject of noun i gives it as its predicate, ""
// if none: "the goal is a meeting", "what is needed is a meeting".
func (r *reading) predicated(i int) string {
	if !r.tree.nominal(i) || !r.has(i, "cop") {
		return ""
	}
	n := r.kid(i, "nsubj", "csubj")
	if n == graph.None {
		return ""
	}
	if r.low[n] == "what" || r.low[n] == "all" {
		if n = r.kid(n, "acl:relcl"); n == graph.None {
			return ""
		}
	}
	if r.verb(n) {
		return r.lex.governors[r.lex.lemma(r.tree, n)+" obj"]
	}
	return r.lex.governors[r.nounLemma(n)+" noun"]
}

// inRow reports whether noun h is one of a row: "the first leader in years".
func (r *reading) inRow(h int) bool {
	if r.low[h] == "one" && r.has(h, "det") {
		return true // "was not the one to meet her"
	}
	for _, k := range r.kids[h] {
		if k < h && firsts[r.low[k]] {
			return true
		}
	}
	return false
}

// bareDay reports whether phrase k sets clause i, in the present tense, on a day of the
// week without a date: "meets her on Monday" is news of what will be. The dated present
// is that of captions.
func (r *reading) bareDay(i, k int) bool {
	if _, day := weekdays[r.low[k]]; !day || r.prep(k) != "on" || len(r.kids[k]) > 1 || r.has(i, "aux:pass") {
		return false
	}
	x := r.tok(i).XPOS
	return x == "VBZ" || x == "VBP" || x == "VBG" && r.has(i, "aux")
}

// whichWas returns the status that a clause behind noun i gives it: "a call with her, which
// Berlin declined", "a meeting, which did not take place"; "" if none.
func (r *reading) whichWas(i int) string {
	for _, n := range append([]int{i}, r.obliques(i)...) {
		c := r.kid(n, "acl:relcl")
		if c == graph.None {
			continue
		}
		for _, k := range r.kids[c] {
			switch g := r.lex.governors[r.governor(c)+" obj"]; {
			case r.low[k] != "which" && (r.low[k] != "that" || n != i):
			case r.is(k, "obj", "nsubj:pass") && (g == "refused" || g == "cancelled" || g == "denied"):
				return g
			case r.is(k, "nsubj") && r.negated(c) && occurrenceVerbs[r.lex.lemma(r.tree, c)]:
				return "negated"
			case r.is(k, "nsubj") && conclusionVerbs[r.lex.lemma(r.tree, c)] && r.tok(c).XPOS == "VBD" && !r.negated(c):
				return graph.Happened // "withdrew for talks that lasted three hours"
			}
		}
	}
	return ""
}

// wouldNot reports whether clause i says that someone would not meet or receive another: a
// refusal, unless a condition is behind it.
func (r *reading) wouldNot(i int) bool {
	if !meetingVerbs[r.lex.lemma(r.tree, i)] || r.tok(i).XPOS != "VB" || r.has(i, "aux:pass") || r.conditional(i) {
		return false
	}
	would := false
	for _, k := range r.kids[i] {
		if r.is(k, "aux") && r.low[k] != "would" && r.low[k] != "'d" {
			return false
		}
		would = would || r.is(k, "aux")
	}
	return would && r.negated(i)
}

var meetingVerbs = words("meeting-verbs")

// othersMeet reports whether noun i names those who meet, and the verb above says only who
// is there or not.
func (r *reading) othersMeet(i int) bool {
	h := r.head(i)
	if h < 0 || !r.is(i, "obj") || !attendVerbs[r.lex.lemma(r.tree, h)] {
		return false
	}
	return slices.ContainsFunc(r.obliques(i), func(k int) bool { p := r.prep(k); return p == "between" || p == "of" })
}

var attendVerbs = words("attend-verbs")

// goingAhead reports whether verb h says in the present tense that what it is said of is
// still to come: "is going ahead", "goes ahead".
func (r *reading) goingAhead(h int) bool {
	if r.lex.lemma(r.tree, h) != "go" || r.tok(h).XPOS == "VBD" || r.word(h+1) != "ahead" {
		return false
	}
	a := r.kid(h, "aux")
	return a == graph.None || r.tok(a).XPOS != "VBD" && r.tok(h).XPOS == "VBG"
}

// presumed reports whether clause i takes for granted what it asks: how, why, when or where.
func (r *reading) presumed(i int) bool {
	k := r.kid(i, "advmod")
	return k != graph.None && k < i && (r.low[k] == "how" || r.low[k] == "why" || r.low[k] == "when" || r.low[k] == "where")
}

// falsely reports whether verb h says something that is not so: "falsely claimed".
func (r *reading) falsely(h int) bool {
	return slices.ContainsFunc(r.kids[h], func(k int) bool { return untruly[r.low[k]] && r.is(k, "advmod") })
}

var untruly = words("untruly")
