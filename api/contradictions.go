package api

import (
	"context"

	"newsgraph/graph/query"
)

// contradictions lists claims that cannot all be so.
func contradictions(s *server) {
	type params struct {
		Kind   string `query:"kind" enum:"denied,toll,office,framing" doc:"only these"`
		Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"1000" doc:"rows of a page"`
		Cursor string `query:"cursor" maxLength:"2000" doc:"next of the page before"`
	}
	get(s, "/v1/contradictions", "contradictions", "Claims that cannot all be so, each with its sentence: what is asserted and denied, figures of victims, holders of one office; and what one article has somebody claim and another say",
		func(ctx context.Context, q *query.Query, in *params) (query.Page[query.Contradiction], error) {
			return q.ContradictionsPage(ctx, in.Kind, in.Limit, in.Cursor)
		})
}
