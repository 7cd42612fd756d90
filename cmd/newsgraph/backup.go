package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"newsgraph/graph/store"
)

// backupCommand writes a copy of the store.
func backupCommand(a *app) *cobra.Command {
	var from remote
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a copy of the store to FILE (- for standard output), packed and with a checksum",
		Long: "Write a copy of the store to FILE (- for standard output), packed and with a checksum.\n" +
			"Where a server has the store, the copy is its answer to GET /v1/backup.",
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return a.backup(cmd.Context(), from, args[0]) },
	}
	cmd.Flags().StringVar(&from.url, "url", "", "address of a server whose store is copied (default: the store is opened, or asked of the one that serves it)")
	cmd.Flags().StringVar(&from.token, "token", "", "bearer token, where the server asks for one")
	return cmd
}

// backup writes a copy to path, of the server's store or of ours, through who serves it.
func (a *app) backup(ctx context.Context, from remote, path string) (err error) {
	if from.url == "" {
		st, err := a.openStore(ctx, store.Options{}, false)
		var busy *store.BusyError
		switch {
		case err == nil:
			return errors.Join(a.output(path, func(w io.Writer) error { return st.Backup(ctx, w) }), st.Close())
		case !errors.As(err, &busy) || busy.Address == "":
			return err
		}
		from.url = busy.Address
	}
	body, err := from.get(ctx, "/v1/backup")
	if err != nil {
		return fmt.Errorf("backup of %s: %w", from.url, err)
	}
	defer func() { err = errors.Join(err, body.Close()) }()
	return a.output(path, func(w io.Writer) error {
		_, err := io.Copy(w, body)
		return err
	})
}
