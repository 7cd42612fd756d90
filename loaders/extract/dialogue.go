package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file attributes quotations that no reporting verb introduces: parts of one
// utterance, turns of a dialogue, words beside which the text says what the speaker does.

// goesOn reports whether the paragraph after quote q goes on with it: who speaks is
// mostly told there.
func (r *reading) goesOn(q int) bool {
	return r.quotes[q].open && q+1 < len(r.quotes) && r.quotes[q+1].joins == q
}

// carryBack gives the paragraphs that quote q goes on with the statement of q.
func (r *reading) carryBack(q int, of []int) {
	for j := r.quotes[q].joins; of[q] != graph.None && j != graph.None && of[j] == graph.None; j = r.quotes[j].joins {
		of[j] = of[q]
		r.addQuote(of[q], j)
		slices.SortFunc(r.statements[of[q]].tokens, func(a, b [2]int) int { return a[0] - b[0] })
	}
}

// sameUtterance reports whether the quotation at token first goes on with direct statement
// s: only the words of attribution stand between, `"…," she said. "…"`.
func (r *reading) sameUtterance(s, q, first int) bool {
	st := &r.statements[s]
	if st.Mode != "direct" || st.cue == graph.None || len(st.Quotes) == 0 {
		return false
	}
	gap := r.doc.Text[r.endOf(s):r.quotes[q].B]
	if strings.Contains(gap, "\n") || len(gap) > 80 {
		return false
	}
	last := st.tokens[len(st.tokens)-1]
	return last[0] > st.cue && strings.TrimSpace(gap) == "" || r.doc.Sentence(first)-r.doc.Sentence(st.cue) <= 1 && st.tokens[0][0] < st.cue && last[1] <= st.cue+1
}

// tagged returns who does what the words right behind quote q tell, as part of its
// sentence: `"It is," she paused, "the worst day"`; or None.
func (r *reading) tagged(q, end, stop int) int {
	inner := strings.TrimRight(r.doc.Text[r.quotes[q].B:r.quotes[q].E], "\"”’'» ")
	if inner == "" || !strings.ContainsAny(inner[len(inner)-1:], ",?!-") || end >= stop || r.inQuote[end] != graph.None || !strings.HasSuffix(inner, ",") && !r.lower(end) {
		return graph.None
	}
	return r.actorAt(end, stop)
}

// actorAt returns the person, named or "he", whose doing the words from token at tell: the
// subject with which they begin; or None.
func (r *reading) actorAt(at, stop int) int {
	for s := at; s < stop && s < at+6; s++ {
		v := r.head(s)
		if !r.is(s, "nsubj") || v < 0 || v < s || v >= stop || v > s+8 || (!r.verb(v) || !r.finite(v)) && !r.has(v, "cop") || r.inQuote[v] != graph.None {
			continue
		}
		m := r.speakerMention(s)
		lo, _ := r.subtree(s)
		if m == graph.None || r.mentions[m].typ != person || r.mentions[m].plural || lo > at+1 {
			return graph.None
		}
		return m
	}
	return graph.None
}

// beat returns who acts in the sentence beside quote q in its paragraph, right behind a
// quotation that opens it or right before: `"You will hear from my lawyers." Doe hung up.`
func (r *reading) beat(q, end int) int {
	text := r.doc.Text
	from := strings.LastIndexByte(text[:r.quotes[q].B], '\n') + 1
	if strings.TrimSpace(text[from:r.quotes[q].B]) == "" && end < len(r.low) && r.closed(q) && !strings.Contains(text[r.quotes[q].E:r.tok(end).B], "\n") {
		b, stop := r.sentence(end)
		if b == end && !r.quotedWithin(b, stop) {
			return r.actorAt(b, stop)
		}
	}
	return r.beatBefore(q, from)
}

// beatBefore returns who acts, or how, in the sentence before quote q in its paragraph, when
// the quotation is all of the next: `Doe put down her cup. "We were never told."`
func (r *reading) beatBefore(q, from int) int {
	first, end := r.quoteTokens(q)
	start, stop := r.sentence(first)
	if first != start || first == 0 || !r.closed(q) || end < stop && r.doc.Sentence(end) == r.doc.Sentence(first) || r.tok(first-1).B < from {
		return graph.None
	}
	b, e := r.sentence(first - 1)
	if r.tok(b).B < from || e != first || r.quotedWithin(b, e) {
		return graph.None
	}
	return r.actorAt(b, e)
}

// whoseWords returns whose words the clause of tokens [start, first) announces: "Her advice
// was simple", "The reply from City Hall", "Doe's verdict"; or None.
func (r *reading) whoseWords(start, first int) int {
	for i := start; i < first; i++ {
		if !r.tree.nominal(i) || !utteranceNouns[r.lex.singular(r.low[i])] && !utteranceNouns[r.low[i]] || !r.is(i, "nsubj", "root") && r.head(i) >= start && r.head(i) < first {
			continue
		}
		if p := r.kid(i, "nmod:poss"); p != graph.None {
			return r.wordsOf(p)
		}
		for _, k := range r.obliques(i) {
			if p := r.prep(k); (p == "from" || p == "of" || p == "by") && k < first {
				return r.wordsOf(k)
			}
		}
		return graph.None
	}
	return graph.None
}

// wordsOf returns the mention of the speaker at token k, or None.
func (r *reading) wordsOf(k int) int {
	if m := r.speakerMention(k); m != graph.None && (r.agentive(m) || r.seatSpeaks(m, k)) {
		return m
	}
	return graph.None
}

// utteranceNouns are nouns of what is said in few words.
var utteranceNouns = words("utterance-nouns")

// quotedWithin reports whether a quotation stands among tokens [a, b).
func (r *reading) quotedWithin(a, b int) bool {
	return slices.ContainsFunc(r.inQuote[a:b], func(q int) bool { return q != graph.None })
}

// turnOf returns whose turn quotation q, a paragraph of its own, is in a dialogue: of the
// two who spoke in the two paragraphs before it the one who spoke first; or None.
func (r *reading) turnOf(q, first int) int {
	if !r.wholeParagraph(q) {
		return graph.None
	}
	b := r.lastStatement(first)
	if b == graph.None || r.statements[b].Mode != "direct" || r.paragraphs(r.endOf(b), r.quotes[q].B) != 1 {
		return graph.None
	}
	a := r.lastStatement(r.statements[b].tokens[0][0])
	if a == graph.None || r.statements[a].Mode != "direct" || r.paragraphs(r.endOf(a), r.tok(r.statements[b].tokens[0][0]).B) != 1 {
		return graph.None
	}
	x, y := r.statements[a].Speaker, r.statements[b].Speaker
	if x == y || r.mentions[x].kind == "name" && r.mentions[y].kind == "name" && r.sameChain(x, y) || r.mentions[x].kind == "pronoun" && r.mentions[y].kind == "pronoun" && r.mentions[x].name == r.mentions[y].name {
		return graph.None
	}
	return x
}

// paragraphs counts the breaks between paragraphs in bytes [a, b).
func (r *reading) paragraphs(a, b int) int {
	n := 0
	for _, line := range strings.Split(r.doc.Text[a:b], "\n")[1:] {
		if strings.TrimSpace(line) != "" {
			n++
		}
	}
	if strings.Contains(r.doc.Text[a:b], "\n") && !strings.HasSuffix(strings.TrimRight(r.doc.Text[a:b], " \t"), "\n") {
		return n
	}
	return n + min(1, strings.Count(r.doc.Text[a:b], "\n"))
}

// endOf returns the byte at which the words of statement s end.
func (r *reading) endOf(s int) int {
	st := &r.statements[s]
	end := st.Cue.E
	for _, run := range st.tokens {
		end = max(end, r.tok(run[1]-1).E)
	}
	return end
}

// wholeParagraph reports whether quote q is a paragraph of its own.
func (r *reading) wholeParagraph(q int) bool {
	text := r.doc.Text
	b, e := r.quotes[q].B, r.quotes[q].E
	from := strings.LastIndexByte(text[:b], '\n') + 1
	to := strings.IndexByte(text[e:], '\n')
	if to < 0 {
		to = len(text) - e
	}
	return strings.TrimSpace(text[from:b]) == "" && strings.TrimSpace(text[e:e+to]) == ""
}
