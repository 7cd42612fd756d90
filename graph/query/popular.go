package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"newsgraph/graph"
)

// A Popular thing is one with the number of articles that mention it.
type Popular struct {
	Ref
	Articles int `json:"articles"`
}

// Popular returns all things that bear a name, those in most articles first. Equal numbers
// are ordered by id.
func (q *Query) Popular(ctx context.Context) ([]Popular, error) {
	seen := map[graph.ID]bool{}
	for entry, err := range q.r.Names(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("read names: %w", err)
		}
		if seen[entry.ID] = true; len(seen) > q.limits.Names {
			return nil, fmt.Errorf("%w: the question looks at more than %d things", graph.ErrTooLarge, q.limits.Names)
		}
	}
	var out []Popular
	for _, id := range sortedKeys(seen) {
		n, err := q.countArticles(ctx, id)
		if err != nil {
			return nil, err
		}
		ref, err := q.Ref(ctx, id)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, Popular{ref, n})
		}
	}
	slices.SortStableFunc(out, func(a, b Popular) int { return cmp.Compare(b.Articles, a.Articles) })
	return out, ctx.Err()
}
