package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
)

// judgementsCommand lists the log of human decisions.
func judgementsCommand(a *app) *cobra.Command {
	var f query.Filter
	cmd := &cobra.Command{
		Use:   "judgements",
		Short: "The decisions of people, the latest first",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.atDesk(cmd.Context(), func(d *desk) error { return a.judgements(cmd.Context(), d, f) })
		},
	}
	cmd.Flags().IntVar(&f.Limit, "limit", 0, "rows of a page (default 50, at most 1000)")
	cmd.Flags().StringVar(&f.Cursor, "cursor", "", "where a page ended, as the page before it says")
	return cmd
}

func (a *app) judgements(ctx context.Context, d *desk, f query.Filter) error {
	var log []graph.Judgement
	if err := d.ask(ctx, func(q *query.Query) (err error) {
		log, err = q.Judgements(ctx)
		return err
	}); err != nil {
		return err
	}
	var lost []int
	if len(log) > 0 { // else there is no need to read all articles
		var err error
		if lost, err = d.Lost(ctx); err != nil {
			return err
		}
	}
	page, err := api.DecisionsPage(log, lost, f.Limit, f.Cursor)
	if err != nil {
		return err
	}
	rows := [][]string{{"N", "KIND", "STATE", "WHAT", "USER", "WHY"}}
	for _, j := range page.Items {
		state := "counts"
		switch {
		case j.Undone:
			state = "undone"
		case j.Lost:
			state = "lost: its members are gone"
		}
		rows = append(rows, []string{fmt.Sprint(j.Seq), j.Kind, state, judgedOn(j.Judgement), j.User, j.Why})
	}
	return table(a, page, rows)
}

// judgedOn says in a few words what a judgement is on.
func judgedOn(j graph.Judgement) string {
	switch j.Kind {
	case "undo":
		return fmt.Sprintf("judgement %d", j.Undoes)
	case "published":
		return fmt.Sprintf("%s on %s", j.Article, j.Date)
	}
	return sideText(j.Left) + " / " + sideText(j.Right)
}

func sideText(side []graph.Anchor) string {
	if len(side) == 0 {
		return ""
	}
	text := fmt.Sprintf("%s (%s)", side[0].Name, side[0].Member)
	if len(side) > 1 {
		text += fmt.Sprintf(" and %d more", len(side)-1)
	}
	return text
}
