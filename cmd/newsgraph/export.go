package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
	"newsgraph/graph/query/gizmo"
)

// exportCommand writes the graph, or a part of it, in a format of package export.
func exportCommand(a *app) *cobra.Command {
	var f filters
	var opts export.Options
	var format, out, offsets, chain string
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	cmd := &cobra.Command{
		Use:   "export [ego NAME | event ID | path FROM TO | why FROM TO | timeline NAME | articles [NAME] | all]",
		Short: "Write the graph, or a part of it, as " + strings.Join(names, ", "),
		Args: usage(func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return checkScene(args)
		}),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			fm, err := export.Lookup(format)
			if err != nil {
				return usageError{err}
			}
			if chain != "" && len(args) > 0 {
				return usageError{errors.New("export: --query and the words for a part exclude each other")}
			}
			opts.Runes = offsets == "rune"
			return a.ask(ctx, func(q *query.Query) error {
				if err := f.resolve(ctx, q); err != nil {
					return err
				}
				opts.Scene.Filter, opts.Scene.Filter.Limit = f.Filter, query.MaxLimit
				r, err := partOf(ctx, q, &opts.Scene, args, chain)
				if err != nil {
					return err
				}
				if isFolder(out) && fm.Name == "csv" {
					return a.tables(ctx, r, out, opts)
				}
				return a.output(out, func(w io.Writer) error { return fm.Write(ctx, r, w, opts) })
			})
		},
	}
	f.add(cmd, "place")
	cmd.Flags().StringVar(&format, "format", "nq", strings.Join(names, ", "))
	cmd.Flags().StringVarP(&out, "output", "o", "", "file instead of standard output; for csv a folder too")
	cmd.Flags().StringVar(&chain, "query", "", "only what concerns the things that this Gizmo query finds")
	cmd.Flags().BoolVar(&opts.Full, "full", false, "with sentences, mentions, offsets and all facets")
	cmd.Flags().StringVar(&opts.Base, "base", export.DefaultBase, "beginning of full IRIs")
	cmd.Flags().StringVar(&offsets, "offsets", "byte", "byte or rune, where the format leaves the choice")
	cmd.Flags().IntVar(&opts.Scene.Depth, "depth", 1, "of ego: edges away from the centre, at most 3")
	cmd.Flags().IntVar(&opts.Scene.Top, "top", export.DefaultTop, "nodes of the picture in dot, svg, png, html, markdown")
	cmd.Flags().StringVar(&opts.Scene.Theme, "theme", export.Themes[0], "of pictures: "+strings.Join(export.Themes, ", "))
	return cmd
}

// partOf returns the reader of what is asked for: the whole graph without words and
// query.
func partOf(ctx context.Context, q *query.Query, s *export.Scene, args []string, chain string) (graph.Reader, error) {
	switch {
	case chain != "":
		var err error
		if s.IDs, err = found(ctx, q, chain); err != nil {
			return nil, ambiguous(err)
		}
		s.Kind = "things"
	case len(args) == 0:
		return q.Reader(), nil
	default:
		if err := nameScene(ctx, q, s, args); err != nil {
			return nil, err
		}
	}
	return export.Part(ctx, q, *s)
}

// found returns the things that a Gizmo query finds.
func found(ctx context.Context, q *query.Query, chain string) ([]graph.ID, error) {
	p, err := gizmo.Parse(chain)
	if err != nil {
		return nil, err
	}
	res, err := p.Run(ctx, q, gizmo.Limits{})
	if err != nil {
		return nil, err
	}
	return export.Found(ctx, q, res.Rows)
}

func isFolder(path string) bool {
	fi, err := os.Stat(path)
	return strings.HasSuffix(path, "/") || err == nil && fi.IsDir()
}

// tables writes the tables of CSV into a folder.
func (a *app) tables(ctx context.Context, r graph.Reader, dir string, o export.Options) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return export.Tables(ctx, r, o, func(name string, write func(io.Writer) error) error {
		return a.output(filepath.Join(dir, name), write)
	})
}
