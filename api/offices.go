package api

import (
	"context"

	"newsgraph/graph/query"
)

type ofParams struct {
	Of string `query:"of" required:"true" doc:"id or name"`
	ListParams
}

// offices lists who holds which office.
func offices(s *server) {
	get(s, "/v1/offices", "offices", "Offices of a person, holders of a position, or offices of an organization or country",
		func(ctx context.Context, q *query.Query, in *ofParams) (query.Page[query.Office], error) {
			of, err := q.Resolve(ctx, in.Of)
			if err != nil {
				return query.Page[query.Office]{}, err
			}
			f, err := in.filter(ctx, q)
			if err != nil {
				return query.Page[query.Office]{}, err
			}
			return q.Offices(ctx, of, f)
		})
}
