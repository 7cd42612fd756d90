package viz_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/export/viz"
)

func ExampleRender() {
	out, err := viz.Render(context.Background(), `digraph { a -> b }`, "dot", "plain")
	fmt.Println(strings.Count(string(out), "node"), err)
	// Output: 2 <nil>
}

// chain is a graph of n nodes.
func chain(n int) string {
	var b strings.Builder
	b.WriteString("digraph {\n")
	for i := range n {
		fmt.Fprintf(&b, "n%d -> n%d; n%d -> n%d;\n", i, (i*7+1)%n, i, (i*13+5)%n)
	}
	return b.String() + "}\n"
}

func TestRender(t *testing.T) {
	for _, tt := range []struct {
		name, source, engine, format string
		err                          error
	}{
		{"svg", `digraph { a [label=<<B>Zürich &amp; 東京</B>>]; a -> b }`, "dot", "svg", nil},
		{"unclosed", `digraph { a -> `, "dot", "svg", graph.ErrInvalid},
		{"no graph", `hello`, "dot", "svg", graph.ErrInvalid},
		{"unknown engine", `digraph {}`, "magic", "svg", graph.ErrInvalid},
		{"unknown format", `digraph {}`, "dot", "exe", graph.ErrInvalid},
		{"zero byte", "digraph {\x00}", "dot", "svg", graph.ErrInvalid},
		{"bad html", `digraph { a [label=<<B>x>] }`, "dot", "svg", nil}, // Graphviz warns and draws
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := viz.Render(t.Context(), tt.source, tt.engine, tt.format)
			if !errors.Is(err, tt.err) {
				t.Fatalf("error %v, want %v", err, tt.err)
			}
			if tt.err == nil {
				wellFormed(t, out)
			}
		})
	}
}

func wellFormed(t *testing.T, svg []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
	}
}

// TestParallel renders one source side by side and gets the same bytes.
func TestParallel(t *testing.T) {
	source := chain(30)
	want, err := viz.Render(t.Context(), source, "dot", "svg")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got, err := viz.Render(t.Context(), source, "dot", "svg"); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes, %v; want %d", len(got), err, len(want))
			}
		})
	}
	wg.Wait()
}

// TestCancel stops a layout that would take minutes, and renders on.
func TestCancel(t *testing.T) {
	if _, err := viz.Render(t.Context(), "digraph {}", "dot", "svg"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := viz.Render(ctx, chain(3000), "dot", "svg"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want DeadlineExceeded", err)
	}
	if d := time.Since(began); d > 5*time.Second {
		t.Errorf("stopped after %v", d)
	}
	if _, err := viz.Render(t.Context(), "digraph { a }", "dot", "svg"); err != nil {
		t.Errorf("after a cancelled render: %v", err)
	}
}
