package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph/query"
)

// duplicatesCommand lists articles that repeat one another.
func duplicatesCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "duplicates",
		Short: "Articles that repeat most of one another, such as prints of one wire story: each group counts as one source",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error {
				groups, err := q.Copies(cmd.Context())
				if err != nil {
					return err
				}
				rows := [][]string{{"GROUP", "ARTICLE", "OUTLET", "PUBLISHED", "TITLE"}}
				for n, g := range groups {
					for _, h := range g {
						rows = append(rows, []string{fmt.Sprint(n + 1), string(h.ID), h.Outlet, string(h.Published), h.Title})
					}
				}
				return a.print(groups, rows)
			})
		},
	}
}
