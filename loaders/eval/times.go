package eval

import (
	"context"
	"fmt"

	"newsgraph/graph"
	"newsgraph/loaders"
)

// An expression is a time expression with its words.
type expression struct {
	graph.Time
	words string
}

// String shows the expression in a list of misses.
func (x expression) String() string {
	return fmt.Sprintf("%q %s %s %s", x.words, x.Type, x.Value, x.Rule)
}

// Times scores the time expressions of the MEANTIME articles in dir: by their exact
// span (strict), by any overlap (relaxed), and by overlap, type and value (value),
// each gold expression taken by one found. Only the annotated part counts. Values
// hang on the day of publication, which the analysis is told.
func Times(ctx context.Context, l *loaders.Loader, dir string) (Table, []Miss, error) {
	arts, err := readMeantime(dir)
	if err != nil {
		return nil, nil, err
	}
	var strict, relaxed, value tally
	for i := range arts {
		a := &arts[i]
		rep, err := l.Analyse(ctx, a.article())
		if err != nil {
			return nil, nil, fmt.Errorf("analyse %s: %w", a.ID, err)
		}
		bytes := byteOffsets(a.Text)
		var want listing[expression]
		var found []expression
		for _, x := range a.Times {
			if x.Start == nil {
				continue // said without words
			}
			if s, ok := a.span(bytes, *x.Start, x.End); ok {
				want.Expect = append(want.Expect, expression{graph.Time{Span: s, Type: x.Type, Value: x.Value}, a.Text[s.B:s.E]})
			}
		}
		for _, x := range rep.Times {
			if x.B < a.limit(bytes) {
				found = append(found, expression{x, a.Text[x.B:x.E]})
			}
		}
		same := func(g, f expression) bool { return g.Span == f.Span }
		count(&strict, a.ID, want, found, same, expression.String)
		same = func(g, f expression) bool { return g.Overlaps(f.Span) }
		count(&relaxed, a.ID, want, found, same, expression.String)
		same = func(g, f expression) bool { return g.Overlaps(f.Span) && g.Type == f.Type && g.Value == f.Value }
		count(&value, a.ID, want, found, same, expression.String)
	}
	return Table{
		strict.row("times", meantimeSet, "span F1 strict"),
		relaxed.row("times", meantimeSet, "span F1 relaxed"),
		value.row("times", meantimeSet, "value F1"),
	}, value.misses, nil
}
