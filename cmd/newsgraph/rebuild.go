package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// rebuildCommand derives the graph again.
func rebuildCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild",
		Short: "Derive the graph again from the kept reports and the judgements, by the rules of this program",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.atDesk(cmd.Context(), func(d *desk) error {
				res, err := d.writer.Rebuild(cmd.Context())
				if err != nil {
					return err
				}
				rows := [][]string{{"articles", fmt.Sprint(res.Articles)}, {"quads", fmt.Sprintf("-%d +%d", res.QuadsDropped, res.QuadsAdded)}}
				for _, m := range res.Moved {
					rows = append(rows, []string{"moved", fmt.Sprintf("%s is now %s", m.From, m.To)})
				}
				return a.print(res, rows)
			})
		},
	}
}
