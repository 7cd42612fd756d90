package source

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"newsgraph/graph"
)

// csvFormat reads tables with an article a row, separated by commas, semicolons
// or tabs; the first row names the fields as those of JSON are named.
type csvFormat struct{}

func (csvFormat) Name() string { return "csv" }
func (csvFormat) MediaTypes() []string {
	return []string{"text/csv", "text/tab-separated-values"}
}

// Sniff looks for a first line of short names of which one is that of a text and,
// in a table of two, the other is known, too.
func (csvFormat) Sniff(head []byte) int {
	_, names := tableHead(head)
	if hasText(names) && (len(names) > 2 || isField(names[0]) && isField(names[1])) {
		return 70
	}
	return 0
}

func isField(name string) bool {
	for _, names := range [][]string{textFields, titleFields, uriFields, publishedFields, authorFields, outletFields, {"id"}} {
		if slices.Contains(names, name) {
			return true
		}
	}
	return false
}

func hasText(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(textFields, name) })
}

// tableHead returns the separator of a table and its folded names.
func tableHead(head []byte) (rune, []string) {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	for _, sep := range []rune{',', '\t', ';'} {
		cells := strings.Split(strings.TrimSpace(string(line)), string(sep))
		for i, cell := range cells {
			cells[i] = foldName(strings.Trim(cell, `"`))
		}
		if len(cells) > 1 && !slices.ContainsFunc(cells, func(s string) bool { return len(s) > 40 }) {
			return sep, cells
		}
	}
	return 0, nil
}

func (csvFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		head, _ := in.head()
		sep, names := tableHead(head)
		if !hasText(names) {
			yield(graph.Article{}, &Error{in.Name, invalid("no table with a column of texts, such as text, body or content")})
			return
		}
		limit := &rowLimit{r: in.r, limit: in.opts.maxBytes()}
		table := csv.NewReader(limit)
		table.Comma, table.LazyQuotes, table.FieldsPerRecord = sep, true, -1
		for last := 0; ; {
			limit.n = 0
			row, err := table.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil { // where the next row begins cannot be told
				yield(graph.Article{}, &Error{fmt.Sprintf("%s:%d", in.Name, last+1), readError(err)})
				return
			}
			line, _ := table.FieldPos(0)
			at := fmt.Sprintf("%s:%d", in.Name, line)
			if last > 0 && !in.readRow(ctx, at, names, row, yield) {
				return
			}
			last = line
		}
	}
}

// readRow yields the article of the row that begins in line at.
func (in *Input) readRow(ctx context.Context, at string, names, row []string, yield func(graph.Article, error) bool) bool {
	if err := ctx.Err(); err != nil {
		yield(graph.Article{}, err)
		return false
	}
	art, err := in.rowArticle(names, row)
	if err != nil {
		err = &Error{at, err}
	}
	return yield(art, err)
}

func (in *Input) rowArticle(names, row []string) (graph.Article, error) {
	rec := record{}
	for i, cell := range row {
		if i >= len(names) {
			break
		}
		if !utf8.ValidString(cell) {
			var err error
			if cell, err = decode([]byte(cell), in.charset); err != nil {
				return graph.Article{}, err
			}
		}
		if _, double := rec[names[i]]; !double {
			rec[names[i]] = cell
		}
	}
	if !rec.isArticle() {
		return graph.Article{}, invalid("no text in this row")
	}
	return in.recordArticle(rec)
}

// A rowLimit refuses a row beyond limit, which a quote that nobody closes makes
// of the rest of a file. The reader above it reads ahead, hence the slack.
type rowLimit struct {
	r        io.Reader
	n, limit int64
}

func (l *rowLimit) Read(p []byte) (int, error) {
	if l.n > l.limit+4096 {
		return 0, tooLarge("more than %s in one row", size(l.limit))
	}
	n, err := l.r.Read(p[:min(len(p), 4096)])
	l.n += int64(n)
	return n, err
}
