package extract

import (
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
)

// familyFirst holds common family names that stand before the given name and say
// nothing of gender.
var familyFirst = set("kim lee park choi jung kang yoon li wang zhang chen yang zhao huang zhou wu xu sun ma zhu hu lin guo he xi mao deng nguyen tran pham le")

// voteTypes gives a name that the tagger typed differently in one article one
// type: the one with most votes, where the words around it vote too.
func (r *reading) voteTypes() {
	tally := map[string]map[string]int{}
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
		for tag, v := range r.contextVotes(first, end) {
			tally[key][tag] += v
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
	if corporate[r.low[end-1]] {
		votes["ORG"] += 6
	}
	if r.word(first-1) == "in" && strings.HasPrefix(r.word(first-2), "share") || r.word(next) == "shares" || r.word(next) == "board" {
		votes["ORG"] += 4
	}
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

var corporate = set("inc inc. corp corp. ltd ltd. llc plc nv n.v. ag gmbh sa s.a. co co. group holdings bank airlines university")

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
