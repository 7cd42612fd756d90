package api

import (
	"context"

	"newsgraph/graph/query"
)

type statementsParams struct {
	About string `query:"about" doc:"id or name of whom it is about"`
	Text  string `query:"text" maxLength:"300" doc:"words of what is said; \"words in quotation marks\" one behind the other, nucl* for the beginning of a word"`
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
			f.Speaker, f.Claimer, f.Text = f.Claimer, "", in.Text
			if f.About, err = optional(ctx, q, in.About); err != nil {
				return query.Page[query.Statement]{}, err
			}
			return q.Statements(ctx, f)
		})
}
