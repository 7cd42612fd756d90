package api

import (
	"context"

	"newsgraph/graph/query"
)

type eventsParams struct {
	Of   string `query:"of" doc:"id or name of who has a part, or of the place"`
	With string `query:"with" doc:"id or name of a further participant"`
	ListParams
}

// events lists events.
func events(s *server) {
	get(s, "/v1/events", "events", "Events, of one thing or all",
		func(ctx context.Context, q *query.Query, in *eventsParams) (query.Page[query.Event], error) {
			of, err := optional(ctx, q, in.Of)
			if err != nil {
				return query.Page[query.Event]{}, err
			}
			f, err := in.filter(ctx, q)
			if err != nil {
				return query.Page[query.Event]{}, err
			}
			if f.With, err = optional(ctx, q, in.With); err != nil {
				return query.Page[query.Event]{}, err
			}
			return q.Events(ctx, of, f)
		})
}

// event is one event with all accounts of it.
func event(s *server) {
	const path = "/v1/events/{id}"
	get(s, path, "event", "One event with all that is told of it",
		func(ctx context.Context, q *query.Query, in *IDParam) (query.Event, error) {
			id, err := canonical(ctx, q, in.ID, path)
			if err != nil {
				return query.Event{}, err
			}
			return q.Event(ctx, id)
		})
}
