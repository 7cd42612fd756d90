package source

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"newsgraph/graph"
)

// A Format is one way of writing articles down. Implementations keep no state
// and are safe for concurrent use.
type Format interface {
	// Name is the format's name in Options.Format.
	Name() string
	// MediaTypes lists the media types that stand for the format. An archive,
	// which only holds inputs of other formats, has none.
	MediaTypes() []string
	// Sniff says how surely head, the first bytes of an input in UTF-8 or as they
	// are, is of this format: 0 not at all, 100 certainly.
	Sniff(head []byte) int
	// Read yields the articles of in, and an *Error for each that cannot be read.
	// It reads as it yields, and holds at most one article in memory.
	Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error]
}

// formats is the table of all formats. A new one is a file, its test and a line here.
var formats = []Format{
	gzipFormat{},
	zstdFormat{},
	bzip2Format{},
	zipFormat{},
	tarFormat{},
	jsonFormat{},
	jsonlFormat{},
	csvFormat{},
	feedFormat{},
	htmlFormat{},
	textFormat{},
}

// Formats returns the names that Options.Format may have.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name())
	}
	return names
}

func isArchive(f Format) bool { return len(f.MediaTypes()) == 0 }

// format chooses the format of in by what the caller or a declared media type
// says, else by content, and refuses what none can read.
func (in *Input) format() (Format, error) {
	if name := in.opts.Format; name != "" && !slices.Contains(Formats(), name) {
		return nil, fmt.Errorf("%w: %q is none of %v", ErrFormat, name, Formats())
	}
	head, err := in.head()
	if err != nil {
		return nil, err
	}
	if len(head) == 0 {
		return nil, invalid("empty")
	}
	best, score := Format(nil), 0
	for _, f := range formats {
		if s := in.score(f, head); s > score {
			best, score = f, s
		}
	}
	if best == nil {
		return nil, in.unread(head)
	}
	if isArchive(best) && in.depth >= maxDepth {
		return nil, fmt.Errorf("%w: %s archive not opened here", ErrFormat, best.Name())
	}
	return best, nil
}

// score is Sniff bounded by what was said: only the format that the caller
// forces, or those of the declared media type, may win, besides archives. The
// name of a file decides between formats that are as likely as each other.
func (in *Input) score(f Format, head []byte) int {
	s := f.Sniff(head)
	switch {
	case isArchive(f):
		return s
	case in.opts.Format != "":
		return said(in.opts.Format == f.Name(), s)
	case in.media != "":
		return said(slices.Contains(f.MediaTypes(), in.media), s)
	case s > 0 && slices.Contains(formatsOf(in.Name), f.Name()):
		return s + 1
	}
	return s
}

// said lets a format that was asked for read, and say what is wrong, even where
// sniffing would not choose it.
func said(asked bool, s int) int {
	if asked {
		return s + 1
	}
	return 0
}
