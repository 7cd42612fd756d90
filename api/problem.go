package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// A Problem is every error answer (RFC 9457).
type Problem struct {
	Type       string         `json:"type" doc:"always about:blank: the status says the kind"`
	Title      string         `json:"title"`
	Status     int            `json:"status"`
	Detail     string         `json:"detail"`
	Code       string         `json:"code" doc:"for programs; stays the same when the words change"`
	Hint       string         `json:"hint,omitempty" doc:"what to do about it"`
	Candidates []query.Match  `json:"candidates,omitempty" doc:"what an ambiguous name may be"`
	Errors     []GraphQLError `json:"errors,omitempty" doc:"of GraphQL: the same as its clients expect it"`
	location   string
	media      string // instead of application/problem+json
}

// A GraphQLError is an error as the GraphQL specification writes it (section 7.1.2).
type GraphQLError struct {
	Message    string            `json:"message"`
	Locations  []GraphQLLocation `json:"locations,omitempty"`
	Extensions map[string]string `json:"extensions,omitempty" doc:"code and hint of the problem"`
}

// A GraphQLLocation is a place in a query, both counted from 1.
type GraphQLLocation struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Error returns the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType returns the media type of problems.
func (p *Problem) ContentType(string) string { return cmp.Or(p.media, "application/problem+json") }

// GetHeaders returns where a moved thing is.
func (p *Problem) GetHeaders() http.Header {
	if p.location == "" {
		return nil
	}
	return http.Header{"Location": {p.location}}
}

// problem makes an error answer.
func problem(status int, code, detail, hint string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Code: code, Hint: hint}
}

// writeProblem writes p outside of an operation.
func writeProblem(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p) // nobody is left to tell of an error
}

// unreadBody is what the library says of a body that breaks off or is no HTTP, for which
// it blames the server.
const unreadBody = "cannot read request body"

// The library makes its errors through a variable of its package: there is one
// writer of errors, so it is set to ours.
func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		if msg == unreadBody {
			status = http.StatusBadRequest
		}
		for _, err := range errs {
			if err != nil && status < http.StatusInternalServerError {
				msg += "; " + err.Error()
			}
		}
		return problem(status, code(status), msg, "see /docs for what is expected")
	}
}

// code names the kind of an error that the library found.
func code(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "malformed"
	case http.StatusRequestEntityTooLarge:
		return "body_too_large"
	case http.StatusUnsupportedMediaType:
		return "media_type"
	case http.StatusUnprocessableEntity:
		return "invalid"
	case http.StatusNotAcceptable:
		return "not_acceptable"
	case http.StatusRequestTimeout:
		return "timeout"
	}
	return strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "_")
}

// fail turns an error into its answer; what is internal goes to the log only.
func (s *server) fail(ctx context.Context, err error) error {
	var p *Problem
	var many *query.AmbiguousError
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &many):
		out := problem(http.StatusUnprocessableEntity, "ambiguous", fmt.Sprintf("%q may be %d things", many.Name, len(many.Candidates)), "ask again with the id of one of the candidates")
		out.Candidates = many.Candidates[:min(20, len(many.Candidates))]
		return out
	case errors.Is(err, graph.ErrNotFound):
		return problem(http.StatusNotFound, "not_found", err.Error(), "GET /v1/search?q=… finds ids by name")
	case errors.Is(err, graph.ErrGone):
		return problem(http.StatusGone, "retracted", err.Error(), "its article was retracted")
	case errors.Is(err, graph.ErrInvalid), errors.Is(err, graph.ErrConflict):
		return problem(http.StatusUnprocessableEntity, "invalid", err.Error(), "see /docs for what is expected")
	case errors.Is(err, graph.ErrTooLarge):
		return problem(http.StatusUnprocessableEntity, "limit_exceeded", err.Error(), "ask for less: narrow it by since, until, type or place")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return problem(http.StatusServiceUnavailable, "timeout", "the answer took too long", "ask for less, or try again")
	}
	s.deps.Log.ErrorContext(ctx, "internal error", "id", requestID(ctx), "error", err)
	return problem(http.StatusInternalServerError, "internal", "internal error; the log has it under request id "+requestID(ctx), "")
}
