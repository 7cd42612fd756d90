package main

import (
	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// splitCommand takes members out of a thing, or keeps two things apart.
func splitCommand(a *app) *cobra.Command {
	var s signed
	cmd := &cobra.Command{
		Use:   "split A MEMBER…",
		Short: "Decide that members do not belong to A (show A --json lists them); with the id of another thing, that the two are two",
		Args:  usage(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.judge(cmd.Context(), s, func(q *query.Query) (graph.Judgement, error) {
				if len(args) == 2 {
					if j, err := q.Opposed(cmd.Context(), "split", args[0], args[1]); err == nil {
						return j, nil
					}
				}
				var leaving []graph.ID
				for _, m := range args[1:] {
					leaving = append(leaving, graph.ID(m))
				}
				return q.Apart(cmd.Context(), args[0], leaving...)
			})
		},
	}
	s.add(cmd)
	return cmd
}
