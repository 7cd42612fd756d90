package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file reads offices in descriptions beside a name: "Jane Doe, the foreign minister
// of Chad,".

// appositionAfter reads "NAME, [the] [US] secretary of state [of X]," .
func (r *reading) appositionAfter(i int) {
	m := r.mentions[i]
	_, stop := r.sentence(m.first)
	j := r.pastAsides(m.end, stop)
	if j+1 >= stop || r.low[j] != "," && r.low[j] != "(" && r.low[j] != "–" && r.low[j] != "—" || r.tok(j+1).UPOS == "CCONJ" {
		return // ", and the head of X" is another
	}
	r.apposition(i, j+1, stop)
}

// pastAsides passes over what stands between a name that ends at token j and its
// description: an age, a party and state, where someone is from: ", 61,", "(R-Ohio),", "of
// Ohio,". It returns the comma before the description, or j.
func (r *reading) pastAsides(j, stop int) int {
	for n := 0; n < 2 && j+1 < stop; n++ {
		end := j
		switch {
		case r.low[j] == "," && r.tok(j+1).UPOS == "NUM":
			end = j + 2 // an age
		case r.low[j] == "," && len(r.low[j+1]) == 1 && r.capital(j+1) && r.word(j+2) == "-":
			end = j + 4 // party and state
		case r.low[j] == "(":
			for end < stop && end < j+7 && r.low[end] != ")" {
				end++
			}
			end++
		case r.low[j] == "of" || r.low[j] == "from":
			if b := r.bodyAt(j + 1); b != graph.None && r.mentions[b].kind == "name" {
				end = r.mentions[b].end
			}
		}
		if end == j || r.word(end) != "," {
			break
		}
		j = end
	}
	return j
}

// apposition reads the description of name i that begins at token from.
func (r *reading) apposition(i, from, stop int) {
	head := r.describedHead(from, stop)
	if head == graph.None {
		return
	}
	end := r.describedEnd(head, stop)
	if end < stop && r.low[end] == "and" && !r.is(head, "appos") || end == head+1 && end < stop && r.low[end] == "'s" {
		return
	}
	if end >= stop || end < stop && !strings.Contains(",.)–—;:", r.low[end]) && r.low[end] != "who" && r.low[end] != "and" {
		if !r.is(head, "appos") {
			return
		}
	}
	if r.is(head, "nsubj", "conj", "obj") && !r.is(head, "appos") && r.listAfter(end, stop) {
		return
	}
	p, ok := r.postAt(head, end)
	if !ok {
		return
	}
	if r.termOver(end) {
		p.occupancy = "former"
	}
	for j := from; j < r.postStart(head) && p.occupancy == ""; j++ {
		if o := r.lex.incumbency[r.low[j]]; o != "skip" {
			p.occupancy = o // "once the youngest judge"
		}
	}
	if p.org == graph.None && end == head+1 && ofCompany(p.head) {
		p.org = r.sharedBody(head)
	}
	m := r.mentions[i]
	r.withPostsBefore(office{holder: i, post: p, at: head, evidence: r.span(m.first, end), rule: "office.apposition", confidence: 950}, from)
	r.apposedBehind(i, head, end, stop)
}

// listAfter reports whether the phrase that ends at end is one item of a list.
func (r *reading) listAfter(end, stop int) bool {
	return end+1 < stop && r.low[end] == "," && (r.low[end+1] == "and" || r.low[end+1] == "or") || end < stop && r.low[end] == "and"
}

// describedHead returns the office noun that heads the noun phrase beginning at
// token from: the last noun before "of", a comma or a verb.
func (r *reading) describedHead(from, stop int) int {
	head := graph.None
	for j := from; j < stop && j-from < 9; j++ {
		if r.at[j] != graph.None && r.mentions[r.at[j]].kind == "name" && r.mentions[r.at[j]].typ == person {
			return graph.None
		}
		switch r.tok(j).UPOS {
		case "DET", "ADJ", "NOUN", "PROPN", "NUM":
		case "PART", "ADV", "PRON":
			if r.low[j] != "'s" && r.low[j] != "'" && r.low[j] != "then" && !r.is(j, "nmod:poss") && r.tok(j).UPOS != "ADV" {
				return head
			}
		case "PUNCT":
			if r.low[j] != "-" && r.low[j] != "'" {
				return head
			}
		case "CCONJ":
			if head != graph.None && !r.officeNoun(j+1) && (j+2 >= stop || !r.officeNoun(j+2)) {
				return head
			}
		default:
			if _, ok := r.lex.incumbency[r.low[j]]; !ok && !r.ofBody(j) && !titleParticiples[r.low[j]] && (r.low[j] != "in" || r.low[j-1] != "-") {
				return head
			}
		}
		if r.officeNoun(j) && !(r.low[j] == "general" && head == j-1) {
			head = j
		} else if head != graph.None && r.tree.nominal(j) && r.low[j] != "general" {
			head = graph.None // "minister" inside "the minister's office"
		}
	}
	return head
}

// describedEnd returns the end of the phrase of office noun head: after "of X",
// "for X", "at X".
func (r *reading) describedEnd(head, stop int) int {
	j := head + 1
	for j < stop && j-head < 14 {
		switch {
		case r.low[j] == "-" || r.low[j] == "elect" || r.low[j] == "designate" || r.low[j] == "general" && j == head+1:
		case r.tok(j).UPOS == "ADP" && (r.low[j] == "of" || r.low[j] == "for" || r.low[j] == "at" || r.low[j] == "in" || r.low[j] == "to" || j == head+1 && (r.low[j] == "from" && constituents[r.lex.singular(r.low[head])] || r.low[j] == "on" && benchPosts[r.lex.singular(r.low[head])] || r.low[j] == "on" && topicalPosts[r.lex.singular(r.low[head])])):
		case (r.low[j] == "the" || r.is(j, "nmod:poss") && r.tok(j).UPOS == "PRON") && r.tok(j-1).UPOS == "ADP":
		case r.tok(j).UPOS == "NOUN" || r.tok(j).UPOS == "PROPN" || r.tok(j).UPOS == "ADJ" || r.bodyName(j):
			if j == head+1 {
				return j
			}
		case r.low[j] == "and" && j+1 < stop && r.capital(j+1) && r.capital(j-1) && r.at[j-1] != graph.None && r.at[j-1] == r.at[j+1]:
		case r.low[j] == "'s" || r.low[j] == "and" && r.tok(j-1).UPOS == "NOUN" && j+1 < stop && r.tok(j+1).UPOS == "NOUN":
		default:
			return j
		}
		j++
	}
	return j
}

// bodyName reports whether token j belongs to the name of a body or place, whatever the
// tagger makes of it: the "United" of "the United Nations".
func (r *reading) bodyName(j int) bool { return r.capital(j) && r.ofBody(j) }

// ofBody reports whether token j stands in the name of a body or place: the "of" of "Bank
// of England governor".
func (r *reading) ofBody(j int) bool {
	m := r.at[j]
	return m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ != person
}

// appositionBefore reads "the French president, NAME,".
func (r *reading) appositionBefore(i int) {
	m := r.mentions[i]
	start, stop := r.sentence(m.first)
	if h := r.titleHead(m.first); h != graph.None && r.word(r.postStart(h)-1) == "," {
		m.first = r.postStart(h) // "the chair of the inquiry, Green MP Jane Doe"
	}
	for m.first-1 > start && r.low[m.first-1] != "," && (r.titleWord(m.first-1) || !r.capital(m.first-1) && (r.calling(m.first-1) || r.lex.incumbency[r.low[m.first-1]] != "") || m.first < r.mentions[i].first && r.titleWord(m.first) && r.orgAt(m.first-1) != graph.None) {
		m.first-- // "the head of the museum, curator Lidia Fonseca", "the bloc's chairman, Ghanaian President Ama Boateng"
	}
	if before := m.first - 1; r.word(before+1) == "rev" || r.word(before+1) == "rev." || r.word(before+1) == "reverend" {
		for before > start && reverends[r.low[before]] {
			before-- // "the Most Rev Jane Doe"
		}
		m.first = before + 1
	}
	front := m.first-2 >= start && r.is(m.head, "nsubj", "nsubj:pass") && r.fronts(r.headBefore(m.first-2, start), start)
	if m.first-2 < start || r.low[m.first-1] != "," || !front && m.end < stop && !strings.Contains(",.)–—", r.low[m.end]) && r.low[m.end] != "'s" {
		return
	}
	head := r.headBefore(m.first-2, start)
	if !r.officeNoun(head) || r.feat(head, "Number=Plur") && !r.oneOf(head) || r.embedded(head) || r.has(head, "cop", "aux") {
		return // nor "the man who would be king, Otto,"
	}
	lo := r.postStart(head)
	top := head
	if h := r.head(head); h > head && h == r.pastElect(head+1, 1, len(r.low)-1)-1 {
		top = h // the elect of "president-elect", on which the parser hangs all
	}
	definite := definites[r.word(lo-1)] || r.ownedOrThe(head) || r.ownedOrThe(top)
	appos := r.is(m.head, "appos") && r.head(m.head) == top
	indefinite := (r.word(lo-1) == "a" || r.word(lo-1) == "an") && head+1 < m.first-1 && r.word(m.end) == ","
	if !definite && !appos && !indefinite && !front || r.is(m.head, "conj") && !appos && (r.has(m.head, "cc") || r.listAfter(m.end, stop)) {
		return // an item of a list; a "conj" without "and" is the parser's word for the apposition
	}
	p, ok := r.postAt(head, m.first-1)
	if !ok {
		return
	}
	r.withPostsBefore(office{holder: i, post: p, at: head, evidence: r.span(lo, m.end), rule: "office.apposition", confidence: 940}, start)
}

// reverends are words before "Rev".
var reverends = words("reverends")

// fronts reports whether the description of office noun head opens the sentence that begins
// at token start: "Twice prime minister of Norway, Jane Doe".
func (r *reading) fronts(head, start int) bool {
	if head == graph.None {
		return false
	}
	lo := r.postStart(head)
	return lo == start || lo == start+1 && (r.lex.incumbency[r.low[start]] != "" || r.tok(start).UPOS == "DET")
}

// oneOf reports whether one of those whom plural noun i denotes is meant: "one of the bank's
// vice presidents".
func (r *reading) oneOf(i int) bool {
	h := r.head(i)
	return h >= 0 && r.low[h] == "one" && r.prep(i) == "of"
}

// definites are the words before a description of someone in particular.
var definites = words("definites")

// calling reports whether common noun i says what someone is: "tenor", "farmer".
func (r *reading) calling(i int) bool {
	return r.tree.nominal(i) && (r.know.Noun(r.low[i]) == person || r.tok(i).Ment == person)
}

// headBefore returns the office noun of the description that ends with token last:
// that token, or one before its "of", "at" or "for" phrase.
func (r *reading) headBefore(last, start int) int {
	head := r.pastElect(last, -1, start)
	if head > start && r.low[head] == "general" && generals[r.low[head-1]] {
		return head - 1
	}
	for k := head; k > start && head-k < 10; k-- {
		if !r.officeNoun(k) {
			continue
		}
		if w := r.word(r.pastElect(k+1, 1, len(r.low)-1)); k == head || w == "of" || w == "at" || w == "for" || w == "in" && (r.word(k+2) == "the" || r.bodyName(k+2) || r.word(k+2) == "exile") || w == "to" && envoys[r.lex.singular(r.low[k])] {
			return k
		}
	}
	return head
}

// pastElect passes over "-elect", "designate" and "emeritus" from token i in steps
// of by, as far as token limit.
func (r *reading) pastElect(i, by, limit int) int {
	for i != limit && (r.low[i] == "-" || r.low[i] == "designate" || r.low[i] == "elect" || r.low[i] == "emeritus") {
		i += by
	}
	return i
}

// predicateName reads "the president is NAME", "whose president is NAME".
func (r *reading) predicateName(i int) {
	m := r.mentions[i]
	said := m.head
	if h := r.head(said); r.is(said, "appos", "flat") && h >= 0 && r.has(h, "cop") {
		said = h // "The first president was the zoologist Jane Doe"
	}
	s := r.kid(said, "nsubj")
	if s == graph.None || s > said || !r.has(said, "cop") || r.denied(said) || !r.officeNoun(s) || r.feat(s, "Number=Plur") || r.statusOf(said).status != graph.Happened {
		return
	}
	lo := r.postStart(s)
	if p, ok := r.postAt(s, r.kid(said, "cop")); ok && (p.org != graph.None || r.ownedOrThe(s)) {
		o := office{holder: i, post: p, at: s, evidence: r.span(lo, m.end), rule: "office.predicate", confidence: 900}
		if r.tok(r.kid(said, "cop")).XPOS == "VBD" {
			o.occupancy, o.past = cmpOr(o.occupancy, "former"), true
		}
		r.addOffice(o)
	}
}

// denied reports whether it is said of predicate j that it is not so: "was not the chief",
// "has never been president".
func (r *reading) denied(j int) bool {
	return slices.ContainsFunc(r.kids[j], func(k int) bool {
		w := r.low[k]
		return k < j && (w == "not" || w == "n't" || w == "never" || w == "neither" || w == "hardly")
	})
}

// noLonger reports whether predicate j has ceased to be so: "is no longer chairman".
func (r *reading) noLonger(j int) bool {
	return slices.ContainsFunc(r.kids[j], func(k int) bool {
		return k < j && (r.low[k] == "longer" || r.low[k] == "more") && r.word(k-1) == "no"
	})
}

// predicateOffice reads "NAME is the chairman of X", also in a relative clause, where
// chairman is among the predicates said.
func (r *reading) predicateOffice(i int, said []int) {
	m := r.mentions[i]
	for _, j := range said {
		s, ended := r.ownSubject(j), ""
		if s == graph.None {
			s, ended = r.pastSubject(j)
		}
		if h := r.head(j); s == graph.None && r.is(j, "conj") && h >= 0 && r.verb(h) && !r.passive(h) {
			s = r.ownSubject(h) // "who founded and is chairman of"
		}
		if s == graph.None || r.at[s] != i && r.besideName(s) != i || r.denied(j) || r.supposed(j) || r.feat(j, "Number=Plur") {
			continue
		}
		for _, p := range r.postsSaid(j) {
			o := office{holder: i, post: p.post, at: p.at, evidence: r.span(min(m.first, p.at), max(p.at+1, p.end)), rule: "office.predicate", confidence: 930}
			r.datePredicate(&o, j, ended)
			r.addOffice(o)
		}
	}
}

// datePredicate says whether what is said with predicate j is over or to come; ended is
// what the verb above it tells.
func (r *reading) datePredicate(o *office, j int, ended string) {
	if r.statusOf(j).status == "planned" {
		o.occupancy, o.will = "designate", true // "will be managing director"
	}
	if ended != "" {
		o.occupancy, o.past = ended, true
	}
	if r.noLonger(j) {
		o.occupancy, o.past = "former", true
	}
	if cop, aux := r.kid(j, "cop"), r.kid(j, "aux"); cop != graph.None && r.tok(cop).XPOS == "VBD" && aux == graph.None && !r.backshifted(j) || cop != graph.None && r.low[cop] == "been" && aux != graph.None && r.low[aux] == "had" {
		o.occupancy, o.past = cmpOr(o.occupancy, "former"), true
	}
}

// backshifted reports whether the past of predicate j is only that of who reports it: "said she
// was the director" lets her be it when she spoke, unless a time or clause dates it.
func (r *reading) backshifted(j int) bool {
	h := r.head(j)
	if !r.is(j, "ccomp") || h < 0 || r.tenseOf(h) != "past" || r.timeUnder(j) != graph.None || r.has(j, "advcl") {
		return false
	}
	_, ok := r.cueAt(h)
	return ok
}

// supposed reports whether predicate j is said of what only might be: "if she were
// governor", "would be president if she had won".
func (r *reading) supposed(j int) bool {
	s := r.statusOf(j)
	return s.status == "hypothetical" || s.status == "negated" && r.contrary(j)
}

// pastSubject returns the subject of "used to be chairman" and "ceased to be chairman", of
// which noun j is the predicate, and what has become of the office.
func (r *reading) pastSubject(j int) (s int, occupancy string) {
	h := r.head(j)
	if h < 0 || !r.is(j, "xcomp", "ccomp") || r.denied(h) {
		return graph.None, ""
	}
	switch r.low[h] {
	case "used":
		return r.ownSubject(h), "former"
	case "ceased", "stopped":
		return r.ownSubject(h), "resigned"
	}
	return graph.None, ""
}
