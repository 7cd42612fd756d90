package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"newsgraph/graph/integrate"
	"newsgraph/graph/store"
)

// checkCommand audits the store.
func checkCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Audit every evidence span, quad, name and index of the store",
		Args:  usage(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.check(cmd.Context()) },
	}
}

func (a *app) check(ctx context.Context) (err error) {
	st, err := a.openStore(ctx, store.Options{}, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	damage, err := st.Check(ctx)
	if err != nil {
		return err
	}
	snap, err := st.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	found, err := integrate.Check(ctx, snap, integrateOptions())
	if err != nil {
		return err
	}
	found = append([]integrate.Finding{}, found...) // printed as [] when there are none
	more, err := nameIndex().Check(ctx, snap)
	if err != nil {
		return err
	}
	for _, d := range append(damage, more...) {
		found = append(found, integrate.Finding{What: d})
	}
	rows := [][]string{{"ARTICLE", "FINDING"}}
	for _, f := range found {
		rows = append(rows, []string{string(f.Article), f.What})
	}
	if len(found) == 0 {
		fmt.Fprintln(a.stderr, "newsgraph: the store is sound")
		rows = nil
	}
	if err := a.print(found, rows); err != nil {
		return err
	}
	if len(found) > 0 {
		return hinted{fmt.Errorf("%d findings", len(found)), "load the articles again into a new store"}
	}
	return nil
}
