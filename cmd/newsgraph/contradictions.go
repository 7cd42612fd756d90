package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph/query"
)

// contradictionsCommand lists claims that cannot all be so, with their sentences.
func contradictionsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "contradictions",
		Short: "Claims that cannot all be so (met, denied having met; figures of victims; holders of one office), each with its sentence",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error { return a.contradictions(cmd.Context(), q) })
		},
	}
}

func (a *app) contradictions(ctx context.Context, q *query.Query) error {
	all, err := q.Contradictions(ctx)
	if err != nil {
		return err
	}
	if a.json {
		return a.print(append([]query.Contradiction{}, all...), nil)
	}
	p := &prose{w: a.stdout}
	for n, c := range all {
		p.printf("%d  %s\n", n+1, c.Kind)
		for _, m := range c.Members {
			p.line("“" + m.Words + "”")
			p.printf("      %s %d-%d", m.Article, m.B, m.E)
			for _, s := range []string{m.Says, m.Source, string(m.Published)} {
				if s != "" {
					p.printf("  ·  %s", s)
				}
			}
			p.printf("\n")
		}
	}
	if len(all) == 0 {
		fmt.Fprintln(a.stderr, "newsgraph: nothing found")
	}
	return p.err
}
