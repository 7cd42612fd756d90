package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph/query"
	"newsgraph/graph/query/graphql"
)

// graphqlCommand answers a GraphQL query.
func graphqlCommand(a *app) *cobra.Command {
	schema := false
	cmd := &cobra.Command{
		Use:   "graphql QUERY | FILE | -",
		Short: `Answer a GraphQL query such as { nodes(id: "David Cameron") { met { name } } }`,
		Args:  usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if schema {
				_, err := fmt.Fprint(a.stdout, graphql.Schema())
				return err
			}
			if len(args) == 0 {
				return usageError{errors.New("graphql needs a query, a file or -")}
			}
			src, err := a.queryText(args[0])
			if err != nil {
				return err
			}
			return a.ask(cmd.Context(), func(q *query.Query) error {
				res, err := graphql.Run(cmd.Context(), q, graphql.Request{Query: src}, graphql.Limits{})
				if err != nil {
					return ambiguous(err)
				}
				enc := json.NewEncoder(a.stdout)
				enc.SetEscapeHTML(false)
				return enc.Encode(res)
			})
		},
	}
	cmd.Flags().BoolVar(&schema, "schema", false, "print the schema")
	return cmd
}
