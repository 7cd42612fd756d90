package extract

import (
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// This file cuts what is no part of a name off what the tagger marked.

// trimName cuts titles and offices before a person's name, articles, and
// possessives and punctuation after any name.
func (r *reading) trimName(n language.Name) (int, int) {
	first, end := n.First, n.End
	for end > first && (r.tok(end-1).UPOS == "PUNCT" || r.low[end-1] == "'s" || r.low[end-1] == "'") {
		if r.low[end-1] == "." && end-first > 1 && len(r.low[end-2]) == 1 {
			break // an initial
		}
		end--
	}
	for end > first+1 && (r.low[end-1] == "of" || r.low[end-1] == "and" || r.low[end-1] == "the") {
		end--
	}
	if n.Type == "PER" {
		for i := end - 2; i > first; i-- {
			if _, ok := r.lex.titles[r.low[i]]; ok && strings.HasSuffix(r.low[i], ".") {
				first = i // "Undersecretary for Education Mr. Dorn"
			}
		}
		if first > 1 && end-first > 1 && portfolios[r.low[first]] && r.low[first-1] == "of" && r.titleWord(first-2) {
			first++ // "Secretary of State Jane Doe"
		}
		first = r.afterOffice(first, end)
		if r.opensOffice(end - 1) {
			end-- // "Scottish First" Minister
		}
		if end-first == 1 && r.country(first) && !r.surnameOf(&mention{first: first, end: end}) {
			return first, first
		}
	}
	for n.Type == "PER" && first < end-1 && !r.capital(first) && r.capital(first+1) && !nameParticles[r.low[first]] && !strings.Contains(r.low[first], "-") && len(r.low[first]) > 3 {
		first++ // "tycoon Jane Doe"
	}
	for first < end-1 && (r.low[first] == "the" || r.tok(first).UPOS == "PUNCT" || n.Type == "PER" && r.titleWord(first)) {
		first++
	}
	if n.Type == "PER" {
		for i := first + 2; i < end-1; i++ {
			if r.low[i] == "of" {
				return first, i // "Xavier Dumont of Lille", but "William of Orange"
			}
		}
		for i := first + 1; i < end; i++ {
			if r.low[i] == "(" || r.low[i] == "," && r.word(i+1) != "jr." && r.word(i+1) != "jr" && r.word(i+1) != "sr." {
				return first, i // "Raphael Warnock, D-Ga."
			}
		}
		if end+1 < len(r.low) && r.low[end] == "-" && r.tok(end).B == r.tok(end-1).E && r.tok(end+1).B == r.tok(end).E && syllables[r.low[end+1]] && len(r.low[end-1]) < 5 {
			end += 2 // "Moon Jae-in"
		}
		for end < len(r.low) && r.tok(end).UPOS == "PROPN" && r.capital(end) && r.is(end, "flat") && r.head(end) >= first && r.head(end) < end && r.at[end] == graph.None {
			end++
		}
	}
	return first, end
}

// nameParticles begin surnames in small letters.
var nameParticles = words("name-particles")

// syllables end Korean names and are words of English, too, which taggers cut off.
var syllables = words("syllables")

// officeOnly reports whether what the tagger took for a person's name is an office
// without a name: "the Secretary of State".
func (r *reading) officeOnly(first, end int) bool {
	i := first
	for i < end-1 && r.country(i) {
		i++
	}
	if !r.titleWord(i) {
		return false
	}
	for i < end && r.titleWord(i) {
		i++
	}
	if i+2 == end && r.low[i] == "of" && portfolios[r.low[i+1]] {
		return true // "US Secretary of State", the name behind it
	}
	if first == 0 || r.tok(first-1).UPOS != "DET" {
		return false
	}
	return i == end || r.low[i] == "of" && end-i <= 2
}

// afterOffice returns where the person's name begins in "US Secretary of State Jane
// Doe" and "Secretary of State Jane Doe", where the tagger took all for the name.
func (r *reading) afterOffice(first, end int) int {
	i := first
	for i < end-2 && r.country(i) && r.titleWord(i+1) {
		i++
	}
	for i < end-1 && r.titleWord(i) {
		i++
		if i+2 < end && r.low[i] == "of" && r.is(i+1, "nmod") && r.head(i+1) == i-1 {
			_, hi := r.subtree(i + 1)
			if hi <= i+1 || hi >= end {
				hi = i + 2
			}
			i = hi
		}
	}
	if i == first {
		i = r.afterBody(first, end)
	}
	if i == first || !r.titleWord(i-1) && !r.capital(i) {
		return first
	}
	return i
}

// afterBody returns where the name begins in "House Speaker Jane Doe": behind an office
// whose body no given name could be.
func (r *reading) afterBody(first, end int) int {
	if _, given := r.know.Gender(r.doc.Form(first)); given {
		return first
	}
	for j := first + 1; j < end-1; j++ {
		if n, ok := r.lex.nounOf(r.tree, j); ok && n.kind == "office" && r.low[j-1] != "," {
			return j + 1
		}
	}
	return first
}

// country reports whether token i alone names a country or its people.
func (r *reading) country(i int) bool {
	if _, ok := r.adjectiveOf(i, i+1); ok {
		return true
	}
	for _, k := range r.know.Lookup(r.doc.Form(i)) {
		if k.Class == "Country" {
			return true
		}
	}
	return false
}

// opensOffice reports whether token i is the first word of an office: "First Minister".
func (r *reading) opensOffice(i int) bool {
	if i+1 >= len(r.low) {
		return false
	}
	n, ok := r.lex.nounOf(r.tree, i+1)
	return ok && n.kind == "office" && officeOpeners[r.low[i]] && r.doc.Sentence(i) == r.doc.Sentence(i+1)
}

// titleWord reports whether token i is a title or office before a name.
func (r *reading) titleWord(i int) bool {
	if r.givenName(i) {
		return false
	}
	if _, ok := r.lex.titles[r.low[i]]; ok {
		return true
	}
	n, ok := r.lex.nounOf(r.tree, i)
	return ok && (n.kind == "office" || n.kind == "occupation") || officeOpeners[r.low[i]]
}

// givenName reports whether token i is a given name that looks like an office: behind
// another ("President Dean Roe"), or before a surname alone where no dean is spoken of.
func (r *reading) givenName(i int) bool {
	if i+1 >= len(r.low) || !r.capital(i) || !r.capital(i+1) || !namedOffices[r.low[i]] {
		return false
	}
	if i > 0 {
		if n, ok := r.lex.nounOf(r.tree, i-1); ok && n.kind == "office" {
			return true
		}
	}
	_, known := r.know.Gender(r.doc.Form(i))
	return known && r.tok(i+1).UPOS == "PROPN" && (i+2 == len(r.low) || r.tok(i+2).UPOS != "PROPN") && !r.alsoCommon(i)
}

// alsoCommon reports whether the word of name token i stands in the text as a common noun, too.
func (r *reading) alsoCommon(i int) bool {
	for j, w := range r.low {
		if w == r.low[i] && !r.capital(j) {
			return true
		}
	}
	return false
}

// namedOffices are offices that are given names, too.
var namedOffices = words("named-offices")

var officeOpeners = words("office-openers")
