package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"path"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"newsgraph/graph"
)

const (
	// headBytes is what sniffing looks at: enough for the first line of nearly
	// every file of JSON Lines.
	headBytes = 64 << 10
	// maxDepth is the number of archives that may lie in one another: a folder
	// of .tar.gz files with .json.gz members needs three.
	maxDepth = 3
)

// An Input is one stream of bytes from which a Format reads articles.
type Input struct {
	Name    string // how errors name it
	r       *bufio.Reader
	file    *os.File // the file behind r where it is a regular one
	opts    *Options
	media   string // declared media type
	charset string // declared character encoding
	depth   int    // number of archives around it
}

func newInput(name string, r io.Reader, opts *Options) *Input {
	in := &Input{Name: name, r: bufio.NewReaderSize(r, headBytes), opts: opts}
	if enc := wideEncoding(in.peek()); enc != nil {
		in.r = bufio.NewReaderSize(transform.NewReader(in.r, enc.NewDecoder()), headBytes)
		in.charset = "utf-8"
	}
	return in
}

// inside returns the input for a member of the archive in.
func (in *Input) inside(member string, r io.Reader) *Input {
	name := in.Name
	if member != "" {
		name += "!" + member
	}
	sub := newInput(name, r, in.opts)
	sub.depth = in.depth + 1
	return sub
}

func (in *Input) peek() []byte {
	head, _ := in.r.Peek(headBytes) // a read error comes again with the next read
	return head
}

// head returns the first bytes without a byte order mark.
func (in *Input) head() ([]byte, error) {
	head, err := in.r.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, readError(err)
	}
	return bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), nil
}

// wideEncoding recognises UTF-16 by its byte order mark, or without one by every
// second byte being 0, as it is in any text with Latin letters.
func wideEncoding(head []byte) encoding.Encoding {
	if len(head) < 4 {
		return nil
	}
	switch {
	case head[0] == 0xff && head[1] == 0xfe:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case head[0] == 0xfe && head[1] == 0xff:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	var zero [2]int
	for i, c := range head[:min(len(head), 4096)&^1] {
		if c == 0 {
			zero[i&1]++
		}
	}
	half := min(len(head), 4096) / 2
	switch {
	case zero[1] > half*7/10 && zero[0] < half/20:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zero[0] > half*7/10 && zero[1] < half/20:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// all reads the whole input as one article, and refuses more than the limit.
func (in *Input) all() ([]byte, error) {
	limit := in.opts.maxBytes()
	body, err := io.ReadAll(io.LimitReader(in.r, limit+1))
	if err != nil {
		return nil, readError(err)
	}
	if int64(len(body)) > limit {
		return nil, tooLarge("more than %s in one article", size(limit))
	}
	return body, nil
}

// articles reads in with the format that fits it.
func (in *Input) articles(ctx context.Context) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		f, err := in.format()
		if err != nil {
			yield(graph.Article{}, &Error{in.Name, err})
			return
		}
		for art, err := range f.Read(ctx, in) {
			if !yield(art, err) {
				return
			}
		}
	}
}

// one makes a sequence of a single article or error.
func (in *Input) one(art graph.Article, err error) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		if err != nil {
			yield(graph.Article{}, &Error{in.Name, err})
			return
		}
		yield(art, nil)
	}
}

// unread says why no format took head.
func (in *Input) unread(head []byte) error {
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	if kind == "application/octet-stream" || kind == "text/plain" {
		return invalid("binary data, not text")
	}
	return fmt.Errorf("%w: no format reads %s", ErrFormat, kind)
}

// readError gives broken streams of the decompressors and of zip the kind
// graph.ErrInvalid; errors of limits and of the file system stay what they are.
func readError(err error) error {
	var perr interface{ Timeout() bool } // *fs.PathError and network errors have it
	switch {
	case errors.Is(err, graph.ErrTooLarge), errors.Is(err, graph.ErrInvalid), errors.As(err, &perr):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return invalid("ends in the middle")
	case errors.Is(err, context.Canceled):
		return err
	}
	return invalid("%v", err)
}

// size writes a number of bytes as a reader likes it.
func size(n int64) string {
	switch {
	case n >= 1<<30 && n%(1<<30) == 0:
		return fmt.Sprintf("%d GiB", n>>30)
	case n >= 1<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// formatsOf returns the names of the formats that a file of this name has by custom.
func formatsOf(name string) []string {
	switch strings.ToLower(path.Ext(name)) {
	case ".htm", ".html", ".xhtml":
		return []string{"html"}
	case ".json":
		return []string{"json", "jsonl"}
	case ".jsonl", ".ndjson", ".jl":
		return []string{"jsonl"}
	case ".csv", ".tsv":
		return []string{"csv"}
	case ".txt", ".text", ".md":
		return []string{"text"}
	}
	return nil
}
