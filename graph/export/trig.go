package export

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"newsgraph/graph"
)

// TriG writes every quad, one named graph a claim.
func TriG(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	base := cmp.Or(o.Base, DefaultBase)
	if err := checkBase(base); err != nil {
		return err
	}
	t := newTurtleWriter(w, base)
	open := func(g graph.ID) {
		t.WriteByte('\n')
		if g != "" {
			t.id(g)
			t.WriteByte(' ')
		}
		t.WriteString("{\n")
	}
	err := t.statements(sortedQuads(ctx, r, o, true), open, func() { t.WriteString("}\n") }, "\t")
	if err != nil {
		return fmt.Errorf("export trig: %w", err)
	}
	return nil
}
