package api

import (
	"context"

	"newsgraph/graph/query"
)

type statementsParams struct {
	About string `query:"about" doc:"id or name of whom it is about"`
	ListParams
}

// statements lists what was said.
func statements(s *server) {
	get(s, "/v1/statements", "statements", "Who said what, with the exact quotation",
		func(ctx context.Context, q *query.Query, in *statementsParams) (query.Page[query.Statement], error) {
			f, err := in.filter(ctx, q)
			if err != nil {
				return query.Page[query.Statement]{}, err
			}
			f.Speaker, f.Claimer = f.Claimer, ""
			if f.About, err = optional(ctx, q, in.About); err != nil {
				return query.Page[query.Statement]{}, err
			}
			return q.Statements(ctx, f)
		})
}
