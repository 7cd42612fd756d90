package extract

import "newsgraph/graph"

// This file cuts the author's own words off what someone is said to have said.

// withoutOwn cuts the author's own words off the indirect speech that verb i introduces
// with clause c: the day it was said on ("said on Monday it would close"), and behind a
// comma the source, what it is called ("a move that …") and what had come before ("after
// talks broke down").
func (r *reading) withoutOwn(runs [][2]int, c, i int) [][2]int {
	for k := range runs {
		run := &runs[k]
		if run[0] == i+1 {
			run[0] = r.pastDay(run[0], run[1])
		}
		for t := max(run[0], c, i) + 1; t < run[1]; t++ {
			if r.low[t-1] == "," && r.inQuote[t] == graph.None && r.ownFrom(t, c) {
				run[1] = t - 1
			}
		}
	}
	return trimRuns(r, runs)
}

// pastDay returns the token behind "on Monday" at token t, where a clause follows.
func (r *reading) pastDay(t, end int) int {
	if _, day := weekdays[r.word(t+1)]; day && r.low[t] == "on" && t+3 < end && r.word(t+2) != "," {
		return t + 2
	}
	return t
}

// ownFrom reports whether the author's own words begin at token t, in or behind clause c.
func (r *reading) ownFrom(t, c int) bool {
	if r.low[t] == "according" {
		return true
	}
	for j := t; j < t+4 && j < len(r.low); j++ {
		if r.low[j] == "after" && r.is(j, "mark") && r.finite(r.head(j)) && r.is(r.head(j), "advcl") && r.tenseOf(r.head(j)) == "past" && r.head(r.head(j)) == c {
			return j == t || r.time(j-1)
		}
	}
	if r.low[t] != "a" && r.low[t] != "an" || !summaryNouns[r.word(t+1)] {
		return false
	}
	k := r.kid(t+1, "nmod")
	return r.word(t+2) == "that" || r.word(t+2) == "which" || r.has(t+1, "acl:relcl") || k != graph.None && r.has(k, "acl:relcl") // "a shift in focus that"
}

// summaryNouns are the nouns by which an author sums up what was said.
var summaryNouns = words("summary-nouns")
