package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
)

// SceneParams say which part of the graph is meant.
type SceneParams struct {
	Ego       string `query:"ego" doc:"id or name: what surrounds it"`
	Event     string `query:"event" doc:"id: one event and who takes part"`
	From      string `query:"from" doc:"id or name: where a path begins"`
	To        string `query:"to" doc:"id or name: where a path ends"`
	Why       bool   `query:"why" doc:"with from and to: all that connects the two, not only the shortest ways"`
	Timeline  string `query:"timeline" doc:"id or name: its events and statements in order"`
	Articles  string `query:"articles" doc:"id or name: the articles that mention it; all: those of the whole graph"`
	Depth     int    `query:"depth" default:"1" minimum:"1" maximum:"3"`
	Since     string `query:"since"`
	Until     string `query:"until"`
	Type      string `query:"type" doc:"class of events"`
	FactsOnly bool   `query:"facts_only"`
}

// scene reads what is meant; its Kind is "" where nothing is.
func (p *SceneParams) scene(ctx context.Context, q *query.Query) (export.Scene, error) {
	s := export.Scene{Depth: p.Depth, Filter: query.Filter{
		Since: graph.Date(p.Since), Until: graph.Date(p.Until), Type: p.Type, FactsOnly: p.FactsOnly, Limit: query.MaxLimit,
	}}
	path := "path"
	if p.Why {
		path = "why"
	}
	if (p.From == "") != (p.To == "") || p.Why && p.From == "" {
		return s, fmt.Errorf("%w: from and to go together, and why with both", graph.ErrInvalid)
	}
	for _, given := range [][2]string{{"ego", p.Ego}, {"event", p.Event}, {path, p.From}, {"timeline", p.Timeline}, {"articles", p.Articles}} {
		if given[1] == "" {
			continue
		}
		if s.Kind != "" {
			return s, fmt.Errorf("%w: %s and %s exclude each other", graph.ErrInvalid, s.Kind, given[0])
		}
		s.Kind = given[0]
		if s.Kind == "articles" && given[1] == "all" {
			continue
		}
		var err error
		if s.Of, err = q.Resolve(ctx, given[1]); err != nil {
			return s, err
		}
	}
	var err error
	s.To, err = optional(ctx, q, p.To)
	return s, err
}

type drawParams struct {
	SceneParams
	All   bool      `query:"all" doc:"the best supported part of the whole graph"`
	Top   int       `query:"top" default:"40" minimum:"1" maximum:"5000" doc:"nodes drawn; what is left out is counted in a node of its own"`
	Theme themeName `query:"theme"`
}

// A themeName is one of export.Themes.
type themeName string

// Schema lists the themes.
func (themeName) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString, Default: export.Themes[0]}
	for _, t := range export.Themes {
		s.Enum = append(s.Enum, t)
	}
	return s
}

// scene reads what is to be drawn.
func (p *drawParams) scene(ctx context.Context, q *query.Query) (export.Scene, error) {
	s, err := p.SceneParams.scene(ctx, q)
	if err != nil {
		return s, err
	}
	if p.All == (s.Kind != "") {
		return s, fmt.Errorf("%w: give exactly one of ego, event, from with to, timeline, articles, all", graph.ErrInvalid)
	}
	if p.All {
		s.Kind = "all"
	}
	s.Top, s.Theme = p.Top, string(p.Theme)
	return s, nil
}

// picture makes the picture that in asks for.
func (s *server) picture(ctx context.Context, in *drawParams) (*export.Picture, error) {
	var p *export.Picture
	err := s.snapshot(ctx, func(q *query.Query) error {
		scene, err := in.scene(ctx, q)
		if err != nil {
			return err
		}
		p, err = export.Draw(ctx, q, scene)
		return err
	})
	return p, err
}

// drawing registers an endpoint that renders pictures. It takes one of the places
// for costly requests: a picture of thousands of nodes takes seconds.
func drawing(s *server, ending, name, kind string, render func(context.Context, *export.Picture) ([]byte, error)) {
	op := operation(http.MethodGet, "/v1/draw."+ending, "draw-"+ending, "A picture as "+name)
	op.Errors = append(op.Errors, http.StatusTooManyRequests)
	produces(&op, strings.TrimSuffix(kind, "; charset=utf-8"))
	huma.Register(s.api, op, func(ctx context.Context, in *drawParams) (*raw, error) {
		release, err := s.acquire()
		if err != nil {
			return nil, err
		}
		defer release()
		p, err := s.picture(ctx, in)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		body, err := render(ctx, p)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &raw{ContentType: kind, Body: body}, nil
	})
}

// drawDOT draws as Graphviz source.
func drawDOT(s *server) {
	drawing(s, "dot", "Graphviz source", "text/vnd.graphviz; charset=utf-8", func(_ context.Context, p *export.Picture) ([]byte, error) {
		return []byte(p.DOT()), nil
	})
}

// drawSVG draws as SVG.
func drawSVG(s *server) {
	drawing(s, "svg", "SVG", "image/svg+xml", func(ctx context.Context, p *export.Picture) ([]byte, error) { return p.SVG(ctx) })
}

// drawPNG draws as PNG.
func drawPNG(s *server) {
	drawing(s, "png", "PNG", "image/png", func(ctx context.Context, p *export.Picture) ([]byte, error) { return p.PNG(ctx) })
}
