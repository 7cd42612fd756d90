package main

import (
	"context"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// metCommand answers whom someone met, and which sentences say so.
func metCommand(a *app) *cobra.Command {
	var f filters
	cmd := a.question("met NAME", "Whom NAME met, appeared with, called or wrote to", &f,
		func(ctx context.Context, q *query.Query, id graph.ID) error {
			page, err := q.Met(ctx, id, f.Filter)
			if err != nil {
				return err
			}
			return answer(a, page, func(p *prose, m query.Meeting) {
				p.head(m.Other.Name, m.Directness, status(m.Status, m.Asserted, m.Source), when(m.Time), where(m.Place), sources(m.Sources))
				p.evidence(m.Evidence)
				p.rest(len(m.Evidence), m.Claims)
				if len(m.Corroborating) > 0 {
					p.line("seen together at an event tied to it:")
					p.evidence(m.Corroborating)
				}
			})
		})
	f.add(cmd, "place", "with")
	f.addSources(cmd)
	return cmd
}
