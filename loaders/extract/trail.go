package extract

import "newsgraph/graph"

// This file reads attributions at the end of a sentence: "…, she said on Monday".

// beforeTrail returns the words that the attribution at the end of a sentence is
// about, all before it: "Making sure of that was important, X added." A parser
// often hangs only a part of them on verb i.
func (r *reading) beforeTrail(i int) ([2]int, bool) {
	s := r.subjectToken(i)
	first, end := r.sentence(i)
	if s == graph.None || s > i || !r.endsAt(i+1, end) {
		return [2]int{}, false
	}
	lo, _ := r.subtree(s)
	for lo <= first || r.low[lo-1] != "," {
		if lo++; lo > s { // the parser hung what stands before the comma on the speaker
			return [2]int{}, false
		}
	}
	if r.inQuote[i] != r.inQuote[first] || r.inQuote[s] != r.inQuote[i] {
		return [2]int{}, false
	}
	return [2]int{first, lo - 1}, r.saysSomething(first, lo-1)
}

// endsAt reports whether the sentence ends at token i, or goes on with what the
// speaker does besides: ", adding that …".
func (r *reading) endsAt(i, end int) bool {
	return i >= end || r.low[i] == "." || r.low[i] == "," && i+1 < end && r.tok(i+1).XPOS == "VBG"
}

// saysSomething reports whether the tokens [from, to) are a clause of their own: a
// finite verb that no conjunction or relative pronoun makes a mere circumstance.
func (r *reading) saysSomething(from, to int) bool {
	if from < to && (r.is(from, "mark") || r.tok(from).UPOS == "SCONJ") {
		return false
	}
	for t := from; t < to; t++ {
		if (r.verb(t) || r.tok(t).UPOS == "AUX") && r.finite(t) && !r.is(t, "acl:relcl") {
			return true
		}
	}
	return false
}
