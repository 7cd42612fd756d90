package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"newsgraph/graph"
)

// A Popular thing is one with the number of articles that mention it by name.
type Popular struct {
	Ref
	Articles int `json:"articles"`
}

// Popular returns all named things, those in most articles first. Equal numbers
// are ordered by id.
func (q *Query) Popular(ctx context.Context) ([]Popular, error) {
	counts := map[graph.ID]int{}
	for doc, err := range q.articles(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("list articles: %w", err)
		}
		p, err := q.paper(ctx, doc)
		if err != nil {
			return nil, err
		}
		here := map[graph.ID]bool{}
		for i, c := range p.Chains {
			id, err := q.chainOf(ctx, p, i)
			if err != nil {
				return nil, err
			}
			here[id] = here[id] || c.Named
		}
		for id, named := range here {
			if named {
				counts[id]++
			}
		}
	}
	var out []Popular
	for _, id := range sortedKeys(counts) {
		ref, err := q.Ref(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, Popular{ref, counts[id]})
	}
	slices.SortStableFunc(out, func(a, b Popular) int { return cmp.Compare(b.Articles, a.Articles) })
	return out, nil
}
