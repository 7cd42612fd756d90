package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// A raw answer is bytes of a stated type.
type raw struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// produces describes an answer that is no JSON document.
func produces(op *huma.Operation, kinds ...string) {
	content := map[string]*huma.MediaType{}
	for _, kind := range kinds {
		content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	}
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: content}}
}

// annotate analyses articles without storing them.
func annotate(s *server) {
	op := s.bodyOperation("/v1/annotate", "annotate", "Analyse articles without storing them: one JSON line an article")
	produces(&op, "application/jsonl")
	huma.Register(s.api, op, func(ctx context.Context, in *BodyParams) (*raw, error) {
		if err := in.check(); err != nil {
			return nil, err
		}
		if s.deps.Annotator == nil {
			return nil, problem(http.StatusServiceUnavailable, "no_annotator", "this server does not analyse texts", "use newsgraph annotate")
		}
		release, err := s.acquire()
		if err != nil {
			return nil, err
		}
		defer release()
		var b bytes.Buffer
		if err := s.deps.Annotator.Annotate(ctx, &b, in.Name, in.ContentType, in.RawBody); err != nil {
			return nil, s.fail(ctx, err)
		}
		return &raw{ContentType: "application/jsonl", Body: b.Bytes()}, nil
	})
}
