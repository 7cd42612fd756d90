package api

import (
	"context"

	"newsgraph/graph/query"
)

type searchParams struct {
	Q      string `query:"q" required:"true" minLength:"1" maxLength:"200" doc:"a name, or the beginning or a word of one, or an acronym"`
	Type   string `query:"type" doc:"class of the ontology, sub-classes included" example:"Person"`
	Sort   string `query:"sort" enum:"sources,name" doc:"by the number of articles or by name; the best match first without it"`
	Limit  int    `query:"limit" default:"20" minimum:"1" maximum:"1000"`
	Cursor string `query:"cursor" maxLength:"2000"`
}

// search finds things by name.
func search(s *server) {
	get(s, "/v1/search", "search", "Find people, organizations, places and other things by name",
		func(ctx context.Context, q *query.Query, in *searchParams) (query.Page[query.Match], error) {
			return q.Find(ctx, in.Q, query.Filter{Type: in.Type, Sort: in.Sort, Limit: in.Limit, Cursor: in.Cursor})
		})
}
