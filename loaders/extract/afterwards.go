package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file reads what became of what was planned: who planned it did not come, or it was
// called off.

// afterwards returns the status of the plan of token i once the text has gone on.
func (r *reading) afterwards(i int, s status) status {
	switch {
	case r.stayedAway(i):
		return s.with("negated")
	case r.calledOff(i):
		return s.with("cancelled")
	}
	return s
}

// stayedAway reports whether the sentence goes on to say that who planned what token i says
// did not come: "had agreed to meet her but did not turn up".
func (r *reading) stayedAway(i int) bool {
	_, end := r.sentence(i)
	for k := i + 1; k < end; k++ {
		if !r.verb(k) || r.inQuote != nil && r.inQuote[k] != r.inQuote[i] {
			continue
		}
		lemma := r.lex.lemma(r.tree, k)
		if came := lemma == "come" || lemma == "appear" || (lemma == "turn" || lemma == "show") && r.word(k+1) == "up"; !came {
			continue
		}
		before := r.word(k-1) + " " + r.word(k-2)
		if before == "not did" || strings.HasPrefix(before, "n't ") || strings.HasPrefix(before, "never ") && !r.has(k, "nsubj") || before == "to failed" {
			return true
		}
	}
	return false
}

// calledOff reports whether the sentence or the one behind it goes on to say that what
// token i plans was cancelled: "was due to meet her, but the talks were called off".
func (r *reading) calledOff(i int) bool {
	_, end := r.sentence(i)
	for k := i + 1; k < end; k++ {
		if r.cancels(k) && r.inSameQuote(i, k) {
			return true
		}
	}
	if end >= len(r.low) {
		return false
	}
	_, last := r.sentence(end)
	for k := end; k < last; k++ {
		if r.cancels(k) && r.mainClause(k) && r.inSameQuote(i, k) {
			return true
		}
	}
	return false
}

// mainClause reports whether verb k is that of its sentence, or of what the sentence reports
// as so: "The trip was cancelled, the ministry said".
func (r *reading) mainClause(k int) bool {
	h := r.head(k)
	if h < 0 || !r.is(k, "ccomp") {
		return h < 0
	}
	c, says := r.cueAt(h)
	return says && r.head(h) < 0 && (c.stance == "neutral" || c.stance == "factive")
}

// cancels reports whether verb k says that a meeting or journey known from before did not
// come about.
func (r *reading) cancels(k int) bool {
	s := r.kid(k, "nsubj", "nsubj:pass")
	if !r.verb(k) || s == graph.None || s > k || !r.knownPlan(s) {
		return false
	}
	slot := " subj"
	if r.passive(k) {
		slot = " obj"
	}
	return r.lex.governors[r.governor(k)+slot] == "cancelled" && r.statusAt(k, maxClimb-1).status == graph.Happened
}

// knownPlan reports whether noun i is "the meeting", "that trip" and nothing says which.
func (r *reading) knownPlan(i int) bool {
	d := r.kid(i, "det")
	return (plannedNouns[r.low[i]] || trips[r.low[i]]) && d != graph.None && resumingWords[r.low[d]] && !r.has(i, "nmod", "nmod:poss", "acl", "acl:relcl", "compound", "amod")
}

// plannedNouns are meetings that one plans.
var plannedNouns = words("planned-nouns")
