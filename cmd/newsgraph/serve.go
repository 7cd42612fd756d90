package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/index"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/query"
	"newsgraph/graph/store"
	"newsgraph/loaders/language/model"
)

const defaultListen = "127.0.0.1:8080"

// serveCommand serves the API and the explorer.
func serveCommand(a *app) *cobra.Command {
	var opt serving
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
			return a.serve(ctx, d, opt)
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&opt.listen, "listen", defaultListen, "address to listen on")
	fl.StringSliceVar(&opt.hosts, "host", nil, "further names under which the server may be asked")
	fl.BoolVar(&opt.readOnly, "read-only", false, "refuse to take articles in or out")
	fl.StringVar(&opt.tokenFile, "token-file", "", "ask for a bearer token: a file of lines \"read TOKEN\" or \"write TOKEN\"")
	fl.Float64Var(&opt.rate, "rate", 0, "requests a second that one address may make, bursts of twice as many (0: any number)")
	return cmd
}

// serving says how a store is served.
type serving struct {
	listen    string
	hosts     []string
	readOnly  bool
	tokenFile string
	rate      float64
}

// tokens reads the token file, if there is one.
func (o *serving) tokens() ([]api.Token, error) {
	if o.tokenFile == "" {
		return nil, nil
	}
	b, err := os.ReadFile(o.tokenFile)
	if err != nil {
		return nil, fmt.Errorf("read tokens: %w", err)
	}
	tokens, err := api.ParseTokens(string(b))
	if err != nil {
		return nil, fmt.Errorf("read tokens %s: %w", o.tokenFile, err)
	}
	return tokens, nil
}

// serve answers until ctx is done. The address goes to standard output.
func (a *app) serve(ctx context.Context, d *desk, opt serving) error {
	if opt.rate < 0 {
		return usageError{errors.New("--rate must not be negative")}
	}
	tokens, err := opt.tokens()
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", opt.listen)
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
		Hosts:   opt.hosts,
		Tokens:  tokens,
		Limits:  api.Limits{Rate: opt.rate},
		Version: api.Version{Version: buildVersion().Version, Model: model.Version(), Knowledge: knowledge.Version, Go: runtime.Version()},
	}
	deps.Annotator, deps.Locate, deps.Stop, deps.Backup = d, locate, ctx, d.store.Backup
	deps.Names, deps.Cache = nameIndex(), query.NewCache(api.CachedBytes)
	jobs := api.NewJobs(ctx)
	if !opt.readOnly {
		deps.Ingester, deps.Judge, deps.Jobs = d, d, jobs
	}
	warmed := warm(ctx, d.store, deps.Cache)
	fmt.Fprintln(a.stdout, url)
	err = api.Serve(ctx, l, api.New(deps), log)
	return errors.Join(err, warmed(), jobs.Close()) // the store is closed after its last writer
}

// warm begins to read what questions about the best known things need. What it returns
// waits until that has ended, and ends it.
func warm(ctx context.Context, st *store.Store, cache *query.Cache) (wait func() error) {
	ctx, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() {
		snap, err := st.Snapshot(ctx)
		if err == nil {
			err = errors.Join(cache.Warm(ctx, snap), snap.Close())
		}
		done <- err
	}()
	return func() error {
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			return err
		}
		return nil
	}
}

// nameIndex returns an index of names that finds what searches look for.
func nameIndex() *index.Names {
	return index.New(index.Rules{Near: query.Near, Initials: query.Initials})
}
