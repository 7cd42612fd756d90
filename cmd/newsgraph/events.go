package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// eventsCommand lists the events in which something has a part.
func eventsCommand(a *app) *cobra.Command {
	var f filters
	cmd := a.question("events NAME", "Events in which NAME has a part, or which happened there", &f,
		func(ctx context.Context, q *query.Query, id graph.ID) error {
			page, err := q.Events(ctx, id, f.Filter)
			if err != nil {
				return err
			}
			return answer(a, page, func(p *prose, ev query.Event) {
				p.head(ev.Class, ev.Label, ev.Status, when(ev.Time), sources(ev.Sources))
				var roles []string
				for _, r := range ev.Roles {
					roles = append(roles, r.Name+": "+r.Who.Name)
				}
				p.line(strings.Join(roles, "; "))
				p.evidence(ev.Evidence)
				p.rest(len(ev.Evidence), ev.Claims)
			})
		})
	f.add(cmd, "place", "with")
	f.addSources(cmd)
	return cmd
}
