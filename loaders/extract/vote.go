package extract

import (
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file lets the words beside a name vote on its type: person, company or place.

// familyFirst holds common family names that stand before the given name and say
// nothing of gender.
var familyFirst = words("family-first")

// clearlyFirm is from how many votes of the words beside it a name is a company's, whatever
// the tagger says: of drugs and firms that nobody knows it often makes people.
const clearlyFirm = 6

// voteTypes gives a name that the tagger typed differently in one article one
// type: the one with most votes, where the words around it vote too.
func (r *reading) voteTypes() {
	tally := map[string]map[string]int{}
	r.tally = tally
	r.firms = map[string]bool{}
	mister := map[string]bool{} // names that something beside them makes a person's
	for _, n := range r.joined(r.doc.Names) {
		if n.Type != "PER" && n.Type != "ORG" && n.Type != "LOC" {
			continue
		}
		first, end := r.trimName(n)
		if first >= end {
			continue
		}
		key := graph.NormalName(r.text(first, end))
		if tally[key] == nil {
			tally[key] = map[string]int{}
		}
		tally[key][n.Type] += 2
		context := r.contextVotes(first, end)
		for tag, v := range context {
			tally[key][tag] += v
		}
		mister[key] = mister[key] || context["PER"] > 0
		r.firms[key] = r.firms[key] || context["ORG"] >= clearlyFirm
	}
	for key := range r.firms {
		if r.firms[key] = r.firms[key] && !mister[key]; r.firms[key] {
			tally[key]["ORG"] += tally[key]["PER"]
		}
	}
	r.surnameVotes(tally)
	r.votes = map[string]string{}
	for key, votes := range tally {
		best := "PER"
		for _, tag := range []string{"ORG", "LOC"} {
			if votes[tag] > votes[best] {
				best = tag
			}
		}
		r.votes[key] = best
	}
}

// contextVotes says what the words beside a name make it: "Lumatek's founder" and
// "shares in Lumatek" an organization, "Mr" and "said X" a person.
func (r *reading) contextVotes(first, end int) map[string]int {
	votes := map[string]int{}
	next := end
	if r.word(next) == "'s" || r.word(next) == "'" {
		next++
	}
	for j := next; (next > end || end-first == 1) && j < next+3 && j < len(r.low) && r.doc.Sentence(j) == r.doc.Sentence(first); j++ {
		if r.officeNoun(j) && r.tok(j).UPOS != "ADJ" {
			if r.knownPlace(r.text(first, end)) {
				votes["LOC"] += 3
			} else {
				votes["ORG"] += 3
			}
			break
		}
		if t := r.tok(j).UPOS; t != "NOUN" && t != "ADJ" && t != "PROPN" {
			break
		}
	}
	votes["ORG"] += r.corporateVotes(first, end, next)
	votes["LOC"] += r.placeVotes(first, end)
	if _, given := r.know.Gender(r.doc.Form(first)); given && end-first == 2 && len(r.know.Lookup(r.text(first, end))) == 0 {
		votes["PER"] += 2
	}
	if r.word(first-1) == "," && r.describedBefore(first-2) && !r.knownPlace(r.text(first, end)) {
		votes["PER"] += 3 // "the mayor of a small town in Puglia, Donato Greco,"
	}
	if r.word(first-1) == "," && first > 1 && r.officeNoun(first-2) || r.word(end) == "," && r.word(end+1) == "who" {
		votes["PER"] += 3
	}
	if first > 0 {
		if _, title := r.lex.titles[r.low[first-1]]; title || r.officeNoun(first-1) {
			votes["PER"] += 4
		}
	}
	return votes
}

// corporateVotes says how much the words beside a name make it a company's: its form, its
// shares, its chief executive, the word before that says what it makes or does.
func (r *reading) corporateVotes(first, end, next int) int {
	votes := 0
	if corporateWords[r.low[end-1]] {
		votes += 6
	}
	if r.word(first-1) == "in" && strings.HasPrefix(r.word(first-2), "share") || holdings[r.word(next)] {
		votes += 6
	}
	if r.word(end) == "," && r.describedAs(first, end) {
		votes += 6 // "Helvion, the Swiss drugmaker,"
	}
	if possessed := next > end; possessed && r.chiefOf(next) {
		votes += 6 // "Helvion's former chief operating officer"
	}
	if after := next + chiefTitle(r.word(next), r.word(next+1), r.word(next+2)); after > next && r.tree.personName(min(after, len(r.low)-1)) {
		votes += 6 // "Helvion Chief Executive Martin Aebi"
	}
	if first > 0 && r.tok(first-1).UPOS == "NOUN" && r.maker(r.low[first-1]) {
		votes += 6 // "drugmaker Helvion"
	}
	if first > 2 && r.low[first-2] == "-" && r.maker(r.low[first-3]+"-"+r.low[first-1]) {
		votes += 6 // "the start-up Helvion"
	}
	return votes
}

// describedAs reports whether a noun of bodies stands in apposition to the name [first, end).
func (r *reading) describedAs(first, end int) bool {
	for i := first; i < end; i++ {
		for _, k := range r.kids[i] {
			if r.is(k, "appos") && k > end && k < end+6 && r.tok(k).UPOS == "NOUN" && r.maker(r.low[k]) && !slices.Contains(r.low[end+1:k], ",") {
				return true
			}
		}
	}
	return false
}

// chiefOf reports whether the title of a company's head begins at token i, or behind a
// word of incumbency there.
func (r *reading) chiefOf(i int) bool {
	if r.lex.incumbency[r.word(i)] != "" {
		i++
	}
	return chiefTitle(r.word(i), r.word(i+1), r.word(i+2)) > 0
}

// chiefTitle returns how many of the words are the title of a company's head.
func chiefTitle(a, b, c string) int {
	switch {
	case a == "ceo":
		return 1
	case a == "chief" && b == "executive":
		return 2
	case a == "chief" && c == "officer":
		return 3
	}
	return 0
}

// holdings are what companies have.
var holdings = words("holdings")

// maker reports whether noun w says what kind of company something is: "chipmaker".
func (r *reading) maker(w string) bool {
	n, ok := r.lex.nouns[w]
	return ok && n.kind == "organization"
}

// placeVotes says how much the words before a name make it a place's.
func (r *reading) placeVotes(first, end int) int {
	switch {
	case r.word(first-1) == "of" && placeHeads[r.word(first-2)]:
		return 6 // "the island of Brač"
	case r.word(first-1) == "in" && r.knownPlace(r.text(first, end)) && !strings.HasPrefix(r.word(first-2), "share"):
		return 3
	}
	return 0
}

// describedBefore reports whether the office of someone, and where, ends with token last:
// "the head of the provincial council".
func (r *reading) describedBefore(last int) bool {
	if last < 1 {
		return false
	}
	start, _ := r.sentence(last)
	h := r.headBefore(last, start)
	return h < last && r.officeNoun(h) && !r.feat(h, "Number=Plur") && r.definiteNoun(h)
}

func (r *reading) knownPlace(name string) bool {
	for _, k := range r.know.Lookup(name) {
		if t := typeOf(k.Class); t == place || t == country {
			return true
		}
	}
	return false
}

var corporateWords = words("corporate-words")

// surnameVotes lets a name of several words follow its last word, and that word
// follow it, where the one is clearly a person's.
func (r *reading) surnameVotes(tally map[string]map[string]int) {
	keys := slices.Sorted(maps.Keys(tally)) // what one name gains another may read
	for _, key := range keys {
		votes, words := tally[key], strings.Fields(key)
		if len(words) != 2 {
			continue
		}
		last := tally[words[1]]
		if last["PER"] > last["ORG"]+last["LOC"] && votes["PER"] == 0 && !orgHeads[words[1]] && len(r.know.Lookup(key)) == 0 {
			votes["PER"] += last["PER"]
		}
	}
	for _, key := range keys {
		votes := tally[key]
		if full, ok := r.longer(tally, key); ok && votes["PER"] > 0 {
			votes["ORG"] += tally[full]["ORG"]
		}
	}
}

// longer returns a name of the article that begins with the word key and is an
// organization's: "Veldhuis NV" for "Veldhuis".
func (r *reading) longer(tally map[string]map[string]int, key string) (string, bool) {
	best := ""
	for full, votes := range tally {
		if strings.HasPrefix(full, key+" ") && votes["ORG"] > votes["PER"] && (best == "" || full < best) {
			best = full
		}
	}
	return best, best != ""
}
