package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
)

type drawParams struct {
	Ego       string `query:"ego" doc:"id or name: what surrounds it"`
	Event     string `query:"event" doc:"id: one event and who takes part"`
	From      string `query:"from" doc:"id or name: where a path begins"`
	To        string `query:"to" doc:"id or name: where a path ends"`
	All       bool   `query:"all" doc:"the best supported part of the whole graph"`
	Depth     int    `query:"depth" default:"1" minimum:"1" maximum:"3"`
	Top       int    `query:"top" default:"40" minimum:"1" maximum:"300" doc:"nodes drawn; what is left out is counted in a node of its own"`
	Since     string `query:"since"`
	Until     string `query:"until"`
	Type      string `query:"type" doc:"class of events"`
	FactsOnly bool   `query:"facts_only"`
}

// scene reads what is to be drawn.
func (p *drawParams) scene(ctx context.Context, q *query.Query) (export.Scene, error) {
	s := export.Scene{Depth: p.Depth, Top: p.Top, Filter: query.Filter{
		Since: graph.Date(p.Since), Until: graph.Date(p.Until), Type: p.Type, FactsOnly: p.FactsOnly, Limit: query.MaxLimit,
	}}
	n := 0
	for kind, name := range map[string]string{"ego": p.Ego, "event": p.Event, "path": p.From} {
		if name == "" {
			continue
		}
		n++
		s.Kind = kind
		var err error
		if s.Of, err = q.Resolve(ctx, name); err != nil {
			return s, err
		}
	}
	if p.All {
		n++
		s.Kind = "all"
	}
	if n != 1 || (p.From == "") != (p.To == "") {
		return s, fmt.Errorf("%w: give exactly one of ego, event, from with to, all", graph.ErrInvalid)
	}
	var err error
	s.To, err = optional(ctx, q, p.To)
	return s, err
}

// picture makes the Graphviz source of what in asks for.
func (s *server) picture(ctx context.Context, in *drawParams) (string, error) {
	var dot string
	err := s.snapshot(ctx, func(q *query.Query) error {
		scene, err := in.scene(ctx, q)
		if err != nil {
			return err
		}
		p, err := export.Draw(ctx, q, scene)
		if err != nil {
			return err
		}
		dot = p.DOT()
		return nil
	})
	return dot, err
}

// drawDOT draws as Graphviz source.
func drawDOT(s *server) {
	op := operation(http.MethodGet, "/v1/draw.dot", "draw-dot", "A picture as Graphviz source")
	produces(&op, "text/vnd.graphviz")
	huma.Register(s.api, op, func(ctx context.Context, in *drawParams) (*raw, error) {
		dot, err := s.picture(ctx, in)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &raw{ContentType: "text/vnd.graphviz; charset=utf-8", Body: []byte(dot)}, nil
	})
}

// drawSVG draws as SVG.
func drawSVG(s *server) {
	op := operation(http.MethodGet, "/v1/draw.svg", "draw-svg", "A picture as SVG")
	op.Errors = append(op.Errors, http.StatusTooManyRequests)
	produces(&op, "image/svg+xml")
	huma.Register(s.api, op, func(ctx context.Context, in *drawParams) (*raw, error) {
		release, err := s.acquire()
		if err != nil {
			return nil, err
		}
		defer release()
		dot, err := s.picture(ctx, in)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		svg, err := export.SVG(ctx, dot)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &raw{ContentType: "image/svg+xml", Body: svg}, nil
	})
}
