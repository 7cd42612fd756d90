package export_test

import (
	"bytes"
	"fmt"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/export"
)

// crowd is a picture of n nodes in groups of about forty, most edges within them.
func crowd(n int) *export.Picture {
	p := &export.Picture{Title: "A crowd", Dek: "made for a test"}
	for i := range n {
		kind := []string{"person", "org", "place", "event", "group"}[i%5]
		p.Nodes = append(p.Nodes, export.Node{ID: graph.ID(fmt.Sprintf("e:n%d", i)), Kind: kind, Name: fmt.Sprintf("Name %d", i), Tip: "x"})
	}
	edge := func(a, b int) {
		if a != b {
			p.Edges = append(p.Edges, export.Edge{From: p.Nodes[a].ID, To: p.Nodes[b].ID, Sources: 1 + (a+b)%4, Tip: "x"})
		}
	}
	for i := range n {
		edge(i, i/40*40+(i*7+3)%min(40, n-i/40*40))
		if i%4 == 0 {
			edge(i, i/40*40)
		}
		if i%13 == 0 {
			edge(i, i*31%n)
		}
	}
	return p
}

// TestCloudIsTheSame lays a large picture out twice.
func TestCloudIsTheSame(t *testing.T) {
	n := 700
	if testing.Short() {
		n = 100
	}
	one, err := crowd(n).SVG(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	two, err := crowd(n).SVG(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Error("the same picture gives two drawings")
	}
	drawn(t, one, n)
}

func BenchmarkSVG(b *testing.B) {
	for _, n := range []int{60, 300, 1000, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := crowd(n)
			for b.Loop() {
				if _, err := p.SVG(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPNG(b *testing.B) {
	for _, n := range []int{300, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := crowd(n)
			for b.Loop() {
				if _, err := p.PNG(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
