package export_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/resolve"
	"newsgraph/graph/world"
)

// worldReader returns the graph of n generated articles about so many people.
func worldReader(t testing.TB, n, people int) graph.Reader {
	t.Helper()
	w := world.New(1, world.Size{People: people, Events: 2 * people})
	var reports []*graph.Report
	for i := range n {
		reports = append(reports, w.Report(i))
	}
	s := memory.New()
	in, err := integrate.New(s, integrate.Options{Resolver: func() integrate.Resolver { return resolve.New(knowledge.Default()) }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Put(t.Context(), reports...); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snap.Close() })
	return snap
}

// TestPicturesToLookAt writes pictures of generated worlds to NEWSGRAPH_PICTURES.
func TestPicturesToLookAt(t *testing.T) {
	dir := os.Getenv("NEWSGRAPH_PICTURES")
	if dir == "" {
		t.Skip("NEWSGRAPH_PICTURES names no folder")
	}
	for _, size := range []struct{ articles, people, top int }{{60, 40, 40}, {150, 120, 120}, {400, 300, 300}, {1500, 1000, 1000}, {8000, 4000, 5000}} {
		r := worldReader(t, size.articles, size.people)
		for _, th := range []string{"light"} {
			name := fmt.Sprintf("all%d-%s", size.top, th)
			start := time.Now()
			p, err := export.Draw(t.Context(), query.New(r, query.Limits{}), export.Scene{Kind: "all", Top: size.top, Theme: th})
			if err != nil {
				t.Fatal(err)
			}
			drawn := time.Since(start)
			svg, err := p.SVG(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			laid := time.Since(start)
			png, err := p.PNG(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %d nodes, %d edges: picture %v, svg %v (%d KB), png %v (%d KB)", name, len(p.Nodes), len(p.Edges), drawn, laid-drawn, len(svg)>>10, time.Since(start)-laid, len(png)>>10)
			if err := os.WriteFile(filepath.Join(dir, name+".svg"), svg, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
