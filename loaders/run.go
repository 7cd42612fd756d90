package loaders

import (
	"context"
	"iter"
	"sync"

	"newsgraph/graph"
)

// A Result is what became of one article: its report or its error.
type Result struct {
	Article graph.Article
	Report  *graph.Report
	Err     error
}

// Run analyses articles with that many jobs at a time and yields the results in
// the order of the articles. It reads ahead of the slowest article by a few per
// job and no more. When the caller stops, or ctx ends, it waits for the articles
// begun and returns; an article that fails is a Result with Err and stops nothing.
func (l *Loader) Run(ctx context.Context, articles iter.Seq[graph.Article], jobs int) iter.Seq[Result] {
	jobs = max(jobs, 1)
	return func(yield func(Result) bool) {
		ctx, stop := context.WithCancel(ctx)
		queue := make(chan chan Result, 2*jobs)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer stop()
		wg.Go(func() { l.feed(ctx, articles, jobs, queue) })
		for slot := range queue {
			if !yield(<-slot) {
				return
			}
		}
	}
}

// feed starts the analysis of one article after the other, no more than jobs at a
// time, and queues where each result will come.
func (l *Loader) feed(ctx context.Context, articles iter.Seq[graph.Article], jobs int, queue chan<- chan Result) {
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(queue)
	free := make(chan struct{}, jobs)
	for art := range articles {
		slot := make(chan Result, 1)
		select {
		case queue <- slot:
		case <-ctx.Done():
			return
		}
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			rep, err := l.Analyse(ctx, art)
			slot <- Result{Article: art, Report: rep, Err: err}
		})
	}
}
