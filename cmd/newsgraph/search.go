package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// searchCommand finds things by name and articles by their words.
func searchCommand(a *app) *cobra.Command {
	var f filters
	text := false
	cmd := &cobra.Command{
		Use:   "search TEXT",
		Short: "Find people, organizations, places and events by name, or articles by their words",
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error {
				if text {
					return a.searchText(cmd.Context(), q, &f, args[0])
				}
				page, err := q.Find(cmd.Context(), args[0], f.Filter)
				if err != nil {
					return err
				}
				rows := [][]string{{"NAME", "CLASS", "ARTICLES", "ID", "BY"}}
				for _, m := range page.Items {
					rows = append(rows, []string{m.Name, m.Class, fmt.Sprint(m.Articles), string(m.ID), m.Kind})
				}
				return a.print(page, rows)
			})
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&text, "text", false, `find articles that have these words; "words in quotation marks" one behind the other, nucl* for a beginning`)
	return cmd
}

// searchText lists the articles with the words of text, each with its best sentence.
func (a *app) searchText(ctx context.Context, q *query.Query, f *filters, text string) error {
	f.Text, f.Since, f.Until = text, graph.Date(f.since), graph.Date(f.until)
	page, err := q.Articles(ctx, f.Filter)
	if err != nil {
		return err
	}
	return answer(a, page, func(p *prose, h query.Headline) {
		p.head(cmp.Or(h.Title, h.Lead), h.Outlet, string(h.Published), string(h.ID))
		if h.Passage != nil {
			p.line(h.Passage.Text)
		}
	})
}
