package query

import (
	"context"
	"fmt"

	"newsgraph/graph"
)

// Latest returns the last n things that new articles tell of e, or of all when e is "", in
// the order in which they came. It reads back until it has them, version by version.
func (q *Query) Latest(ctx context.Context, e graph.ID, f Filter, n int) ([]News, error) {
	var versions []graph.Version // with articles
	for change, err := range q.r.Changes(ctx, 0) {
		if err != nil {
			return nil, fmt.Errorf("changes of the store: %w", err)
		}
		if len(change.Articles) > 0 {
			versions = append(versions, change.Version)
		}
	}
	var out []News
	for back := 1; len(versions) > 0; back *= 2 {
		since := versions[max(0, len(versions)-back)] - 1
		var err error
		if out, err = q.News(ctx, e, f, since); err != nil || len(out) >= n || back >= len(versions) {
			return out[max(0, len(out)-n):], err
		}
	}
	return out, ctx.Err()
}
