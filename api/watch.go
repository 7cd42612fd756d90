package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// maxWatchers bounds the streams that are open at once.
const maxWatchers = 100

// watchEvery is how often a watcher looks for a new version of the graph.
const watchEvery = 500 * time.Millisecond

type watchParams struct {
	Of        string `query:"of" doc:"id or name of who has a part, speaks or is spoken of; everything without it"`
	Type      string `query:"type" doc:"class of the ontology, sub-classes included" example:"Meeting"`
	FactsOnly bool   `query:"facts_only" doc:"only what an article itself asserts as having happened"`
	Since     uint64 `query:"since" doc:"version of the graph from which on; the present one without it"`
}

// watch sends what new articles tell.
func watch(s *server) {
	op := operation(http.MethodGet, "/v1/watch", "watch", "Server-sent events: what new articles tell, as they arrive")
	op.Errors = append(op.Errors, http.StatusTooManyRequests)
	stream[watchParams, query.News](s, op, func(ctx context.Context, in *watchParams) (func(context.Context, sender), error) {
		seen := graph.Version(in.Since)
		err := s.snapshot(ctx, func(q *query.Query) error {
			if seen == 0 {
				seen = q.Reader().Version()
			}
			f := query.Filter{Type: in.Type, FactsOnly: in.FactsOnly}
			_, err := optional(ctx, q, in.Of)
			return errors.Join(err, f.Check())
		})
		if err != nil {
			return nil, err
		}
		select {
		case s.watchers <- struct{}{}:
		default:
			return nil, problem(http.StatusTooManyRequests, "busy", "too many watchers", "close one")
		}
		return func(ctx context.Context, send sender) {
			defer func() { <-s.watchers }()
			s.watch(ctx, in, seen, send)
		}, nil
	})
}

// watch sends the news of each version after seen.
func (s *server) watch(ctx context.Context, in *watchParams, seen graph.Version, send sender) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		var news []query.News
		err := s.snapshot(ctx, func(q *query.Query) error {
			if q.Reader().Version() <= seen {
				return nil
			}
			of, err := optional(ctx, q, in.Of)
			if err == nil {
				news, err = q.News(ctx, of, query.Filter{Type: in.Type, FactsOnly: in.FactsOnly}, seen)
			}
			seen = q.Reader().Version()
			return err
		})
		if err != nil && !errors.Is(err, graph.ErrNotFound) && !errors.Is(err, graph.ErrGone) {
			if ctx.Err() == nil {
				s.deps.Log.ErrorContext(ctx, "watch", "id", requestID(ctx), "error", err)
			}
			return
		}
		for _, n := range news {
			if send("news", n) != nil {
				return
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}
