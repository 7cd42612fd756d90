package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/store"
	"newsgraph/loaders/samples"
)

// demoCommand loads the sample articles into a temporary store and serves it.
func demoCommand(a *app) *cobra.Command {
	var listen string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Load the sample articles into a temporary store and serve the explorer",
		Args:  usage(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), listen) },
	}
	cmd.Flags().StringVar(&listen, "listen", defaultListen, "address to listen on")
	return cmd
}

func (a *app) demo(ctx context.Context, listen string) (err error) {
	arts, err := samples.All()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "newsgraph-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	a.store = dir
	st, err := a.openStore(ctx, store.Options{NoSync: true}, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	d, err := newDesk(st, "")
	if err != nil {
		return err
	}
	start := time.Now()
	each := func(yield func(graph.Article, error) bool) {
		for _, art := range arts {
			if !yield(art, nil) {
				return
			}
		}
	}
	sum, err := d.load(ctx, each, runtime.GOMAXPROCS(0), func(err error) {
		fmt.Fprintf(a.stderr, "newsgraph: skipped: %v\n", err)
	})
	if err != nil {
		return err
	}
	if err := a.summarise(sum, time.Since(start)); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, "newsgraph: the explorer answers at the address below; end with Ctrl-C")
	return a.serve(ctx, d, serving{listen: listen})
}
