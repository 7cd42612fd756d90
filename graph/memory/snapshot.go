package memory

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"newsgraph/graph"
)

type snapshot struct {
	state  *state
	done   func() error // the error of the context that bounds this view, as in every store
	closed atomic.Bool
}

func (v *snapshot) Close() error {
	v.closed.Store(true)
	return nil
}

// live returns the error with which a read has to end.
func (v *snapshot) live(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case v.done() != nil:
		return v.done()
	case v.closed.Load():
		return errClosed
	}
	return nil
}

// each yields list until the reader may no longer read.
func each[T any](ctx context.Context, v *snapshot, what string, list func() []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		if err := v.live(ctx); err != nil {
			yield(zero, fmt.Errorf("%s: %w", what, err))
			return
		}
		for _, x := range list() {
			if err := v.live(ctx); err != nil {
				yield(zero, fmt.Errorf("%s: %w", what, err))
				return
			}
			if !yield(x, nil) {
				return
			}
		}
	}
}

func (v *snapshot) Version() graph.Version { return v.state.version }

func (v *snapshot) Quads(ctx context.Context, p graph.Pattern) iter.Seq2[graph.Quad, error] {
	return each(ctx, v, "quads", func() []graph.Quad {
		var out []graph.Quad
		for q := range v.candidates(p) {
			if p.Matches(q) {
				out = append(out, q)
			}
		}
		slices.SortFunc(out, graph.Quad.Compare)
		if p.Once {
			out = slices.CompactFunc(out, graph.Quad.SameFact)
		}
		return out
	})
}

// candidates returns the smallest indexed set that holds all that p selects.
func (v *snapshot) candidates(p graph.Pattern) quads {
	best := v.state.all
	consider := func(set quads) {
		if len(set) < len(best) {
			best = set
		}
	}
	if p.S != "" {
		consider(v.state.byS[p.S])
	}
	if p.O != nil {
		consider(v.state.byO[*p.O])
	}
	if p.G != "" {
		consider(v.state.byG[p.G])
	}
	return best
}

func (v *snapshot) Report(ctx context.Context, doc graph.ID) (*graph.Report, error) {
	if err := v.live(ctx); err != nil {
		return nil, fmt.Errorf("report %s: %w", doc, err)
	}
	b, ok := v.state.reports[doc]
	switch {
	case ok:
		return graph.DecodeReport(b)
	case v.state.gone[doc]:
		return nil, fmt.Errorf("report %s: %w", doc, graph.ErrGone)
	}
	return nil, fmt.Errorf("report %s: %w", doc, graph.ErrNotFound)
}

func (v *snapshot) Packed(ctx context.Context, doc graph.ID) (*graph.Packed, error) {
	r, err := v.Report(ctx, doc)
	if err != nil {
		return nil, err
	}
	return graph.OpenPacked(r.Pack())
}

func (v *snapshot) Digest(ctx context.Context, doc graph.ID) (*graph.Digest, error) {
	r, err := v.Report(ctx, doc)
	if err != nil {
		return nil, err
	}
	return graph.OpenDigest(r.Digest())
}

// WithWord looks at every article.
func (v *snapshot) WithWord(ctx context.Context, word string, begins bool) ([]graph.ID, error) {
	var out []graph.ID
	for id, err := range v.Articles(ctx, "") {
		if err != nil {
			return nil, err
		}
		r, err := v.Report(ctx, id)
		if err != nil {
			return nil, err
		}
		words := r.Article.Words()
		at, found := slices.BinarySearch(words, word)
		if found || begins && at < len(words) && strings.HasPrefix(words[at], word) {
			out = append(out, id)
		}
	}
	return out, nil
}

func (v *snapshot) Articles(ctx context.Context, after graph.ID) iter.Seq2[graph.ID, error] {
	return each(ctx, v, "articles", func() []graph.ID {
		return v.docs(func(id graph.ID) bool { return id > after && !v.state.superseded[id] })
	})
}

func (v *snapshot) Superseded(ctx context.Context) iter.Seq2[graph.ID, error] {
	return each(ctx, v, "superseded", func() []graph.ID {
		return v.docs(func(id graph.ID) bool { return v.state.superseded[id] })
	})
}

func (v *snapshot) docs(keep func(graph.ID) bool) []graph.ID {
	var out []graph.ID
	for id := range v.state.reports {
		if keep(id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

func (v *snapshot) Canonical(ctx context.Context, id graph.ID) (graph.ID, error) {
	if err := v.live(ctx); err != nil {
		return "", fmt.Errorf("canonical %s: %w", id, err)
	}
	if to, ok := v.state.canonical[id]; ok {
		return to, nil
	}
	if v.state.members[id] != nil {
		return id, nil
	}
	doc := id.Doc()
	if v.state.gone[doc] || v.state.superseded[doc] {
		return "", fmt.Errorf("canonical %s: %w", id, graph.ErrGone)
	}
	return "", fmt.Errorf("canonical %s: %w", id, graph.ErrNotFound)
}

func (v *snapshot) Members(ctx context.Context, id graph.ID) ([]graph.ID, error) {
	if err := v.live(ctx); err != nil {
		return nil, fmt.Errorf("members %s: %w", id, err)
	}
	set := v.state.members[id]
	if set == nil {
		return nil, fmt.Errorf("members %s: %w", id, graph.ErrNotFound)
	}
	return slices.Sorted(maps.Keys(set)), nil
}

func (v *snapshot) Names(ctx context.Context, from string) iter.Seq2[graph.NameEntry, error] {
	return each(ctx, v, "names", func() []graph.NameEntry {
		var out []graph.NameEntry
		for n := range v.state.names {
			if n.Name >= from {
				out = append(out, n)
			}
		}
		slices.SortFunc(out, func(a, b graph.NameEntry) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		})
		return out
	})
}

func (v *snapshot) Judgements(ctx context.Context) ([]graph.Judgement, error) {
	if err := v.live(ctx); err != nil {
		return nil, fmt.Errorf("judgements: %w", err)
	}
	return slices.Clone(v.state.judgements), nil
}

func (v *snapshot) Changes(ctx context.Context, since graph.Version) iter.Seq2[graph.Change, error] {
	return each(ctx, v, "changes", func() []graph.Change {
		i, _ := slices.BinarySearchFunc(v.state.changes, since+1, func(c graph.Change, v graph.Version) int {
			return cmp.Compare(c.Version, v)
		})
		return v.state.changes[i:]
	})
}
