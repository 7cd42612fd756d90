package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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

// showArticle prints an article sentence by sentence, below each what it gave.
func showArticle(ctx context.Context, a *app, q *query.Query, id graph.ID) error {
	v, err := q.Article(ctx, id)
	if err != nil {
		return err
	}
	if a.json {
		return a.print(v, nil)
	}
	p := &prose{w: a.stdout}
	p.head(v.Title, v.Outlet, string(v.Published), string(v.ID))
	for _, s := range v.Sentences {
		told := toldIn(v.Said, s)
		if len(told) == 0 {
			continue
		}
		p.head("", strings.TrimSpace(v.Text[s.B:s.E]))
		for _, t := range told {
			p.line(t.Kind + ": " + t.Summary + " [" + meant(t) + "]")
		}
	}
	return p.err
}

// toldIn returns the claims whose first words stand in sentence s, in text order.
func toldIn(said []query.Told, s graph.Span) []query.Told {
	var in []query.Told
	for _, t := range said {
		if len(t.Spans) > 0 && s.B <= t.Spans[0].B && t.Spans[0].B < s.E {
			in = append(in, t)
		}
	}
	slices.SortStableFunc(in, func(x, y query.Told) int { return cmp.Compare(x.Spans[0].B, y.Spans[0].B) })
	return in
}

// meant says whether the article itself tells of something that happened.
func meant(t query.Told) string {
	if t.Status == "happened" && !t.Asserted {
		return "claimed"
	}
	return t.Status
}
