package api

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// An answer is a JSON document.
type answer[T any] struct{ Body T }

// A found answer is a document; of a page the headers say where the next is, since CSV
// and JSON Lines hold rows only.
type found[T any] struct {
	Link  string `header:"Link" doc:"the next page, where there is one"`
	Total string `header:"X-Total-Count" doc:"rows of all pages of a list"`
	Body  T
}

// A pager is a page of a list.
type pager interface {
	More() (next string, total int)
}

// ListParams are the parameters of every list.
type ListParams struct {
	NarrowParams
	Sort     string `query:"sort" enum:"time,-time,sources,name" doc:"the list's own order without it"`
	Limit    int    `query:"limit" default:"50" minimum:"1" maximum:"1000" doc:"rows of a page"`
	Evidence int    `query:"evidence" default:"5" minimum:"-1" maximum:"100000" doc:"claims whose sentences a row shows, the best first, -1 for all; each row says how many claims it rests on"`
	Cursor   string `query:"cursor" maxLength:"2000" doc:"next of the page before"`
}

// NarrowParams say which claims count.
type NarrowParams struct {
	Since      string `query:"since" doc:"from that day, month or year on" example:"2023-11"`
	Until      string `query:"until" doc:"up to and including that day, month or year" example:"2023-12-07"`
	Place      string `query:"place" doc:"id or name of a place"`
	Type       string `query:"type" doc:"class of the ontology, sub-classes included" example:"Meeting"`
	Status     string `query:"status" enum:"happened,planned,hypothetical,demanded,cancelled,denied,refused,negated"`
	Speaker    string `query:"speaker" doc:"id or name: only what is told as a claim of that one; of statements, who said it"`
	Outlet     string `query:"outlet" maxLength:"200" doc:"only what this outlet or agency tells" example:"Courier"`
	MinSources int    `query:"min_sources" minimum:"0" maximum:"1000" doc:"independent sources that a row needs at least; copies of one text count once"`
	AsOf       string `query:"asof" maxLength:"30" doc:"as known then: a date keeps what was published up to it, v12 what version 12 of the store had" example:"2023-12-01"`
	FactsOnly  bool   `query:"facts_only" doc:"only what an article itself asserts as having happened"`
}

// filter resolves the names in p.
func (p *ListParams) filter(ctx context.Context, q *query.Query) (query.Filter, error) {
	f, err := p.NarrowParams.filter(ctx, q)
	f.Sort, f.Limit, f.Evidence, f.Cursor = p.Sort, p.Limit, p.Evidence, p.Cursor
	return f, err
}

// filter resolves the names in p.
func (p *NarrowParams) filter(ctx context.Context, q *query.Query) (query.Filter, error) {
	f := query.Filter{
		Since: graph.Date(p.Since), Until: graph.Date(p.Until), Type: p.Type, Status: p.Status,
		FactsOnly: p.FactsOnly, Outlet: p.Outlet, MinSources: p.MinSources, AsOf: p.AsOf,
	}
	var err error
	if f.Place, err = optional(ctx, q, p.Place); err != nil {
		return f, err
	}
	f.Claimer, err = optional(ctx, q, p.Speaker)
	return f, err
}

// optional resolves a name that may be missing.
func optional(ctx context.Context, q *query.Query, name string) (graph.ID, error) {
	if name == "" {
		return "", nil
	}
	return q.Resolve(ctx, name)
}

// get registers a question over one snapshot.
func get[I, O any](s *server, path, id, summary string, ask func(ctx context.Context, q *query.Query, in *I) (O, error), more ...func(*huma.Operation)) {
	op := operation(http.MethodGet, path, id, summary)
	for _, m := range more {
		m(&op)
	}
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*found[O], error) {
		var out O
		err := s.snapshot(ctx, func(q *query.Query) (err error) {
			out, err = ask(ctx, q, in)
			return err
		})
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		a := &found[O]{Body: out}
		if p, ok := any(out).(pager); ok {
			a.Link, a.Total = s.more(ctx, p)
		}
		return a, nil
	})
	declareTables(s.api.OpenAPI().Paths[path].Get)
}

// more returns the headers of a page.
func (s *server) more(ctx context.Context, p pager) (link, total string) {
	next, n := p.More()
	if next != "" {
		asked, _ := ctx.Value(queryKey{}).(string)
		values, err := url.ParseQuery(asked)
		if err == nil {
			values.Set("cursor", next)
			link = "<?" + values.Encode() + `>; rel="next"`
		}
	}
	return link, strconv.Itoa(n)
}

// declareTables says that an answer may be had as a table.
func declareTables(op *huma.Operation) {
	content := op.Responses["200"].Content
	content[mediaCSV] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	content[mediaLines] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
}

// operation describes an endpoint with the errors that any may answer.
func operation(method, path, id, summary string) huma.Operation {
	tag, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(path, "/v1"), "/"), "/")
	return huma.Operation{
		Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{tag},
		Errors: []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusGone, http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable},
	}
}

// snapshot opens a view, lets ask use it and closes it.
func (s *server) snapshot(ctx context.Context, ask func(*query.Query) error) (err error) {
	snap, err := s.deps.Source(ctx)
	if err != nil {
		return fmt.Errorf("open snapshot: %w", err)
	}
	defer func() {
		if cerr := snap.Close(); cerr != nil && err == nil {
			err = fmt.Errorf("close snapshot: %w", cerr)
		}
	}()
	q, err := s.cache.New(ctx, snap, s.deps.Limits.Query)
	if err != nil {
		return err
	}
	if err := ask(q); err != nil {
		return err
	}
	return ctx.Err()
}

// answer lets ask use a view when one of the places for queries in a language is
// free: each may hold much memory, so that their number bounds that of all.
func (s *server) answer(ctx context.Context, ask func(*query.Query) error) error {
	select {
	case s.queries <- struct{}{}:
		defer func() { <-s.queries }()
		return s.snapshot(ctx, ask)
	case <-ctx.Done():
		return fmt.Errorf("wait for a place: %w", ctx.Err())
	}
}

// acquire takes one of the places for costly requests, or answers 429.
func (s *server) acquire() (release func(), err error) {
	select {
	case s.heavy <- struct{}{}:
		return func() { <-s.heavy }, nil
	default:
		return nil, problem(http.StatusTooManyRequests, "busy", "too many pictures, exports and loads at once", "try again in a second")
	}
}

// moved answers with the address of the canonical thing when id is not its own.
func moved(ctx context.Context, id string, canonical graph.ID, path string) error {
	if id == string(canonical) {
		return nil
	}
	p := problem(http.StatusPermanentRedirect, "moved", id+" is "+string(canonical), "")
	p.location = strings.Replace(path, "{id}", string(canonical), 1)
	if raw, _ := ctx.Value(queryKey{}).(string); raw != "" {
		p.location += "?" + raw
	}
	return p
}

// canonical resolves the {id} of a path, which may be a member's or a name. Events
// asked for as things are sent to their own address.
func canonical(ctx context.Context, q *query.Query, id, path string) (graph.ID, error) {
	canonical, err := q.Resolve(ctx, id)
	if err != nil {
		return "", err
	}
	if strings.HasPrefix(string(canonical), "ev:") && path == "/v1/entities/{id}" {
		return "", moved(ctx, "", canonical, "/v1/events/{id}")
	}
	return canonical, moved(ctx, id, canonical, path)
}
