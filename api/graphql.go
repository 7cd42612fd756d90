package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph/query"
	"newsgraph/graph/query/graphql"
)

// mediaGraphQL is asked for by clients that know GraphQL over HTTP.
const mediaGraphQL = "application/graphql-response+json"

type graphqlParams struct {
	Accept  string `header:"Accept" doc:"application/graphql-response+json gives errors that type"`
	RawBody []byte `required:"true"`
}

// graphqlQuery answers GraphQL over HTTP. What is wrong is a problem document with
// its status, as everywhere here, which also has the list of errors that clients of
// GraphQL look for; there is no half of an answer beside it.
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
		if err != nil {
			return nil, s.failGraphQL(ctx, err, in.Accept)
		}
		return &answer[json.RawMessage]{Body: body.Bytes()}, nil
	})
}

// failGraphQL is fail with the list of errors.
func (s *server) failGraphQL(ctx context.Context, err error, accept string) error {
	var e GraphQLError
	var bad *graphql.Error
	if errors.As(err, &bad) {
		e.Message, e.Locations = bad.Message, []GraphQLLocation{{bad.Line, bad.Column}}
		err = problem(http.StatusBadRequest, "unsupported_query", bad.Error(), "line:column, then what is wrong; the schema is in /openapi.json")
	} else {
		err = s.fail(ctx, err)
	}
	var p *Problem
	if !errors.As(err, &p) {
		return err
	}
	if len(e.Locations) == 0 {
		e.Message = p.Detail // which tells nothing internal
	}
	e.Extensions = map[string]string{"code": p.Code, "hint": p.Hint}
	p.Errors = []GraphQLError{e}
	if strings.Contains(accept, mediaGraphQL) {
		p.media = mediaGraphQL
	}
	return p
}
