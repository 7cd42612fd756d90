package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"newsgraph/graph/query"
	"newsgraph/graph/store"
)

// watchCommand prints what new articles tell, as they arrive at a server.
func watchCommand(a *app) *cobra.Command {
	var w watching
	var hook string
	cmd := &cobra.Command{
		Use:   "watch [NAME]",
		Short: "Print what new articles tell, of NAME or all, as they arrive at the server of the store",
		Args:  usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				w.of = args[0]
			}
			ctx := cmd.Context()
			if w.url == "" {
				var err error
				if w.url, err = a.holder(ctx); err != nil {
					return err
				}
			}
			tell := a.printNews
			if hook != "" {
				tell = a.deliver(ctx, hook)
			}
			err := w.follow(ctx, tell)
			if ctx.Err() != nil {
				return nil // told to stop
			}
			return err
		},
	}
	cmd.Flags().StringVar(&w.url, "url", "", "address of the server (default: the one that serves --store)")
	cmd.Flags().StringVar(&w.class, "type", "", "only this class of event or statement")
	cmd.Flags().BoolVar(&w.factsOnly, "facts-only", false, "only what an article itself asserts as having happened")
	cmd.Flags().StringVar(&hook, "webhook", "", "address to which each piece of news is posted as JSON, too")
	cmd.Flags().StringVar(&w.token, "token", "", "bearer token, where the server asks for one")
	return cmd
}

// holder returns where the process answers that has the store.
func (a *app) holder(ctx context.Context) (string, error) {
	st, err := a.openStore(ctx, store.Options{}, false)
	var busy *store.BusyError
	if errors.As(err, &busy) && busy.Address != "" {
		return busy.Address, nil
	}
	if err != nil {
		return "", err
	}
	return "", errors.Join(hinted{fmt.Errorf("no server has the store %s", a.store), "newsgraph serve starts one; --url names another"}, st.Close())
}

func (a *app) printNews(n query.News) error {
	if a.json {
		return a.print(n, nil)
	}
	p := &prose{w: a.stdout}
	if ev := n.Event; ev != nil {
		p.head(time.Now().Format(time.TimeOnly), ev.Class, ev.Label, ev.Status, when(ev.Time), string(ev.ID))
		p.evidence(ev.Evidence)
	} else if st := n.Statement; st != nil {
		p.head(time.Now().Format(time.TimeOnly), st.Class, st.Speaker.Name, st.Stance)
		p.evidence(st.Evidence)
	}
	return p.err
}
