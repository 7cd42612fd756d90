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
	var f filters
	return a.question("show NAME", "What the graph knows of a thing, an event or an article", &f,
		func(ctx context.Context, q *query.Query, id graph.ID) error {
			switch {
			case strings.HasPrefix(string(id), "doc:"):
				return showArticle(ctx, a, q, id)
			case strings.HasPrefix(string(id), "ev:"):
				return showEvent(ctx, a, q, id)
			}
			return showEntity(ctx, a, q, id)
		})
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
