package integrate

import (
	"context"
	"errors"
	"fmt"

	"newsgraph/graph"
	"newsgraph/graph/resolve"
)

// An Explainer is a Resolver that can say why. *resolve.State is one.
type Explainer interface {
	Resolver
	// Why compares two members.
	Why(a, b graph.ID) resolve.Explanation
	// Unanchored returns the judgements that count and have lost all members of a side.
	Unanchored() []graph.Judgement
	// Undecided returns the pairs most worth a look, at most limit.
	Undecided(limit int) []resolve.Pair
}

// Why compares two members as the last write left them.
func (i *Integrator) Why(ctx context.Context, a, b graph.ID) (resolve.Explanation, error) {
	var out resolve.Explanation
	err := i.look(ctx, func(x Explainer) { out = x.Why(a, b) })
	if err != nil {
		return out, fmt.Errorf("why %s and %s: %w", a, b, err)
	}
	return out, nil
}

// Undecided returns at most limit pairs that no one has judged and that are most
// worth a look, the most valuable first.
func (i *Integrator) Undecided(ctx context.Context, limit int) ([]resolve.Pair, error) {
	var out []resolve.Pair
	err := i.look(ctx, func(x Explainer) { out = x.Undecided(limit) })
	if err != nil {
		return nil, fmt.Errorf("undecided pairs: %w", err)
	}
	return out, nil
}

// Lost returns the numbers of the judgements that count and hold on to nothing on
// one side: its articles were retracted, or a new analysis has no such member.
func (i *Integrator) Lost(ctx context.Context) ([]int, error) {
	var out []int
	err := i.look(ctx, func(x Explainer) {
		for _, j := range x.Unanchored() {
			out = append(out, j.Seq)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("lost judgements: %w", err)
	}
	return out, nil
}

// look takes the turn of a writer, so that f sees the resolver at rest.
func (i *Integrator) look(ctx context.Context, f func(Explainer)) (err error) {
	select {
	case i.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-i.turn }()
	v, err := i.store.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	if i.state == nil || i.state.version != v.Version() {
		st, err := i.load(ctx, v)
		if err != nil {
			return err
		}
		i.state = st
	}
	x, ok := i.state.resolver.(Explainer)
	if !ok {
		return fmt.Errorf("the resolver cannot say why: %w", graph.ErrInvalid)
	}
	f(x)
	return nil
}
