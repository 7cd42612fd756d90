package main

import (
	"context"
	"errors"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"newsgraph/api/mcp"
	"newsgraph/graph"
	"newsgraph/graph/store"
)

// mcpCommand serves the questions over the Model Context Protocol.
func mcpCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Serve the questions to an assistant: Model Context Protocol over standard input and output",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			ctx := cmd.Context()
			st, err := a.openStore(ctx, store.Options{}, false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			source := func(ctx context.Context) (graph.Snapshot, error) { return st.Snapshot(ctx) }
			err = mcp.New(source, buildVersion().Version).Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(a.stdin), Writer: open{a.stdout}})
			if ctx.Err() != nil {
				return nil // told to stop
			}
			return err
		},
	}
}

// open is a writer that its user does not close.
type open struct{ io.Writer }

func (open) Close() error { return nil }
