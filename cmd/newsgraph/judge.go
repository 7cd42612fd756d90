package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
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
			rows = append(rows, []string{"moved", fmt.Sprintf("%s is now %s", m.From, m.To)})
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

// decide asks a snapshot for the judgement that is meant.
func (d *desk) decide(ctx context.Context, decide func(*query.Query) (graph.Judgement, error)) (j graph.Judgement, err error) {
	snap, err := d.store.Snapshot(ctx)
	if err != nil {
		return j, err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	return decide(query.New(snap, query.Limits{}))
}

// Judge appends a judgement to the log and applies it.
func (d *desk) Judge(ctx context.Context, j graph.Judgement) (api.Judged, error) {
	res, err := d.writer.Judge(ctx, j)
	if err != nil {
		return api.Judged{}, err
	}
	out := api.Judged{Seq: res.Judgement, QuadsAdded: res.QuadsAdded, QuadsDropped: res.QuadsDropped, Moved: []api.Move{}}
	for _, m := range res.Moved {
		out.Moved = append(out.Moved, api.Move{From: m.From, To: m.To})
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
	return out, nil
}

// Undecided returns the pairs most worth a look.
func (d *desk) Undecided(ctx context.Context, limit int) ([]api.Pair, error) {
	pairs, err := d.writer.Undecided(ctx, limit)
	if err != nil {
		return nil, err
	}
	out := []api.Pair{}
	for _, p := range pairs {
		why, err := d.Why(ctx, p.Like[0], p.Like[1])
		if err != nil {
			return nil, err
		}
		out = append(out, api.Pair{Left: p.Left, Right: p.Right, Score: int(p.Score), Members: p.Members, Why: why})
	}
	return out, nil
}
