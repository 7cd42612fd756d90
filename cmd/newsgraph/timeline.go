package main

import (
	"context"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// timelineCommand lists events and statements by time.
func timelineCommand(a *app) *cobra.Command {
	var f filters
	cmd := a.question("timeline NAME", "Events and statements of NAME, the latest first, unknown dates last", &f,
		func(ctx context.Context, q *query.Query, id graph.ID) error {
			page, err := q.Timeline(ctx, id, f.Filter)
			if err != nil {
				return err
			}
			return answer(a, page, func(p *prose, m query.Moment) {
				at := when(m.Time)
				if at == "" {
					at = "date unknown"
				}
				if m.Event != nil {
					p.head(at, m.Event.Class, m.Event.Label, m.Event.Status, sources(m.Event.Sources))
					p.evidence(m.Event.Evidence)
					p.rest(len(m.Event.Evidence), m.Event.Claims)
					return
				}
				p.head(at, m.Statement.Class, m.Statement.As, m.Statement.Stance)
				p.evidence(m.Statement.Evidence)
			})
		})
	f.add(cmd, "place", "with")
	return cmd
}
