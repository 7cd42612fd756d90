package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// saidCommand lists what someone said.
func saidCommand(a *app) *cobra.Command {
	var f filters
	cmd := a.question("said NAME", "What NAME said, word for word where the article quotes", &f,
		func(ctx context.Context, q *query.Query, id graph.ID) error {
			page, err := q.Said(ctx, id, f.Filter)
			if err != nil {
				return err
			}
			return answer(a, page, func(p *prose, st query.Statement) {
				p.head(strings.TrimSpace(st.As+" "+st.Cue), st.Mode, st.Stance, when(st.Time))
				for _, words := range st.Quotes {
					p.line(words.Text)
				}
				if len(st.Quotes) == 0 {
					p.line(st.Content)
				}
				p.articles(st.Evidence)
			})
		})
	f.add(cmd, "about")
	cmd.Flags().StringVar(&f.Text, "text", "", `only with these words; "words in quotation marks" one behind the other, nucl* for a beginning`)
	return cmd
}
