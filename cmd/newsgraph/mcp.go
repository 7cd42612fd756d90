package main

import (
	"context"
	"errors"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"newsgraph/api/mcp"
	"newsgraph/graph/store"
)

// mcpCommand serves the questions to an assistant over standard input and output.
func mcpCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Serve the questions to an assistant over standard input and output (Model Context Protocol)",
		Args:  usage(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.mcp(cmd.Context()) },
	}
}

func (a *app) mcp(ctx context.Context) (err error) {
	st, err := a.openStore(ctx, store.Options{}, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	transport := &sdk.IOTransport{Reader: io.NopCloser(a.stdin), Writer: unclosed{a.stdout}}
	err = mcp.New(st.Snapshot, buildVersion().Version).Run(ctx, transport)
	if errors.Is(err, io.EOF) {
		return nil // the client has gone
	}
	return err
}

// unclosed keeps the protocol from closing standard output.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
