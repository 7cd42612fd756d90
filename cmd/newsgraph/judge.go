package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/resolve"
	"newsgraph/graph/store"
)

// who signs a judgement, and why.
type signed struct{ user, why string }

func (s *signed) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.user, "user", "", "who decides")
	cmd.Flags().StringVar(&s.why, "why", "", "the reason, kept with the decision")
}

// judge appends what decide makes of the graph to the log and prints what changed.
func (a *app) judge(ctx context.Context, s signed, decide func(*query.Query) (graph.Judgement, error)) error {
	return a.atDesk(ctx, func(d *desk) error {
		j, err := d.decide(ctx, decide)
		if err != nil {
			return ambiguous(err)
		}
		j.User, j.Why = s.user, s.why
		done, err := d.Judge(ctx, j)
		if err != nil {
			return err
		}
		rows := [][]string{{"judgement", fmt.Sprint(done.Seq)}, {"quads", fmt.Sprintf("-%d +%d", done.QuadsDropped, done.QuadsAdded)}}
		for _, m := range done.Moved {
			rows = append(rows, []string{"moved", fmt.Sprintf("%s was %s, is now %s", m.From, m.Was, m.To)})
		}
		return a.print(done, rows)
	})
}

// atDesk opens the store for writing and runs f.
func (a *app) atDesk(ctx context.Context, f func(*desk) error) (err error) {
	st, err := a.openStore(ctx, store.Options{}, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	d, err := newDesk(st, "")
	if err != nil {
		return err
	}
	return f(d)
}

// ask runs f with a query over one snapshot.
func (d *desk) ask(ctx context.Context, f func(*query.Query) error) (err error) {
	snap, err := d.store.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	return f(query.New(snap, query.Limits{}))
}

// decide asks a snapshot for the judgement that is meant.
func (d *desk) decide(ctx context.Context, decide func(*query.Query) (graph.Judgement, error)) (j graph.Judgement, err error) {
	err = d.ask(ctx, func(q *query.Query) (err error) {
		j, err = decide(q)
		return err
	})
	return j, err
}

// Judge appends a judgement to the log and applies it.
func (d *desk) Judge(ctx context.Context, j graph.Judgement) (api.Judged, error) {
	res, err := d.writer.Judge(ctx, j)
	if err != nil {
		return api.Judged{}, err
	}
	out := api.Judged{Seq: res.Judgement, QuadsAdded: res.QuadsAdded, QuadsDropped: res.QuadsDropped, Moved: []api.Move{}}
	for _, m := range res.Moves {
		out.Moved = append(out.Moved, api.Move{From: m.Member, Was: m.Was, To: m.Is})
	}
	return out, nil
}

// Why compares two members.
func (d *desk) Why(ctx context.Context, left, right graph.ID) (api.Comparison, error) {
	x, err := d.writer.Why(ctx, left, right)
	if err != nil {
		return api.Comparison{}, err
	}
	out := api.Comparison{Left: left, Right: right, Same: x.Same, Score: int(x.Score), Conflict: x.Conflict, Judgement: x.Judgement, Verdict: x.Verdict, Features: []api.Feature{}}
	for _, f := range x.Features {
		out.Features = append(out.Features, api.Feature(f))
	}
	return out, d.spell(ctx, &out, x.Proof)
}

// spell adds the names of what features name by ids, and the words of the proof.
func (d *desk) spell(ctx context.Context, c *api.Comparison, proof []graph.ID) error {
	return d.ask(ctx, func(q *query.Query) (err error) {
		if c.OneSource, err = oneSource(ctx, q, c.Left, c.Right); err != nil {
			return err
		}
		for i := range c.Features {
			f := &c.Features[i]
			if f.Name != "participants" && f.Name != "place" {
				continue
			}
			for _, s := range []*string{&f.Left, &f.Right} {
				if *s, err = named(ctx, q, *s); err != nil {
					return err
				}
			}
		}
		for _, st := range proof {
			said, err := q.Quoted(ctx, st)
			if err != nil {
				return err
			}
			c.Quotes = append(c.Quotes, api.Quoted(said))
		}
		return nil
	})
}

// oneSource reports whether two members are of articles that count as one source.
func oneSource(ctx context.Context, q *query.Query, left, right graph.ID) (bool, error) {
	a, b := left.Doc(), right.Doc()
	if a == "" || b == "" {
		return false, nil
	}
	same, err := q.SameSource(ctx, a, b)
	if errors.Is(err, graph.ErrNotFound) {
		return false, nil // a member that is not present: Conflict says so
	}
	return same, err
}

// named puts the names before the ids in a list.
func named(ctx context.Context, q *query.Query, ids string) (string, error) {
	var out []string
	for id := range strings.FieldsSeq(ids) {
		if !strings.Contains(id, ":") {
			out = append(out, id)
			continue
		}
		ref, err := q.Ref(ctx, graph.ID(id))
		if err != nil {
			return "", err
		}
		out = append(out, fmt.Sprintf("%s (%s)", ref.Name, id))
	}
	return strings.Join(out, ", "), nil
}

// Lost returns the numbers of the judgements that hold on to nothing.
func (d *desk) Lost(ctx context.Context) ([]int, error) { return d.writer.Lost(ctx) }

// Undecided returns a page of the pairs most worth a look.
func (d *desk) Undecided(ctx context.Context, limit int, cursor string) (query.Page[api.Pair], error) {
	out := query.Page[api.Pair]{Items: []api.Pair{}}
	all, err := d.writer.Undecided(ctx, math.MaxInt)
	if err != nil {
		return out, err
	}
	pairs, err := query.Cut(all, query.Filter{Limit: limit, Cursor: cursor}, func(p *resolve.Pair) string {
		return fmt.Sprintf("%019d %s %s", math.MaxInt64-int64(p.Value()), p.Left, p.Right)
	})
	if err != nil {
		return out, err
	}
	out.Total, out.Next = pairs.Total, pairs.Next
	for _, p := range pairs.Items {
		why, err := d.Why(ctx, p.Like[0], p.Like[1])
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, api.Pair{Left: p.Left, Right: p.Right, Score: int(p.Score), Members: p.Members, Why: why})
	}
	return out, nil
}
