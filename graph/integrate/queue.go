package integrate

import (
	"context"
	"slices"

	"newsgraph/graph"
)

// maxGroup bounds the reports that are written in one batch. Larger batches are
// hardly faster (a commit is shared by enough) and hold more in memory.
const maxGroup = 1000

// A request is one call that waits to be written.
type request struct {
	put     []*graph.Report
	remove  []graph.ID
	judge   *graph.Judgement
	rebuild bool

	done chan struct{} // closed when res and err are set
	res  Result
	err  error
}

// submit queues r and returns when it is written. Whoever gets the turn writes
// for all that wait, so that one commit to disk serves many callers, and no
// goroutine has to be started or stopped.
func (i *Integrator) submit(ctx context.Context, r *request) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	r.done = make(chan struct{})
	i.mu.Lock()
	i.pending = append(i.pending, r)
	i.mu.Unlock()
	for {
		select {
		case <-r.done:
			return r.res, r.err
		case i.turn <- struct{}{}:
			i.lead(ctx)
			<-i.turn
		case <-ctx.Done():
			if i.withdraw(r) {
				return Result{}, ctx.Err()
			}
			<-r.done
			return r.res, r.err
		}
	}
}

// withdraw takes r out of the queue and reports whether it was still there.
func (i *Integrator) withdraw(r *request) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	at := slices.Index(i.pending, r)
	if at < 0 {
		return false
	}
	i.pending = slices.Delete(i.pending, at, at+1)
	return true
}

// lead writes the next group. The group is not the leader's alone, so that the
// end of the leader's context does not end it.
func (i *Integrator) lead(ctx context.Context) {
	group := i.take()
	if len(group) == 0 {
		return
	}
	i.write(context.WithoutCancel(ctx), group)
	for _, r := range group {
		close(r.done)
	}
}

// take returns the requests to write together: puts up to maxGroup reports, or
// one request of another kind. Their order is that of the calls.
func (i *Integrator) take() []*request {
	i.mu.Lock()
	defer i.mu.Unlock()
	n, reports := 0, 0
	for n < len(i.pending) {
		r := i.pending[n]
		reports += len(r.put)
		if n > 0 && (!r.isPut() || reports > maxGroup) {
			break
		}
		n++
		if !r.isPut() {
			break
		}
	}
	group := slices.Clone(i.pending[:n])
	i.pending = slices.Delete(i.pending, 0, n)
	return group
}

func (r *request) isPut() bool { return r.remove == nil && r.judge == nil && !r.rebuild }
