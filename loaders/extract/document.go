package extract

import "newsgraph/graph"

// This file finds who speaks through a document: "a statement from the health ministry".

// documentSpeaker returns who speaks through the text that noun s denotes: who issued
// it ("a statement from the health ministry"), else the text itself ("court documents");
// None when s is no text.
func (r *reading) documentSpeaker(s int) int {
	if !r.document(s) {
		return graph.None
	}
	for _, k := range r.kids[s] {
		p := r.prep(k)
		issues := r.is(k, "nmod:poss") || r.rel(k) == "nmod" && (p == "from" || p == "by") ||
			r.is(k, "compound") && r.at[k] != graph.None && r.mentions[r.at[k]].kind == "name"
		if !issues {
			continue
		}
		if m := r.speakerMention(k); m != graph.None && r.agentive(m) && (r.mentions[m].typ != country || r.is(k, "nmod:poss")) {
			return m
		}
	}
	return r.nominalMention(s)
}

// document reports whether noun s is of a text that says things.
func (r *reading) document(s int) bool {
	return s != graph.None && r.tok(s).UPOS == "NOUN" && r.lex.documents[r.lex.singular(r.low[s])]
}

// asDocument returns the kind of text through which the cue at token i speaks, or "".
func (r *reading) asDocument(i int) string {
	s := r.subjectToken(i)
	if r.low[i] == "according" {
		s = r.head(i)
	}
	if s >= 0 && r.document(s) {
		return r.lex.singular(r.low[s])
	}
	return ""
}

// besides reports whether the tokens [from, to) behind an attribution are the author's
// again: a circumstance (", as the market fell") or a clause of its own.
func (r *reading) besides(from, to int) bool {
	for from < to && r.tok(from).UPOS == "PUNCT" {
		from++
	}
	if from >= to {
		return false
	}
	if circumstances[r.low[from]] && r.is(from, "mark") {
		return true
	}
	h := r.head(from)
	return r.is(from, "cc") && h > from && h < to && r.verb(h) && r.ownSubject(h) > from
}

var circumstances = words("circumstances")

// onSport reports whether the text is about sport: four of its words are of such reports.
func (r *reading) onSport() bool {
	seen := map[string]bool{}
	for _, w := range r.low {
		if r.lex.sport[w] {
			seen[w] = true
		}
	}
	return len(seen) >= 4
}
