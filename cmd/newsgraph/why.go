package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// whyCommand tells all that links two things.
func whyCommand(a *app) *cobra.Command {
	var f filters
	cmd := &cobra.Command{
		Use:   "why A B",
		Short: "All that links A and B: relations, events, what one said about the other, the shortest ways over others",
		Args:  usage(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.between(cmd.Context(), args, func(ctx context.Context, q *query.Query, from, to graph.ID) error {
				if err := f.resolve(ctx, q); err != nil {
					return err
				}
				c, err := q.Why(ctx, from, to, f.Filter)
				if err != nil {
					return err
				}
				return a.printConnection(c)
			})
		},
	}
	f.add(cmd)
	return cmd
}

func (a *app) printConnection(c query.Connection) error {
	if a.json {
		return a.print(c, nil)
	}
	p := &prose{w: a.stdout}
	for _, r := range c.Relations {
		p.head(r.From.Name, r.Label, r.To.Name, sources(r.Sources))
		p.evidence(r.Evidence)
		p.rest(len(r.Evidence), r.Claims)
	}
	for _, ev := range c.Events {
		p.head(ev.Class, ev.Label, ev.Status, when(ev.Time), sources(ev.Sources))
		p.evidence(ev.Evidence)
		p.rest(len(ev.Evidence), ev.Claims)
	}
	for _, st := range c.Statements {
		p.head(st.As+" "+st.Cue, st.Stance, when(st.Time))
		p.evidence(st.Evidence)
	}
	if len(c.Relations)+len(c.Events)+len(c.Statements) == 0 {
		p.paths(c.Paths)
	}
	if len(c.Relations)+len(c.Events)+len(c.Statements)+len(c.Paths) == 0 {
		fmt.Fprintln(a.stderr, "newsgraph: nothing links them")
	}
	return p.err
}
