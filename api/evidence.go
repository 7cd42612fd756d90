package api

import (
	"context"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

type labelParam struct {
	ID string `path:"id" pattern:"^g:[0-9a-f]{16}[.][0-9a-z]+$" doc:"label of a claim"`
}

// evidence shows the words of one claim.
func evidence(s *server) {
	get(s, "/v1/evidence/{id}", "evidence", "The sentences that make one claim, and who says so",
		func(ctx context.Context, q *query.Query, in *labelParam) (query.Evidence, error) {
			return q.Evidence(ctx, graph.ID(in.ID))
		})
}
