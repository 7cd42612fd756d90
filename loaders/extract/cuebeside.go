package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file finds the cue of a quotation in the words before and behind it.

// cueAfter returns the reporting verb right after quote q: `," X said`, `," said X`.
func (r *reading) cueAfter(q, end, stop int) int {
	inner := strings.TrimRight(r.doc.Text[r.quotes[q].B:r.quotes[q].E], "\"”’'» ")
	if strings.HasSuffix(inner, ".") && !strings.HasSuffix(inner, "..") && end < stop && !r.lower(end) {
		if end+1 >= stop || !r.reportsAt(end+1) {
			return graph.None
		}
	}
	for i := end; i < stop && i < end+24; i++ {
		if r.inQuote[i] != graph.None {
			return graph.None
		}
		if r.reportsAt(i) && r.quoteSpeaker(i, end, stop) != graph.None {
			return i
		}
		if r.verb(i) && !r.reportsAt(i) && r.finite(i) && !r.is(i, "acl:relcl", "advcl", "aux", "cop") {
			return graph.None
		}
	}
	return graph.None
}

// nextSentenceCue returns the reporting verb of the sentence behind quote q when that
// sentence says nothing else: `"Enough!" X shouted from the balcony.`
func (r *reading) nextSentenceCue(q, end, stop int) int {
	if end != stop || end >= len(r.low) || !r.closed(q) || strings.Contains(r.doc.Text[r.quotes[q].E:r.tok(end).B], "\n") {
		return graph.None
	}
	_, last := r.sentence(end)
	i := r.cueAfter(q, end, last)
	if i == graph.None || i > end+8 || r.clauseOf(i) != graph.None || r.has(i, "obj", "ccomp", "xcomp") {
		return graph.None
	}
	for k := i; k < last; k++ {
		if r.inQuote[k] != graph.None || r.low[k] == ":" || r.low[k] == "that" {
			return graph.None
		}
	}
	return i
}

// reportsAt reports whether token i is a verb that can introduce a quotation.
func (r *reading) reportsAt(i int) bool {
	c, ok := r.cueAt(i)
	return ok && c.takes["quote"] && (c.verb != "read" || !r.someoneReads(i))
}

// someoneReads reports whether a person reads by verb i: what is read then is a title, or
// the words of another.
func (r *reading) someoneReads(i int) bool {
	s := r.subject(i)
	if s == graph.None || s > i || r.document(s) {
		return false
	}
	m := r.mentionAt(s)
	return m != graph.None && r.mentions[m].typ != organization
}

// cueBefore returns the last reporting verb between the start of the sentence and
// the quote, where only a short tail stands between: `X said: "`, `X told Y, "`.
func (r *reading) cueBefore(start, first int) int {
	if first == start {
		return graph.None
	}
	tail := r.low[first-1]
	for i := first - 1; i >= start; i-- {
		if r.inQuote[i] != graph.None {
			break
		}
		if r.reportsAt(i) && r.quoteSpeaker(i, start, first) != graph.None {
			if tail == "," || tail == ":" || first-i <= 3 || r.clauseOf(i) != graph.None && r.clauseOf(i) >= first {
				return i
			}
			return graph.None
		}
	}
	return r.cueAcross(start, first)
}

// cueAcross returns the reporting verb between two quotes of one sentence, of
// which the second is the quotation in question: `"…," X said, "…"`.
func (r *reading) cueAcross(start, first int) int {
	for i := first - 1; i >= start && first-i < 24; i-- {
		if r.inQuote[i] != graph.None {
			return graph.None
		}
		if r.reportsAt(i) && r.quoteSpeaker(i, start, first) != graph.None {
			return i
		}
	}
	return graph.None
}

// colonBefore returns the reporting verb of the sentence before a paragraph that
// is a quotation, when that sentence ends in a colon.
func (r *reading) colonBefore(q, start, first int) int {
	if first != start || start == 0 || r.low[start-1] != ":" {
		return graph.None
	}
	before, _ := r.sentence(start - 1)
	for i := start - 1; i >= before; i-- {
		if r.reportsAt(i) && r.quoteSpeaker(i, before, start) != graph.None {
			return i
		}
	}
	return graph.None
}
