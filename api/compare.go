package api

import (
	"context"

	"newsgraph/graph/query"
)

type compareParams struct {
	Event  string   `query:"event" required:"true" maxLength:"256" doc:"id of an event"`
	Outlet []string `query:"outlet" maxItems:"20" doc:"names of outlets, separated by commas; without it all that tell of the event"`
}

// compare sets outlets side by side.
func compare(s *server) {
	get(s, "/v1/compare", "compare", "What outlets tell of one event: who asserts, claims, acknowledges, denies or omits it",
		func(ctx context.Context, q *query.Query, in *compareParams) (query.Contrast, error) {
			id, err := q.Resolve(ctx, in.Event)
			if err != nil {
				return query.Contrast{}, err
			}
			return q.Compare(ctx, id, in.Outlet)
		})
}
