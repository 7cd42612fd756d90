package export

import "testing"

// TestSmallPictureHoldsItsWords draws one thing: its footnote is wider than it.
func TestSmallPictureHoldsItsWords(t *testing.T) {
	p := Picture{Title: "Oslo", Dek: "1 node.", Nodes: []Node{{ID: "e:oslo", Kind: "place", Name: "Oslo"}}}
	s, err := p.sheetOf(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range s.items {
		if l := it.text; l != nil {
			if end := l.x + measure(l.text, l.size, l.font); end > s.width {
				t.Errorf("%q ends at %d of %d", l.text, end, s.width)
			}
		}
	}
}
