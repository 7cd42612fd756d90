package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
)

// contradictionsCommand lists claims that cannot all be so, with their sentences.
func contradictionsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "contradictions",
		Short: "Claims that cannot all be so (met, denied having met), each with its sentence",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.ask(cmd.Context(), func(q *query.Query) error { return a.contradictions(cmd.Context(), q) })
		},
	}
}

// A contradiction is a line of export --format contradictions.
type contradiction struct {
	Members []struct {
		Article graph.ID `json:"article"`
		B       int      `json:"b"`
		E       int      `json:"e"`
		Words   string   `json:"words"`
	} `json:"members"`
}

func (a *app) contradictions(ctx context.Context, q *query.Query) error {
	var buf bytes.Buffer
	if err := export.Contradictions(ctx, q.Reader(), &buf, export.Options{}); err != nil {
		return err
	}
	all := []contradiction{}
	for dec := json.NewDecoder(&buf); dec.More(); {
		var c contradiction
		if err := dec.Decode(&c); err != nil {
			return fmt.Errorf("contradictions: %w", err)
		}
		for i := range c.Members {
			m := &c.Members[i]
			rep, err := q.Reader().Report(ctx, m.Article)
			if err != nil {
				return fmt.Errorf("contradictions: %w", err)
			}
			m.Words = around(rep, graph.Span{B: m.B, E: m.E})
		}
		all = append(all, c)
	}
	if a.json {
		return a.print(all, nil)
	}
	p := &prose{w: a.stdout}
	for n, c := range all {
		p.printf("%d\n", n+1)
		for _, m := range c.Members {
			p.line("“" + m.Words + "”")
			p.printf("      %s %d-%d\n", m.Article, m.B, m.E)
		}
	}
	if len(all) == 0 {
		fmt.Fprintln(a.stderr, "newsgraph: nothing found")
	}
	return p.err
}

// around returns the sentence that holds s, or the words of s.
func around(rep *graph.Report, s graph.Span) string {
	for _, t := range rep.Sentences {
		if t.Contains(s) {
			s = t
			break
		}
	}
	return rep.Article.Text[s.B:s.E]
}
