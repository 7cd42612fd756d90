package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// mediaZstd is the type of a copy of the store.
const mediaZstd = "application/zstd"

// backup sends a copy of the whole store. It goes to a file first, as an export does: a
// client that reads slowly would keep the pages of its snapshot from being used again.
func backup(s *server) {
	op := operation(http.MethodGet, "/v1/backup", "backup", "A copy of the store as it is now, judgements and former versions with it, for newsgraph restore")
	op.Errors = append(op.Errors, http.StatusTooManyRequests)
	produces(&op, mediaZstd)
	huma.Register(s.api, op, func(ctx context.Context, _ *struct{}) (*huma.StreamResponse, error) {
		if s.deps.Backup == nil {
			return nil, problem(http.StatusServiceUnavailable, "no_backup", "this server copies no store", "use newsgraph backup")
		}
		release, err := s.acquire()
		if err != nil {
			return nil, err
		}
		defer release()
		ctx, cancel := lasting(ctx, s.deps.Limits.Write)
		defer cancel()
		spool := &spool{limit: s.deps.Limits.Export}
		if err := s.deps.Backup(ctx, spool); err != nil {
			spool.close()
			return nil, s.fail(ctx, err)
		}
		return s.attach(ctx, spool, mediaZstd, "newsgraph.zst"), nil
	})
}
