package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/store"
)

// diffCommand compares two graphs line by line.
func diffCommand(a *app) *cobra.Command {
	var full bool
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "What differs between two graphs, each a store or an export in N-Quads; exit code 1 if anything does",
		Args:  usage(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.diff(cmd.Context(), args[0], args[1], full)
		},
	}
	cmd.Flags().BoolVar(&full, "full", false, "compare sentences, mentions and all facets of stores too")
	return cmd
}

// A difference counts the lines that only one of two graphs has.
type difference struct {
	OnlyA int `json:"only_a"`
	OnlyB int `json:"only_b"`
}

func (a *app) diff(ctx context.Context, left, right string, full bool) (err error) {
	var files [2]*os.File
	for k, name := range []string{left, right} {
		f, done, err := openLines(ctx, name, full)
		if err != nil {
			return err
		}
		defer done()
		files[k] = f
	}
	var d difference
	show := func(mark, line string) error {
		if a.json {
			return nil
		}
		_, err := fmt.Fprintf(a.stdout, "%s %s\n", mark, printable(line))
		return err
	}
	err = merge(files[0], files[1],
		func(line string) error { d.OnlyA++; return show("-", line) },
		func(line string) error { d.OnlyB++; return show("+", line) })
	if err != nil {
		return fmt.Errorf("diff %s %s: %w", left, right, err)
	}
	if a.json {
		if err := a.print(d, nil); err != nil {
			return err
		}
	}
	if d != (difference{}) {
		return fmt.Errorf("they differ: %d lines only in %s, %d only in %s", d.OnlyA, left, d.OnlyB, right)
	}
	fmt.Fprintln(a.stderr, "newsgraph: they are the same graph")
	return nil
}

// openLines opens the sorted N-Quads of a graph: the file itself, or an export of
// the store into a file that done removes.
func openLines(ctx context.Context, name string, full bool) (f *os.File, done func(), err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, fmt.Errorf("diff: %w", err)
	}
	if !info.IsDir() {
		f, err := os.Open(name)
		if err != nil {
			return nil, nil, fmt.Errorf("diff: %w", err)
		}
		return f, func() { f.Close() }, nil // it was only read
	}
	if f, err = os.CreateTemp("", "newsgraph-diff-*.nq"); err != nil {
		return nil, nil, fmt.Errorf("diff: %w", err)
	}
	done = func() { f.Close(); os.Remove(f.Name()) } // a left-over of /tmp is no reason to fail
	if err := errors.Join(exportStore(ctx, name, f, full), rewind(f)); err != nil {
		done()
		return nil, nil, fmt.Errorf("diff %s: %w", name, err)
	}
	return f, done, nil
}

func rewind(f *os.File) error {
	_, err := f.Seek(0, io.SeekStart)
	return err
}

func exportStore(ctx context.Context, dir string, w io.Writer, full bool) (err error) {
	st, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	snap, err := st.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	return export.NQuads(ctx, snap, w, export.Options{Full: full})
}

// merge walks two sorted files side by side.
func merge(a, b io.Reader, onlyA, onlyB func(string) error) error {
	left, right := newLines(a), newLines(b)
	for left.ok || right.ok {
		switch {
		case !right.ok || left.ok && left.line < right.line:
			if err := onlyA(left.line); err != nil {
				return err
			}
			left.next()
		case !left.ok || right.line < left.line:
			if err := onlyB(right.line); err != nil {
				return err
			}
			right.next()
		default:
			left.next()
			right.next()
		}
	}
	return errors.Join(left.err, right.err)
}

// lines reads sorted lines.
type lines struct {
	scan *bufio.Scanner
	line string
	ok   bool
	err  error
}

func newLines(r io.Reader) *lines {
	l := &lines{scan: bufio.NewScanner(r)}
	l.scan.Buffer(nil, 2*graph.MaxLiteral)
	l.next()
	return l
}

func (l *lines) next() {
	before := l.line
	if l.ok = l.scan.Scan(); !l.ok {
		l.err = l.scan.Err()
		return
	}
	if l.line = l.scan.Text(); l.line < before {
		l.ok, l.err = false, fmt.Errorf("%w: the lines are not sorted as export --format nq sorts them, at %.80q", graph.ErrInvalid, strings.TrimSpace(l.line))
	}
}
