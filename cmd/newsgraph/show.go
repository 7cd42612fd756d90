package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// showCommand prints what the graph knows of one thing at a glance.
func showCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show NAME",
		Short: "What the graph knows of a thing, an event or an article",
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error { return a.show(cmd.Context(), q, args[0]) })
		},
	}
}

func (a *app) show(ctx context.Context, q *query.Query, name string) error {
	if strings.HasPrefix(name, "doc:") && graph.ValidID(name) {
		return showArticle(ctx, a, q, graph.ID(name))
	}
	id, err := q.Resolve(ctx, name)
	switch {
	case err != nil:
		return ambiguous(err)
	case strings.HasPrefix(string(id), "ev:"):
		return showEvent(ctx, a, q, id)
	}
	return showEntity(ctx, a, q, id)
}

func showEntity(ctx context.Context, a *app, q *query.Query, id graph.ID) error {
	card, err := q.Card(ctx, id)
	if err != nil {
		return err
	}
	rows := [][]string{{card.Name, card.Class}, {"id", string(card.ID)}}
	if len(card.Aliases) > 0 {
		rows = append(rows, []string{"also", strings.Join(card.Aliases, ", ")})
	}
	for _, o := range card.Offices {
		post := o.Post.Name
		if o.Organization != nil {
			post += " (" + o.Organization.Name + ")"
		}
		rows = append(rows, []string{o.Status, post})
	}
	rows = append(rows, []string{"articles", fmt.Sprint(card.Articles)},
		[]string{"encounters", fmt.Sprint(card.Counts.Encounters)}, []string{"events", fmt.Sprint(card.Counts.Events)},
		[]string{"statements", fmt.Sprint(card.Counts.Statements)}, []string{"relations", fmt.Sprint(card.Counts.Relations)})
	return a.print(card, rows)
}

func showEvent(ctx context.Context, a *app, q *query.Query, id graph.ID) error {
	ev, err := q.Event(ctx, id)
	if err != nil {
		return err
	}
	rows := [][]string{{ev.Class, ev.Label}, {"id", string(ev.ID)}, {"status", ev.Status}, {"time", when(ev.Time)}}
	for _, r := range ev.Roles {
		rows = append(rows, []string{r.Name, r.Who.Name})
	}
	for i := range ev.Evidence {
		rows = append(rows, []string{"evidence", ev.Evidence[i].Sentence()})
	}
	return a.print(ev, rows)
}

func showArticle(ctx context.Context, a *app, q *query.Query, id graph.ID) error {
	v, err := q.Article(ctx, id)
	if err != nil {
		return err
	}
	rows := [][]string{{"article", v.Title}, {"id", string(v.ID)}, {"outlet", v.Outlet}, {"published", string(v.Published)}}
	for _, c := range v.Said {
		rows = append(rows, []string{c.Kind, c.Summary + " [" + c.Status + "]"})
	}
	return a.print(v, rows)
}
