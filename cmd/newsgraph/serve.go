package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime"

	"github.com/spf13/cobra"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/store"
	"newsgraph/loaders/language/model"
)

const defaultListen = "127.0.0.1:8080"

// serveCommand serves the API and the explorer.
func serveCommand(a *app) *cobra.Command {
	var listen string
	var readOnly bool
	var hosts []string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the API and the explorer",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			ctx := cmd.Context()
			st, err := a.openStore(ctx, store.Options{}, true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			d, err := newDesk(st, "")
			if err != nil {
				return err
			}
			return a.serve(ctx, d, listen, hosts, readOnly)
		},
	}
	cmd.Flags().StringVar(&listen, "listen", defaultListen, "address to listen on")
	cmd.Flags().StringSliceVar(&hosts, "host", nil, "further names under which the server may be asked")
	cmd.Flags().BoolVar(&readOnly, "read-only", false, "refuse to take articles in or out")
	return cmd
}

// serve answers until ctx is done. The address goes to standard output.
func (a *app) serve(ctx context.Context, d *desk, listen string, hosts []string, readOnly bool) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", listen)
	if err != nil {
		return hinted{fmt.Errorf("serve: %w", err), "another program may listen there; --listen 127.0.0.1:0 takes any free port"}
	}
	url := "http://" + l.Addr().String()
	if err := d.store.Announce(url); err != nil {
		return errors.Join(err, l.Close())
	}
	log := slog.New(slog.NewTextHandler(a.stderr, nil))
	deps := api.Deps{
		Source:  func(ctx context.Context) (graph.Snapshot, error) { return d.store.Snapshot(ctx) },
		Log:     log,
		Hosts:   hosts,
		Version: api.Version{Version: buildVersion().Version, Model: model.Version(), Knowledge: knowledge.Version, Go: runtime.Version()},
	}
	deps.Annotator, deps.Locate, deps.Stop = d, locate, ctx
	jobs := api.NewJobs(ctx)
	if !readOnly {
		deps.Ingester, deps.Judge, deps.Jobs = d, d, jobs
	}
	fmt.Fprintln(a.stdout, url)
	err = api.Serve(ctx, l, api.New(deps), log)
	return errors.Join(err, jobs.Close()) // the store is closed after its last writer
}
