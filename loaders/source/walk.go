package source

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"newsgraph/graph"
)

// walk yields the files that srcs name: "-" and plain paths as they are, the
// files of folders in the order of their names, the matches of globs likewise.
// Hidden files are passed over unless a path names them, and so are links to
// folders within folders: no loop of links can catch it.
func walk(srcs []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, src := range srcs {
			if !walkOne(src, yield) {
				return
			}
		}
	}
}

func walkOne(src string, yield func(string, error) bool) bool {
	if src == "-" {
		return yield(src, nil)
	}
	info, err := os.Stat(src)
	if err == nil && info.IsDir() {
		return walkFolder(src, yield)
	}
	if err == nil {
		return yield(src, nil)
	}
	if !strings.ContainsAny(src, "*?[") {
		return yield("", pathError(src, err))
	}
	matches, err := filepath.Glob(src)
	if err != nil {
		return yield("", &Error{src, invalid("not a glob")})
	}
	if len(matches) == 0 {
		return yield("", &Error{src, fmt.Errorf("%w: no file matches", graph.ErrNotFound)})
	}
	for _, m := range matches {
		if hiddenFile(m) && !hiddenFile(src) {
			continue
		}
		if !walkOne(m, yield) {
			return false
		}
	}
	return true
}

func hiddenFile(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") }

func walkFolder(root string, yield func(string, error) bool) bool {
	stopped := false
	report := func(path string, err error) error {
		if !yield(path, err) {
			stopped = true
			return fs.SkipAll
		}
		return nil
	}
	filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return report("", pathError(path, err))
		case path != root && hiddenFile(path):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return report("", pathError(path, err))
		case info.IsDir(): // a link to a folder
			return nil
		case !info.Mode().IsRegular():
			return report("", &Error{path, invalid("not a regular file")})
		}
		return report(path, nil)
	})
	return !stopped
}

// pathError names the path once: those of package os repeat it.
func pathError(path string, err error) error {
	if perr, ok := err.(*fs.PathError); ok {
		err = perr.Err
	}
	if os.IsNotExist(err) {
		err = fmt.Errorf("%w: no such file", graph.ErrNotFound)
	}
	return &Error{path, err}
}

// Count returns the number of files that Open would read and their bytes as they
// lie on disk, for a progress bar beside Options.Progress. Standard input counts
// as one file of unknown size; what cannot be looked at is left to Open to report.
func Count(srcs []string) (files int, bytes int64, err error) {
	for path, werr := range walk(srcs) {
		if werr != nil {
			continue
		}
		files++
		if path == "-" {
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return files, bytes, fmt.Errorf("count %s: %w", path, err)
		}
		if info.Mode().IsRegular() {
			bytes += info.Size()
		}
	}
	return files, bytes, nil
}

// readFile reads the articles of one file that walk gave.
func readFile(ctx context.Context, path string, stdin io.Reader, opts *Options) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		r, file := stdin, (*os.File)(nil)
		if path != "-" {
			f, err := os.Open(path)
			if err != nil {
				yield(graph.Article{}, pathError(path, err))
				return
			}
			defer f.Close() // read only: nothing can be lost
			r, file = f, f
		}
		in := newInput(path, &counter{ctx: ctx, r: r, progress: opts.Progress}, opts)
		in.file = file
		for art, err := range in.articles(ctx) {
			if !yield(art, err) {
				return
			}
		}
	}
}

// A counter passes bytes on, reports their number and stops when ctx is done.
type counter struct {
	ctx      context.Context
	r        io.Reader
	progress func(int64)
}

func (c *counter) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	if c.progress != nil && n > 0 {
		c.progress(int64(n))
	}
	return n, err
}
