package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"newsgraph/graph/store"
)

// restoreCommand makes a store of a copy.
func restoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Make the store that --store names of what backup wrote to FILE (- for standard input), and audit it",
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			in := a.stdin
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return fmt.Errorf("restore: %w", err)
				}
				defer func() { err = errors.Join(err, f.Close()) }()
				in = f
			}
			if err := store.Restore(cmd.Context(), in, a.store); err != nil {
				return err
			}
			fmt.Fprintln(a.stderr, "newsgraph: the store is restored and its file is sound")
			return nil
		},
	}
}
