package main

import (
	"time"

	"github.com/spf13/cobra"

	"newsgraph/graph/export"
	"newsgraph/graph/query"
	"newsgraph/graph/query/sparql"
)

// sparqlCommand answers a SPARQL query.
func sparqlCommand(a *app) *cobra.Command {
	format := ""
	cmd := &cobra.Command{
		Use:   "sparql QUERY | FILE | -",
		Short: `Answer a SPARQL 1.1 query such as SELECT ?n WHERE { ?x ng:met/ng:name ?n }`,
		Args:  usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := a.queryText(args[0])
			if err != nil {
				return err
			}
			opts := sparql.Options{Base: export.DefaultBase, Now: time.Now()}
			q, err := sparql.Parse(src, opts)
			if err != nil {
				return err
			}
			f, err := sparql.FormatFor(format, q.Form)
			if err != nil {
				return usageError{err}
			}
			return a.ask(cmd.Context(), func(asked *query.Query) error {
				res, err := q.Run(cmd.Context(), asked.Reader(), opts)
				if err != nil {
					return err
				}
				return f.Write(a.stdout, res)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "json, xml, csv or tsv of rows; ttl or nt of triples (default the first)")
	return cmd
}
