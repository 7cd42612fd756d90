package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/loaders/extract"
)

// explainCommand says why two things are one or two, or how a claim was read.
func explainCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "explain LABEL | A B",
		Short: "How a claim was read (rule, words, facets; g:… ids are in show and met --json), or why A and B are one or are not",
		Args:  usage(cobra.RangeArgs(1, 2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return a.ask(cmd.Context(), func(q *query.Query) error { return a.explainClaim(cmd.Context(), q, graph.ID(args[0])) })
			}
			return a.atDesk(cmd.Context(), func(d *desk) error { return a.explainPair(cmd.Context(), d, args[0], args[1]) })
		},
	}
}

// explainClaim prints one label as evidence: rule, words and how it is meant.
func (a *app) explainClaim(ctx context.Context, q *query.Query, label graph.ID) error {
	ev, err := q.Evidence(ctx, label)
	if err != nil {
		return err
	}
	rows := [][]string{{"label", string(ev.Label)}, {"article", string(ev.Article)}, {"rule", ev.Rule}, {"confidence", fmt.Sprint(ev.Confidence)}, {"measured", measured(ev.Rule)},
		{"status", ev.Status}, {"certainty", ev.Certainty}, {"polarity", ev.Polarity}, {"tense", ev.Tense}}
	for _, s := range ev.Source {
		rows = append(rows, []string{"according to", s.Speaker.Name + ", who " + s.Cue})
	}
	for _, p := range ev.Passages {
		rows = append(rows, []string{"words", p.Quote}, []string{"sentence", p.Text})
	}
	for _, c := range ev.Copies {
		rows = append(rows, []string{"one source with", copyText(&c)})
	}
	for _, r := range ev.Rejected {
		rows = append(rows, []string{"rejected " + r.Kind, fmt.Sprintf("%s: %s (%s)", r.Text, r.Reading, r.Why)})
	}
	return a.print(ev, rows)
}

// copyText names an article that repeats another one.
func copyText(m *query.Masthead) string {
	said := cmp.Or(m.Outlet, m.Agency, m.URI)
	return string(m.ID) + " (" + printable(strings.TrimPrefix(said+": ", ": ")+cmp.Or(m.Title, m.Lead)) + ")"
}

// measured says how often what a rule found was right where people had judged it.
func measured(rule string) string {
	m, ok := extract.Measured(rule)
	if !ok {
		return "never, on the development sets"
	}
	return fmt.Sprintf("%d of %d right on the development sets", m.Right, m.Of)
}

// explainPair compares the members of two things that are most alike.
func (a *app) explainPair(ctx context.Context, d *desk, left, right string) error {
	pairs, err := d.compare(ctx, left, right)
	if err != nil {
		return ambiguous(err)
	}
	best := slices.MaxFunc(pairs, func(x, y api.Comparison) int { return x.Score - y.Score })
	same := "two"
	if best.Same {
		same = "one"
	}
	rows := [][]string{{"they are", same, ""}, {"score", fmt.Sprint(best.Score), ""}, {"conflict", best.Conflict, ""}}
	if best.Verdict != "" {
		rows = append(rows, []string{"judgement", fmt.Sprintf("%d: %s", best.Judgement, best.Verdict), ""})
	}
	if best.OneSource {
		rows = append(rows, []string{"one source", "the articles are copies of one text", ""})
	}
	rows = append(rows, []string{"", string(best.Left), string(best.Right)})
	for _, f := range best.Features {
		if f.Left != "" || f.Right != "" {
			rows = append(rows, []string{f.Name, f.Left, f.Right})
		}
	}
	if err := a.print(best, rows); err != nil || a.json {
		return err
	}
	p := &prose{w: a.stdout}
	for _, q := range best.Quotes { // one under the other: too long for a table
		p.printf("%s, in %s %s\n", printable(q.Speaker), q.Article, printable(q.Title))
		p.line(q.Text)
	}
	return p.err
}

// maxCompared bounds the members of each side that are compared: a hub has
// thousands with a handful of signatures.
const maxCompared = 30

// compare explains members of two things with each other.
func (d *desk) compare(ctx context.Context, left, right string) ([]api.Comparison, error) {
	var sides [2][]graph.ID
	_, err := d.decide(ctx, func(q *query.Query) (j graph.Judgement, err error) {
		for k, name := range []string{left, right} {
			if m := graph.ID(name); strings.HasPrefix(name, "m:") || strings.HasPrefix(name, "ev:") {
				sides[k] = []graph.ID{m}
				continue
			}
			if sides[k], err = q.Members(ctx, name); err != nil {
				return j, err
			}
		}
		return j, nil
	})
	if err != nil {
		return nil, err
	}
	var out []api.Comparison
	for _, l := range sides[0][:min(maxCompared, len(sides[0]))] {
		for _, r := range sides[1][:min(maxCompared, len(sides[1]))] {
			c, err := d.Why(ctx, l, r)
			if err != nil {
				return nil, err
			}
			out = append(out, c)
		}
	}
	return out, nil
}
