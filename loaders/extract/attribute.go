package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
)

// This file gives quotations their speaker by the text around them.

// attributeQuotes gives every quotation its statement: words quoted inside a
// reported clause belong to that statement, quotations of their own are
// attributed by the text around them.
func (r *reading) attributeQuotes() {
	of := make([]int, len(r.quotes)) // quote -> statement
	for q := range r.quotes {
		of[q] = graph.None
	}
	for q := range r.quotes {
		first, end := r.quoteTokens(q)
		if first >= end {
			continue
		}
		switch {
		case r.quotes[q].turn:
			if m := r.quotes[q].speaker; m != graph.None {
				of[q] = r.uncued(q, m)
				r.statements[of[q]].Rule = "statement.turn"
			}
		case r.quotes[q].joins != graph.None && of[r.quotes[q].joins] != graph.None:
			of[q] = of[r.quotes[q].joins]
			r.addQuote(of[q], q)
		case r.full(q, of):
			of[q] = r.attribute(q, first, end, of)
			r.carryBack(q, of)
		default:
			of[q] = r.partial(q, first, end)
		}
	}
}

// quoteTokens returns the tokens of quote q, marks included.
func (r *reading) quoteTokens(q int) (int, int) {
	first, _ := slices.BinarySearch(r.inQuoteStarts(), r.quotes[q].B)
	end := first
	for end < len(r.low) && r.tok(end).B < r.quotes[q].E {
		end++
	}
	return first, end
}

func (r *reading) inQuoteStarts() []int {
	if r.starts == nil {
		r.starts = make([]int, len(r.low))
		for i := range r.low {
			r.starts[i] = r.tok(i).B
		}
	}
	return r.starts
}

// full reports whether quote q is a quotation of its own: it begins as a sentence
// does, or goes on with one that a reporting phrase interrupted.
func (r *reading) full(q int, of []int) bool {
	text := r.doc.Text[r.quotes[q].B:r.quotes[q].E]
	words := strings.Fields(text)
	if len(words) < 3 {
		return strings.ContainsAny(text, ".!?,") && len(words) > 0 && startsUpper(text) && r.clauseFinal(q)
	}
	if startsUpper(text) && (r.hasVerb(q) || r.clauseFinal(q)) {
		return true
	}
	if r.putSo(q) {
		return true
	}
	// "…," X said, "and …": the quote before ends with a comma, in the same sentence.
	return q > 0 && of[q-1] != graph.None && r.interrupted(q-1, q) && len(words) > 3
}

// putSo reports whether quote q, a sentence without its capital, is what the clause before
// its comma announces: `As Doe puts it, "a horse that bites is a horse that thinks."`
func (r *reading) putSo(q int) bool {
	first, end := r.quoteTokens(q)
	if first < 4 || !r.hasVerb(q) || !r.clauseFinal(q) || r.low[first-1] != "," && r.low[first-1] != ":" || r.low[first-2] != "it" {
		return false
	}
	_, stop := r.sentence(first)
	return r.lex.lemma(r.tree, first-3) == "put" && stop-end < 2
}

func startsUpper(text string) bool {
	for len(text) > 0 {
		c, n := utf8.DecodeRuneInString(text)
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return !unicode.IsLower(c)
		}
		text = text[n:]
	}
	return false
}

func (r *reading) hasVerb(q int) bool {
	first, end := r.quoteTokens(q)
	for i := first; i < end; i++ {
		if r.verb(i) {
			return true
		}
	}
	return false
}

// clauseFinal reports whether quote q ends with a sentence's or a comma's mark
// inside, as quotations of their own do.
func (r *reading) clauseFinal(q int) bool {
	text := strings.TrimRight(r.doc.Text[r.quotes[q].B:r.quotes[q].E], "\"”’'» ")
	return text != "" && strings.ContainsAny(text[len(text)-1:], ".,!?")
}

// interrupted reports whether quote b goes on where quote a of the same sentence
// stopped for a reporting phrase.
func (r *reading) interrupted(a, b int) bool {
	gap := r.doc.Text[r.quotes[a].E:r.quotes[b].B]
	if len(gap) > 160 || strings.ContainsAny(gap, "\n") || r.quotes[a].E >= r.quotes[b].B {
		return false
	}
	inner := strings.TrimRight(r.doc.Text[r.quotes[a].B:r.quotes[a].E], "\"”’'» ")
	return strings.HasSuffix(inner, ",") && !strings.Contains(gap, ". ")
}

// partial attaches words quoted within a sentence to the statement whose content
// they are part of; without one they are scare quotes, and no statement.
func (r *reading) partial(q, first, end int) int {
	best := graph.None
	for s := range r.statements {
		for _, run := range r.statements[s].tokens {
			if run[0] <= first && end <= run[1]+1 && (best == graph.None || r.size(s) < r.size(best)) {
				best = s
			}
		}
	}
	if best == graph.None {
		best = r.sameSentence(first, end)
	}
	if best != graph.None {
		r.addQuote(best, q)
		if r.statements[best].Mode == "indirect" {
			r.statements[best].Mode = "mixed"
		}
	}
	return best
}

func (r *reading) size(s int) int {
	n := 0
	for _, run := range r.statements[s].tokens {
		n += run[1] - run[0]
	}
	return n
}

// sameSentence returns the statement into whose sentence the quoted words fall,
// where the parser cut them off its content: after the reporting verb, with no
// other statement between.
func (r *reading) sameSentence(first, end int) int {
	best := graph.None
	for s := range r.statements {
		st := &r.statements[s]
		if st.cue == graph.None || len(st.tokens) == 0 || r.doc.Sentence(st.cue) != r.doc.Sentence(first) {
			continue
		}
		last := st.tokens[len(st.tokens)-1]
		if st.cue < first && last[1] <= first && first-last[1] < 25 && (best == graph.None || st.cue > r.statements[best].cue) {
			best = s
		}
	}
	return best
}

// addQuote adds quote q to statement s, as content too where it is not within.
func (r *reading) addQuote(s, q int) {
	st := &r.statements[s]
	span := r.quotes[q].Span
	st.Quotes = append(st.Quotes, span)
	first, end := r.quoteTokens(q)
	for _, run := range st.tokens {
		if run[0] <= first && end <= run[1] {
			return
		}
	}
	for k, run := range st.tokens { // a closing mark that the clause left outside
		if run[0] <= first && first < run[1] {
			st.tokens[k][1] = max(end, run[1])
			return
		}
	}
	st.tokens = append(st.tokens, [2]int{first, end})
}

// attribute finds who says the quotation q, by the words right after it, right
// before it, or by the statement that it goes on with.
func (r *reading) attribute(q, first, end int, of []int) int {
	if q > 0 && of[q-1] != graph.None && r.onlyPunct(min(r.quoteEnd(q-1), first), first) && r.quotes[q-1].E < r.quotes[q].B &&
		!strings.Contains(r.doc.Text[r.quotes[q-1].E:r.quotes[q].B], "\n") && !r.closed(q-1) {
		r.addQuote(of[q-1], q)
		return of[q-1]
	}
	if q > 0 && of[q-1] != graph.None && r.statements[of[q-1]].cue == graph.None && r.interrupted(q-1, q) {
		r.addQuote(of[q-1], q)
		return of[q-1]
	}
	start, _ := r.sentence(first)
	_, stop := r.sentence(end - 1)
	if end == stop && end < len(r.low) && r.lower(end) {
		_, stop = r.sentence(end) // the segmenter cut between quote and "he said"
	}
	if i := r.cueAfter(q, end, stop); i != graph.None {
		return r.direct(q, i)
	}
	if m := r.cameBehind(end, stop); m != graph.None {
		return r.uncued(q, m)
	}
	if m := r.tagged(q, end, stop); m != graph.None {
		return r.uncued(q, m)
	}
	if m := r.signed(end); m != graph.None {
		return r.uncued(q, m)
	}
	if i := r.nextSentenceCue(q, end, stop); i != graph.None {
		return r.direct(q, i)
	}
	if i := r.cueBefore(start, first); i != graph.None {
		return r.direct(q, i)
	}
	if i := r.colonBefore(q, start, first); i != graph.None {
		return r.direct(q, i)
	}
	if s := r.covering(first, end); s != graph.None {
		r.statements[s].Mode = "direct"
		r.addQuote(s, q)
		return s
	}
	if s := r.afterColon(q, start, first); s != graph.None {
		return s
	}
	if r.goesOn(q) {
		return graph.None // the next paragraph tells
	}
	if m := r.turnOf(q, first); m != graph.None {
		return r.uncued(q, m)
	}
	if s := r.implied(q, first); s != graph.None {
		return s
	}
	if m := r.beat(q, end); m != graph.None {
		return r.uncued(q, m)
	}
	return graph.None
}

// covering returns the statement whose content the quotation is, all of it:
// `"…," according to X`.
func (r *reading) covering(first, end int) int {
	for s := range r.statements {
		for _, run := range r.statements[s].tokens {
			if run[0] >= first-1 && run[0] <= first+1 && run[1] >= end-2 && run[1] <= end+1 {
				return s
			}
		}
	}
	return graph.None
}

// afterColon attributes a quotation behind a colon to the subject of the words
// before it: `The mayor was blunt: "…"`.
func (r *reading) afterColon(q, start, first int) int {
	if first-2 < start || r.low[first-1] != ":" {
		return graph.None
	}
	if m := r.at[first-2]; m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].first == start && r.agentive(m) {
		return r.uncued(q, m) // `Jane Doe: "…"`
	}
	if m := r.whoseWords(start, first); m != graph.None {
		return r.uncued(q, m)
	}
	for i := start; i < first; i++ {
		if h := r.head(i); r.rel(i) != "nsubj" || h < 0 || !r.is(h, "root") && !r.is(h, "ccomp") {
			continue
		}
		m := r.speakerMention(i)
		if m == graph.None || r.mentions[m].typ != person {
			return graph.None
		}
		return r.uncued(q, m)
	}
	return graph.None
}

// uncued makes quote q a direct statement of mention m without a reporting verb.
func (r *reading) uncued(q, m int) int {
	st := statement{cue: graph.None}
	st.Class, st.Stance, st.Mode, st.Rule, st.Confidence = "Say", "neutral", "direct", "statement.colon", 820
	st.Speaker, st.Addressee, st.During, st.Time, st.Source = m, graph.None, graph.None, graph.None, graph.None
	r.statements = append(r.statements, st)
	r.addQuote(len(r.statements)-1, q)
	return len(r.statements) - 1
}

func (r *reading) quoteEnd(q int) int {
	_, end := r.quoteTokens(q)
	return end
}

// closed reports whether quote q ends as a sentence does.
func (r *reading) closed(q int) bool {
	inner := strings.TrimRight(r.doc.Text[r.quotes[q].B:r.quotes[q].E], "\"”’'» ")
	return inner != "" && strings.ContainsAny(inner[len(inner)-1:], ".!?")
}

func (r *reading) lower(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.doc.Form(i))
	return unicode.IsLower(c)
}

// quoteSpeaker returns who says what verb i reports: by syntax, else the mention
// next to the verb in [from, to).
func (r *reading) quoteSpeaker(i, from, to int) int {
	if m := r.speakerOf(i); m != graph.None && r.mentions[m].head >= from && r.mentions[m].head < to {
		return m
	} else if m != graph.None && r.inQuote[r.mentions[m].head] == graph.None && r.doc.Sentence(r.mentions[m].head) == r.doc.Sentence(i) {
		return m
	}
	for j := i - 1; j >= from && i-j < 4; j-- {
		if m := r.at[j]; m != graph.None && r.agentive(m) {
			return m
		}
		if r.tok(j).UPOS != "ADV" && r.tok(j).UPOS != "AUX" {
			break
		}
	}
	for j := i + 1; j < to && j-i < 9; j++ {
		if r.inQuote[j] != graph.None || r.tok(j).UPOS == "PUNCT" && r.low[j] != "-" {
			break
		}
		if m := r.at[j]; m != graph.None && r.agentive(m) && r.mentions[m].head == j && (r.mentions[m].typ == person || !r.modifies(j)) && !r.is(j, "nmod:poss") {
			return m
		}
		if r.document(j) && !r.modifies(j) {
			return r.documentSpeaker(j)
		}
		if r.tok(j).UPOS == "NOUN" && r.at[j] == graph.None && !r.modifies(j) {
			return r.calledBehind(j)
		}
	}
	return graph.None
}

// direct makes quote q a direct statement with reporting verb i, or adds it to
// the one that the verb already has.
func (r *reading) direct(q, i int) int {
	for s := range r.statements {
		if r.statements[s].cue == i {
			st := &r.statements[s]
			if st.Mode != "direct" {
				st.Mode, st.tokens, st.Rule, st.Confidence = "direct", nil, "statement.quoted", 960
				st.Quotes = nil
			}
			r.addQuote(s, q)
			return s
		}
	}
	c, _ := r.cueAt(i)
	start, stop := r.sentence(i)
	st := r.newStatement(i, c)
	st.Speaker, st.Addressee = r.quoteSpeaker(i, start, stop), r.addressee(i)
	st.Mode, st.Rule, st.Confidence = "direct", "statement.quoted", 960
	r.statements = append(r.statements, st)
	r.addQuote(len(r.statements)-1, q)
	return len(r.statements) - 1
}

// implied attributes a quotation without words of attribution: to the speaker of
// the statement before it in the same paragraph, or of the paragraph before when
// this paragraph is nothing but the quotation.
func (r *reading) implied(q, first int) int {
	last := r.lastStatement(first)
	if last == graph.None {
		return graph.None
	}
	if r.sameUtterance(last, q, first) {
		r.addQuote(last, q)
		return last
	}
	prev := &r.statements[last]
	gap := r.doc.Text[r.endOf(last):r.quotes[q].B]
	confidence := graph.Thousandths(880)
	switch breaks := strings.Count(strings.TrimSpace(gap), "\n") + strings.Count(gap, "\n\n"); {
	case !strings.Contains(gap, "\n") && len(gap) < 400:
	case breaks <= 1 && prev.Mode == "direct" && strings.Count(gap, ". ") == 0 && len(strings.TrimSpace(gap)) < 120 && r.wholeParagraph(q):
		confidence = 700
	default:
		return graph.None
	}
	st := statement{cue: graph.None, implied: true}
	st.Class, st.Stance, st.Mode, st.Rule, st.Confidence = "Say", "neutral", "direct", "statement.implied", confidence
	st.Speaker, st.Addressee, st.During, st.Time, st.Source = prev.Speaker, graph.None, graph.None, graph.None, graph.None
	r.statements = append(r.statements, st)
	r.addQuote(len(r.statements)-1, q)
	return len(r.statements) - 1
}

// lastStatement returns the statement whose words end last before token first.
func (r *reading) lastStatement(first int) int {
	best, at := graph.None, -1
	for s := range r.statements {
		if e := r.endOf(s); e <= r.tok(first).B && e > at && r.statements[s].Speaker != graph.None {
			best, at = s, e
		}
	}
	return best
}
