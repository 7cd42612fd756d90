package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file follows the paths of rules through a tree: from a trigger to the fillers of
// its roles.

// walk returns the tokens that path leads to from trigger i. A path is one or
// more steps joined by ".": "obj.poss" is the owner of the object.
func (r *reading) walk(path string, i int) []int {
	first, rest, more := strings.Cut(path, ".")
	at := r.step(first, i)
	for more && len(at) > 0 {
		var next []int
		var step string
		step, rest, more = strings.Cut(rest, ".")
		for _, t := range at {
			next = append(next, r.step(step, t)...)
		}
		at = next
	}
	return at
}

// step returns the tokens one step away from t. A step that is none of the named
// ones is a preposition.
func (r *reading) step(step string, t int) []int {
	one := func(k int) []int {
		if k == graph.None || k == t {
			return nil
		}
		return []int{k}
	}
	switch step {
	case "subj":
		return one(r.subject(t))
	case "obj":
		return one(r.object(t))
	case "iobj":
		return one(r.kid(t, "iobj"))
	case "by":
		return one(r.agent(t))
	case "poss":
		return one(r.kid(t, "nmod:poss"))
	case "mod":
		return r.modifiers(t)
	case "gov":
		return one(r.nounController(t))
	case "xcomp":
		return one(r.kid(t, "xcomp", "ccomp"))
	case "ing":
		for _, k := range r.kids[t] {
			if k > t && r.is(k, "advcl", "acl") && r.tok(k).XPOS == "VBG" && r.has(k, "mark") {
				return one(k) // "joined her in condemning the attack"
			}
		}
		return nil
	case "arg0", "arg1", "arg2", "arg3", "arg4":
		return r.argument(t, "ARG"+step[3:])
	case "inf":
		return r.infinitivesUnder(t)
	case "does":
		if w := r.wholeOf(t); r.is(w, "obj", "conj", "xcomp", "ccomp") {
			return one(r.nounController(t))
		}
		return nil
	case "refuser":
		if h := r.head(t); h >= 0 && r.lex.governors[r.nounLemma(h)+" noun"] != "" && r.is(h, "obj") && r.verb(r.head(h)) {
			return one(r.controllerOf(r.head(h))) // "turned down her request for talks"
		}
		return nil
	case "hosted":
		return r.hostsOf(t)
	case "and":
		return r.joinedVerbs(t)
	case "is":
		return one(r.describedBy(t))
	case "head":
		return one(r.head(t))
	case "where":
		if m := r.whereBody(t); m != graph.None {
			return one(r.mentions[m].head)
		}
		return nil
	}
	return r.prepositional(strings.ReplaceAll(step, "_", " "), t)
}

// describedBy returns what noun t describes: the noun it stands beside, or the
// subject of which it is said.
func (r *reading) describedBy(t int) int {
	if p := r.predicateOver(t); p != graph.None {
		return r.subject(p)
	}
	if h := r.head(t); h >= 0 && r.is(t, "appos") && h < t {
		return h
	}
	if k := r.kid(t, "appos"); k > t && r.has(t, "nmod:poss") && r.at[k] != graph.None && r.mentions[r.at[k]].kind == "name" {
		return k // "Arvo Bank's subsidiary, Nordlys Airlines,"
	}
	if m := r.nameBehind(t); m != graph.None && !r.has(t, "det", "nmod:poss") {
		return r.mentions[m].head // "Oslo native Jane Doe"
	}
	return graph.None
}

// joinedVerbs returns the verbs joined to t that share its subject: "lives and works in".
func (r *reading) joinedVerbs(t int) []int {
	var out []int
	for _, k := range r.kids[t] {
		if r.is(k, "conj") && r.verb(k) && !r.has(k, "nsubj", "nsubj:pass") {
			out = append(out, k)
		}
	}
	return out
}

// infinitivesUnder returns the infinitives that hang on t or on its phrases.
func (r *reading) infinitivesUnder(t int) []int {
	var out []int
	_, end := r.subtree(t)
	for k := t + 1; k < end; k++ {
		if r.verb(k) && r.hasTo(k) && r.under(k, t) && !r.inRelative(k, t) {
			out = append(out, k)
		}
	}
	return out
}

// inRelative reports whether a relative clause stands between token k and t above it:
// what its infinitives say is said of its noun.
func (r *reading) inRelative(k, t int) bool {
	for h, n := r.head(k), 0; h >= 0 && h != t && n < maxClimb; h, n = r.head(h), n+1 {
		if r.is(h, "acl:relcl") {
			return true
		}
	}
	return false
}

// modifiers returns the names and demonyms that modify noun t: "Israeli strikes".
func (r *reading) modifiers(t int) []int {
	var out []int
	for _, k := range r.kids[t] {
		if r.is(k, "amod", "compound") && k < t && (r.at[k] != graph.None || r.demonymAt(k) != graph.None) {
			out = append(out, k)
		}
	}
	return out
}

// argument returns the head of a semantic role of predicate t, if it lies in the
// same clause or is not claimed by the syntax of another role.
func (r *reading) argument(t int, role string) []int {
	f := r.frame[t]
	if f == graph.None {
		return nil
	}
	var out []int
	for _, a := range r.doc.Frames[f].Args {
		if a.Role == role && a.Head != t && r.inSameQuote(a.Head, t) {
			out = append(out, a.Head)
		}
	}
	return out
}

// prepositional returns the phrases that hang on t by preposition p, also those
// that the parser hung on the object or a time beside it.
func (r *reading) prepositional(p string, t int) []int {
	var out []int
	for _, k := range r.obliques(t) {
		if q := r.prep(k); (q == p || p == "with" && (q == "together with" || q == "along with")) && (p != "on" || !r.time(k)) {
			out = append(out, k)
		}
	}
	if w := r.wholeOf(t); len(out) == 0 && w != t {
		return r.prepositional(p, w)
	}
	if v := r.carrier(t); len(out) == 0 && v != graph.None {
		for _, k := range r.obliques(v) {
			if _, whom := r.relative(k); (k > t || whom) && r.prep(k) == p {
				out = append(out, k) // "held talks on Monday with her", "with whom she held talks"
			}
		}
	}
	if k := r.kid(t, "acl"); len(out) == 0 && p == "for" && k != graph.None && hostVerbs[r.lex.lemma(r.tree, k)] {
		return r.prepositional(p, k) // "a dinner hosted by her for him"
	}
	if c := r.heldClause(t); len(out) == 0 && c != graph.None && p == "with" {
		out = r.prepositional(p, c)
	}
	if v := r.head(t); len(out) == 0 && p == "between" && v > t && r.is(t, "nsubj", "nsubj:pass") {
		out = r.prepositional(p, v) // "the meeting was the third between them"
	}
	if len(out) == 0 && !r.verb(t) && p == "with" {
		return r.withBehind(t)
	}
	if len(out) == 0 && !r.verb(t) && p == "between" {
		return r.betweenBehind(t)
	}
	if len(out) > 0 || !r.verb(t) {
		return out
	}
	if p == "with" {
		for _, k := range r.kids[t] {
			if s := r.kid(k, "nsubj"); r.is(k, "advcl") && s > t && r.marked(k, "with") {
				out = append(out, s) // "spent the afternoon with her going over the terms"
			}
		}
	}
	for _, o := range r.kids[t] {
		if o > t && (r.time(o) || r.is(o, "compound:prt", "advmod") || r.is(o, "obj", "obl") && r.tok(o).UPOS == "PROPN" && (p == "in" || p == "at") || p == "with" && r.rel(o) == "obl" && meansPrepositions[r.prep(o)]) {
			for _, k := range r.kids[o] {
				if k > o && r.rel(k) == "nmod" && r.prep(k) == p {
					out = append(out, k)
				}
			}
		}
	}
	return out
}

// meansPrepositions are the prepositions of what a talk goes by: "spoke via video link with her".
var meansPrepositions = words("means-prepositions")
