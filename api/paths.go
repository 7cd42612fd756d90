package api

import (
	"context"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// EndsParams names two things.
type EndsParams struct {
	From string `query:"from" required:"true" doc:"id or name"`
	To   string `query:"to" required:"true" doc:"id or name"`
}

type pathsParams struct {
	EndsParams
	NarrowParams
	Count    int  `query:"count" default:"5" minimum:"1" maximum:"50" doc:"paths wanted"`
	Length   int  `query:"length" default:"4" minimum:"1" maximum:"6" doc:"steps of the longest path"`
	Evidence int  `query:"evidence" default:"5" minimum:"-1" maximum:"100000" doc:"claims whose sentences a link shows, -1 for all"`
	InTime   bool `query:"in_time" doc:"only paths whose steps follow each other in time; what has no known date proves no order"`
}

type whyParams struct {
	EndsParams
	ListParams
}

// ends resolves both ends.
func (p *EndsParams) ends(ctx context.Context, q *query.Query) (from, to graph.ID, err error) {
	if from, err = q.Resolve(ctx, p.From); err != nil {
		return "", "", err
	}
	to, err = q.Resolve(ctx, p.To)
	return from, to, err
}

// paths lists the shortest ways between two things.
func paths(s *server) {
	get(s, "/v1/paths", "paths", "The shortest ways from one to another, each step with its sentence",
		func(ctx context.Context, q *query.Query, in *pathsParams) (query.Paths, error) {
			from, to, err := in.ends(ctx, q)
			if err != nil {
				return query.Paths{}, err
			}
			f, err := in.filter(ctx, q)
			if err != nil {
				return query.Paths{}, err
			}
			f.Evidence = in.Evidence
			return q.Paths(ctx, from, to, query.PathOptions{Count: in.Count, Length: in.Length, InTime: in.InTime, Filter: f})
		})
}

// why tells all that links two things.
func why(s *server) {
	get(s, "/v1/why", "why", "All that links two things",
		func(ctx context.Context, q *query.Query, in *whyParams) (query.Connection, error) {
			from, to, err := in.ends(ctx, q)
			if err != nil {
				return query.Connection{}, err
			}
			f, err := in.filter(ctx, q)
			if err != nil {
				return query.Connection{}, err
			}
			return q.Why(ctx, from, to, f)
		})
}
