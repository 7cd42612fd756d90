package api

import (
	"context"

	"newsgraph/graph/query"
)

type suggestParams struct {
	Q     string `query:"q" required:"true" minLength:"1" maxLength:"200" doc:"what has been typed so far"`
	Type  string `query:"type" doc:"class of the ontology, sub-classes included" example:"Person"`
	Limit int    `query:"limit" default:"8" minimum:"1" maximum:"50"`
}

// suggest completes a name while it is typed.
func suggest(s *server) {
	get(s, "/v1/suggest", "suggest", "Complete a name: the best matches of what has been typed so far",
		func(ctx context.Context, q *query.Query, in *suggestParams) (query.Page[query.Match], error) {
			return q.Find(ctx, in.Q, query.Filter{Type: in.Type, Limit: in.Limit})
		})
}
