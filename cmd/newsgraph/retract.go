package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/loaders/source"
)

// retractCommand takes articles out of the graph.
func retractCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "retract ARTICLE…",
		Short: "Take articles out, as if they had never been loaded (id, address, or a file with the text)",
		Args:  usage(cobra.MinimumNArgs(1)),
		RunE:  func(cmd *cobra.Command, args []string) error { return a.retract(cmd.Context(), args) },
	}
}

func (a *app) retract(ctx context.Context, names []string) error {
	return a.atDesk(ctx, func(d *desk) error {
		var docs []graph.ID
		for _, n := range names {
			ids, err := articleIDs(ctx, d.store, n)
			if err != nil {
				return err
			}
			docs = append(docs, ids...)
		}
		res, err := d.writer.Retract(ctx, docs...)
		if err != nil {
			return err
		}
		rows := [][]string{{"CHANGE", "ARTICLE"}}
		for _, id := range res.Removed {
			rows = append(rows, []string{"removed", string(id)})
		}
		for _, id := range res.Restored {
			rows = append(rows, []string{"restored", string(id)})
		}
		rows = append(rows, []string{fmt.Sprintf("quads -%d +%d", res.QuadsDropped, res.QuadsAdded), ""})
		return a.print(res, rows)
	})
}

// articleIDs returns the articles that a name on the command line stands for: an
// id, a canonical address, or a file that holds the article.
func articleIDs(ctx context.Context, st graph.Store, name string) (ids []graph.ID, err error) {
	if strings.HasPrefix(name, "doc:") && graph.ValidID(name) {
		return []graph.ID{graph.ID(name)}, nil
	}
	if _, err := os.Stat(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return fileArticles(ctx, name)
	}
	snap, err := st.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	q := query.New(snap, query.Limits{})
	err = query.Each(func(f query.Filter) (query.Page[query.Headline], error) { return q.Articles(ctx, f) }, query.Filter{},
		func(h query.Headline) {
			if h.URI == name {
				ids = append(ids, h.ID)
			}
		})
	if err == nil && len(ids) == 0 {
		err = fmt.Errorf("article %s: %w", name, graph.ErrNotFound)
	}
	return ids, err
}

func fileArticles(ctx context.Context, path string) ([]graph.ID, error) {
	var ids []graph.ID
	for art, err := range source.Open(ctx, []string{path}, nil, source.Options{AnyLanguage: true}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, art.ID)
	}
	return ids, nil
}
