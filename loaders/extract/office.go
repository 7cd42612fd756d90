package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file reads posts, word by word, and the offices that titles before a name give.

// A post is an office as a text names it.
type post struct {
	name      string   // "secretary of state": lower-case, singular, without country and "former"
	head      string   // "secretary"
	noun      int      // its token, None where a verb says it
	org       int      // mention of the country or organization, or None
	occupancy string   // current former acting …
	party     int      // 1 + the mention of the party of "Labour MP", or 0
	words     []string // of name
}

// An office is someone holding a post, with the words that say so.
type office struct {
	holder int // mention
	post
	at         int // token on which its source and status depend
	evidence   graph.Span
	rule       string
	confidence graph.Thousandths
	past       bool
	will       bool // the office is to be held
	time       int
}

// offices finds who holds which office beside each person's name: titles before
// it, descriptions after it, predicates ("is the chairman of"). Verbs of
// appointment and resignation are rules (rules/office.rule).
func (r *reading) findOffices() {
	said := r.predicates()
	for i := range r.mentions {
		if m := r.mentions[i]; m.typ == person && m.kind == "name" {
			r.titleBefore(i)
			r.appositionAfter(i)
			r.appositionBefore(i)
			r.predicateOffice(i, said)
			r.predicateName(i)
		} else if m.kind == "pronoun" && m.typ == person && !firstPerson[m.name] && r.is(m.head, "nsubj") {
			r.predicateOffice(i, said)
		}
	}
}

func (r *reading) addOffice(o office) {
	if o.name == "" || o.org == graph.None && slices.Contains(neverPosts, o.name) && (o.name != "justice" || o.rule != "office.title") {
		return
	}
	o.time = graph.None
	if o.occupancy == "" {
		o.occupancy = "current"
	}
	r.offices = append(r.offices, o)
}

// neverPosts are heads that are no office when nothing specifies them.
var neverPosts = []string{"officer", "official", "partner", "head", "deputy", "aide", "major", "owner", "author", "forward", "executive", "delegate", "player", "justice", "leader of the"}

// titleBefore reads "[former] [US] Secretary of State" right before a name, also
// before several ("Ministers A and B").
func (r *reading) titleBefore(i int) {
	m := r.mentions[i]
	first := m.first
	for _, prev := range r.sharedTitle(i) {
		first = r.mentions[prev].first
	}
	head := r.titleHead(first)
	if head == graph.None {
		r.shortTitle(i, first)
		return
	}
	n, ok := r.postAt(head, r.rankAt(head, first))
	if !ok || namedOffices[r.low[head]] && m.end == m.first+1 && r.tok(head).B == r.doc.Sentences[r.doc.Sentence(head)].B {
		return // nor of "Dean Morrow scored twice"
	}
	if r.feat(head, "Number=Plur") != (first != m.first) && first != m.first {
		return
	}
	lo, end := r.postStart(head), m.end
	if r.word(end) == "of" && n.org == graph.None && r.bodyAt(end+1) != graph.None {
		n.org = r.bodyAt(end + 1) // "Archbishop Dumont of Lille"
		end = r.mentions[n.org].end
	}
	if n.org == graph.None && ministers[n.head] {
		n.org = r.countryBefore(r.postStart(head), n.name)
	}
	if n.org == graph.None && constituents[n.head] {
		n.org = r.constituency(m.end)
	}
	if r.word(m.end) == "(" && r.word(m.end+1) == "retired" {
		n.occupancy = "former"
	}
	n.occupancy = cmpOr(n.occupancy, r.servedUnder(m.head))
	o := office{holder: i, post: n, at: head, evidence: r.span(lo, end), rule: "office.title", confidence: 970}
	if start, _ := r.sentence(head); n.occupancy == "" {
		r.withPostsBefore(o, start)
	} else {
		r.addOffice(o) // "the minister and former governor Jane Doe" may be two
	}
}

// shortTitle reads an office written short before a name: "Sen. Jane Doe".
func (r *reading) shortTitle(i, first int) {
	lo, _ := r.sentence(min(first, len(r.low)-1))
	if first <= lo {
		return
	}
	lo = r.pastElect(first-1, -1, lo)
	name, ok := r.lex.short[r.word(lo)]
	if !ok || !r.capital(lo) {
		return
	}
	p := post{name: name, head: name, noun: lo, org: graph.None, words: []string{name}}
	at := lo
	if at < first-1 {
		p.occupancy = r.lex.incumbency[r.word(first-1)] // "Gov.-elect"
	}
	if w := r.word(lo - 1); name == "governor" && (w == "lt" || w == "lt.") {
		lo--
		p.name, p.words = "lieutenant governor", []string{"lieutenant", "governor"}
	}
	if w := r.word(lo - 1); r.lex.incumbency[w] != "" && r.lex.incumbency[w] != "skip" {
		p.occupancy, lo = r.lex.incumbency[w], lo-1
	}
	if r.word(lo-1) != "" && r.orgAt(lo-1) != graph.None {
		p.org, lo = r.orgAt(lo-1), lo-1 // "Texas Gov. John Doe"
	}
	if p.org == graph.None && constituents[name] {
		p.org = r.constituency(r.mentions[i].end)
	}
	p.occupancy = cmpOr(p.occupancy, r.servedUnder(r.mentions[i].head))
	r.addOffice(office{holder: i, post: p, at: at, evidence: r.span(lo, r.mentions[i].end), rule: "office.title", confidence: 960})
}

// sharedTitle returns the names that stand before name i in a list "A, B and C",
// nearest first, when i may share the title of the first.
func (r *reading) sharedTitle(i int) []int {
	var out []int
	m := r.mentions[i]
	for j := m.first - 1; j >= 0; {
		if r.low[j] != "and" && r.low[j] != "," {
			return nil
		}
		if r.low[j] == "and" && j > 0 && r.low[j-1] == "," {
			j--
		}
		if k := j - 1; k > 0 && r.low[k] == ")" {
			for k > 0 && j-k < 7 && r.low[k] != "(" {
				k--
			}
			j = k // "Ministers A (fisheries) and B"
		}
		p := r.at[max(j-1, 0)]
		if p != graph.None && j > 2 && r.mentions[p].typ != person && r.mentions[p].first > 0 && r.low[r.mentions[p].first-1] == "of" {
			p = r.at[max(r.mentions[p].first-2, 0)] // "Presidents A of X and B of Y"
		}
		if j == 0 || p == graph.None || r.mentions[p].typ != person || r.mentions[p].kind != "name" {
			return nil
		}
		out = append(out, p)
		j = r.mentions[p].first - 1
		if h := r.titleHead(r.mentions[p].first); h != graph.None {
			if r.lex.singular(r.low[h]) != r.low[h] {
				return out
			}
			return nil
		}
		if len(out) > 4 {
			return nil
		}
	}
	return nil
}

// titleHead returns the office noun of the title that ends right before token
// first, or None. The title may end in "of State", "for Health".
func (r *reading) titleHead(first int) int {
	start, _ := r.sentence(min(first, len(r.low)-1))
	j := first - 1
	for j >= start && (r.low[j] == "-" || r.low[j] == "elect" || r.low[j] == "designate" || r.titleOnly(j)) {
		j--
	}
	j = r.beforeRank(j, start)
	if j > start && r.low[j] == "general" && generals[r.low[j-1]] {
		j-- // "attorney general Jane Doe"
	}
	if j >= start && r.officeNoun(j) && r.at[j] == graph.None || j >= start && r.officeNoun(j) && r.mentions[r.at[j]].kind != "name" {
		return j
	}
	for k := j; k > start && j-k < 7; k-- {
		if r.low[k] == "of" || r.low[k] == "for" || r.low[k] == "to" && envoys[r.lex.singular(r.low[k-1])] {
			if r.officeNoun(k-1) && r.contiguous(k+1, j) {
				return k - 1
			}
		}
	}
	return graph.None
}

func (r *reading) titleOnly(i int) bool { return r.lex.title(r.low[i]) }

// contiguous reports whether tokens [a, b] are the inside of a title: nouns,
// adjectives and small words, the last a capitalised noun.
func (r *reading) contiguous(a, b int) bool {
	if b < a || !r.capital(b) && b != a {
		return false
	}
	for i := a; i <= b; i++ {
		switch r.tok(i).UPOS {
		case "NOUN", "PROPN", "ADJ":
			if r.at[i] != graph.None && r.mentions[r.at[i]].typ == person {
				return false
			}
		case "ADP", "CCONJ", "DET":
			if !acronymGaps[r.low[i]] {
				return false
			}
		default:
			if !r.bodyName(i) {
				return false
			}
		}
	}
	return true
}

// officeNoun reports whether token i is a noun that can head an office.
func (r *reading) officeNoun(i int) bool {
	if r.low[i] == "major" && !r.capital(i) && i > 0 && r.tok(i-1).UPOS == "NOUN" && !forces[r.low[i-1]] {
		return false // "an art major at Yale"
	}
	if i > 0 && seated[r.low[i-1]] && (r.low[i] == "member" || r.low[i] == "members") {
		return true
	}
	if i < 0 || r.tok(i).XPOS == "NNPS" && r.at[i] != graph.None && r.mentions[r.at[i]].typ == organization {
		return false // the Partners of "Redwood Partners" are no partner
	}
	n, ok := r.lex.nounOf(r.tree, i)
	if ok && (n.kind == "office" || n.kind == "occupation") {
		return r.tok(i).UPOS != "VERB" && r.tok(i).UPOS != "AUX" && (r.tok(i).UPOS != "ADJ" || r.capital(i) || strings.HasPrefix(r.low[i], "ex-"))
	}
	return false
}

// forces are what a major serves in.
var forces = words("forces")

// seated are bodies with members whose seat is an office.
var seated = words("seated")

// postStart returns the first token of the title whose office noun is head.
func (r *reading) postStart(head int) int {
	start, _ := r.sentence(head)
	i := head
	for i > start && head-i < 9 && r.inTitle(i-1, i) {
		i--
	}
	return i
}

// afterNoun returns the first token of the title of office noun head behind an indefinite noun
// on which a clause about its holder hangs: "under a treaty President Jane Doe signed".
func (r *reading) afterNoun(head int) int {
	lo := r.postStart(head)
	if head > lo && r.capital(head) && !r.capital(head-1) && r.tok(head-1).UPOS == "NOUN" && (r.word(lo-1) == "a" || r.word(lo-1) == "an") {
		return head
	}
	return lo
}

// inTitle reports whether token j may be a part of the title that goes on at i.
func (r *reading) inTitle(j, i int) bool {
	tok := r.tok(j)
	switch {
	case r.at[j] != graph.None && r.mentions[r.at[j]].kind == "name":
		return r.mentions[r.at[j]].typ != person
	case r.low[j] == "'s" || r.low[j] == "'":
		return j > 0 && r.at[j-1] != graph.None && r.mentions[r.at[j-1]].typ != person && r.mentions[r.at[j-1]].typ != group
	case tok.UPOS == "NOUN" || tok.UPOS == "PROPN" || tok.UPOS == "ADJ":
		return !r.time(j)
	case tok.UPOS == "PUNCT":
		return r.low[j] == "-"
	case r.low[j] == "operating" || r.low[j] == "managing":
		return true
	case r.low[j] == "in":
		return j > 0 && r.low[j-1] == "-" && r.low[i] == "-" // "editor-in-chief"
	case r.low[j] == "under":
		return r.capital(j) && r.low[i] == "secretary"
	case r.low[j] == "and" || r.low[j] == "&":
		return j > 0 && r.capital(i) && r.capital(j-1) && r.tree.nominal(j-1) && r.at[j-1] == graph.None && !r.officeNoun(j-1)
	case r.low[j] == "its" || r.low[j] == "their" || r.low[j] == "whose":
		return true
	case r.low[j] == "the" && r.orgNominal(j+1):
		return true
	case r.low[j] == "then" || r.low[j] == "ex" || r.low[j] == "one":
		return true
	case tok.UPOS == "ADV":
		o := r.lex.incumbency[r.low[j]]
		return o != "" && o != "skip"
	case tok.UPOS == "VERB":
		if r.word(j-1) == "-" && r.capital(j-2) {
			return false // "the Taliban-appointed minister" is no minister of the Taliban
		}
		_, known := r.lex.incumbency[r.low[j]]
		return known && !r.has(j, "nsubj", "nsubj:pass", "aux", "aux:pass") || j > 0 && r.low[j-1] == "chief" && r.officeNoun(i) // "chief operating officer"
	}
	return false
}

// orgNominal reports whether token i heads a description of an organization that
// owns what follows: "the club's".
func (r *reading) orgNominal(i int) bool {
	return i+1 < len(r.low) && r.at[i] != graph.None && r.mentions[r.at[i]].typ == organization && r.low[i+1] == "'s"
}

// postAt reads the post whose office noun is token head; the tokens from head+1
// to end are its "of …" part.
func (r *reading) postAt(head, end int) (post, bool) {
	p := post{head: r.lex.singular(r.low[head]), noun: head, org: graph.None}
	if prefix, _, ok := strings.Cut(r.low[head], "-"); ok && p.head != r.low[head] {
		p.occupancy = r.lex.incumbency[prefix] // "ex-minister"
	}
	name := p.head
	if n := presidencies[p.head]; n != "" {
		p.head, name = n, n
	}
	if prefix, _, ok := strings.Cut(r.low[head], "-"); ok && p.occupancy == "" && p.head != r.low[head] && r.lex.nouns[p.head].kind != "" && !strings.HasPrefix(p.head, prefix+"-") {
		name = prefix + "-" + p.head // "co-leaders"
	}
	var words []string
	body, from, to := r.bodyBefore(head, p.head)
	for i := r.afterNoun(head); i < head; i++ {
		if i < from || i >= to {
			r.postWord(&p, &words, i)
		}
	}
	if body != graph.None && (p.org == graph.None || r.mentions[p.org].typ == country) {
		p.org = body
	}
	words = append(words, name)
	if head+1 < end && r.low[head+1] == "general" {
		words = append(words, "general") // "auditor general"
	} else if head+2 < end && r.low[head+1] == "-" && r.low[head+2] == "general" {
		words = append(words, "-", "general")
	}
	end = r.beforePerson(head, end)
	for i := head + 1; i < end; i++ {
		if !r.postTail(&p, &words, i, end) {
			break
		}
	}
	for len(words) > 0 && acronymGaps[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && (words[0] == "-" || words[0] == "and" || acronymGaps[words[0]]) {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > 10 {
		return post{}, false
	}
	p.name = strings.ReplaceAll(strings.Join(words, " "), " - ", "-")
	p.words = words
	if p.org == graph.None {
		p.org = r.ownerOrInitials(head)
	}
	if p.org == graph.None && confidants[p.name] {
		p.org = r.ofWhom(head)
	}
	return p, true
}

// beforePerson returns where the post of office noun head ends at the latest: at
// the preposition before a person's name ("a lawyer of ex-premier Jane Doe").
func (r *reading) beforePerson(head, end int) int {
	adp := end
	for i := head + 1; i < end; i++ {
		if r.tok(i).UPOS == "ADP" {
			adp = i
		}
		if m := r.at[i]; m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ == person {
			return min(adp, i)
		}
	}
	return end
}

// postWord reads a token before the office noun: a country or organization, a
// word of incumbency, or a part of the post's name.
func (r *reading) postWord(p *post, words *[]string, i int) {
	w := r.low[i]
	if prefix, rest, ok := strings.Cut(w, "-"); ok && rest != "" && r.lex.incumbency[prefix] == "former" {
		p.occupancy, w = "former", rest // "ex-customs commissioner"
	}
	if w == "whose" && r.orgAt(i) == graph.None {
		return
	}
	if o, ok := r.lex.incumbency[w]; ok {
		if o == "skip" {
			if r.capital(i) && r.tok(i).B != r.doc.Sentences[r.doc.Sentence(i)].B || r.word(i+1) == "deputy" || r.word(i+1) == "lady" || r.word(i+1) == "secretary" && r.word(i+2) != "-" || r.word(i+1) == "vice" || r.word(i+1) == "minister" && r.capital(i+1) && r.capital(i) {
				*words = append(*words, w) // "First Minister"
			}
			return
		}
		if p.occupancy == "" || p.occupancy == "current" {
			p.occupancy = o
		}
		return
	}
	if n := r.word(i + 1); portfolios[w] && r.ministerial(i) && n != "department" && n != "ministry" {
		*words = append(*words, w) // "Defence Secretary", though Defence may pass for a body
		return
	}
	if c := w[0]; c >= '0' && c <= '9' || r.word(i-1) == "-" && (w == "term" || w == "time") {
		return // "33rd prime minister", "four-term governor"
	}
	if partisan[w] && r.capital(i) && r.word(i+1) != "party" && constituents[p.head] {
		if m := r.at[i]; m != graph.None && r.isParty(&r.mentions[m]) {
			p.party = m + 1
		}
		return // "a Democratic congressman"
	}
	if w == "'s" || w == "'" {
		*words = nil // what stands before is of the owner
	}
	if w == "lord" && r.officeNoun(i+1) || w == "lord" && r.word(i+1) == "chief" {
		*words = append(*words, w) // "Lord Mayor"
		return
	}
	if w == "'s" || w == "'" || w == "the" || r.titleOnly(i) || w == "old" && r.word(i-1) == "-" {
		return // "a 44-year-old lawyer"
	}
	if w == "-" && len(*words) == 0 || r.word(i+1) == "'s" && r.orgAt(i) == graph.None {
		return // "ex-", "US-", "the state's governor", whose owner is read by itself
	}
	if c := r.orgAt(i); c != graph.None {
		if p.org == graph.None || r.mentions[p.org].typ == country && (r.mentions[c].typ == organization || r.mentions[c].typ == country && r.mentions[p.org].head < i-1) || r.word(i-1) != "-" && r.mentions[p.org].typ == country && r.mentions[c].typ == country && r.mentions[p.org].head == i-1 {
			p.org = c // the nearest country: "in Bandar, Brunei U.S. Secretary of State Jane Doe"
		}
		return
	}
	if r.at[i] != graph.None && r.mentions[r.at[i]].kind == "name" && r.mentions[r.at[i]].typ != other {
		return
	}
	*words = append(*words, w)
}

// partisan are the words of party before such a post.
var partisan = words("partisan")

// portfolios are fields of government that taggers take for bodies.
var portfolios = words("portfolios")

// ministerial reports whether the word of the title after token i is a minister's.
func (r *reading) ministerial(i int) bool {
	for j := i + 1; j < len(r.low) && j < i+5; j++ {
		switch r.lex.singular(r.low[j]) {
		case "minister", "secretary", "commissioner", "spokesman", "spokeswoman":
			return true
		}
	}
	return false
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// orgAt returns the mention of the country, place or organization that token i
// names or is the adjective of.
func (r *reading) orgAt(i int) int {
	if r.low[i] == "whose" {
		return r.ownerBefore(i)
	}
	if m := r.at[i]; m != graph.None && r.mentions[m].kind != "nominal" {
		switch r.mentions[m].typ {
		case country, organization, place:
			return m
		}
		if w := r.low[i]; w == "its" || w == "their" {
			return m // resolved once pronouns are
		}
		return graph.None
	}
	if m := r.at[i]; m != graph.None && r.mentions[m].typ == organization && i+1 < len(r.low) && (r.low[i+1] == "'s" || r.low[i+1] == "'") {
		return m
	}
	return r.demonymAt(i)
}
