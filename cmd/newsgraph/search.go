package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph/query"
)

// searchCommand finds things by name.
func searchCommand(a *app) *cobra.Command {
	var f filters
	cmd := &cobra.Command{
		Use:   "search TEXT",
		Short: "Find people, organizations, places and events by name",
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error {
				page, err := q.Find(cmd.Context(), args[0], f.Filter)
				if err != nil {
					return err
				}
				rows := [][]string{{"NAME", "CLASS", "ARTICLES", "ID", "BY"}}
				for _, m := range page.Items {
					rows = append(rows, []string{m.Name, m.Class, fmt.Sprint(m.Articles), string(m.ID), m.Kind})
				}
				return a.print(page, rows)
			})
		},
	}
	f.add(cmd)
	return cmd
}
