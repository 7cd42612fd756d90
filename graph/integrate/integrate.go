// Package integrate is the main flow and the only writer: it takes reports,
// retractions and judgements, lets package resolve decide what they change about
// who is who, derives the quads of the articles that this touches, before and
// after, and writes the difference in one batch.
//
// The graph depends on the set of kept reports and the log of judgements alone,
// never on their order or grouping: whatever was loaded and retracted before, the
// quads are those of a fresh load of what is there now.
//
// It does not analyse text and answers no questions. Start at New, then
// Integrator.Put; Quads says what a report becomes, Check audits a whole store.
package integrate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"newsgraph/graph"
	"newsgraph/graph/resolve"
)

// A Resolver keeps the members of all articles and decides which are one thing.
// *resolve.State is one.
type Resolver interface {
	// Update adds and removes members and judgements. It returns the members whose
	// canonical id is another one now, those that were added among them.
	Update(add, remove []resolve.Member, judge []graph.Judgement) []graph.Redirect
	// Canonical returns the canonical id of a member.
	Canonical(member graph.ID) graph.ID
}

// Options say how an Integrator decides about identity.
type Options struct {
	// Resolver returns a new resolver without members.
	Resolver func() Resolver
	// Known returns the name that background knowledge has for a canonical id, or
	// "". It may be nil.
	Known func(canonical graph.ID) string
}

// An Integrator writes to one store. It is safe for concurrent use; concurrent
// calls of Put are written together.
type Integrator struct {
	store graph.Store
	opts  Options

	mu      sync.Mutex
	pending []*request

	turn  chan struct{} // held by the one that writes
	state *state        // of who has the turn; nil until the first write, and after an error
}

// New returns an Integrator for s. It reads nothing yet: what it has to know of
// the articles is read with the first write.
func New(s graph.Store, opts Options) (*Integrator, error) {
	if s == nil || opts.Resolver == nil {
		return nil, errors.New("integrate: no store or no resolver")
	}
	return &Integrator{store: s, opts: opts, turn: make(chan struct{}, 1)}, nil
}

// A Result says what a call changed.
type Result struct {
	Added      []graph.ID // reports that were not kept before
	Replaced   []graph.ID // reports that were kept with another content
	Unchanged  []graph.ID // reports that are kept as they are
	Superseded []graph.ID // of the above, and others: no article (any longer), a later version of the address is
	Restored   []graph.ID // superseded ones that are articles again
	Removed    []graph.ID
	Judgement  int // number that the log gave a judgement
	// Commit is what was written. Calls that were written together share one.
	Commit
}

// A Move is a member that is now counted to another thing than before.
type Move struct{ Member, Was, Is graph.ID }

// A Commit is one batch, as it was written.
type Commit struct {
	Version      graph.Version
	Articles     int // articles whose quads were derived again
	QuadsAdded   int
	QuadsDropped int
	// Moved are members of articles, new ones too, whose canonical id is now that
	// of another.
	Moved []graph.Redirect
	// Moves are the members that were there before and changed their canonical id.
	Moves []Move
}

// Put integrates reports. A report that is kept already, or an earlier version of
// an article than the one that is kept, changes nothing in the graph. An invalid
// report is ErrInvalid and nothing is written.
//
// When ctx is done while the call waits for its turn, nothing is written; once
// its turn has come it is finished.
func (i *Integrator) Put(ctx context.Context, reports ...*graph.Report) (Result, error) {
	for _, r := range reports {
		if err := Validate(r); err != nil {
			return Result{}, fmt.Errorf("put: %w", err)
		}
	}
	res, err := i.submit(ctx, &request{put: reports})
	if err != nil {
		return Result{}, fmt.Errorf("put %d reports: %w", len(reports), err)
	}
	return res, nil
}

// Retract removes articles. The graph is then as if they had never been put: an
// earlier version of their address that was given is back. ErrNotFound or ErrGone
// for an article that is not kept; nothing is written then.
func (i *Integrator) Retract(ctx context.Context, docs ...graph.ID) (Result, error) {
	docs = slices.Compact(slices.Sorted(slices.Values(docs)))
	res, err := i.submit(ctx, &request{remove: docs})
	if err != nil {
		return Result{}, fmt.Errorf("retract: %w", err)
	}
	return res, nil
}

// Judge appends a judgement to the log, under the next number, and applies it.
func (i *Integrator) Judge(ctx context.Context, j graph.Judgement) (Result, error) {
	res, err := i.submit(ctx, &request{judge: &j})
	if err != nil {
		return Result{}, fmt.Errorf("judge: %w", err)
	}
	return res, nil
}

// Rebuild derives the graph again from the kept reports and the log, and writes
// what differs: nothing, unless the rules of this program are others than those
// the graph was written with.
func (i *Integrator) Rebuild(ctx context.Context) (Result, error) {
	res, err := i.submit(ctx, &request{rebuild: true})
	if err != nil {
		return Result{}, fmt.Errorf("rebuild: %w", err)
	}
	return res, nil
}
