package knowledge

import (
	"strings"
)

func loadNouns() map[string]string {
	nouns := make(map[string]string, 1<<15)
	for line := range strings.Lines(read("nouns.tsv")) {
		lemma, classes, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		nouns[lemma] = classes
	}
	return nouns
}

// The classes of noun senses.
const (
	NounPerson = 'p'
	NounOrg    = 'o' // organization, institution, unit
	NounGroup  = 'g' // any other group
	NounPlace  = 'l'
	NounSite   = 'f' // building or other structure where people can be
	NounEvent  = 'e' // act or event
	NounSpeech = 's' // something said or written
	NounOther  = 'x'
)

// Noun returns the classes of the senses of a common noun, one letter a sense,
// most frequent first, or "" when none of its senses has a class other than
// NounOther. The lemma is lower-case; words of a compound are separated by single
// spaces.
func (t *Tables) Noun(lemma string) string { return t.nouns()[lemma] }

// NounHas reports whether one of the first n senses of lemma has the class.
func (t *Tables) NounHas(lemma string, class byte, n int) bool {
	classes := t.Noun(lemma)
	return strings.IndexByte(classes[:min(n, len(classes))], class) >= 0
}
