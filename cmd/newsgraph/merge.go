package main

import (
	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// mergeCommand joins two things or events by judgement.
func mergeCommand(a *app) *cobra.Command {
	return opposedCommand(a, "merge", "Decide that two things or events are one (ids, or names that are clear)")
}

// unsureCommand notes that nobody can tell yet.
func unsureCommand(a *app) *cobra.Command {
	return opposedCommand(a, "unsure", "Decide that it cannot be told whether two things are one: they stay apart and leave the review queue")
}

func opposedCommand(a *app, kind, short string) *cobra.Command {
	var s signed
	cmd := &cobra.Command{
		Use:   kind + " A B",
		Short: short,
		Args:  usage(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.judge(cmd.Context(), s, func(q *query.Query) (graph.Judgement, error) {
				return q.Opposed(cmd.Context(), kind, args[0], args[1])
			})
		},
	}
	s.add(cmd)
	return cmd
}
