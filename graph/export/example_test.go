package export_test

import (
	"context"
	"fmt"
	"os"

	"newsgraph/graph/export"
	"newsgraph/graph/memory"
	"newsgraph/graph/query/querytest"
)

func ExampleContradictions() {
	ctx := context.Background()
	s := memory.New()
	if _, err := s.Apply(ctx, querytest.Batch(querytest.Reports()[:1])); err != nil {
		fmt.Println(err)
		return
	}
	snap, err := s.Snapshot(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer snap.Close()
	// One article alone does not contradict itself.
	fmt.Println(export.Contradictions(ctx, snap, os.Stdout, export.Options{}))
	// Output: <nil>
}
