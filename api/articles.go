package api

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

type articlesParams struct {
	Text   string `query:"text" maxLength:"300" doc:"words of title or text; \"words in quotation marks\" one behind the other, nucl* for the beginning of a word"`
	Since  string `query:"since" doc:"published from that day, month or year on"`
	Until  string `query:"until" doc:"published up to and including that day, month or year"`
	AsOf   string `query:"asof" maxLength:"30" doc:"as known then: a date, or v12 for version 12 of the store"`
	Sort   string `query:"sort" enum:"time,-time"`
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"1000"`
	Cursor string `query:"cursor" maxLength:"2000"`
}

// articles lists the articles.
func articles(s *server) {
	get(s, "/v1/articles", "articles", "The articles, the latest first",
		func(ctx context.Context, q *query.Query, in *articlesParams) (query.Page[query.Headline], error) {
			return q.Articles(ctx, query.Filter{Text: in.Text, Since: graph.Date(in.Since), Until: graph.Date(in.Until), AsOf: in.AsOf, Sort: in.Sort, Limit: in.Limit, Cursor: in.Cursor})
		})
}

type articleParam struct {
	ID string `path:"id" pattern:"^doc:[0-9a-f]{16}$" doc:"id of an article"`
}

// article is one article with what was found in it.
func article(s *server) {
	get(s, "/v1/articles/{id}", "article", "The text of an article with its mentions and claims",
		func(ctx context.Context, q *query.Query, in *articleParam) (query.View, error) {
			return q.Article(ctx, graph.ID(in.ID))
		})
}

// accepted are the media types that a body may have.
var accepted = []string{
	"text/plain", "text/html", "application/xhtml+xml", "application/json", "application/ld+json", "application/jsonl", "application/x-ndjson",
	"application/x-jsonlines", "text/csv", "text/tab-separated-values", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
	"application/xml", "text/xml", "application/octet-stream",
}

// BodyParams are those of an endpoint that takes articles.
type BodyParams struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	Name        string `query:"name" maxLength:"500" doc:"name of the file, for messages; nothing is opened"`
	RawBody     []byte `required:"true"`
}

// check refuses what is no text of a known kind.
func (b *BodyParams) check() error {
	kind, _, err := mime.ParseMediaType(b.ContentType)
	if err != nil || !slices.Contains(accepted, kind) {
		return problem(http.StatusUnsupportedMediaType, "media_type", fmt.Sprintf("content type %q is not read", b.ContentType), "send one of "+strings.Join(accepted, ", "))
	}
	if len(b.RawBody) == 0 {
		return problem(http.StatusBadRequest, "malformed", "the body is empty", "send an article")
	}
	return nil
}

// bodyOperation describes an endpoint that takes articles.
func (s *server) bodyOperation(path, id, summary string) huma.Operation {
	op := operation(http.MethodPost, path, id, summary)
	op.MaxBodyBytes = s.deps.Limits.Body
	op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusTooManyRequests)
	op.BodyReadTimeout = s.deps.Limits.Read
	op.SkipValidateBody = true // the loaders say what is wrong with it
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{}}
	for _, kind := range accepted {
		op.RequestBody.Content[kind] = &huma.MediaType{}
	}
	return op
}

// A Loaded answer names the articles that were stored, or the job that stores them.
type Loaded struct {
	Articles []graph.ID `json:"articles"`
	Job      string     `json:"job,omitempty" doc:"of an asynchronous load: GET /v1/jobs/{id} and /v1/jobs/{id}/events"`
}

type loadParams struct {
	BodyParams
	Async bool `query:"async" doc:"answer 202 at once; the articles are analysed as a job"`
}

type loaded struct {
	Status   int
	Location string `header:"Location"`
	Body     Loaded
}

// postArticles stores articles.
func postArticles(s *server) {
	op := s.bodyOperation("/v1/articles", "load-articles", "Analyse and store articles: text, HTML, a feed, CSV, JSON or JSON Lines")
	op.DefaultStatus = http.StatusCreated
	huma.Register(s.api, op, func(ctx context.Context, in *loadParams) (*loaded, error) {
		if s.deps.Ingester == nil {
			return nil, readOnly()
		}
		if err := in.check(); err != nil {
			return nil, err
		}
		if in.Async {
			return s.later(in)
		}
		release, err := s.acquire()
		if err != nil {
			return nil, err
		}
		defer release()
		ids, err := s.deps.Ingester.Ingest(ctx, in.Name, in.ContentType, in.RawBody)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &loaded{Status: http.StatusCreated, Body: Loaded{Articles: append([]graph.ID{}, ids...)}}, nil
	})
	declare(s.api.OpenAPI().Paths["/v1/articles"].Post, http.StatusAccepted, http.StatusCreated)
}

// declare says that an operation may answer with another status what it answers
// with the one given.
func declare(op *huma.Operation, status, like int) {
	res := *op.Responses[strconv.Itoa(like)]
	res.Description = http.StatusText(status)
	op.Responses[strconv.Itoa(status)] = &res
}

func readOnly() error {
	return problem(http.StatusForbidden, "read_only", "this server does not write", "start it without --read-only")
}

// A Retracted answer names the article that is gone.
type Retracted struct {
	Retracted graph.ID `json:"retracted"`
}

// deleteArticle retracts an article.
func deleteArticle(s *server) {
	op := operation(http.MethodDelete, "/v1/articles/{id}", "retract-article", "Retract an article and all that rests on it alone")
	huma.Register(s.api, op, func(ctx context.Context, in *articleParam) (*answer[Retracted], error) {
		if s.deps.Ingester == nil {
			return nil, readOnly()
		}
		if err := s.deps.Ingester.Retract(ctx, graph.ID(in.ID)); err != nil {
			return nil, s.fail(ctx, err)
		}
		return &answer[Retracted]{Retracted{graph.ID(in.ID)}}, nil
	})
}
