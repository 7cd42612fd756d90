package api

import (
	"context"

	"newsgraph/graph/query"
)

// timeline lists events and statements by time.
func timeline(s *server) {
	get(s, "/v1/timeline", "timeline", "Events and statements of one, the latest first, unknown dates last",
		func(ctx context.Context, q *query.Query, in *ofParams) (query.Page[query.Moment], error) {
			of, err := q.Resolve(ctx, in.Of)
			if err != nil {
				return query.Page[query.Moment]{}, err
			}
			f, err := in.filter(ctx, q)
			if err != nil {
				return query.Page[query.Moment]{}, err
			}
			return q.Timeline(ctx, of, f)
		})
}
