package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph/query"
)

// contradictionsCommand lists claims that cannot all be so, with their sentences.
func contradictionsCommand(a *app) *cobra.Command {
	var f query.Filter
	kind := ""
	cmd := &cobra.Command{
		Use:   "contradictions",
		Short: "Claims that cannot all be so (met, denied having met; figures of victims; holders of one office), each with its sentence",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error { return a.contradictions(cmd.Context(), q, kind, f) })
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "only these: "+strings.Join(query.ContradictionKinds, ", "))
	paged(cmd, &f)
	return cmd
}

func (a *app) contradictions(ctx context.Context, q *query.Query, kind string, f query.Filter) error {
	page, err := q.ContradictionsPage(ctx, kind, f.Limit, f.Cursor)
	if err != nil {
		return err
	}
	return answer(a, page, func(p *prose, c query.Contradiction) {
		p.head(c.Kind)
		for _, m := range c.Members {
			p.line("“" + m.Words + "”")
			p.place(m)
		}
	})
}

// place writes where a side of a contradiction stands, and who says it.
func (p *prose) place(m query.Side) {
	p.printf("      %s %d-%d", m.Article, m.B, m.E)
	for _, s := range []string{m.Says, m.Source, string(m.Published)} {
		if s != "" {
			p.printf("  ·  %s", printable(s))
		}
	}
	p.printf("\n")
}
