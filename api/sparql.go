package api

import (
	"bytes"
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph/export"
	"newsgraph/graph/query"
	"newsgraph/graph/query/sparql"
)

// maxSPARQL is beyond what the parser takes, so that it says so itself.
const maxSPARQL = 256 << 10

type sparqlGet struct {
	Query  string `query:"query" required:"true" maxLength:"65536" example:"SELECT ?who WHERE { ?who a schema:Person } LIMIT 10"`
	Accept string `header:"Accept" doc:"of rows application/sparql-results+json or +xml, text/csv, text/tab-separated-values; of triples text/turtle, application/n-triples"`
}

type sparqlPost struct {
	Accept      string `header:"Accept"`
	ContentType string `header:"Content-Type" hidden:"true"`
	RawBody     []byte `required:"true"`
}

// sparqlQuery answers SPARQL by the protocol of the W3C: GET with ?query=, POST with
// the query or a form as body.
func sparqlQuery(s *server) {
	describe := func(op *huma.Operation) {
		op.Description = "Read-only. The label of a quad is its named graph, the default graph is the union of all; the prefixes of the export are declared. Limits are errors, never cuts."
		op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusNotAcceptable)
		var kinds []string
		for _, f := range sparql.Formats {
			kinds = append(kinds, f.Type)
		}
		produces(op, kinds...)
	}
	get := operation(http.MethodGet, "/v1/query/sparql", "sparql-get", "Answer a SPARQL 1.1 query")
	describe(&get)
	huma.Register(s.api, get, func(ctx context.Context, in *sparqlGet) (*huma.StreamResponse, error) {
		return s.sparql(ctx, in.Query, in.Accept)
	})
	post := operation(http.MethodPost, "/v1/query/sparql", "sparql", "Answer a SPARQL 1.1 query")
	describe(&post)
	post.MaxBodyBytes, post.SkipValidateBody, post.BodyReadTimeout = maxSPARQL, true, s.deps.Limits.Read
	post.Errors = append(post.Errors, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	text := &huma.Schema{Type: huma.TypeString}
	post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/sparql-query":          {Schema: text, Example: "ASK { ?a ng:met ?b }"},
		"application/x-www-form-urlencoded": {Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"query"}, Properties: map[string]*huma.Schema{"query": text}}},
	}}
	huma.Register(s.api, post, func(ctx context.Context, in *sparqlPost) (*huma.StreamResponse, error) {
		src, err := in.source()
		if err != nil {
			return nil, err
		}
		return s.sparql(ctx, src, in.Accept)
	})
}

// source returns the text of the query.
func (p *sparqlPost) source() (string, error) {
	kind, _, _ := mime.ParseMediaType(p.ContentType)
	switch kind {
	case "application/sparql-query":
		return string(p.RawBody), nil
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(p.RawBody))
		if err != nil || len(form["query"]) != 1 {
			return "", problem(http.StatusBadRequest, "malformed", "the form has no single field query", "send query=… or the query itself as application/sparql-query")
		}
		return form.Get("query"), nil
	}
	return "", problem(http.StatusUnsupportedMediaType, "media_type", "content type "+p.ContentType+" is not read", "send application/sparql-query or a form with the field query")
}

func (s *server) sparql(ctx context.Context, src, accept string) (*huma.StreamResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, s.deps.Limits.Read)
	defer cancel()
	opts := sparql.Options{Base: export.DefaultBase, Now: time.Now(), Limits: sparql.Limits{Quads: s.deps.Limits.Query.Quads, Rows: s.deps.Limits.Gizmo, Bytes: s.deps.Limits.Bytes}}
	q, err := sparql.Parse(src, opts)
	var bad *sparql.Error
	if errors.As(err, &bad) {
		return nil, problem(http.StatusBadRequest, "unsupported_query", bad.Error(), "line:column, then what is wrong; see /docs for what is supported")
	}
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	f, ok := resultFormat(accept, q.Form)
	if !ok {
		return nil, problem(http.StatusNotAcceptable, "not_acceptable", "this form of query is not answered as "+accept, "leave Accept out for the default")
	}
	var body bytes.Buffer
	err = s.answer(ctx, func(asked *query.Query) error {
		res, err := q.Run(ctx, asked.Reader(), opts)
		if err != nil {
			return err
		}
		return f.Write(&body, res)
	})
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", f.Type)
		hc.SetHeader("Vary", "Accept")
		hc.SetStatus(http.StatusOK)
		if _, err := body.WriteTo(hc.BodyWriter()); err != nil {
			s.deps.Log.InfoContext(ctx, "send answer", "id", requestID(ctx), "error", err)
		}
	}}, nil
}

// resultFormat returns the first format that an Accept header names, the default where
// it takes anything.
func resultFormat(accept string, form sparql.Form) (sparql.Format, bool) {
	if strings.TrimSpace(accept) == "" {
		accept = "*/*"
	}
	for part := range strings.SplitSeq(accept, ",") {
		kind, _, _ := mime.ParseMediaType(part)
		name := map[string]string{"application/json": "json", "application/xml": "xml", "text/plain": "nt", "*/*": "", "application/*": "", "text/*": ""}
		for _, f := range sparql.Formats {
			name[f.Type] = f.Name
		}
		if n, ok := name[kind]; ok {
			if f, err := sparql.FormatFor(n, form); err == nil {
				return f, true
			}
		}
	}
	return sparql.Format{}, false
}
