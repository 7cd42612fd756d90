package extract

import (
	"cmp"
	"slices"

	"newsgraph/graph"
)

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
	r.markQuotes()
	for i := range r.low {
		if c, ok := r.cueAt(i); ok {
			r.reported(i, c)
		} else if r.low[i] == "according" {
			r.accordingTo(i)
		} else if v, ok := r.lex.cueNouns[r.low[i]]; ok && r.tree.nominal(i) {
			r.nominalCue(i, r.lex.cues[v])
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
	if r.passive(i) && r.agent(i) == graph.None || r.selfReport(i, c) {
		return
	}
	content, about, addressee := r.complement(i, c)
	if run, ok := r.beforeTrail(i); content == graph.None && ok && c.takes["clause"] {
		content = run[0]
	}
	if content == graph.None {
		return
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
	if r.is(content, "obj") {
		st.tokens = r.withRest(content, i)
	}
	if run, ok := r.beforeTrail(i); ok {
		st.tokens = trimRuns(r, [][2]int{run})
	}
	if len(st.tokens) == 0 {
		return
	}
	if about != graph.None {
		st.About = []int{about}
	}
	if c.verb == "call" && !r.is(content, "obj") {
		st.Class = "Request" // "called for", "called on her to", not "called it a mess"
	}
	r.statements = append(r.statements, st)
}

// selfReport reports whether verb i is a speaker's "I think" inside a quotation:
// part of what is said and no statement of its own.
func (r *reading) selfReport(i int, c cue) bool {
	s := r.subject(i)
	return s != graph.None && r.inQuote[i] != graph.None && (r.low[s] == "i" || r.low[s] == "we") && (opinions[c.verb] || r.tok(i).XPOS == "VBP")
}

var opinions = set("think believe say suggest estimate predict hope")

func (r *reading) newStatement(i int, c cue) statement {
	st := statement{cue: i}
	st.Class, st.Stance, st.CueLemma, st.Mode = c.class, c.stance, c.verb, "indirect"
	st.Cue = r.span(i, i+1)
	st.Speaker, st.Addressee, st.During, st.Time, st.Source = graph.None, graph.None, graph.None, graph.None, graph.None
	return st
}

// complement returns the head of what reporting verb i reports, whom or what it
// is about, and to whom it is said.
func (r *reading) complement(i int, c cue) (content, about, addressee int) {
	about, addressee = graph.None, r.addressee(i)
	if c.takes["clause"] && !r.passive(i) {
		if k := r.clauseOf(i); k != graph.None {
			return k, about, addressee
		}
	}
	obj := r.object(i)
	if inf := r.infinitiveOf(i); inf != graph.None {
		if c.takes["object-inf"] && obj != graph.None {
			if m := r.mentionAt(obj); m != graph.None {
				return inf, about, m
			}
		}
		if c.takes["inf"] && obj == graph.None || c.takes["for"] && r.on(i) != graph.None {
			if on := r.on(i); on != graph.None {
				addressee = on
			}
			return inf, about, addressee
		}
	}
	if k := r.kid(i, "xcomp", "ccomp", "advcl"); c.takes["ing"] && k > i && r.tok(k).XPOS == "VBG" {
		return k, about, addressee
	}
	for _, k := range r.obliques(i) {
		if c.takes[r.prep(k)] && k > i && !r.time(k) && (obj == graph.None || r.prep(k) != "as") {
			return k, about, addressee
		}
	}
	if k := r.kid(i, "ccomp", "xcomp", "advcl"); c.takes["wh"] && k > i && r.questions(k) {
		return k, about, addressee
	}
	if obj == graph.None || obj < i && !r.passive(i) {
		return graph.None, about, addressee
	}
	return r.targetOf(i, obj, c, addressee)
}

// questions reports whether clause k is an indirect question.
func (r *reading) questions(k int) bool {
	lo, _ := r.subtree(k)
	switch r.low[lo] {
	case "whether", "if", "how", "what", "why", "when", "where", "who", "which":
		return true
	}
	return false
}

// nominalCue makes a statement of "X's claim that …", "the announcement by X that …".
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

// targetOf returns the complement of verbs that say something about an object:
// "criticised Israel's conduct", "described the toll as …".
func (r *reading) targetOf(i, obj int, c cue, addressee int) (int, int, int) {
	about := r.aboutOf(obj)
	if c.takes["object"] && !r.agentNoun(obj) || c.takes["target"] || c.takes["target-person"] && about != graph.None || c.takes["target-act"] && r.eventNoun(obj) {
		return obj, about, addressee
	}
	if c.takes["as"] {
		for _, k := range r.kids[i] {
			if k > obj && (r.is(k, "xcomp", "obj", "iobj", "ccomp") || r.rel(k) == "obl" && (r.prep(k) == "as" || r.prep(k) == "" && !r.time(k))) {
				return obj, about, addressee
			}
		}
		for _, k := range r.kids[obj] { // "called the march a disgrace", the one hung on the other
			if k > obj && r.is(k, "appos", "nmod", "dep", "list") && (r.prep(k) == "" || r.prep(k) == "as") {
				return obj, about, addressee
			}
		}
	}
	return graph.None, about, addressee
}

// withRest returns the object of verb i with the complements behind it: "called
// the march a disgrace", "accused the firm of fraud".
func (r *reading) withRest(obj, i int) [][2]int {
	lo, hi := r.subtree(obj)
	for _, k := range r.kids[i] {
		if k > obj && !r.time(k) && (r.is(k, "xcomp", "obj", "iobj", "ccomp") || r.rel(k) == "obl" && withObject[r.prep(k)] || r.is(k, "advcl") && (r.marked(k, "of") || r.marked(k, "for") || r.purposeAt(k, hi))) {
			_, e := r.subtree(k)
			hi = max(hi, e)
		}
	}
	return trimRuns(r, [][2]int{{max(lo, i+1), hi}})
}

var withObject = map[string]bool{"of": true, "for": true, "as": true, "over": true, "": true}

// purposeAt reports whether k is an infinitive that begins at token at: "laid out
// steps to ensure …", hung on the verb instead of the noun.
func (r *reading) purposeAt(k, at int) bool {
	lo, _ := r.subtree(k)
	return lo == at && r.hasTo(k)
}

// agentNoun reports whether object o is someone rather than something said.
func (r *reading) agentNoun(o int) bool {
	m := r.mentionAt(o)
	return m != graph.None && r.agentive(m)
}

// aboutOf returns the person, organization or country that object phrase o is or
// belongs to ("Israel's conduct").
func (r *reading) aboutOf(o int) int {
	if m := r.mentionAt(o); m != graph.None && r.agentive(m) {
		return m
	}
	if p := r.kid(o, "nmod:poss"); p != graph.None {
		if m := r.mentionAt(p); m != graph.None && r.agentive(m) {
			return m
		}
	}
	return graph.None
}

// agentive reports whether mention m is someone or something that can act.
func (r *reading) agentive(m int) bool {
	switch r.mentions[m].typ {
	case person, organization, country, group:
		return true
	case place:
		return r.mentions[m].kind == "name" && r.mentions[m].class == "Territory"
	}
	return r.mentions[m].kind == "pronoun"
}

// eventNoun reports whether noun o is something that is done or said.
func (r *reading) eventNoun(o int) bool {
	if r.frame[o] != graph.None || r.tok(o).Ment == "event" {
		return true
	}
	n := r.know.Noun(r.lex.singular(r.low[o]))
	return n == "event" || n == "speech"
}

// clauseOf returns the clause that verb i governs as what is said, also one that
// stands before it, and that which the parser hung the verb on ("…, she said").
func (r *reading) clauseOf(i int) int {
	for _, k := range r.kids[i] {
		if r.is(k, "ccomp") && !r.under(r.subjectToken(i), k) {
			return k
		}
	}
	if x := r.kid(i, "xcomp"); x > i && !r.verb(x) {
		if k := r.kid(x, "ccomp"); k > x {
			return k // "made it clear that"
		}
	}
	if k := r.thatClause(i); k != graph.None {
		return k
	}
	if h := r.head(i); h >= 0 && r.is(i, "parataxis", "parataxis:insert") && r.ownSubject(i) != graph.None && r.inQuote[i] == graph.None {
		return h
	}
	if h := r.head(i); h > i && r.is(i, "advcl") && !r.has(i, "mark") && r.ownSubject(i) != graph.None && r.finite(i) {
		return h // "she noted, in the days since, he has …", parsed upside down
	}
	return graph.None
}

// thatClause returns the "that" clause after verb i that the parser hung on a noun
// between them: "stressed at the start of his remarks that …".
func (r *reading) thatClause(i int) int {
	_, end := r.sentence(i)
	for k := i + 1; k < end; k++ {
		if r.low[k] != "that" || !r.is(k, "mark") {
			continue
		}
		c := r.head(k)
		if c > k && r.is(c, "acl", "advcl", "parataxis", "conj") && r.head(c) > i && r.under(c, i) && !r.verb(r.head(c)) && !contentNoun[r.low[r.head(c)]] {
			return c
		}
		return graph.None
	}
	return graph.None
}

// contentNoun holds nouns that take a "that" clause of their own.
var contentNoun = set("fact claim claims report reports idea belief hope hopes fear fears suggestion allegation allegations warning news argument view statement evidence sign signs concern concerns possibility accusation accusations rumours rumors notion")

func (r *reading) subjectToken(i int) int {
	return r.kid(i, "nsubj", "nsubj:pass")
}

func (r *reading) infinitiveOf(i int) int {
	for _, k := range r.kids[i] {
		if k > i && r.is(k, "xcomp", "ccomp", "advcl") && r.tok(k).UPOS != "ADP" && !r.finite(k) && r.hasTo(k) {
			return k
		}
	}
	return graph.None
}

func (r *reading) hasTo(k int) bool {
	for _, m := range r.kids[k] {
		if r.is(m, "mark") && r.low[m] == "to" {
			return true
		}
	}
	return false
}

// on returns the mention after "on" or "upon": "called on Israel to …".
func (r *reading) on(i int) int {
	for _, k := range r.obliques(i) {
		if p := r.prep(k); (p == "on" || p == "upon" || p == "to") && k > i {
			if m := r.mentionAt(k); m != graph.None && r.agentive(m) {
				return m
			}
		}
	}
	return graph.None
}

// addressee returns to whom verb i speaks: the object of "tell", "to X".
func (r *reading) addressee(i int) int {
	if l := r.lex.lemma(r.tree, i); l == "tell" || l == "assure" || l == "warn" || l == "remind" || l == "inform" {
		if o := r.kid(i, "iobj", "obj"); o != graph.None && o > i {
			if m := r.mentionAt(o); m != graph.None && r.agentive(m) {
				return m
			}
		}
	}
	for _, k := range r.obliques(i) {
		if r.prep(k) == "to" && k > i {
			if m := r.mentionAt(k); m != graph.None && r.agentive(m) {
				return m
			}
		}
	}
	return graph.None
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
			return graph.None
		}
	}
	m := r.speakerMention(s)
	if m == graph.None || !r.agentive(m) {
		return graph.None
	}
	return m
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
	if s.kind != "nominal" || s.typ == place && r.lex.nouns[s.noun].kind != "" || written[s.noun] || r.know.Noun(s.noun) == "event" {
		return false
	}
	s.typ, s.class = person, "Person"
	if s.plural {
		s.typ, s.class = group, "Group"
	}
	return true
}

// written holds nouns of texts, which say things without being anybody.
var written = set("report statement study poll survey letter document filing law bill article memo ruling data figure lawsuit complaint indictment text book paper post tweet message email sign headline notice note order verdict treaty constitution charter contract rule map chart evidence record video footage image photo picture result research theory evidence history experience intelligence")

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
	for t := first; t < end; t++ {
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
	if _, hi := r.subtree(r.mentions[who].head, "acl", "conj"); hi > stop && hi <= end {
		stop = hi
	}
	st := r.newStatement(i, cue{verb: "according to", class: "Say", stance: "neutral"})
	st.Speaker, st.Rule, st.Confidence = who, "statement.according", 900
	st.tokens = trimRuns(r, [][2]int{{first, i}, {stop, end}})
	if len(st.tokens) == 0 {
		return
	}
	r.statements = append(r.statements, st)
}

// accordingWhom returns who is meant by the "according to" at token i.
func (r *reading) accordingWhom(i, end int) int {
	if h := r.head(i); h > i+1 && h < end && h < i+14 && r.tree.nominal(h) && r.is(i, "case") {
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
		if st.cue != graph.None && st.CueLemma != "according to" {
			f := r.statusOf(st.cue)
			st.Polarity, st.Certainty, st.Tense, st.Status = f.polarity, f.certainty, f.tense, f.status
		}
		if len(st.Quotes) > 0 && st.Mode == "direct" {
			st.Polarity, st.Certainty, st.Status = "+", "CT", graph.Happened
		}
	}
}
