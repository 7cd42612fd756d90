package main

import (
	"context"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// officesCommand lists the offices of a person, or the holders of a position.
func officesCommand(a *app) *cobra.Command {
	var f filters
	cmd := a.question("offices NAME", "Offices of a person, a position, an organization or a country, each observation dated", &f,
		func(ctx context.Context, q *query.Query, id graph.ID) error {
			page, err := q.Offices(ctx, id, f.Filter)
			if err != nil {
				return err
			}
			return answer(a, page, func(p *prose, o query.Office) {
				post := o.Post.Name
				if o.Organization != nil {
					post += " (" + o.Organization.Name + ")"
				}
				p.head(o.Holder.Name, post, o.Status, sources(o.Sources))
				for _, ob := range o.Observations {
					p.line(when(ob.Time))
					p.evidence([]query.Evidence{ob.Evidence})
				}
				p.rest(len(o.Observations), o.Claims)
			})
		})
	f.add(cmd)
	return cmd
}
