package api

import (
	"context"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// IDParam names a thing in a path.
type IDParam struct {
	ID string `path:"id" maxLength:"256" doc:"id, id of a member, or unambiguous name"`
}

type entityListParams struct {
	IDParam
	ListParams
}

// entity is the card of a thing.
func entity(s *server) {
	const path = "/v1/entities/{id}"
	get(s, path, "entity", "What the graph knows of one thing",
		func(ctx context.Context, q *query.Query, in *IDParam) (query.Card, error) {
			id, err := canonical(ctx, q, in.ID, path)
			if err != nil {
				return query.Card{}, err
			}
			return q.Card(ctx, id)
		})
}

// ofEntity registers a list that belongs to one thing.
func ofEntity[T any](s *server, what, summary string, list func(*query.Query, context.Context, graph.ID, query.Filter) (query.Page[T], error)) {
	path := "/v1/entities/{id}/" + what
	get(s, path, "entity-"+what, summary,
		func(ctx context.Context, q *query.Query, in *entityListParams) (query.Page[T], error) {
			id, err := canonical(ctx, q, in.ID, path)
			if err != nil {
				return query.Page[T]{}, err
			}
			f, err := in.filter(ctx, q)
			if err != nil {
				return query.Page[T]{}, err
			}
			return list(q, ctx, id, f)
		})
}

// entityMentions lists the mentions of a thing.
func entityMentions(s *server) {
	ofEntity(s, "mentions", "Every mention of a thing in its sentence", (*query.Query).Mentions)
}

// entityStatements lists what a thing said.
func entityStatements(s *server) {
	ofEntity(s, "statements", "What it said", (*query.Query).Said)
}

// entityEvents lists the events in which a thing has a part.
func entityEvents(s *server) {
	ofEntity(s, "events", "Events in which it has a part, or that happen there", (*query.Query).Events)
}

// entityOffices lists the offices of a person, post or organization.
func entityOffices(s *server) {
	ofEntity(s, "offices", "Offices that it holds, or that belong to it", (*query.Query).Offices)
}

// entityNeighbours lists what a thing is connected with.
func entityNeighbours(s *server) {
	ofEntity(s, "neighbours", "What it is connected with", (*query.Query).Neighbours)
}

// entityTimeline lists events and statements of a thing by time.
func entityTimeline(s *server) {
	ofEntity(s, "timeline", "Its events and statements, the latest first, unknown dates last", (*query.Query).Timeline)
}
