package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// A Health answer says that all is well.
type Health struct {
	Status string `json:"status" enum:"ok"`
}

// healthz answers while the process lives.
func healthz(s *server) {
	op := operation(http.MethodGet, "/healthz", "health", "Whether the process lives")
	huma.Register(s.api, op, func(context.Context, *struct{}) (*answer[Health], error) {
		return &answer[Health]{Health{"ok"}}, nil
	})
}

// readyz answers when questions can be answered.
func readyz(s *server) {
	op := operation(http.MethodGet, "/readyz", "ready", "Whether questions can be answered")
	huma.Register(s.api, op, func(ctx context.Context, _ *struct{}) (*answer[Health], error) {
		err := s.deps.Ready(ctx)
		if err == nil {
			err = s.snapshot(ctx, func(*query.Query) error { return nil })
		}
		if err != nil {
			s.deps.Log.ErrorContext(ctx, "not ready", "id", requestID(ctx), "error", err)
			return nil, problem(http.StatusServiceUnavailable, "not_ready", "the store cannot be read", "the log says why")
		}
		return &answer[Health]{Health{"ok"}}, nil
	})
}

// A VersionAnswer says what runs and which state of the graph it shows.
type VersionAnswer struct {
	Version
	Graph graph.Version `json:"graph" doc:"batches that the store has applied"`
	Write bool          `json:"write" doc:"whether articles can be loaded here"`
}

// version says what runs.
func version(s *server) {
	get(s, "/v1/version", "version", "Versions of program, model, knowledge and graph",
		func(_ context.Context, q *query.Query, _ *struct{}) (VersionAnswer, error) {
			return VersionAnswer{s.deps.Version, q.Reader().Version(), s.deps.Ingester != nil}, nil
		})
}
