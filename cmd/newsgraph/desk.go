package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
	"newsgraph/graph/store"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
	"newsgraph/loaders/source"
)

// A desk takes articles in and out of one store: it joins the loader, which
// analyses, to the integrator, which writes. The model is loaded with the first
// article.
type desk struct {
	store  *store.Store
	writer *integrate.Integrator
	loader func() (*loaders.Loader, error)
}

func newDesk(st *store.Store, modelDir string) (*desk, error) {
	w, err := integrate.New(st, integrateOptions())
	if err != nil {
		return nil, err
	}
	return &desk{store: st, writer: w, loader: sync.OnceValues(func() (*loaders.Loader, error) {
		return loaders.New(language.Options{ModelDir: modelDir})
	})}, nil
}

// integrateOptions says how this program decides who is who.
func integrateOptions() integrate.Options {
	return integrate.Options{
		Resolver: func() integrate.Resolver { return resolve.New(knowledge.Default()) },
		Known:    knownName,
	}
}

// knownName returns the name that the background tables have for a canonical id.
func knownName(id graph.ID) string {
	ref, ok := strings.CutPrefix(string(id), "e:")
	if !ok {
		return ""
	}
	e, _ := knowledge.Default().ByRef(graph.ID(ref))
	return e.Name
}

// Ingest analyses and stores the articles of a request's body.
func (d *desk) Ingest(ctx context.Context, name, contentType string, body []byte) ([]graph.ID, error) {
	return d.IngestEach(ctx, name, contentType, body, func(api.Progress) {})
}

// IngestEach is Ingest that tells after each article how far it is.
func (d *desk) IngestEach(ctx context.Context, name, contentType string, body []byte, tell func(api.Progress)) ([]graph.ID, error) {
	arts, err := source.Parse(ctx, name, contentType, body, source.Options{})
	if err != nil {
		return nil, err
	}
	l, err := d.loader()
	if err != nil {
		return nil, err
	}
	var reports []*graph.Report
	var ids []graph.ID
	for n, art := range arts {
		tell(api.Progress{Done: n, Total: len(arts)})
		rep, err := l.Analyse(ctx, art)
		if err != nil {
			return nil, err
		}
		reports, ids = append(reports, rep), append(ids, rep.Article.ID)
	}
	if _, err := d.writer.Put(ctx, reports...); err != nil {
		return nil, err
	}
	return ids, nil
}

// locate returns where on the map an entity is, as the background tables know it.
func locate(id graph.ID) (lat, lon float64, ok bool) {
	ref, found := strings.CutPrefix(string(id), "e:")
	if !found {
		return 0, 0, false
	}
	e, _ := knowledge.Default().ByRef(graph.ID(ref))
	return float64(e.Lat) / 1000, float64(e.Lon) / 1000, e.Located
}

// Retract removes an article.
func (d *desk) Retract(ctx context.Context, doc graph.ID) error {
	_, err := d.writer.Retract(ctx, doc)
	return err
}

// Annotate writes what the articles of a body say, one JSON line each.
func (d *desk) Annotate(ctx context.Context, w io.Writer, name, contentType string, body []byte) error {
	arts, err := source.Parse(ctx, name, contentType, body, source.Options{})
	if err != nil {
		return err
	}
	l, err := d.loader()
	if err != nil {
		return err
	}
	for _, art := range arts {
		rep, doc, err := l.AnalyseLayers(ctx, art)
		if err != nil {
			return err
		}
		if err := loaders.WriteAnnotation(w, doc, rep, loaders.Bytes); err != nil {
			return err
		}
	}
	return nil
}

// kept reports whether the store has this article as this program would analyse
// it. It looks with a snapshot of its own: one kept open through a long load would
// keep the store from using its space again.
func (d *desk) kept(ctx context.Context, doc graph.ID, analysis string) (known bool, err error) {
	snap, err := d.store.Snapshot(ctx)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	rep, err := snap.Report(ctx, doc)
	switch {
	case errors.Is(err, graph.ErrNotFound), errors.Is(err, graph.ErrGone):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("look up %s: %w", doc, err)
	}
	return rep.Analysis == analysis, nil
}
