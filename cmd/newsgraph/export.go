package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph/export"
	"newsgraph/graph/query"
)

// exportCommand writes the whole graph in a format of package export.
func exportCommand(a *app) *cobra.Command {
	var opts export.Options
	var format, out, offsets string
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph as " + strings.Join(names, ", "),
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, err := export.Lookup(format)
			if err != nil {
				return usageError{err}
			}
			opts.Runes = offsets == "rune"
			return a.ask(cmd.Context(), func(q *query.Query) error {
				return a.output(out, func(w io.Writer) error { return f.Write(cmd.Context(), q.Reader(), w, opts) })
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "nq", strings.Join(names, ", "))
	cmd.Flags().StringVarP(&out, "output", "o", "", "file instead of standard output")
	cmd.Flags().BoolVar(&opts.Full, "full", false, "with sentences, mentions, offsets and all facets")
	cmd.Flags().StringVar(&opts.Base, "base", export.DefaultBase, "beginning of full IRIs")
	cmd.Flags().StringVar(&offsets, "offsets", "byte", "byte or rune, where the format leaves the choice")
	return cmd
}
