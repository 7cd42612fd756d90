package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/loaders"
	"newsgraph/loaders/source"
)

// Reports are written in groups: of maxGroup at most, since larger ones gain
// little and lose more when killed, and of what is ready after maxWait.
const (
	maxGroup = 200
	maxWait  = 2 * time.Second
)

// A summary counts what a load did.
type summary struct {
	Read       int `json:"read"`
	Added      int `json:"added"`
	Replaced   int `json:"replaced"`
	Known      int `json:"known"`
	Superseded int `json:"superseded"`
	Skipped    int `json:"skipped"`
}

// A flow is one load on its way. Articles are read in another goroutine than
// reports are written in: in is what the one counts, out what the other does.
type flow struct {
	desk    *desk
	loader  *loaders.Loader
	mu      sync.Mutex // guards skipped, and lets tell be called by one at a time
	tell    func(error)
	skipped int
	in, out summary
	failed  error // of the store, while articles are read
}

// load takes the articles in. Inputs that give no article are told to skip and
// counted; an error of the store ends the load.
func (d *desk) load(ctx context.Context, arts iter.Seq2[graph.Article, error], jobs int, skip func(error)) (summary, error) {
	l, err := d.loader()
	if err != nil {
		return summary{}, err
	}
	f := &flow{desk: d, loader: l, tell: skip}
	err = f.write(ctx, l.Run(ctx, f.unknown(ctx, arts), jobs))
	sum := f.out
	sum.Read, sum.Known, sum.Skipped = f.in.Read, f.in.Known+f.out.Known, f.skipped
	return sum, cmp.Or(ctx.Err(), errors.Join(err, f.failed))
}

// skip tells of an article that is left out.
func (f *flow) skip(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.skipped++
	f.tell(err)
}

// unknown yields the articles that the store does not have as this program would
// analyse them.
func (f *flow) unknown(ctx context.Context, arts iter.Seq2[graph.Article, error]) iter.Seq[graph.Article] {
	return func(yield func(graph.Article) bool) {
		for art, err := range arts {
			switch {
			case ctx.Err() != nil:
				return
			case err != nil:
				f.skip(err)
				continue
			}
			known, err := f.desk.kept(ctx, art.ID, f.loader.Version())
			if err != nil {
				f.failed = err
				return
			}
			f.in.Read++
			if known {
				f.in.Known++
			} else if !yield(art) {
				return
			}
		}
	}
}

// write puts the reports in groups.
func (f *flow) write(ctx context.Context, results iter.Seq[loaders.Result]) error {
	var group []*graph.Report
	var since time.Time
	for res := range results {
		if ctx.Err() != nil {
			return nil
		}
		if res.Err != nil {
			f.skip(&source.Error{Path: name(res.Article), Err: res.Err})
			continue
		}
		if len(group) == 0 {
			since = time.Now()
		}
		if group = append(group, res.Report); len(group) < maxGroup && time.Since(since) < maxWait {
			continue
		}
		if err := f.put(ctx, group); err != nil {
			return err
		}
		group = nil
	}
	if len(group) == 0 || ctx.Err() != nil {
		return nil
	}
	return f.put(ctx, group)
}

func (f *flow) put(ctx context.Context, group []*graph.Report) error {
	res, err := f.desk.writer.Put(ctx, group...)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	f.count(res)
	return nil
}

func (f *flow) count(res integrate.Result) {
	f.out.Added += len(res.Added)
	f.out.Replaced += len(res.Replaced)
	f.out.Known += len(res.Unchanged)
	f.out.Superseded += len(res.Superseded)
}

// name is what a message calls an article.
func name(art graph.Article) string {
	for _, s := range []string{art.URI, art.Title} {
		if s != "" {
			return s
		}
	}
	return string(art.ID)
}
