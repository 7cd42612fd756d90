package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"newsgraph/graph/store"
	"newsgraph/loaders/source"
)

// loadCommand reads articles and adds them to the graph.
func loadCommand(a *app) *cobra.Command {
	var opts source.Options
	var jobs int
	var model string
	cmd := &cobra.Command{
		Use:   "load SRC…",
		Short: "Read articles from files, folders, globs, archives or - and add them to the graph",
		Args:  usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if jobs < 1 || jobs > 256 {
				return usageError{fmt.Errorf("--jobs %d is not between 1 and 256", jobs)}
			}
			return a.load(cmd.Context(), args, opts, jobs, model)
		},
	}
	cmd.Flags().StringVar(&opts.Format, "format", "", fmt.Sprintf("read everything as this format instead of looking at it: %v", source.Formats()))
	cmd.Flags().Int64Var(&opts.MaxBytes, "max-bytes", source.DefaultMaxBytes, "the most bytes one article may have")
	cmd.Flags().BoolVar(&opts.AnyLanguage, "any-language", false, "analyse articles that are not in English, too")
	cmd.Flags().IntVar(&jobs, "jobs", runtime.GOMAXPROCS(0), "articles analysed at once")
	cmd.Flags().StringVar(&model, "model", "", "folder of another language model")
	return cmd
}

func (a *app) load(ctx context.Context, srcs []string, opts source.Options, jobs int, model string) (err error) {
	st, err := a.openStore(ctx, store.Options{}, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	d, err := newDesk(st, model)
	if err != nil {
		return err
	}
	bar, done := a.progress(srcs)
	opts.Progress = bar
	start := time.Now()
	sum, err := d.load(ctx, source.Open(ctx, srcs, a.stdin, opts), jobs, func(err error) {
		done(false)
		fmt.Fprintf(a.stderr, "newsgraph: skipped: %s\n", printable(err.Error()))
	})
	done(true)
	if err != nil {
		return err
	}
	return a.summarise(sum, time.Since(start))
}

// summarise says what a load did; a load in which every input failed has failed.
func (a *app) summarise(s summary, took time.Duration) error {
	fmt.Fprintf(a.stderr, "newsgraph: %s read in %s: %d added, %d replaced, %d known, %d superseded, %d skipped\n",
		plural(s.Read, "article"), took.Round(time.Millisecond), s.Added, s.Replaced, s.Known, s.Superseded, s.Skipped)
	if a.json {
		if err := a.print(s, nil); err != nil {
			return err
		}
	}
	if s.Read == 0 && s.Skipped > 0 {
		return errors.New("no article could be read")
	}
	return nil
}

// progress returns what counts read bytes and what ends the bar, for a moment to
// let a message pass (false) or for good (true). Without a terminal there is none.
func (a *app) progress(srcs []string) (add func(int64), done func(final bool)) {
	f, ok := a.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func(bool) {}
	}
	_, total, err := source.Count(srcs)
	if err != nil || total == 0 {
		total = -1
	}
	bar := progressbar.NewOptions64(total, progressbar.OptionSetWriter(io.Writer(f)), progressbar.OptionShowBytes(true),
		progressbar.OptionSetDescription("load"), progressbar.OptionThrottle(200*time.Millisecond), progressbar.OptionSetPredictTime(true))
	return func(n int64) { _ = bar.Add64(n) }, func(final bool) { // a progress bar that cannot be drawn is no reason to stop
		if final {
			_ = bar.Finish()
		}
		_ = bar.Clear()
	}
}
