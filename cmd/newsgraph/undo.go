package main

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// undoCommand takes a judgement back.
func undoCommand(a *app) *cobra.Command {
	var s signed
	cmd := &cobra.Command{
		Use:   "undo N",
		Short: "Take judgement N back (judgements lists them)",
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[0])
			if err != nil || n < 1 {
				return usageError{errors.New("the number of a judgement is wanted")}
			}
			return a.judge(cmd.Context(), s, func(*query.Query) (graph.Judgement, error) {
				return graph.Judgement{Kind: "undo", Undoes: n}, nil
			})
		},
	}
	s.add(cmd)
	return cmd
}
