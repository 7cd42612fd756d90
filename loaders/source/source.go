// Package source says where articles come from: files, folders, globs, archives
// and standard input, in every Format of the table in format.go, become
// graph.Article values one after the other.
//
// It decodes the text to UTF-8 once and never changes it afterwards; it reads
// title, byline, outlet and publication time where the format or the text itself
// states them; and it marks the parts of the text that are not sentences of the
// article (captions, datelines, bylines) as margins. It does not say what the
// sentences mean, fetches nothing from a network and writes nothing.
//
// Start at Open for files and Parse for a single body. What cannot be read is an
// *Error beside the articles that can: one bad article never stops the rest.
package source

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"

	"newsgraph/graph"
)

const (
	// DefaultMaxBytes is the limit of the page, record or file that holds one
	// article when Options.MaxBytes is 0: several times the largest news pages.
	DefaultMaxBytes = 8 << 20
	// DefaultMaxText is the limit of the text when Options.MaxText is 0: some
	// 40 000 words, twice the longest articles of magazines. What is longer is a
	// book or a heap of articles, whose pronouns nobody should resolve as one.
	DefaultMaxText = 256 << 10
)

// Options say how to read. The zero value is ready to use.
type Options struct {
	// Format names the format of every input instead of sniffing it; archives
	// are still opened. Formats lists the names.
	Format string
	// MaxBytes is the most bytes that the page, record or file of one article may
	// have, and MaxText the most of its text; 0 stands for the defaults.
	MaxBytes, MaxText int64
	// AnyLanguage lets articles pass that are not in English.
	AnyLanguage bool
	// Progress, if not nil, is told how many further bytes of the sources have
	// been read. It is called from the goroutine that ranges over Open.
	Progress func(n int64)
}

func (o *Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

func (o *Options) maxText() int64 {
	if o.MaxText > 0 {
		return o.MaxText
	}
	return DefaultMaxText
}

// ErrLanguage is the kind of an article that was left out for its language, and
// ErrFormat that of an input that no format reads. Both are graph.ErrInvalid.
var (
	ErrLanguage = fmt.Errorf("%w language", graph.ErrInvalid)
	ErrFormat   = fmt.Errorf("%w format", graph.ErrInvalid)
)

// An Error says which input gave no article, and why. Err wraps graph.ErrInvalid,
// graph.ErrTooLarge or an error of the file system.
type Error struct {
	Path string // a path, path!member in an archive, path:line in a file of lines
	Err  error
}

// Error returns the path and the reason in one line.
func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", graph.ErrInvalid, fmt.Sprintf(format, args...))
}

func tooLarge(format string, args ...any) error {
	return fmt.Errorf("%w: %s", graph.ErrTooLarge, fmt.Sprintf(format, args...))
}

// Open reads the articles of srcs, which are files, folders, globs or "-" for
// stdin, in the order of srcs and within a folder or glob in the order of names.
// What gives no article comes as an *Error; ranging may go on after it. The
// sequence ends early with the error of ctx when that is done.
func Open(ctx context.Context, srcs []string, stdin io.Reader, opts Options) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		for f, err := range walk(srcs) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				if !yield(graph.Article{}, err) || ctx.Err() != nil {
					return
				}
				continue
			}
			for art, err := range readFile(ctx, f, stdin, &opts) {
				if !yield(art, err) {
					return
				}
			}
		}
	}
}

// Parse reads the articles of one body, such as that of a request: name is what
// errors call it, "body" where it has none, contentType its declared media type or "". The articles that
// could be read come with the joined errors of those that could not. Archives
// are refused with ErrFormat.
func Parse(ctx context.Context, name, contentType string, body []byte, opts Options) ([]graph.Article, error) {
	name = cmp.Or(name, "body")
	in := newInput(name, bytes.NewReader(body), &opts)
	in.depth = maxDepth // no archive may be opened
	if contentType != "" {
		if err := in.declare(contentType); err != nil {
			return nil, &Error{name, err}
		}
	}
	var arts []graph.Article
	var errs []error
	for art, err := range in.articles(ctx) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		arts = append(arts, art)
	}
	return arts, errors.Join(errs...)
}

// declare notes the media type and charset that came with the input.
func (in *Input) declare(contentType string) error {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return fmt.Errorf("%w: media type %q", ErrFormat, contentType)
	}
	in.charset = params["charset"]
	if media == "application/octet-stream" {
		return nil
	}
	in.media = media
	for _, f := range formats {
		for _, m := range f.MediaTypes() {
			if m == media {
				return nil
			}
		}
	}
	return fmt.Errorf("%w: media type %s", ErrFormat, media)
}
