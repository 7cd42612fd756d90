package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph/store"
)

// compactCommand gives back the space that a store does not need.
func compactCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "Write the store's file anew without what is free in it; needs room for both meanwhile",
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			st, err := a.openStore(cmd.Context(), store.Options{}, false)
			if err != nil {
				return err
			}
			if err := st.Close(); err != nil {
				return err
			}
			before, after, err := store.Compact(cmd.Context(), a.store)
			if err != nil {
				return err
			}
			size := struct {
				Before int64 `json:"before"`
				After  int64 `json:"after"`
			}{before, after}
			return a.print(size, [][]string{{"bytes before", fmt.Sprint(before)}, {"bytes after", fmt.Sprint(after)}})
		},
	}
}
