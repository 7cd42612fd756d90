package language

import (
	"slices"
	"strings"
)

// How far back the ranker looks, in mentions: to all that may fit, from a pronoun to those
// of its type, to those that share a word, and to those that speak against having no
// antecedent.
const (
	nearMentions    = 20
	pronounMentions = 60
	farMentions     = 300
	aloneMentions   = 200
)

// The bins of distances, in sentences and mentions.
var (
	sentenceBins = [...]int{0, 1, 2, 5, 12}
	mentionBins  = [...]int{1, 2, 3, 5, 8, 13, 21, 34, 55}
)

// pairFeatures is the number of features of a pair: 27 of the words, then distances.
const pairFeatures = 27 + len(sentenceBins) + 1 + len(mentionBins)

func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// compare writes the features of the mentions a and b, of which a is the earlier, apart
// mentions before b; last says that no mention between them has a's kind and number.
func compare(f []float32, a, b *mention, apart int, last bool) {
	full := a.kind >= kindNoun && b.kind >= kindNoun
	same, sameText := a.low == b.low, a.text == b.text
	sent := a.sent == b.sent
	number := a.number > 0 && b.number > 0
	types := a.typ > 0 && b.typ > 0
	shared := intersect(a.mods, b.mods)
	for i, v := range [27]bool{
		same && full, same && !full, a.lemma == b.lemma && full, sameText && full,
		intersect(a.names, b.names),
		len(a.names) > 0 && len(b.names) > 0 && (subset(a.names, b.names) || subset(b.names, a.names)),
		isInitials(a.caps, b.low) || isInitials(b.caps, a.low),
		same && a.kind == kindNoun && b.kind == kindNoun,
		shared, len(b.mods) > 0 && subset(b.mods, a.mods), len(a.mods) > 0 && len(b.mods) > 0 && !shared,
		sent && a.gov == b.head, sent && b.gov == a.head, sent && a.gov == b.gov,
		corefRels[b.rel] == "appos" && sent && b.gov == a.head,
		number && a.number != b.number, number && a.number == b.number,
		types && a.typ == b.typ, types && a.typ != b.typ, a.rel == b.rel,
		a.det == 1 && b.det == 1, b.det == 2, a.quoted == 1 && b.quoted == 1, a.quoted == b.quoted,
		a.kind == b.kind,
		full && !sameText && (strings.Contains(b.text, a.text) || strings.Contains(a.text, b.text)),
		last,
	} {
		f[i] = flag(v)
	}
	bin := 0
	for bin < len(sentenceBins) && b.sent-a.sent > sentenceBins[bin] {
		bin++
	}
	for k := range len(sentenceBins) + 1 {
		f[27+k] = flag(k == bin)
	}
	for k, n := range mentionBins {
		f[28+len(sentenceBins)+k] = flag(apart <= n)
	}
}

// isInitials says whether the word is the initials caps: more than one letter.
func isInitials(caps, word string) bool { return len([]rune(word)) > 1 && caps == word }

// intersect and subset work on sorted lists.
func intersect(a, b []string) bool {
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok {
			return true
		}
	}
	return false
}

func subset(a, b []string) bool {
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); !ok {
			return false
		}
	}
	return true
}

// isCandidate says whether a, apart mentions before b, may be the antecedent of b. Training
// looks further back; these limits cost .04 of its score on OntoGUM dev (training/scores.md).
func isCandidate(a, b *mention, apart int) bool {
	switch {
	case b.kind < kindNoun:
		return apart <= nearMentions || apart <= pronounMentions && (a.typ == b.typ || a.typ == 0 || b.typ == 0)
	case a.lemma == b.lemma || intersect(a.names, b.names):
		return true
	}
	return apart <= nearMentions && a.kind >= kindNoun && b.det != 2
}

// alone writes what speaks for or against any antecedent of b among the mentions before it.
func alone(f []float32, before []mention, b *mention) {
	var text, lemma, name, near bool
	for i := range before {
		a := &before[i]
		near = near || b.sent-a.sent <= 3
		if a.kind >= kindNoun && b.kind >= kindNoun {
			text = text || a.text == b.text
			lemma = lemma || a.lemma == b.lemma
			name = name || intersect(a.names, b.names)
		}
	}
	f[0], f[1], f[2], f[3] = flag(text), flag(lemma), flag(name), flag(!near)
}
