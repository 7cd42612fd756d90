package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// judgementsCommand lists the log of human decisions.
func judgementsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "judgements",
		Short: "The decisions of people, the latest first",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error {
				log, err := q.Judgements(cmd.Context())
				if err != nil {
					return err
				}
				rows := [][]string{{"N", "KIND", "WHAT", "USER", "WHY"}}
				for _, j := range log {
					rows = append(rows, []string{fmt.Sprint(j.Seq), j.Kind, judgedOn(j), j.User, j.Why})
				}
				return a.print(log, rows)
			})
		},
	}
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
