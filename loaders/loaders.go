// Package loaders turns articles into reports: it joins source, language and
// extract, and gives them the background tables.
//
// It stores nothing (package integrate does) and decides nothing of its own.
// Start at New and Loader.Analyse; Run analyses many articles in parallel.
package loaders

import (
	"context"
	"fmt"
	"path"
	"runtime/debug"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/loaders/extract"
	"newsgraph/loaders/language"
)

// A Loader analyses articles. It is safe for concurrent use.
type Loader struct {
	pipeline  *language.Pipeline
	extractor *extract.Extractor
}

// New returns a loader with the given language model; see language.Options.
func New(opt language.Options) (*Loader, error) {
	p, err := language.New(opt)
	if err != nil {
		return nil, err
	}
	return &Loader{pipeline: p, extractor: extract.New(background{knowledge.Default()})}, nil
}

// Version names what makes a report of an article: rules, tables and model. It is
// Report.Analysis: a report of another version is made again.
func (l *Loader) Version() string {
	return "extract/" + extract.Version + " knowledge/" + knowledge.Version + " model/" + l.pipeline.Version()
}

// Annotate returns the language layers of an article, its margins left out.
func (l *Loader) Annotate(ctx context.Context, art graph.Article) (*language.Document, error) {
	doc := &language.Document{Text: art.Text}
	for _, m := range art.Margins {
		doc.Skip = append(doc.Skip, language.Span{B: m.B, E: m.E})
	}
	if err := l.pipeline.Annotate(ctx, doc); err != nil {
		return nil, fmt.Errorf("analyse %s: %w", art.ID, err)
	}
	return doc, nil
}

// Analyse returns what an article says. An article without an id gets that of its
// URI and text.
func (l *Loader) Analyse(ctx context.Context, art graph.Article) (*graph.Report, error) {
	rep, _, err := l.AnalyseLayers(ctx, art)
	return rep, err
}

// AnalyseLayers is Analyse that also returns the language layers.
//
// A defect that an article brings to light costs that article, with an error that
// says so, and not the load or the server.
func (l *Loader) AnalyseLayers(ctx context.Context, art graph.Article) (rep *graph.Report, doc *language.Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			rep, doc, err = nil, nil, fmt.Errorf("analyse %s: defect of the program: %v at %s", art.ID, p, place(debug.Stack()))
		}
	}()
	if art.ID == "" {
		art.ID = graph.ArticleID(art.URI, art.Text)
	}
	if doc, err = l.Annotate(ctx, art); err != nil {
		return nil, nil, err
	}
	rep, err = l.extractor.Extract(art, doc)
	if err != nil {
		return nil, nil, err
	}
	rep.Analysis = l.Version()
	return rep, doc, nil
}

// place returns the first line of our own code below the panic in a stack.
func place(stack []byte) string {
	_, below, _ := strings.Cut(string(stack), "panic.go")
	for line := range strings.Lines(below) {
		if file, ok := strings.CutPrefix(line, "\t"); ok && !strings.Contains(file, "/runtime/") {
			at, _, _ := strings.Cut(file, " ")
			return path.Base(strings.TrimSpace(at))
		}
	}
	return "an unknown place"
}
