package export

import (
	"bytes"
	"testing"
)

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

// TestTextKeepsItsRoom looks for a line of text that a wider font would let out of its
// box or the picture.
func TestTextKeepsItsRoom(t *testing.T) {
	p := Picture{Title: "Oslo", Dek: "1 node.", Nodes: []Node{{ID: "e:oslo", Kind: "place", Name: "Oslo", Sub: "City"}}}
	svg, err := p.SVG(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if all, held := bytes.Count(svg, []byte("<text ")), bytes.Count(svg, []byte(" textLength=")); all == 0 || all != held {
		t.Errorf("%d of %d lines of text have a width", held, all)
	}
}
