package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph/query"
	"newsgraph/graph/query/graphql"
)

type graphqlParams struct {
	RawBody []byte `required:"true"`
}

// graphqlQuery answers GraphQL over HTTP. What is wrong is a problem document with
// its status, as everywhere here, and no list of errors beside half an answer.
func graphqlQuery(s *server) {
	op := operation(http.MethodPost, "/v1/query/graphql", "graphql", "Answer a GraphQL query such as { nodes(id: \"David Cameron\") { met { name } } }")
	op.Description = "Read-only. The schema:\n\n```graphql\n" + graphql.Schema() + "```"
	op.MaxBodyBytes, op.SkipValidateBody, op.BodyReadTimeout = maxSPARQL, true, s.deps.Limits.Read
	op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusRequestEntityTooLarge)
	text := &huma.Schema{Type: huma.TypeString}
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {
		Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"query"}, Properties: map[string]*huma.Schema{
			"query": text, "operationName": text, "variables": {Type: huma.TypeObject, AdditionalProperties: true},
		}},
	}}}
	huma.Register(s.api, op, func(ctx context.Context, in *graphqlParams) (*answer[json.RawMessage], error) {
		var req graphql.Request
		if err := json.Unmarshal(in.RawBody, &req); err != nil {
			return nil, problem(http.StatusBadRequest, "malformed", "the body is no {\"query\": …}: "+err.Error(), "send JSON with query, and variables where it has some")
		}
		ctx, cancel := context.WithTimeout(ctx, s.deps.Limits.Read)
		defer cancel()
		var body bytes.Buffer
		err := s.answer(ctx, func(q *query.Query) error {
			res, err := graphql.Run(ctx, q, req, graphql.Limits{Rows: s.deps.Limits.Gizmo})
			if err != nil {
				return err
			}
			return json.NewEncoder(&body).Encode(res)
		})
		var bad *graphql.Error
		if errors.As(err, &bad) {
			return nil, problem(http.StatusBadRequest, "unsupported_query", bad.Error(), "line:column, then what is wrong; the schema is in /openapi.json")
		}
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &answer[json.RawMessage]{Body: body.Bytes()}, nil
	})
}
