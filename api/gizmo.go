package api

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"strings"

	"encoding/json"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph/query"
	"newsgraph/graph/query/gizmo"
)

// maxGizmo is beyond what the parser takes, so that it says so itself.
const maxGizmo = 64 << 10

type gizmoParams struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	RawBody     []byte `required:"true"`
}

// A GizmoQuery is a query as JSON; the text itself is taken as text/plain.
type GizmoQuery struct {
	Query string `json:"query"`
}

// source returns the text of the query.
func (p *gizmoParams) source() (string, error) {
	kind, _, err := mime.ParseMediaType(p.ContentType)
	switch {
	case err == nil && (kind == "text/plain" || kind == "application/javascript"):
		return string(p.RawBody), nil
	case err == nil && kind == "application/json":
		var q GizmoQuery
		d := json.NewDecoder(strings.NewReader(string(p.RawBody)))
		d.DisallowUnknownFields()
		if err := d.Decode(&q); err != nil {
			return "", problem(http.StatusBadRequest, "malformed", "the body is no {\"query\": …}: "+err.Error(), "send the query itself as text/plain")
		}
		return q.Query, nil
	}
	return "", problem(http.StatusUnsupportedMediaType, "media_type", "content type "+p.ContentType+" is not read", "send text/plain or application/json")
}

// gizmoQuery answers a chain of Gizmo.
func gizmoQuery(s *server) {
	op := operation(http.MethodPost, "/v1/query/gizmo", "gizmo", "Answer a Gizmo chain such as g.V(\"David Cameron\").Out(\"met\").All()")
	op.Description = "The query is parsed and never executed as JavaScript. Supported: " + gizmo.Supported + "."
	op.MaxBodyBytes = maxGizmo
	op.SkipValidateBody = true // it may be either text or JSON, and says itself what is wrong
	op.BodyReadTimeout = s.deps.Limits.Read
	op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	text := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}, Example: `g.V("David Cameron").Out("met").All()`}
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"text/plain": text, "application/json": {Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"query"}, Properties: map[string]*huma.Schema{"query": {Type: huma.TypeString}}}},
	}}
	huma.Register(s.api, op, func(ctx context.Context, in *gizmoParams) (*answer[gizmo.Result], error) {
		src, err := in.source()
		if err != nil {
			return nil, err
		}
		ctx, cancel := context.WithTimeout(ctx, s.deps.Limits.Read)
		defer cancel()
		var out gizmo.Result
		err = s.answer(ctx, func(q *query.Query) error {
			prog, err := gizmo.Parse(src)
			if err != nil {
				return err
			}
			out, err = prog.Run(ctx, q, gizmo.Limits{Rows: s.deps.Limits.Gizmo})
			return err
		})
		var bad *gizmo.Error
		if errors.As(err, &bad) {
			return nil, problem(http.StatusBadRequest, "unsupported_query", bad.Error(), "line:column, then what is wrong; see /docs for what is supported")
		}
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &answer[gizmo.Result]{out}, nil
	})
}
