package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/query"
	"newsgraph/graph/store"
	"newsgraph/graph/world"
)

// askedAbout is about how many things each question is asked: half of them the best
// known, half spread over the others.
const askedAbout = 100

// fillGroup is how many generated reports are written together: they cost nothing to wait
// for, and larger groups write each page of the store less often.
const fillGroup = 1000

// typed fills a store with generated reports and measures each typed question on it:
// the median and the 95th percentile over many things. The store is that of dir, which
// stays and is filled only as far as it is not, or one that goes again when dir is "".
func (b *bench) typed(ctx context.Context, n int, dir string) (err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "newsgraph-bench-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	st, err := store.Open(ctx, dir, store.Options{NoSync: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := fill(ctx, st, n); err != nil {
		return err
	}
	snap, err := st.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	popular, err := query.New(snap, query.Limits{}).Popular(ctx)
	if err != nil {
		return err
	}
	cache := query.NewCache(32 << 20)
	start := time.Now()
	names := nameIndex()
	if _, _, err := names.Candidates(ctx, snap, "a", false); err != nil {
		return err
	}
	b.add(fmt.Sprintf("index of the names of %d reports, built", n), milliseconds(time.Since(start)), "ms")
	start = time.Now()
	if err := cache.Warm(ctx, snap); err != nil {
		return err
	}
	b.add(fmt.Sprintf("digests of %d reports and what they tell of things, read", n), milliseconds(time.Since(start)), "ms")
	things := spread(popular, askedAbout)
	if err := b.ask(ctx, snap, cache, "find by scan", things, searches["find"]); err != nil {
		return err
	}
	cache.Names = names
	for _, name := range []string{"find", "misspelt", "show", "met", "said", "offices", "events", "neighbours", "timeline", "paths", "why"} {
		if err := b.ask(ctx, snap, cache, name, things, searches[name]); err != nil {
			return err
		}
	}
	return nil
}

// fill puts the first n generated reports into a store that has some groups of them or
// none.
func fill(ctx context.Context, st *store.Store, n int) error {
	stats, err := st.Stats(ctx)
	if err != nil {
		return err
	}
	done := stats.Articles + stats.Superseded
	if done > n {
		return fmt.Errorf("the store has more than %d reports: %w", n, graph.ErrInvalid)
	}
	if done == n {
		return nil
	}
	in, err := integrate.New(st, integrateOptions())
	if err != nil {
		return err
	}
	w := world.New(1, world.Size{})
	for i := done; i < n; i += fillGroup {
		var group []*graph.Report
		for k := i; k < min(n, i+fillGroup); k++ {
			group = append(group, w.Report(k))
		}
		if _, err := in.Put(ctx, group...); err != nil {
			return err
		}
	}
	return nil
}

// spread returns the first half of n things and another half at equal distances.
func spread(all []query.Popular, n int) []query.Popular {
	out := slices.Clone(all[:min(n/2, len(all))])
	rest := all[len(out):]
	for i := 0; i < n/2 && len(rest) >= n/2; i++ {
		out = append(out, rest[i*len(rest)/(n/2)])
	}
	return out
}

// searches are the typed questions about a thing and, where two are needed, another.
var searches = map[string]func(context.Context, *query.Query, query.Popular, query.Popular) error{
	"find": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Find(ctx, a.Name, query.Filter{})
		return err
	},
	"misspelt": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Find(ctx, "zq"+a.Name, query.Filter{})
		return err
	},
	"show": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Card(ctx, a.ID)
		return err
	},
	"met": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Met(ctx, a.ID, query.Filter{})
		return err
	},
	"said": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Said(ctx, a.ID, query.Filter{})
		return err
	},
	"offices": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Offices(ctx, a.ID, query.Filter{})
		return err
	},
	"events": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Events(ctx, a.ID, query.Filter{})
		return err
	},
	"neighbours": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Neighbours(ctx, a.ID, query.Filter{})
		return err
	},
	"timeline": func(ctx context.Context, q *query.Query, a, _ query.Popular) error {
		_, err := q.Timeline(ctx, a.ID, query.Filter{})
		return err
	},
	"paths": func(ctx context.Context, q *query.Query, a, b query.Popular) error {
		_, err := q.Paths(ctx, a.ID, b.ID, query.PathOptions{})
		return err
	},
	"why": func(ctx context.Context, q *query.Query, a, b query.Popular) error {
		_, err := q.Why(ctx, a.ID, b.ID, query.Filter{})
		return err
	},
}

// ask measures one question about each of the things, once. A question that its
// limits refuse is counted and not timed.
func (b *bench) ask(ctx context.Context, snap graph.Snapshot, cache *query.Cache, name string, things []query.Popular, question func(context.Context, *query.Query, query.Popular, query.Popular) error) error {
	var took, spent []float64
	refused := 0
	for i, a := range things {
		start, cpu := time.Now(), cpuTime()
		q, err := cache.New(ctx, snap, query.Limits{})
		if err == nil {
			err = question(ctx, q, a, things[(i+1)%len(things)])
		}
		switch {
		case errors.Is(err, graph.ErrTooLarge):
			refused++
		case err != nil:
			return fmt.Errorf("%s of %s: %w", name, a.ID, err)
		default:
			took = append(took, milliseconds(time.Since(start)))
			spent = append(spent, milliseconds(cpuTime()-cpu))
		}
	}
	slices.Sort(took)
	slices.Sort(spent)
	if n := len(took); n > 0 {
		b.add(name+", median", took[n/2], "ms")
		b.add(name+", 95th percentile", took[n*95/100], "ms")
		b.add(name+", 95th percentile of CPU time", spent[n*95/100], "ms")
	}
	b.add(name+", refused by its limits", float64(refused), fmt.Sprintf("of %d", len(things)))
	return nil
}
