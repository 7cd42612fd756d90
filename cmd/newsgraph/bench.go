package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/query"
	"newsgraph/graph/store"
	"newsgraph/graph/world"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
	"newsgraph/loaders/samples"
)

// A figure is one measured number.
type figure struct {
	What  string  `json:"what"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// A bench collects figures.
type bench struct {
	figures []figure
	seconds float64 // that a measurement takes at least
}

func (b *bench) add(what string, value float64, unit string) {
	b.figures = append(b.figures, figure{what, value, unit})
}

// benchCommand measures speed and memory.
func benchCommand(a *app) *cobra.Command {
	b := &bench{}
	reports, typed := 0, false
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure speed and memory of this binary on this machine",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if b.seconds <= 0 || reports < 10 || reports > 100_000 {
				return usageError{errors.New("--seconds must be positive, --reports between 10 and 100000")}
			}
			if typed {
				if err := b.typed(cmd.Context(), reports); err != nil {
					return err
				}
			} else if err := errors.Join(b.analysis(cmd.Context()), b.storage(cmd.Context(), reports)); err != nil {
				return err
			}
			b.add("peak memory of all of this", float64(peakMemory())/1e6, "MB")
			rows := [][]string{{"WHAT", "VALUE", "UNIT"}}
			for _, f := range b.figures {
				rows = append(rows, []string{f.What, fmt.Sprintf("%.4g", f.Value), f.Unit})
			}
			return a.print(b.figures, rows)
		},
	}
	cmd.Flags().Float64Var(&b.seconds, "seconds", 3, "how long a measurement takes at least")
	cmd.Flags().BoolVar(&typed, "questions", false, "measure only the typed questions, on a store of generated reports")
	cmd.Flags().IntVar(&reports, "reports", 1000, "generated reports for the figures of the store")
	return cmd
}

// analysis measures the way from text to report on the sample articles.
func (b *bench) analysis(ctx context.Context) error {
	start := time.Now()
	l, err := loaders.New(language.Options{})
	if err != nil {
		return err
	}
	arts, err := samples.All()
	if err != nil {
		return err
	}
	if _, err := l.Analyse(ctx, graph.Article{Text: "Ann Lee met Bo Ek in Oslo."}); err != nil {
		return err
	}
	b.add("start to first sentence, model and tables loaded", time.Since(start).Seconds()*1e3, "ms")
	words := 0
	for _, art := range arts {
		words += len(strings.Fields(art.Text))
	}
	layers, err := b.words(ctx, words, func() error {
		for _, art := range arts {
			if _, err := l.Annotate(ctx, unseen(art)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	b.add("language layers, one goroutine", layers, "words a CPU second")
	for _, jobs := range []int{1, 2} {
		if err := b.jobs(ctx, l, arts, words, jobs, layers); err != nil {
			return err
		}
	}
	return nil
}

// jobs measures whole analyses in parallel.
func (b *bench) jobs(ctx context.Context, l *loaders.Loader, arts []graph.Article, words, jobs int, layers float64) error {
	var wall time.Duration
	rounds := 0
	cpu, err := b.words(ctx, words, func() error {
		start := time.Now()
		var failed error
		for res := range l.Run(ctx, fresh(arts), jobs) {
			failed = errors.Join(failed, res.Err)
		}
		wall += time.Since(start)
		rounds++
		return failed
	})
	if err != nil {
		return err
	}
	b.add(fmt.Sprintf("text to report, %d jobs", jobs), float64(words*rounds)/wall.Seconds(), "words a second")
	if jobs == 1 {
		b.add("text to report, one goroutine", cpu, "words a CPU second")
		b.add("share of extraction", 100*(1-cpu/layers), "% of CPU time")
	}
	return nil
}

// rounds numbers the copies that fresh and unseen make.
var rounds int

// unseen returns the article with a first word that makes every run a text of its
// own: the pipeline remembers sentences that it has seen.
func unseen(art graph.Article) graph.Article {
	rounds++
	art.ID = ""
	art.Margins = nil
	art.Text = strings.ReplaceAll(art.Text, ". ", fmt.Sprintf(" no %d. ", rounds))
	return art
}

func fresh(arts []graph.Article) iter.Seq[graph.Article] {
	return func(yield func(graph.Article) bool) {
		for _, art := range arts {
			if !yield(unseen(art)) {
				return
			}
		}
	}
}

// words returns how many of n words a CPU second once gets through.
func (b *bench) words(ctx context.Context, n int, once func() error) (float64, error) {
	if err := once(); err != nil { // warm
		return 0, err
	}
	start, cpu, runs := time.Now(), cpuTime(), 0
	for time.Since(start).Seconds() < b.seconds {
		if err := errors.Join(ctx.Err(), once()); err != nil {
			return 0, err
		}
		runs++
	}
	return float64(n*runs) / (cpuTime() - cpu).Seconds(), nil
}

// storage measures the way from reports to the store and back.
func (b *bench) storage(ctx context.Context, n int) error {
	w := world.New(1, world.Size{})
	reports := make([]*graph.Report, n)
	for i := range reports {
		reports[i] = w.Report(i)
	}
	for _, group := range []int{1, 10, 100, 1000} {
		if err := b.group(ctx, reports[:min(n, 100*group)], group); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) group(ctx context.Context, reports []*graph.Report, group int) (err error) {
	dir, err := os.MkdirTemp("", "newsgraph-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	st, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	in, err := integrate.New(st, integrateOptions())
	if err != nil {
		return err
	}
	quads, start := 0, time.Now()
	for i := 0; i < len(reports); i += group {
		res, err := in.Put(ctx, reports[i:min(i+group, len(reports))]...)
		if err != nil {
			return err
		}
		quads += res.QuadsAdded - res.QuadsDropped
	}
	b.add(fmt.Sprintf("load of %d reports, %d at a time", len(reports), group), float64(quads)/time.Since(start).Seconds(), "quads a second")
	if group < 1000 {
		return nil
	}
	return b.questions(ctx, st, dir, quads)
}

// questions measures reads on the largest store.
func (b *bench) questions(ctx context.Context, st *store.Store, dir string, quads int) error {
	b.add("quads in the store", float64(quads), "quads")
	b.add("size of the file, reports and names included", float64(diskUse(dir))/float64(max(quads, 1)), "bytes a quad")
	snap, err := st.Snapshot(ctx)
	if err != nil {
		return err
	}
	popular, err := query.New(snap, query.Limits{}).Popular(ctx)
	if err != nil {
		return errors.Join(err, snap.Close())
	}
	start, asked := time.Now(), 0
	for _, p := range popular[:min(200, len(popular))] {
		if _, err = query.New(snap, query.Limits{}).Met(ctx, p.ID, query.Filter{}); err != nil && !errors.Is(err, graph.ErrTooLarge) {
			return errors.Join(err, snap.Close())
		}
		asked++
	}
	b.add("met, mean over the most mentioned", time.Since(start).Seconds()*1e3/float64(max(asked, 1)), "ms")
	return snap.Close()
}

// cpuTime returns the CPU time that the process has used.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory returns the most memory that the process has had, in bytes.
func peakMemory() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return u.Maxrss
	}
	return u.Maxrss * 1024
}

func diskUse(dir string) int64 {
	var n int64
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0
	}
	for _, e := range entries {
		if fi, err := e.Info(); err == nil {
			n += fi.Size()
		}
	}
	return n
}
