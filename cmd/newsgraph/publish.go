package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// publishCommand tells when an article was published; what it dates by a weekday
// then has a date.
func publishCommand(a *app) *cobra.Command {
	var s signed
	cmd := &cobra.Command{
		Use:   "publish ARTICLE DATE",
		Short: "Tell when an article was published (2023-12-07): its \"Thursday\" and what is tied to it get their dates",
		Args:  usage(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			doc, err := a.oneArticle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return a.judge(cmd.Context(), s, func(*query.Query) (graph.Judgement, error) {
				return graph.Judgement{Kind: "published", Article: doc, Date: graph.Date(args[1])}, nil
			})
		},
	}
	s.add(cmd)
	return cmd
}

// oneArticle returns the one article that a name stands for.
func (a *app) oneArticle(ctx context.Context, name string) (doc graph.ID, err error) {
	err = a.atDesk(ctx, func(d *desk) error {
		ids, err := articleIDs(ctx, d.store, name)
		if err == nil && len(ids) != 1 {
			err = fmt.Errorf("%s stands for %d articles: %w", name, len(ids), graph.ErrInvalid)
		}
		if err == nil {
			doc = ids[0]
		}
		return err
	})
	if errors.Is(err, graph.ErrNotFound) {
		return "", hinted{err, "give the id, the address or the file of an article that is loaded"}
	}
	return doc, err
}
