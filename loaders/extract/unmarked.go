package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file finds speech that neither verb nor quotation marks introduce: "in the view
// of", a dash at the start of a line.

// inView makes a statement of "in the view of X" and "in X's words": all else in the
// sentence.
func (r *reading) inView(i int) {
	if !views[r.low[i]] || r.prep(i) != "in" || r.rel(i) != "obl" || r.inQuote[i] != graph.None {
		return
	}
	s := r.kid(i, "nmod:poss")
	if k := r.kid(i, "nmod"); s == graph.None && k != graph.None && r.prep(k) == "of" {
		s = k
	}
	if s == graph.None {
		return
	}
	who := r.speakerMention(s)
	if who == graph.None || !r.agentive(who) || r.mentions[who].kind == "pronoun" {
		return
	}
	first, end := r.sentence(i)
	lo, hi := r.subtree(i)
	st := r.newStatement(i, cue{verb: "in the view of", class: "Say", stance: "neutral"})
	st.Speaker, st.Rule, st.Confidence = who, "statement.view", 850
	if st.tokens = trimRuns(r, [][2]int{{first, lo}, {hi, end}}); len(st.tokens) > 0 {
		r.statements = append(r.statements, st)
	}
}

var views = words("views")

// dashed makes statement st direct where its words open a paragraph with a dash, as
// speech is set without quotation marks: "- We will not leave, said X."
func (r *reading) dashed(st *statement) {
	at := st.tokens[0][0]
	if !dashes[r.low[at]] || st.tokens[0][1]-at < 2 || !r.opensParagraph(at) {
		return
	}
	st.tokens[0][0]++
	st.Mode, st.Rule = "direct", "statement.dash"
	for _, run := range st.tokens {
		st.Quotes = append(st.Quotes, r.span(run[0], run[1]))
	}
}

var dashes = map[string]bool{"-": true, "–": true, "—": true, "―": true}

// opensParagraph reports whether nothing but space stands before token i in its line.
func (r *reading) opensParagraph(i int) bool {
	text := r.doc.Text[:r.tok(i).B]
	return strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:]) == ""
}

// signed returns the mention of the person whose name stands behind a dash after the
// quotation that ends before token end, at the end of its line: `"…" - Jane Doe`.
func (r *reading) signed(end int) int {
	if end+1 >= len(r.low) || !dashes[r.low[end]] {
		return graph.None
	}
	m := r.personAt(end + 1)
	if m == graph.None {
		return graph.None
	}
	rest := r.doc.Text[r.tok(r.mentions[m].end-1).E:]
	if line, _, _ := strings.Cut(rest, "\n"); line != "" && line[0] != ',' && strings.TrimSpace(line) != "" {
		return graph.None
	}
	return m
}
