package api

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
	"newsgraph/graph/query/gizmo"
)

type exportParams struct {
	SceneParams
	Query  string     `query:"query" maxLength:"16384" doc:"Gizmo: only what concerns the things that it finds"`
	Top    int        `query:"top" default:"40" minimum:"1" maximum:"5000" doc:"nodes of the picture in dot, svg, png, html, markdown"`
	Theme  themeName  `query:"theme"`
	Format formatName `query:"format" required:"true"`
	Full   bool       `query:"full" doc:"with sentences, mentions, offsets and all facets"`
	Base   string     `query:"base" maxLength:"500" doc:"beginning of full IRIs"`
	Offset string     `query:"offsets" enum:"byte,rune" default:"byte"`
}

// A formatName is one of export.Formats.
type formatName string

// Schema lists the formats, so that a new one is one line in their table.
func (formatName) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, f := range export.Formats {
		s.Enum = append(s.Enum, f.Name)
	}
	return s
}

// part returns the reader of what in asks for, and sets the scene of the options:
// the whole graph where it asks for no part.
func (p *exportParams) part(ctx context.Context, q *query.Query, o *export.Options) (graph.Reader, error) {
	var err error
	if o.Scene, err = p.scene(ctx, q); err != nil {
		return nil, err
	}
	o.Scene.Top, o.Scene.Theme = p.Top, string(p.Theme)
	switch {
	case p.Query != "" && o.Scene.Kind != "":
		return nil, fmt.Errorf("%w: query and %s exclude each other", graph.ErrInvalid, o.Scene.Kind)
	case p.Query == "" && o.Scene.Kind == "":
		return q.Reader(), nil
	case p.Query != "":
		prog, err := gizmo.Parse(p.Query)
		if err != nil {
			return nil, err
		}
		res, err := prog.Run(ctx, q, gizmo.Limits{})
		if err != nil {
			return nil, err
		}
		if o.Scene.IDs, err = export.Found(ctx, q, res.Rows); err != nil {
			return nil, err
		}
		o.Scene.Kind = "things"
	}
	return export.Part(ctx, q, o.Scene)
}

// exportGraph writes the graph or a part of it. It goes to a file first, so that an error on
// the way is an error and no torn answer.
func exportGraph(s *server) {
	op := operation(http.MethodGet, "/v1/export", "export", "The graph after resolution, or a part of it")
	op.Errors = append(op.Errors, http.StatusTooManyRequests)
	var kinds []string
	for _, f := range export.Formats {
		if !slices.Contains(kinds, f.Type) {
			kinds = append(kinds, f.Type)
		}
	}
	produces(&op, kinds...)
	huma.Register(s.api, op, func(ctx context.Context, in *exportParams) (*huma.StreamResponse, error) {
		f, err := export.Lookup(string(in.Format))
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		release, err := s.acquire()
		if err != nil {
			return nil, err
		}
		defer release()
		ctx, cancel := lasting(ctx, s.deps.Limits.Write)
		defer cancel()
		spool := &spool{limit: s.deps.Limits.Export}
		o := export.Options{Base: in.Base, Full: in.Full, Runes: in.Offset == "rune"}
		err = s.snapshot(ctx, func(q *query.Query) error {
			r, err := in.part(ctx, q, &o)
			if err != nil {
				return err
			}
			return f.Write(ctx, r, spool, o)
		})
		if err != nil {
			spool.close()
			return nil, s.fail(ctx, err)
		}
		return s.attach(ctx, spool, f.Type, "newsgraph."+cmp.Or(f.Ext, f.Name)), nil
	})
}

// attach answers what a spool holds as a file of that name, and closes the spool.
func (s *server) attach(ctx context.Context, from *spool, kind, name string) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer from.close()
		hc.SetHeader("Content-Type", kind)
		hc.SetHeader("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, name))
		hc.SetStatus(http.StatusOK)
		if err := from.copy(hc.BodyWriter()); err != nil {
			s.deps.Log.ErrorContext(ctx, "send "+name, "id", requestID(ctx), "error", err)
		}
	}}
}

// lasting gives a request more time than a question has: it ends after limit, or
// before when the client goes away while the time of a question lasts.
func lasting(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	long, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.Canceled) {
			cancel()
		}
	})
	return long, func() {
		stop()
		cancel()
	}
}

// A spool keeps what is written in memory and, beyond a limit, in a file without
// a name.
type spool struct {
	limit int
	mem   bytes.Buffer
	file  *os.File
}

// Write implements io.Writer.
func (s *spool) Write(p []byte) (int, error) {
	if s.file == nil && s.mem.Len()+len(p) <= s.limit {
		return s.mem.Write(p)
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "newsgraph-export-")
		if err != nil {
			return 0, fmt.Errorf("spool: %w", err)
		}
		s.file = f
		if err := os.Remove(f.Name()); err != nil {
			return 0, fmt.Errorf("spool: %w", err)
		}
	}
	return s.file.Write(p)
}

// copy writes all that was written to w.
func (s *spool) copy(w io.Writer) error {
	if _, err := s.mem.WriteTo(w); err != nil || s.file == nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, s.file)
	return err
}

func (s *spool) close() {
	if s.file != nil {
		s.file.Close() // it has no name and is gone with this
	}
}
