package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/store"
)

// openStore opens the store. A question does not make one that is not there.
func (a *app) openStore(ctx context.Context, opts store.Options, create bool) (*store.Store, error) {
	if _, err := os.Stat(a.store); !create && errors.Is(err, fs.ErrNotExist) {
		return nil, hinted{fmt.Errorf("there is no store %s", a.store), "newsgraph load FILES makes one; --store names another"}
	}
	return store.Open(ctx, a.store, opts)
}

// ask runs f with a query over one snapshot of the store.
func (a *app) ask(ctx context.Context, f func(*query.Query) error) (err error) {
	st, err := a.openStore(ctx, store.Options{}, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	snap, err := st.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	return f(query.New(snap, query.Limits{}))
}

// filters are the flags that narrow a question. Names may stand for ids.
type filters struct {
	query.Filter
	since, until, place, with, about, speaker string
}

// add adds the flags that every list has, and those of names.
func (f *filters) add(cmd *cobra.Command, names ...string) {
	f.narrow(cmd, names...)
	paged(cmd, &f.Filter)
}

// paged adds the flags of lists that come in pages.
func paged(cmd *cobra.Command, f *query.Filter) {
	fl := cmd.Flags()
	fl.IntVar(&f.Limit, "limit", 0, "rows of a page (default 50, at most 1000)")
	fl.StringVar(&f.Cursor, "cursor", "", "where a page ended, as the page before it says")
}

// narrow adds the flags that say which claims count, and those of names.
func (f *filters) narrow(cmd *cobra.Command, names ...string) {
	fl := cmd.Flags()
	fl.StringVar(&f.since, "since", "", "only from this date on (2023, 2023-11 or 2023-11-03)")
	fl.StringVar(&f.until, "until", "", "only until this date")
	fl.IntVar(&f.Evidence, "evidence", 0, "sentences shown of a row (default 5, -1 for all)")
	fl.BoolVar(&f.FactsOnly, "facts-only", false, "only what an article itself asserts as having happened")
	fl.StringVar(&f.Type, "type", "", "only this class of event, statement or thing")
	for _, n := range names {
		switch n {
		case "place":
			fl.StringVar(&f.place, n, "", "only what happened there")
		case "with":
			fl.StringVar(&f.with, n, "", "only together with this one")
		case "about":
			fl.StringVar(&f.about, n, "", "only what was said about this one")
		}
	}
}

// addSources adds the flags of lists whose rows have sources.
func (f *filters) addSources(cmd *cobra.Command) {
	f.support(cmd)
	cmd.Flags().StringVar(&f.Sort, "sort", "", "time, -time, sources or name (default the list's own order)")
}

// support adds the flags that say which sources count.
func (f *filters) support(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&f.speaker, "speaker", "", "only what is told as a claim of this one")
	fl.StringVar(&f.Outlet, "outlet", "", "only what this outlet or agency tells")
	fl.IntVar(&f.MinSources, "min-sources", 0, "independent sources that a row needs at least")
	fl.StringVar(&f.AsOf, "asof", "", "as known then: a date, or v12 for version 12 of the store")
}

// resolve fills the ids of the filter from the names of the flags.
func (f *filters) resolve(ctx context.Context, q *query.Query) error {
	f.Since, f.Until = graph.Date(f.since), graph.Date(f.until)
	for _, n := range []struct {
		name string
		id   *graph.ID
	}{{f.place, &f.Place}, {f.with, &f.With}, {f.about, &f.About}, {f.speaker, &f.Claimer}} {
		if n.name == "" {
			continue
		}
		id, err := q.Resolve(ctx, n.name)
		if err != nil {
			return ambiguous(err)
		}
		*n.id = id
	}
	return nil
}

// ambiguous turns an ambiguous name into an error that lists its candidates.
func ambiguous(err error) error {
	var a *query.AmbiguousError
	if errors.As(err, &a) {
		return hinted{err, "give one of the ids instead of the name"}
	}
	return err
}

// question makes a subcommand that resolves its argument and answers about it.
func (a *app) question(use, short string, f *filters, answer func(ctx context.Context, q *query.Query, id graph.ID) error) *cobra.Command {
	return &cobra.Command{
		Use:   use,
		Short: short,
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.ask(ctx, func(q *query.Query) error {
				if err := f.resolve(ctx, q); err != nil {
					return err
				}
				id, err := q.Resolve(ctx, args[0])
				if err != nil {
					return ambiguous(err)
				}
				return answer(ctx, q, id)
			})
		},
	}
}
