package integrate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"newsgraph/graph"
)

// write writes a group and sets the results of its requests.
func (i *Integrator) write(ctx context.Context, group []*request) {
	err := i.try(ctx, group)
	if err == nil {
		return
	}
	// The resolver may be ahead of the store now: read it anew with the next write.
	i.state = nil
	for _, r := range group {
		r.res, r.err = Result{}, err
	}
}

func (i *Integrator) try(ctx context.Context, group []*request) (err error) {
	v, err := i.store.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	if group[0].rebuild {
		group[0].res.Commit, err = i.rebuild(ctx, v)
		return err
	}
	ch, err := gather(ctx, v, group)
	if err != nil || ch.empty() {
		for _, r := range group {
			r.res.Version = v.Version()
		}
		return err
	}
	if i.state == nil || i.state.version != v.Version() {
		if i.state, err = i.load(ctx, v); err != nil {
			return err
		}
	}
	p := &plan{v: v, st: i.state, ch: ch, opts: &i.opts}
	if err := p.make(ctx); err != nil {
		return err
	}
	commit := p.commit()
	if commit.Version, err = i.store.Apply(ctx, p.batch); err != nil {
		return err
	}
	for _, r := range group {
		r.res.Commit = commit
		p.tell(r)
	}
	p.settle(commit.Version)
	return nil
}

// A change is what a group asks for, once what changes nothing is left out.
type change struct {
	put    map[graph.ID]*graph.Report // not kept so
	kept   map[graph.ID]*graph.Report // what is kept now under the ids of put and remove
	remove []graph.ID
	judge  []graph.Judgement
}

func (c *change) empty() bool { return len(c.put) == 0 && len(c.remove) == 0 && len(c.judge) == 0 }

// gather reads what the group asks for and compares it with what is kept.
func gather(ctx context.Context, v graph.Snapshot, group []*request) (*change, error) {
	c := &change{put: map[graph.ID]*graph.Report{}, kept: map[graph.ID]*graph.Report{}}
	for _, r := range group {
		for _, rep := range r.put {
			if err := c.add(ctx, v, r, rep); err != nil {
				return nil, err
			}
		}
		for _, id := range r.remove {
			kept, err := v.Report(ctx, id)
			if err != nil {
				return nil, err
			}
			c.kept[id] = kept
			c.remove = append(c.remove, id)
			r.res.Removed = append(r.res.Removed, id)
		}
		if r.judge != nil {
			if err := c.judgement(ctx, v, *r.judge); err != nil {
				return nil, err
			}
			r.res.Judgement = c.judge[len(c.judge)-1].Seq
		}
	}
	return c, nil
}

// add takes a report into the change unless one that is at least as good is kept.
func (c *change) add(ctx context.Context, v graph.Snapshot, r *request, rep *graph.Report) error {
	id := rep.Article.ID
	if c.kept[id] == nil && c.put[id] == nil {
		kept, err := v.Report(ctx, id)
		switch {
		case err == nil:
			c.kept[id] = kept
		case !errors.Is(err, graph.ErrNotFound) && !errors.Is(err, graph.ErrGone):
			return err
		}
	}
	now := c.put[id]
	if now == nil {
		now = c.kept[id]
	}
	if now == nil {
		c.put[id] = rep
		r.res.Added = append(r.res.Added, id)
		return nil
	}
	better, err := prefers(rep, now)
	if err != nil {
		return err
	}
	if !better {
		r.res.Unchanged = append(r.res.Unchanged, id)
		return nil
	}
	c.put[id] = rep
	r.res.Replaced = append(r.res.Replaced, id)
	return nil
}

// prefers reports whether a report takes the place of the one that is kept under
// its id. Another analysis does: it is given to replace. Two readings of one text
// by the same analysis differ in what surrounds the text, such as a title; then
// the one with the later date counts, then the larger one, whichever came first.
func prefers(rep, kept *graph.Report) (bool, error) {
	if rep.Analysis != kept.Analysis {
		return true, nil
	}
	a, err := rep.Encode()
	if err != nil {
		return false, err
	}
	b, err := kept.Encode()
	if err != nil {
		return false, err
	}
	if sa, sb := stamp(&rep.Article), stamp(&kept.Article); sa != sb {
		return sa > sb, nil
	}
	return bytes.Compare(a, b) > 0, nil
}

// judgement checks a judgement and gives it its number.
func (c *change) judgement(ctx context.Context, v graph.Snapshot, j graph.Judgement) error {
	log, err := v.Judgements(ctx)
	if err != nil {
		return err
	}
	switch j.Kind {
	case "merge", "split", "unsure":
		if len(j.Left) == 0 || len(j.Right) == 0 {
			return fmt.Errorf("%s: a side is empty: %w", j.Kind, graph.ErrInvalid)
		}
	case "published":
		if !j.Date.Valid() {
			return fmt.Errorf("published: date %q: %w", j.Date, graph.ErrInvalid)
		}
		if _, err := v.Report(ctx, j.Article); err != nil {
			return err
		}
	case "undo":
		if j.Undoes < 1 || j.Undoes > len(log) {
			return fmt.Errorf("undo %d of %d judgements: %w", j.Undoes, len(log), graph.ErrNotFound)
		}
	default:
		return fmt.Errorf("judgement %q: %w", j.Kind, graph.ErrInvalid)
	}
	j.Seq = len(log) + 1
	c.judge = append(c.judge, j)
	return nil
}

// tell completes the result of a request by what became of its versions.
func (p *plan) tell(r *request) {
	mine := slices.Concat(r.res.Added, r.res.Replaced, r.res.Removed)
	about := map[string]bool{}
	for _, id := range mine {
		about[p.uri(id)] = true
	}
	concerns := func(id graph.ID) bool { return slices.Contains(mine, id) || p.uri(id) != "" && about[p.uri(id)] }
	for _, id := range p.batch.Superseded {
		if concerns(id) {
			r.res.Superseded = append(r.res.Superseded, id)
		}
	}
	for _, id := range p.restored {
		if concerns(id) {
			r.res.Restored = append(r.res.Restored, id)
		}
	}
}
