package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"newsgraph/graph"
)

// jsonlFormat reads JSON Lines: each line is an object, and a broken line costs
// that line alone.
type jsonlFormat struct{}

func (jsonlFormat) Name() string { return "jsonl" }
func (jsonlFormat) MediaTypes() []string {
	return []string{"application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/json"}
}

// Sniff looks whether the first value ends with its line and another follows.
func (jsonlFormat) Sniff(head []byte) int {
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return 0
	}
	end := objectEnd(head)
	line := bytes.IndexByte(head, '\n')
	switch {
	case line < 0 && end < 0: // one line, longer than the head
		return 60
	case line < 0 || end < 0 || end > line:
		return 20
	}
	rest := bytes.TrimSpace(head[line:])
	if len(rest) > 0 && rest[0] == '{' {
		return 90
	}
	return 20
}

func (jsonlFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		for n := 1; ; n++ {
			line, long, err := readLine(in.r, in.opts.maxBytes())
			if errors.Is(err, io.EOF) {
				return
			}
			at := fmt.Sprintf("%s:%d", in.Name, n)
			if err != nil {
				yield(graph.Article{}, &Error{at, readError(err)})
				return
			}
			if long {
				err := tooLarge("more than %s in one line", size(in.opts.maxBytes()))
				if !yield(graph.Article{}, &Error{at, err}) {
					return
				}
				continue
			}
			line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))
			if len(line) > 0 && !in.readRecords(ctx, at, line, yield) {
				return
			}
		}
	}
}

// readLine returns the next line. One beyond limit is read to its end, so that
// the line after it can be had, but not kept: it is long and empty.
func readLine(r *bufio.Reader, limit int64) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if long = long || int64(len(line)+len(part)) > limit; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == nil, errors.Is(err, io.EOF) && (len(line) > 0 || long):
			return line, long, nil
		}
		return nil, false, err
	}
}
