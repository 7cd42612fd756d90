package export

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"newsgraph/graph"
)

// Turtle writes the triples without the labels of the claims that they are from.
// What is said of the labels (confidence, source) stays.
func Turtle(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	base := cmp.Or(o.Base, DefaultBase)
	if err := checkBase(base); err != nil {
		return err
	}
	t := newTurtleWriter(w, base)
	err := t.statements(sortedQuads(ctx, r, o, false), func(graph.ID) { t.WriteByte('\n') }, func() {}, "")
	if err != nil {
		return fmt.Errorf("export ttl: %w", err)
	}
	return nil
}
