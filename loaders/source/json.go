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

// jsonDepth is how deep the objects of a JSON file may nest; feeds of news sites
// and search engines stay below 20.
const jsonDepth = 100

// jsonFormat reads JSON: an object, an array of objects, or objects one after
// the other, each printed over any number of lines.
type jsonFormat struct{}

func (jsonFormat) Name() string         { return "json" }
func (jsonFormat) MediaTypes() []string { return []string{"application/json", "application/ld+json"} }

func (jsonFormat) Sniff(head []byte) int {
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) < 2 {
		return 0
	}
	next := bytes.TrimLeft(head[1:], " \t\r\n")
	switch {
	case len(next) == 0:
		return 0
	case head[0] == '{' && (next[0] == '"' || next[0] == '}'):
		return 50
	case head[0] == '[' && (next[0] == '{' || next[0] == ']' || next[0] == '['):
		return 50
	}
	return 0
}

func (jsonFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		s := splitter{r: in.r, limit: in.opts.maxBytes(), line: 1}
		for n := 0; ; n++ {
			raw, line, err := s.next()
			if errors.Is(err, io.EOF) && n > 0 {
				return
			}
			at := fmt.Sprintf("%s:%d", in.Name, line)
			switch {
			case errors.Is(err, io.EOF):
				yield(graph.Article{}, &Error{in.Name, invalid("no object in it")})
				return
			case errors.Is(err, errSkipped):
				if !yield(graph.Article{}, &Error{at, errors.Unwrap(err)}) {
					return
				}
			case err != nil:
				yield(graph.Article{}, &Error{at, readError(err)})
				return
			default:
				if !in.readRecords(ctx, at, raw, yield) {
					return
				}
			}
		}
	}
}

// errSkipped marks an error after which the splitter stands behind the value.
var errSkipped = errors.New("skipped")

type skipped struct{ error }

func (s skipped) Unwrap() error        { return s.error }
func (s skipped) Is(target error) bool { return target == errSkipped }

// A splitter cuts a stream of JSON into its outermost objects, so that a file of
// any length is read with the memory of one article.
type splitter struct {
	r     *bufio.Reader
	limit int64
	line  int
	buf   []byte
}

// next returns the next object and the line where it begins. A too large or too
// deep object is passed over and gives an error that is errSkipped.
func (s *splitter) next() ([]byte, int, error) {
	c, err := s.skipTo()
	if err != nil {
		return nil, s.line, err
	}
	line := s.line
	if c != '{' {
		return nil, line, invalid("not JSON: %q where an object should begin", c)
	}
	s.buf = append(s.buf[:0], c)
	err = s.object()
	return s.buf, line, err
}

// skipTo passes over what may stand between objects.
func (s *splitter) skipTo() (byte, error) {
	for {
		c, err := s.r.ReadByte()
		if err != nil {
			return 0, err
		}
		switch c {
		case '\n':
			s.line++
		case ' ', '\t', '\r', ',', '[', ']', 0xef, 0xbb, 0xbf:
		default:
			return c, nil
		}
	}
}

// object reads to the end of the object whose first brace was read.
func (s *splitter) object() error {
	var scan nesting
	scan.step('{')
	size64, deepest := int64(1), 1
	for scan.depth > 0 {
		c, err := s.r.ReadByte()
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		if c == '\n' {
			s.line++
		}
		if size64++; size64 <= s.limit {
			s.buf = append(s.buf, c)
		}
		scan.step(c)
		deepest = max(deepest, scan.depth)
	}
	switch {
	case size64 > s.limit:
		return skipped{tooLarge("more than %s in one object", size(s.limit))}
	case deepest > jsonDepth:
		return skipped{invalid("nested more than %d deep", jsonDepth)}
	}
	return nil
}

// nesting follows the braces and strings of JSON.
type nesting struct {
	depth            int
	inString, escape bool
}

func (n *nesting) step(c byte) {
	switch {
	case n.escape:
		n.escape = false
	case n.inString:
		n.escape = c == '\\'
		n.inString = c != '"'
	case c == '"':
		n.inString = true
	case c == '{' || c == '[':
		n.depth++
	case c == '}' || c == ']':
		n.depth--
	}
}

// objectEnd returns the place behind the object that b begins with, or -1.
func objectEnd(b []byte) int {
	var scan nesting
	for i, c := range b {
		if scan.step(c); scan.depth == 0 {
			return i + 1
		}
	}
	return -1
}

// tooDeep reports whether the values of b nest deeper than jsonDepth.
func tooDeep(b []byte) bool {
	var scan nesting
	for _, c := range b {
		if scan.step(c); scan.depth > jsonDepth {
			return true
		}
	}
	return false
}
