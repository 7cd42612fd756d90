package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
)

// scenes are the kinds of pictures and how many names each takes.
var scenes = map[string]int{"ego": 1, "event": 1, "path": 2, "all": 0}

// drawCommand writes a picture of a part of the graph.
func drawCommand(a *app) *cobra.Command {
	var f filters
	var s export.Scene
	var out string
	cmd := &cobra.Command{
		Use:   "draw ego NAME | event ID | path FROM TO | all",
		Short: "Draw a part of the graph as Graphviz source or SVG",
		Args: usage(func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("say what to draw: ego, event, path or all")
			}
			n, ok := scenes[args[0]]
			if !ok || len(args) != n+1 {
				return fmt.Errorf("draw %s: want ego NAME, event ID, path FROM TO or all", strings.Join(args, " "))
			}
			return nil
		}),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.ask(ctx, func(q *query.Query) error {
				if err := f.resolve(ctx, q); err != nil {
					return err
				}
				s.Kind, s.Filter = args[0], f.Filter
				for i, to := range []*graph.ID{&s.Of, &s.To}[:scenes[s.Kind]] {
					id, err := q.Resolve(ctx, args[i+1])
					if err != nil {
						return ambiguous(err)
					}
					*to = id
				}
				return a.draw(ctx, q, s, out)
			})
		},
	}
	f.add(cmd, "place")
	cmd.Flags().IntVar(&s.Depth, "depth", 1, "edges away from the centre, at most 3")
	cmd.Flags().IntVar(&s.Top, "top", export.DefaultTop, fmt.Sprintf("nodes drawn, at most %d; what is left out is counted in a node of its own", export.MaxTop))
	cmd.Flags().StringVarP(&out, "output", "o", "", "file.dot or file.svg instead of Graphviz source on standard output")
	return cmd
}

func (a *app) draw(ctx context.Context, q *query.Query, s export.Scene, out string) error {
	ext := strings.ToLower(filepath.Ext(out))
	if out != "" && out != "-" && ext != ".dot" && ext != ".gv" && ext != ".svg" {
		return usageError{fmt.Errorf("draw: %s ends neither in .dot nor in .svg", out)}
	}
	s.Filter.Limit = query.MaxLimit
	p, err := export.Draw(ctx, q, s)
	if err != nil {
		return err
	}
	body := []byte(p.DOT())
	if ext == ".svg" {
		if body, err = export.SVG(ctx, p.DOT()); err != nil {
			return err
		}
	}
	return a.output(out, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	})
}
