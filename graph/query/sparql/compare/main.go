// Command compare answers SPARQL queries of a generated world, or of a store that
// is there, line by line, so that compare.py can put the same ones to oxigraph:
//
//	python compare.py --reports 300
//
// It writes the graph as N-Quads to the file -nquads, then reads one JSON string a
// line, a query, and answers each with one JSON line: milliseconds, the result in
// the W3C's format, or the error.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/query/sparql"
	"newsgraph/graph/resolve"
	"newsgraph/graph/store"
	"newsgraph/graph/world"
)

func main() {
	reports := flag.Int("reports", 300, "generated reports")
	dir := flag.String("store", "", "a store to ask instead")
	nquads := flag.String("nquads", "", "file for the graph as N-Quads")
	flag.Parse()
	if err := run(context.Background(), *reports, *dir, *nquads, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "compare: error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, reports int, dir, nquads string, in io.Reader, out io.Writer) (err error) {
	made := dir == ""
	if made {
		if dir, err = os.MkdirTemp("", "newsgraph-compare-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	st, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if made {
		w := world.New(1, world.Size{})
		var list []*graph.Report
		for i := range reports {
			list = append(list, w.Report(i))
		}
		in, err := integrate.New(st, integrate.Options{Resolver: func() integrate.Resolver { return resolve.New(knowledge.Default()) }})
		if err != nil {
			return err
		}
		if _, err := in.Put(ctx, list...); err != nil {
			return err
		}
	}
	snap, err := st.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	f, err := os.Create(nquads)
	if err != nil {
		return err
	}
	if err := errors.Join(export.NQuads(ctx, snap, f, export.Options{}), f.Close()); err != nil {
		return err
	}
	return answer(ctx, snap, in, out)
}

// A line is one answer.
type line struct {
	Millis float64         `json:"ms"`
	Result json.RawMessage `json:"result,omitempty"`
	Text   string          `json:"text,omitempty"` // triples
	Error  string          `json:"error,omitempty"`
}

func answer(ctx context.Context, r graph.Reader, in io.Reader, out io.Writer) error {
	if _, err := fmt.Fprintln(out, "ready"); err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	enc := json.NewEncoder(out)
	for lines.Scan() {
		var src string
		if err := json.Unmarshal(lines.Bytes(), &src); err != nil {
			return err
		}
		if err := enc.Encode(one(ctx, r, src)); err != nil {
			return err
		}
	}
	return lines.Err()
}

func one(ctx context.Context, r graph.Reader, src string) (out line) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	began := time.Now()
	opts := sparql.Options{Base: export.DefaultBase, Limits: sparql.Limits{Rows: 300_000, Between: 300_000}}
	q, err := sparql.Parse(src, opts)
	var res *sparql.Result
	if err == nil {
		res, err = q.Run(ctx, r, opts)
	}
	if err != nil {
		return line{Error: err.Error()}
	}
	var b strings.Builder
	name := ""
	if q.Form == sparql.Construct || q.Form == sparql.Describe {
		name = "nt"
	}
	f, err := sparql.FormatFor(name, q.Form)
	if err == nil {
		err = f.Write(&b, res)
	}
	if err != nil {
		return line{Error: err.Error()}
	}
	out.Millis = time.Since(began).Seconds() * 1e3
	if name == "" {
		out.Result = json.RawMessage(b.String())
	} else {
		out.Text = b.String()
	}
	return out
}
