package language

import "testing"

func TestAgreeTypes(t *testing.T) {
	types := []string{noMention, "person", "organization", "place"}
	fit := func(person, organization, place float32) typeFit {
		return typeFitOf([]float32{9, person, organization, place}, 0)
	}
	doc := &Document{Tokens: make([]Token, 5)}
	ms := []mention{
		{kind: kindNoun, lemma: "ministry", fit: fit(0, 4, 0)},  // sure
		{kind: kindNoun, lemma: "body", fit: fit(0, 1, 1.5)},    // unsure, of the first one's chain
		{kind: kindNoun, lemma: "ministry", fit: fit(0, 1, 2)},  // unsure, the same noun
		{kind: kindNoun, lemma: "valley", fit: fit(0, 0, 20)},   // sure, by itself
		{kind: kindNoun, lemma: "somebody", fit: fit(0, 0, 20)}, // heads no mention
	}
	for i, ante := range []int{-1, 0, -1, -1, -1} {
		doc.Mentions = append(doc.Mentions, Mention{Head: i, Antecedent: ante})
		doc.Tokens[i].Ment = "place"
	}
	doc.Tokens[4].Ment = ""
	agreeTypes(doc, ms, types)
	for i, want := range []string{"organization", "organization", "organization", "place", ""} {
		if got := doc.Tokens[i].Ment; got != want {
			t.Errorf("mention %d (%s): got %q, want %q", i, ms[i].lemma, got, want)
		}
	}
}
