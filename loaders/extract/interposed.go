package extract

import "newsgraph/graph"

// This file reads reporting clauses by their commas, and speakers by their place beside a
// reporting verb, where parsers fail most: within what is said, and upside down.

// interposed makes the statement in the midst of which reporting verb i stands with its
// speaker, in either order, between commas: "The dam, she said, was old", "No one,
// complained Jane Doe, had asked him".
func (r *reading) interposed(i int, c cue) bool {
	if !c.takes["clause"] || !r.finite(i) || r.inQuote[i] != graph.None || r.passive(i) {
		return false
	}
	first, end := r.sentence(i)
	first, end = r.afterMark(first, i), r.untilMark(i, end)
	who, lo, hi := r.speakerWithin(i, first, end)
	if who == graph.None || lo-2 < first || hi+1 >= end || r.tok(lo-2).UPOS == "PUNCT" || r.low[lo-2] == "and" || r.low[lo-2] == "but" {
		return false
	}
	if !r.leansOn(first, lo-1, hi, end) {
		return false
	}
	st := r.newStatement(i, c)
	st.Speaker, st.Rule, st.Confidence = who, "statement.interposed", 900
	st.tokens = trimRuns(r, [][2]int{{first, lo - 1}, {hi + 1, end}})
	if len(st.tokens) < 2 {
		return false
	}
	r.statements = append(r.statements, st)
	return true
}

// afterMark and untilMark keep to the part of a sentence between semicolons.
func (r *reading) afterMark(first, i int) int {
	for k := i; k > first; k-- {
		if r.low[k-1] == ";" || r.low[k-1] == ":" {
			return k
		}
	}
	return first
}

func (r *reading) untilMark(i, end int) int {
	for k := i; k < end; k++ {
		if r.low[k] == ";" {
			return k
		}
	}
	return end
}

// speakerWithin returns who speaks between the commas around reporting verb i, and the
// tokens between them, if nothing but the two stands there.
func (r *reading) speakerWithin(i, first, end int) (who, lo, hi int) {
	lo, hi = i, i+1
	for lo > first && r.low[lo-1] != "," && i-lo < 8 {
		lo--
	}
	for hi < end && r.low[hi] != "," && hi-i < 9 {
		hi++
	}
	if lo <= first || hi >= end || r.low[lo-1] != "," || r.low[hi] != "," || (lo == i) == (hi == i+1) {
		return graph.None, 0, 0
	}
	from, to := lo, i
	if lo == i {
		from, to = i+1, hi
	}
	return r.nounPhrase(from, to), lo, hi
}

// nounPhrase returns the mention of one that can speak that tokens [from, to) are, titles
// and descriptions before it included, or None.
func (r *reading) nounPhrase(from, to int) int {
	h := graph.None
	for k := from; k < to; k++ {
		if r.inQuote[k] != graph.None || r.tok(k).UPOS == "PUNCT" || r.verb(k) || r.tok(k).UPOS == "SCONJ" || relativePronouns[r.low[k]] || r.low[k] == "and" {
			return graph.None
		}
		if p := r.head(k); r.tree.nominal(k) && (p < from || p >= to || p == k) || r.at[k] != graph.None && r.mentions[r.at[k]].head == k && h == graph.None && p >= to {
			if h == graph.None {
				h = k
			}
		}
	}
	if h == graph.None || r.tok(h).UPOS == "ADP" || r.time(h) {
		return graph.None
	}
	m := r.speakerMention(h)
	if m == graph.None || !r.agentive(m) && !r.seatSpeaks(m, h) || r.mentions[m].first > to || r.mentions[m].first < from {
		return graph.None
	}
	return m
}

// leansOn reports whether the words on both sides of a reporting clause belong together:
// those before are no clause with a verb of its own, or those behind begin as what goes on.
func (r *reading) leansOn(a, b, c, d int) bool {
	finite := func(from, to int) bool {
		for k := from; k < to; k++ {
			if (r.verb(k) || r.tok(k).UPOS == "AUX") && r.finite(k) {
				return true
			}
		}
		return false
	}
	return !finite(a, b) && finite(c, d)
}

// nameBefore returns the person whose name, an apposition closed by a comma, stands right
// before the finite reporting verb i that has no subject: "the treasurer, Jane Doe, replied".
func (r *reading) nameBefore(i int) int {
	if !r.finite(i) || r.passive(i) || i < 3 || r.low[i-1] != "," || r.is(i, "acl", "acl:relcl", "advcl") {
		return graph.None
	}
	m := r.at[i-2]
	if m == graph.None || r.mentions[m].kind != "name" || r.mentions[m].typ != person || r.mentions[m].end != i-1 || r.inQuote[i-2] != r.inQuote[i] {
		return graph.None
	}
	if f := r.mentions[m].first; f < 2 || r.low[f-1] != "," {
		return graph.None
	}
	return m
}

// cameBehind returns from whom the quotation is that ends at token end, when the words
// behind it say that it came; or None.
func (r *reading) cameBehind(end, stop int) int {
	for i := end; i < stop && i < end+3; i++ {
		if m := r.cameFrom(i, stop); m != graph.None && (r.agentive(m) || r.mentions[m].typ == place) {
			return m
		}
	}
	return graph.None
}

// cameFrom returns from whom the reply is that verb i says came: `"No," came the answer
// from City Hall`; or None.
func (r *reading) cameFrom(i, stop int) int {
	if r.lex.lemma(r.tree, i) != "come" || r.inQuote[i] != graph.None {
		return graph.None
	}
	for k := i + 1; k < stop && k < i+5; k++ {
		if !replyNouns[r.low[k]] {
			continue
		}
		if p := r.kid(k, "nmod:poss"); p != graph.None {
			return r.speakerMention(p)
		}
		for j := k + 1; j < stop && j < k+8; j++ {
			if r.at[j] != graph.None && r.mentions[r.at[j]].head == j && (r.low[k+1] == "from" || r.low[k+1] == "of") {
				return r.speakerMention(j)
			}
		}
	}
	return graph.None
}

// replyNouns are nouns of what is said in return.
var replyNouns = words("reply-nouns")
