package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// reviewCommand lists the undecided pairs most worth a look.
func reviewCommand(a *app) *cobra.Command {
	limit, cursor := 20, ""
	cmd := &cobra.Command{
		Use:   "review",
		Short: "Pairs that may be one thing and on which nobody has decided, the most valuable first",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 1 || limit > 1000 {
				return usageError{errors.New("--limit must be between 1 and 1000")}
			}
			return a.atDesk(cmd.Context(), func(d *desk) error {
				page, err := d.Undecided(cmd.Context(), limit, cursor)
				if err != nil {
					return err
				}
				rows := [][]string{{"SCORE", "LEFT", "RIGHT", "NAMES"}}
				for _, p := range page.Items {
					rows = append(rows, []string{fmt.Sprint(p.Score), string(p.Left), string(p.Right), p.Why.Names()})
				}
				return table(a, page, rows)
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", limit, "rows of a page, at most 1000")
	cmd.Flags().StringVar(&cursor, "cursor", "", "where a page ended, as the page before it says")
	return cmd
}
