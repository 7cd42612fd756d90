package language

import "testing"

func TestAgree(t *testing.T) {
	h := &heads{types: []string{"PER", "LOC", "ORG"}}
	doc := &Document{Text: "Ana Ruiz Ruiz Olm Olm Olm Peru"}
	for i, w := range []Span{{0, 3}, {4, 8}, {9, 13}, {14, 17}, {18, 21}, {22, 25}, {26, 30}} {
		doc.Tokens = append(doc.Tokens, Token{Span: w})
		if i == 0 {
			continue
		}
		doc.Names = append(doc.Names, Name{First: i, End: i + 1})
	}
	doc.Names[0].First = 0
	const sure, unsure = -9 * scoreUnit, -scoreUnit
	h.agree(doc, []nameFit{
		{0, sure, sure},     // Ana Ruiz, a person
		{unsure, 0, sure},   // Ruiz, perhaps a place
		{sure, unsure, 0},   // Olm, perhaps an organization
		{sure, 0, sure},     // Olm, a place
		{sure, unsure, 0},   // Olm
		{sure, sure * 3, 0}, // Peru, here surely a team
	})
	want := []string{"PER", "PER", "LOC", "LOC", "LOC", "ORG"}
	for i, n := range doc.Names {
		if n.Type != want[i] {
			t.Errorf("name %d: got %s, want %s", i, n.Type, want[i])
		}
	}
}
