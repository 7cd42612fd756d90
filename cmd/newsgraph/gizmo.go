package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/gizmo"
)

// maxQuery is the most bytes a query may have; hand-written ones have some hundred.
const maxQuery = 1 << 20

// gizmoCommand answers a Gizmo query.
func gizmoCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "gizmo QUERY | FILE | -",
		Short: `Answer a Gizmo chain such as g.V("David Cameron").Out("met").All()`,
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := a.queryText(args[0])
			if err != nil {
				return err
			}
			p, err := gizmo.Parse(src)
			if err != nil {
				return err
			}
			return a.ask(cmd.Context(), func(q *query.Query) error {
				res, err := p.Run(cmd.Context(), q, gizmo.Limits{})
				if err != nil {
					return ambiguous(err)
				}
				enc := json.NewEncoder(a.stdout)
				enc.SetEscapeHTML(false)
				return enc.Encode(res)
			})
		},
	}
}

// queryText returns the query that an argument is, names as a file, or, as "-",
// leaves to standard input.
func (a *app) queryText(arg string) (string, error) {
	if arg == "-" {
		return limited("standard input", a.stdin)
	}
	f, err := os.Open(arg)
	if err != nil { // no file: it is the query itself
		return arg, nil
	}
	defer f.Close() // nothing was written
	return limited(arg, f)
}

func limited(name string, r io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxQuery+1))
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, err)
	}
	if len(b) > maxQuery {
		return "", fmt.Errorf("read %s: %w: a query has at most %d bytes", name, graph.ErrTooLarge, maxQuery)
	}
	return string(b), nil
}
