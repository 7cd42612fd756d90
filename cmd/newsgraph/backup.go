package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"newsgraph/graph/store"
)

// backupCommand writes a copy of the store.
func backupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a copy of the store to FILE (- for standard output), packed and with a checksum",
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			st, err := a.openStore(cmd.Context(), store.Options{}, false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			return a.output(args[0], func(w io.Writer) error { return st.Backup(cmd.Context(), w) })
		},
	}
}
