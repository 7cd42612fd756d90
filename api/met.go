package api

import (
	"context"

	"newsgraph/graph/query"
)

type metParams struct {
	Of   string `query:"of" required:"true" doc:"id or name"`
	With string `query:"with" doc:"id or name of the other one"`
	ListParams
}

// met lists whom someone met.
func met(s *server) {
	get(s, "/v1/met", "met", "Whom someone met, appeared with, called or wrote to, each with its sentence",
		func(ctx context.Context, q *query.Query, in *metParams) (query.Page[query.Meeting], error) {
			of, err := q.Resolve(ctx, in.Of)
			if err != nil {
				return query.Page[query.Meeting]{}, err
			}
			f, err := in.filter(ctx, q)
			if err != nil {
				return query.Page[query.Meeting]{}, err
			}
			if f.With, err = optional(ctx, q, in.With); err != nil {
				return query.Page[query.Meeting]{}, err
			}
			return q.Met(ctx, of, f)
		})
}
