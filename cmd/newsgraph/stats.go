package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// counts are the figures of a store.
type counts struct {
	Articles   int `json:"articles"`
	Words      int `json:"words"`
	Sentences  int `json:"sentences"`
	Mentions   int `json:"mentions"`
	Members    int `json:"members"`
	Entities   int `json:"entities"`
	Events     int `json:"events"`
	Statements int `json:"statements"`
	Claims     int `json:"claims"`
	Quads      int `json:"quads"`
	// ByPredicate counts quads.
	ByPredicate map[graph.ID]int `json:"byPredicate"`
}

// statsCommand counts what the store holds.
func statsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "stats",
		Short: "Count what the store holds",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error {
				c, err := count(cmd.Context(), q.Reader())
				if err != nil {
					return err
				}
				return a.print(c, c.rows())
			})
		},
	}
}

func count(ctx context.Context, r graph.Reader) (*counts, error) {
	c := &counts{ByPredicate: map[graph.ID]int{}}
	things := map[graph.ID]bool{}
	for doc, err := range r.Articles(ctx, "") {
		if err != nil {
			return nil, err
		}
		rep, err := r.Report(ctx, doc)
		if err != nil {
			return nil, err
		}
		c.add(rep)
		for i := range rep.Chains {
			id, err := r.Canonical(ctx, rep.Chains[i].ID)
			if err != nil {
				return nil, err
			}
			things[id] = true
		}
	}
	c.Entities = len(things)
	for quad, err := range r.Quads(ctx, graph.Pattern{}) {
		if err != nil {
			return nil, err
		}
		c.Quads++
		c.ByPredicate[quad.P]++
	}
	return c, nil
}

func (c *counts) add(rep *graph.Report) {
	c.Articles++
	c.Words += len(strings.Fields(rep.Article.Text))
	c.Sentences += len(rep.Sentences)
	c.Mentions += len(rep.Mentions)
	c.Members += len(rep.Chains)
	c.Events += len(rep.Events)
	c.Statements += len(rep.Statements)
	c.Claims += len(rep.Claims)
}

func (c *counts) rows() [][]string {
	rows := [][]string{}
	for _, f := range []struct {
		name string
		n    int
	}{{"articles", c.Articles}, {"words", c.Words}, {"sentences", c.Sentences}, {"mentions", c.Mentions},
		{"members", c.Members}, {"entities", c.Entities}, {"events", c.Events}, {"statements", c.Statements},
		{"claims", c.Claims}, {"quads", c.Quads}} {
		rows = append(rows, []string{f.name, fmt.Sprint(f.n)})
	}
	preds := slices.SortedFunc(maps.Keys(c.ByPredicate), func(x, y graph.ID) int {
		return cmp.Or(cmp.Compare(c.ByPredicate[y], c.ByPredicate[x]), cmp.Compare(x, y))
	})
	for _, p := range preds {
		rows = append(rows, []string{"  " + string(p), fmt.Sprint(c.ByPredicate[p])})
	}
	return rows
}
