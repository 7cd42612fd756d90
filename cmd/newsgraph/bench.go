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

// value returns a figure that was added.
func (b *bench) value(what string) (float64, bool) {
	for _, f := range b.figures {
		if f.What == what {
			return f.Value, true
		}
	}
	return 0, false
}

// benchCommand measures speed and memory.
func benchCommand(a *app) *cobra.Command {
	b := &bench{}
	reports, typed, keep := 0, false, ""
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure speed and memory of this binary on this machine",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if b.seconds <= 0 || reports < 10 || reports > 100_000 {
				return usageError{errors.New("--seconds must be positive, --reports between 10 and 100000")}
			}
			if keep != "" && !typed {
				return usageError{errors.New("--keep goes with --questions")}
			}
			if typed {
				if err := b.typed(cmd.Context(), reports, keep); err != nil {
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
	cmd.Flags().StringVar(&keep, "keep", "", "with --questions: a directory in which the store stays, to be asked again without loading")
	cmd.Flags().IntVar(&reports, "reports", 1000, "generated reports for the figures of the store")
	return cmd
}

// analysis measures the way from text to report on the sample articles.
func (b *bench) analysis(ctx context.Context) error {
	start := time.Now()
	p, err := language.New(language.Options{})
	if err != nil {
		return err
	}
	b.add("start of the language model", milliseconds(time.Since(start)), "ms")
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
	b.add("start to first sentence, model and tables loaded", milliseconds(time.Since(start)), "ms")
	c := &copies{arts: arts}
	if err := b.layers(ctx, p, c); err != nil {
		return err
	}
	for _, jobs := range []int{1, 2} {
		if err := b.reports(ctx, l, c, jobs); err != nil {
			return err
		}
	}
	return nil
}

// layers measures the language layers alone, and what share each stage has.
func (b *bench) layers(ctx context.Context, p *language.Pipeline, c *copies) error {
	start := p.Spent()
	speed, err := b.words(ctx, c.words(), func() error {
		for art := range c.all() {
			if err := p.Annotate(ctx, &language.Document{Text: art.Text}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	b.add("language layers, one goroutine", speed, "words a CPU second")
	end := p.Spent()
	stages := []struct {
		name  string
		spent time.Duration
	}{
		{"segmentation", end.Segment - start.Segment}, {"encoder", end.Encoder - start.Encoder},
		{"heads", end.Heads - start.Heads}, {"coreference", end.Coreference - start.Coreference},
	}
	var sum time.Duration
	for _, s := range stages {
		sum += s.spent
	}
	for _, s := range stages {
		b.add("of the language layers: "+s.name, 100*s.spent.Seconds()/max(sum.Seconds(), 1e-9), "%")
	}
	return nil
}

// reports measures whole analyses, jobs of them at a time.
func (b *bench) reports(ctx context.Context, l *loaders.Loader, c *copies, jobs int) error {
	var wall time.Duration
	rounds := 0
	cpu, err := b.words(ctx, c.words(), func() error {
		start := time.Now()
		var failed error
		for res := range l.Run(ctx, c.all(), jobs) {
			failed = errors.Join(failed, res.Err)
		}
		wall += time.Since(start)
		rounds++
		return failed
	})
	if err != nil {
		return err
	}
	b.add(fmt.Sprintf("text to report, %d jobs", jobs), float64(c.words()*rounds)/wall.Seconds(), "words a second")
	if layers, ok := b.value("language layers, one goroutine"); jobs == 1 && ok {
		b.add("text to report, one goroutine", cpu, "words a CPU second")
		b.add("extraction, of text to report", max(0, 100*(1-cpu/layers)), "% of CPU time")
	}
	return nil
}

// copies makes new articles of the same ones: the pipeline remembers the sentences that
// it has seen, so each copy has numbers that none before it had.
type copies struct {
	arts []graph.Article
	made int
}

func (c *copies) words() int {
	n := 0
	for _, art := range c.arts {
		n += len(strings.Fields(art.Text))
	}
	return n
}

// all yields a new copy of each article.
func (c *copies) all() iter.Seq[graph.Article] {
	return func(yield func(graph.Article) bool) {
		for _, art := range c.arts {
			c.made++
			art.ID, art.Margins = "", nil
			art.Text = strings.ReplaceAll(art.Text, ". ", fmt.Sprintf(" (%d). ", c.made))
			if !yield(art) {
				return
			}
		}
	}
}

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1e3 }

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
	b.add("met, mean over the most mentioned", milliseconds(time.Since(start))/float64(max(asked, 1)), "ms")
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
