package extract

import (
	"cmp"
	"slices"

	"newsgraph/graph"
)

// This file finds who says what by verbs and nouns of speech.

// A statement is a graph.Statement in the making.
type statement struct {
	graph.Statement
	cue     int      // token of the reporting verb, or None
	tokens  [][2]int // content as token ranges, sorted
	implied bool     // the speaker is that of the statement before
	relay   bool     // an outlet passing on what others say
}

// findStatements finds who says what: first by the syntax of reporting verbs,
// then by quotation marks.
func (r *reading) findStatements() {
	r.quotes = findQuotes(r.doc.Text)
	r.readTurns()
	r.markQuotes()
	for i := range r.low {
		if c, ok := r.cueAt(i); ok {
			r.reported(i, c)
		} else if r.low[i] == "according" {
			r.accordingTo(i)
		} else if views[r.low[i]] {
			r.inView(i)
		} else if c, ok := r.cueNounAt(i); ok {
			r.nominalCue(i, c)
		}
	}
	r.attributeQuotes()
	slices.SortStableFunc(r.statements, func(a, b statement) int { return cmp.Compare(a.order(), b.order()) })
	r.nestStatements()
}

// order is the text position that sorts statements.
func (s *statement) order() int {
	if s.cue == graph.None {
		return s.tokens[0][0]
	}
	return s.cue
}

// markQuotes notes for each token the quote that it stands in.
func (r *reading) markQuotes() {
	r.inQuote = make([]int, len(r.low))
	q := 0
	for i := range r.low {
		r.inQuote[i] = graph.None
		for q < len(r.quotes) && r.quotes[q].E <= r.tok(i).B {
			q++
		}
		if q < len(r.quotes) && r.quotes[q].B <= r.tok(i).B {
			r.inQuote[i] = q
		}
	}
}

// cueAt returns the reporting verb that token i is.
func (r *reading) cueAt(i int) (cue, bool) {
	if r.tok(i).UPOS != "VERB" {
		return cue{}, false
	}
	lemma := r.lex.lemma(r.tree, i)
	for _, k := range r.kids[i] {
		if k > i && k <= i+3 && r.is(k, "compound:prt", "xcomp", "advmod", "obj") {
			if c, ok := r.lex.cues[lemma+" "+r.low[k]]; ok {
				return c, true
			}
		}
	}
	c, ok := r.lex.cues[lemma]
	return c, ok
}

// reported makes the statement that reporting verb i introduces by its syntax, if
// it has a speaker and a clause, target or infinitive of the kind it takes.
func (r *reading) reported(i int, c cue) {
	if r.interposed(i, c) {
		return
	}
	if r.passive(i) && (r.agent(i) == graph.None || r.rel(i) == "acl") || r.selfReport(i, c) {
		return // also "the raise demanded by the union", which the clause around it speaks of
	}
	content, about, addressee := r.complement(i, c)
	if run, ok := r.beforeTrail(i); content == graph.None && ok && c.takes["clause"] {
		content = run[0]
	}
	if content == graph.None || r.feat(content, "Reflex=Yes") {
		return // "calling themselves the High Command"
	}
	who := r.speakerOf(i)
	if who == graph.None {
		return
	}
	st := r.newStatement(i, c)
	st.Speaker, st.Addressee, st.Rule, st.Confidence = who, addressee, "statement.reported", 930
	if q := r.quotedAs(i); q != graph.None {
		if via := r.mentionAt(r.subject(q)); via != graph.None && r.agentive(via) && via != who {
			st.Via = []int{via}
		}
	}
	st.tokens = r.contentRuns(content, i)
	if len(st.tokens) > 0 && content > i && r.is(content, "obl", "nmod") && topicPrepositions[r.low[st.tokens[0][0]]] && r.is(st.tokens[0][0], "case") && st.tokens[0][1] > st.tokens[0][0]+1 {
		st.tokens[0][0]++ // "spoke of bodies in the fields"
	}
	if r.is(content, "obj") {
		st.tokens = r.withRest(content, i)
	}
	if r.inQuote[content] == graph.None && content > i {
		st.tokens = r.withoutOwn(st.tokens, content, i)
	}
	if run, ok := r.beforeTrail(i); ok {
		st.tokens = trimRuns(r, [][2]int{run})
	}
	if len(st.tokens) == 0 {
		return
	}
	r.dashed(&st)
	if about != graph.None {
		st.About = []int{about}
	}
	if c.verb == "call" && !r.is(content, "obj") {
		st.Class = "Request" // "called for", "called on her to", not "called it a mess"
	}
	r.statements = append(r.statements, st)
}

// topicPrepositions are the prepositions by which a reporting verb takes what is said.
var topicPrepositions = words("topic-prepositions")

// selfReport reports whether verb i is a speaker's "I think" inside a quotation:
// part of what is said and no statement of its own.
func (r *reading) selfReport(i int, c cue) bool {
	s := r.subject(i)
	return s != graph.None && r.inQuote[i] != graph.None && (r.low[s] == "i" || r.low[s] == "we") && (opinionVerbs[c.verb] || r.tok(i).XPOS == "VBP")
}

var opinionVerbs = words("opinion-verbs")

func (r *reading) newStatement(i int, c cue) statement {
	st := statement{cue: i}
	st.Class, st.Stance, st.CueLemma, st.Mode = c.class, c.stance, c.verb, "indirect"
	st.Cue = r.span(i, i+1)
	st.Speaker, st.Addressee, st.During, st.Time, st.Source = graph.None, graph.None, graph.None, graph.None, graph.None
	return st
}

// cueNounAt returns the reporting verb for which the noun at token i, in either number, stands.
func (r *reading) cueNounAt(i int) (cue, bool) {
	if !r.tree.nominal(i) {
		return cue{}, false
	}
	for _, w := range append(singulars(r.low[i]), r.low[i]) {
		if v, ok := r.lex.cueNouns[w]; ok {
			c, known := r.lex.cues[v]
			return c, known
		}
	}
	return cue{}, false
}

// nominalCue makes a statement of "X's claim that …", "the announcement by X that …",
// "warnings from X that …".
func (r *reading) nominalCue(i int, c cue) {
	if c.verb == "" {
		return
	}
	content := graph.None
	for _, k := range r.kids[i] {
		if k > i && r.rel(k) == "acl" && r.marked(k, "that") && !r.is(k, "acl:relcl") || k > i && r.is(k, "ccomp") {
			content = k
		}
	}
	who := r.kid(i, "nmod:poss")
	if who == graph.None {
		who = r.agent(i)
	}
	if from := r.prepositional("from", i); who == graph.None && len(from) > 0 {
		who = from[0]
	}
	if content == graph.None || who == graph.None || r.inQuote[i] != graph.None {
		return
	}
	m := r.speakerMention(who)
	if m == graph.None || !r.agentive(m) {
		return
	}
	st := r.newStatement(i, c)
	st.Speaker, st.Rule, st.Confidence = m, "statement.noun", 850
	if st.tokens = r.contentRuns(content, i); len(st.tokens) > 0 {
		r.statements = append(r.statements, st)
	}
}

// speakerOf returns the mention of who says what verb i reports.
func (r *reading) speakerOf(i int) int {
	s := r.subject(i)
	if q := r.quotedAs(i); q != graph.None {
		s = r.object(q)
	}
	if s == graph.None || r.inQuote[s] != r.inQuote[i] {
		s = r.arg(i, "ARG0")
		if s == graph.None || r.inQuote[s] != r.inQuote[i] {
			return r.nameBefore(i)
		}
	}
	m := r.speakerMention(s)
	if m == graph.None || !r.agentive(m) && !r.seatSpeaks(m, s) {
		return r.documentSpeaker(s)
	}
	return m
}

// seatSpeaks reports whether mention m, the subject s of a reporting verb, is the name of a
// place alone: who reports by it is the government that has its seat there, "Berlin says",
// and not the maker in "the El Paso, Texas, maker of boots said".
func (r *reading) seatSpeaks(m, s int) bool {
	a := &r.mentions[m]
	alone := r.word(a.end) != "," && r.word(a.first-1) != "the" && !r.has(s, "det", "appos", "acl")
	return a.kind == "name" && a.typ == place && r.at[s] == m && !r.modifies(s) && alone
}

// quotedAs returns the verb of "quoted X as saying" for the "saying" at token i.
func (r *reading) quotedAs(i int) int {
	if h := r.head(i); h >= 0 && r.tok(i).XPOS == "VBG" && r.marked(i, "as") {
		if l := r.lex.lemma(r.tree, h); l == "quote" || l == "cite" {
			return h
		}
	}
	return graph.None
}

// speakerMention returns the mention at token s, or in its apposition ("Foreign
// Secretary Cameron", parsed as one hanging on the other).
func (r *reading) speakerMention(s int) int {
	if n := r.besideName(s); n != graph.None {
		return n
	}
	m := r.mentionAt(s)
	if m != graph.None && r.mentions[m].kind == "name" {
		return m
	}
	for _, k := range r.kids[s] {
		if r.is(k, "appos", "flat") && k > s {
			if n := r.at[k]; n != graph.None && r.mentions[n].kind == "name" && r.mentions[n].typ == person {
				return n
			}
		}
	}
	if m == graph.None && r.tree.nominal(s) {
		if n := r.nominalMention(s); r.agentive(n) || r.speaks(n) {
			return n
		}
	}
	return m
}

// speaks makes a person or group of description m, the subject of a reporting verb,
// that the tagger took for something else; what is written speaks, but not as one.
func (r *reading) speaks(m int) bool {
	s := &r.mentions[m]
	if _, said := r.lex.cueNouns[s.noun]; said || s.kind != "nominal" || s.typ == place && r.lex.nouns[s.noun].kind != "" || writtenNouns[s.noun] || r.know.Noun(s.noun) == "event" {
		return false
	}
	s.typ, s.class = person, "Person"
	if s.plural {
		s.typ, s.class = group, "Group"
	}
	return true
}

// writtenNouns holds nouns of texts, which say things without being anybody.
var writtenNouns = words("written-nouns")

// contentRuns returns the tokens under clause c as ranges, without the reporting
// verb i and what hangs on it alone; gaps of punctuation are closed.
func (r *reading) contentRuns(c, i int) [][2]int {
	first, end := r.sentence(c)
	if r.head(i) == c {
		lo, hi := r.subtree(i)
		if w := r.word(hi + 1); r.word(hi) == "," && (w == "and" || w == "but") {
			end = hi // what comes after "…, she said, and" is the author's again
		}
		return trimRuns(r, [][2]int{{first, lo}, {hi, end}})
	}
	var runs [][2]int
	s := r.kid(i, "nsubj")
	for t := first; t < end; t++ {
		if s != graph.None && s < t && t < i {
			continue // "X, who leaves once it ends, said …": what stands there describes X
		}
		if !r.under(t, c) && !r.sisterClause(t, c, i) || t < i && c > i && r.inQuote[t] != graph.None && r.inQuote[i] == graph.None {
			continue
		}
		if k := len(runs) - 1; k >= 0 && (r.onlyPunct(runs[k][1], t) || r.verb(i) && runs[k][0] > i && t-runs[k][1] < 2) {
			runs[k][1] = t + 1
		} else {
			runs = append(runs, [2]int{t, t + 1})
		}
	}
	return trimRuns(r, runs)
}

// sisterClause reports whether token t is under another clause that verb i
// governs: a parser that splits "ought to pause" gives it two.
func (r *reading) sisterClause(t, c, i int) bool {
	for _, k := range r.kids[i] {
		if k != c && r.is(k, "ccomp") && r.head(c) == i && r.under(t, k) {
			return true
		}
	}
	return false
}

func (r *reading) onlyPunct(a, b int) bool {
	for t := a; t < b; t++ {
		if r.tok(t).UPOS != "PUNCT" {
			return false
		}
	}
	return true
}

// trimRuns cuts commas, full stops and "that" off the ends of token ranges and
// drops empty ones. Quotation marks stay.
func trimRuns(r *reading, runs [][2]int) [][2]int {
	var out [][2]int
	for _, x := range runs {
		for x[0] < x[1] && (r.low[x[0]] == "," || r.low[x[0]] == "that" && (r.is(x[0], "mark") || x[1] == x[0]+1) || r.low[x[0]] == ":") {
			x[0]++
		}
		for x[1] > x[0] && (r.low[x[1]-1] == "," || r.low[x[1]-1] == "." || r.low[x[1]-1] == ";") {
			x[1]--
		}
		if x[1] > x[0] && !r.onlyPunct(x[0], x[1]) {
			out = append(out, x)
		}
	}
	return out
}

// accordingTo makes a statement of "according to X": all else in the sentence.
func (r *reading) accordingTo(i int) {
	if i+2 >= len(r.low) || r.low[i+1] != "to" {
		return
	}
	first, end := r.sentence(i)
	who := r.accordingWhom(i, end)
	if who == graph.None {
		return
	}
	stop := r.mentions[who].end
	for _, without := range [][]string{{"acl", "conj"}, {"conj"}} {
		if _, hi := r.subtree(r.mentions[who].head, without...); hi > stop && hi <= end && (len(without) > 1 || relativePronouns[r.low[stop]] && r.low[stop] != "that" || r.tok(stop).XPOS == "VBN") {
			stop = hi // a clause tells of the source: "a colonel who spoke unnamed", "a statement read on television"
		}
	}
	st := r.newStatement(i, cue{verb: "according to", class: "Say", stance: "neutral"})
	st.Speaker, st.Rule, st.Confidence = who, "statement.according", 900
	if r.saysSomething(first, i) && r.besides(stop, end) {
		end = stop
	}
	st.tokens = trimRuns(r, [][2]int{{first, i}, {stop, end}})
	if len(st.tokens) == 0 {
		return
	}
	r.statements = append(r.statements, st)
}

// accordingWhom returns who is meant by the "according to" at token i.
func (r *reading) accordingWhom(i, end int) int {
	if h := r.head(i); h > i+1 && h < end && h < i+14 && r.tree.nominal(h) && r.is(i, "case") {
		if m := r.documentSpeaker(h); m != graph.None {
			return m
		}
		if m := r.speakerMention(h); m != graph.None {
			return m
		}
		return r.nominalMention(h)
	}
	for j := i + 2; j < end && j < i+14; j++ {
		if m := r.at[j]; m != graph.None && r.mentions[m].head == j && r.agentive(m) && r.mentions[m].typ != country && !r.modifies(j) && !r.is(j, "nmod:poss") {
			return m
		}
	}
	return graph.None
}

// stateStatements gives each statement the polarity, certainty, tense and status
// of the saying itself, and drops what nobody has said: "did not say that …".
func (r *reading) stateStatements() {
	for s := range r.statements {
		st := &r.statements[s]
		st.Polarity, st.Certainty, st.Tense, st.Status = "+", "CT", "past", graph.Happened
		if st.cue != graph.None && st.Rule != "statement.according" && st.Rule != "statement.view" && st.Rule != "statement.interposed" {
			f := r.statusOf(st.cue)
			st.Polarity, st.Certainty, st.Tense, st.Status = f.polarity, f.certainty, f.tense, f.status
		}
		if len(st.Quotes) > 0 && st.Mode == "direct" {
			st.Polarity, st.Certainty, st.Status = "+", "CT", graph.Happened
		}
	}
	r.dropStatements(func(st *statement) bool {
		return st.Mode == "indirect" && st.Status != graph.Happened && r.unspoken(st.cue)
	})
}

// unspoken reports whether nobody says what reporting verb i would report: "has not said
// whether", "declined to say", "could demand", "will announce", "is expected to say". What
// is forced, able or quick to be said is said, and so is what "would later" be.
func (r *reading) unspoken(i int) bool {
	s := r.statusAt(i, 0)
	switch s.status {
	case graph.Happened:
		return false
	case "negated", "refused", "cancelled":
		return true
	}
	only := false
	for _, k := range r.kids[i] {
		only = only || r.low[k] == "only"
	}
	for _, k := range r.kids[i] {
		if w := r.low[k]; r.is(k, "aux") && (futureModals[w] || openModals[w] && !only) || r.is(k, "mark") && conditions[w] {
			return true
		}
	}
	return s.polarity == "-" && !only || r.awaited(i)
}

// awaited reports whether what governs verb i says that it is planned, wanted or likely.
func (r *reading) awaited(i int) bool {
	h := r.head(i)
	if h < 0 || !r.is(i, "xcomp", "ccomp") {
		return false
	}
	g := r.lex.governors[r.governor(h)+" inf"]
	return g == "planned" || g == "demanded" || r.low[h] == "likely" || r.low[h] == "unlikely"
}

// openModals leave open whether something is said at all.
var openModals = words("open-modals")
