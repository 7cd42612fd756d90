package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// pathsCommand lists the shortest ways between two things.
func pathsCommand(a *app) *cobra.Command {
	var opt query.PathOptions
	var f filters
	cmd := &cobra.Command{
		Use:   "paths A B",
		Short: "The shortest ways from A to B, each step with its sentence",
		Args:  usage(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if opt.Count < 1 || opt.Count > 50 || opt.Length < 1 || opt.Length > 6 {
				return usageError{errors.New("--count must be between 1 and 50, --length between 1 and 6")}
			}
			return a.between(cmd.Context(), args, func(ctx context.Context, q *query.Query, from, to graph.ID) error {
				if err := f.resolve(ctx, q); err != nil {
					return err
				}
				opt.Filter = f.Filter
				found, err := q.Paths(ctx, from, to, opt)
				if err != nil {
					return err
				}
				return a.printPaths(found)
			})
		},
	}
	cmd.Flags().IntVar(&opt.Count, "count", 5, "paths wanted, at most 50")
	cmd.Flags().BoolVar(&opt.InTime, "in-time", false, "only paths whose steps follow each other in time")
	f.narrow(cmd, "place")
	f.support(cmd)
	cmd.Flags().IntVar(&opt.Length, "length", 4, "steps of the longest path, at most 6")
	return cmd
}

// between runs f with the two things that args name.
func (a *app) between(ctx context.Context, args []string, f func(ctx context.Context, q *query.Query, from, to graph.ID) error) error {
	return a.ask(ctx, func(q *query.Query) error {
		var ids [2]graph.ID
		for k := range ids {
			var err error
			if ids[k], err = q.Resolve(ctx, args[k]); err != nil {
				return ambiguous(err)
			}
		}
		return f(ctx, q, ids[0], ids[1])
	})
}

func (a *app) printPaths(found query.Paths) error {
	if a.json {
		return a.print(found, nil)
	}
	p := &prose{w: a.stdout}
	p.paths(found.Items)
	if len(found.Items) == 0 {
		fmt.Fprintf(a.stderr, "newsgraph: no way of at most %d steps\n", found.MaxLength)
	}
	for _, h := range found.Hubs {
		fmt.Fprintf(a.stderr, "newsgraph: not passed through, since it is linked with almost everything: %s\n", printable(h.Name))
	}
	return p.err
}

// paths writes each path as a list of steps with the best sentence of each.
func (p *prose) paths(paths []query.Path) {
	for n, path := range paths {
		p.printf("%d.\n", n+1)
		for _, s := range path.Steps {
			if len(s.Links) == 0 {
				continue
			}
			best := s.Links[0]
			p.head("  "+s.From.Name, best.Label, s.To.Name, sources(best.Sources))
			if len(best.Evidence) > 0 {
				p.evidence(best.Evidence[:1])
			}
		}
	}
}
