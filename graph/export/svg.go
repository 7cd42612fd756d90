package export

import (
	"context"
	"fmt"

	"newsgraph/graph/export/viz"
)

// SVG lays a picture out and renders it. The same source gives the same bytes.
func SVG(ctx context.Context, dot string) ([]byte, error) {
	svg, err := viz.Render(ctx, dot, "dot", "svg")
	if err != nil {
		return nil, fmt.Errorf("render svg: %w", err)
	}
	return svg, nil
}
