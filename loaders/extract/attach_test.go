package extract

import (
	"context"
	"slices"
	"strings"
	"testing"

	"newsgraph/loaders/language"
)

// TestMoves runs the example of every row of lexicon/attach.tsv: the word hangs where the
// row says once the tree is repaired.
func TestMoves(t *testing.T) {
	p, err := language.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range moveRows() {
		t.Run(m.name, func(t *testing.T) {
			text, want, _ := strings.Cut(m.example, " => ")
			it, to, _ := strings.Cut(want, " ")
			doc := &language.Document{Text: text}
			if err := p.Annotate(context.Background(), doc); err != nil {
				t.Fatal(err)
			}
			fixed := repaired(doc, lexica())
			i := slices.IndexFunc(fixed.Tokens, func(tok language.Token) bool { return fixed.Text[tok.B:tok.E] == it })
			if i < 0 || fixed.Tokens[i].Head < 0 || fixed.Form(fixed.Tokens[i].Head) != to {
				t.Errorf("%s: %q does not hang on %q", text, it, to)
			}
			if fixed.Tokens[i].Head == doc.Tokens[i].Head {
				t.Logf("%s: the parser needs no help here", text)
			}
		})
	}
}
