package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph/query"
)

// compareCommand sets outlets side by side on one event.
func compareCommand(a *app) *cobra.Command {
	var outlets []string
	cmd := &cobra.Command{
		Use:   "compare EVENT",
		Short: "What outlets tell of one event: who asserts, claims, acknowledges, denies or omits it",
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.ask(ctx, func(q *query.Query) error {
				id, err := q.Resolve(ctx, args[0])
				if err != nil {
					return ambiguous(err)
				}
				c, err := q.Compare(ctx, id, outlets)
				if err != nil {
					return err
				}
				return a.printContrast(c)
			})
		},
	}
	cmd.Flags().StringSliceVar(&outlets, "outlet", nil, "names of outlets; without it all that tell of the event")
	return cmd
}

func (a *app) printContrast(c query.Contrast) error {
	if a.json {
		return a.print(c, nil)
	}
	p := &prose{w: a.stdout}
	p.head(c.Event.Name, string(c.Event.ID))
	for _, o := range c.Outlets {
		var who []string
		for _, r := range o.Claimants {
			who = append(who, r.Name)
		}
		p.head("  "+o.Outlet, o.How, strings.Join(who, ", "), plural(o.Articles, "article"))
		p.evidence(o.Evidence)
		for _, st := range o.Statements {
			p.line(st.As + ": " + st.Content)
		}
	}
	for _, r := range c.Roles {
		p.head("  "+r.What+" "+r.Who.Name, "told by "+strings.Join(r.Told, ", "), omitted(r.Omits))
	}
	for _, t := range c.Times {
		p.head("  "+t.What, "told by "+strings.Join(t.Told, ", "), omitted(t.Omits))
	}
	return p.err
}

func omitted(outlets []string) string {
	if len(outlets) == 0 {
		return ""
	}
	return fmt.Sprintf("not by %s", strings.Join(outlets, ", "))
}
