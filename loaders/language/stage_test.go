package language

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkStages measures the stages of the analysis, each by itself.
func BenchmarkStages(b *testing.B) {
	p, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	doc := &Document{}
	var text strings.Builder
	for i := range 100 {
		fmt.Fprintf(&text, "Minister %d of the western province told reporters that talks on the new treaty would go on for weeks. ", i)
	}
	doc.Text = text.String()
	Segment(doc)
	made := func() *batch {
		t := &batch{doc: doc, given: make([]bool, len(doc.Tokens)), offs: []int{0}}
		for i := range doc.Sentences {
			t.add(p, i)
		}
		return t
	}
	t := made()
	h := p.enc.Hidden()
	vec := make([]float32, len(t.ids)*h)
	words := make([]float32, len(t.first)*h)
	if err := p.enc.Encode(vec, t.ids, t.shapes, t.offs); err != nil {
		b.Fatal(err)
	}
	for w, piece := range t.first {
		copy(words[w*h:(w+1)*h], vec[int(piece)*h:])
	}
	for _, stage := range []struct {
		name string
		run  func()
	}{
		{"segment", func() { Segment(&Document{Text: doc.Text}) }},
		{"pieces", func() { made() }},
		{"encode", func() {
			if err := p.enc.Encode(vec, t.ids, t.shapes, t.offs); err != nil {
				b.Fatal(err)
			}
		}},
		{"heads", func() {
			t.given = nil // the heads find the predicates
			t.read(p, words, &memory{}, make([]*parse, len(t.todo)))
		}},
	} {
		b.Run(stage.name, func(b *testing.B) {
			for b.Loop() {
				stage.run()
			}
			b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
