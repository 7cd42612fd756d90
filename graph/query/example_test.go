package query_test

import (
	"context"
	"fmt"

	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

func Example() {
	ctx := context.Background()
	s := memory.New()
	if _, err := s.Apply(ctx, querytest.Batch(querytest.Reports())); err != nil {
		fmt.Println(err)
		return
	}
	snap, err := s.Snapshot(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer snap.Close()

	q := query.New(snap, query.Limits{})
	id, err := q.Resolve(ctx, "Omar Haddad")
	if err != nil {
		fmt.Println(err)
		return
	}
	met, err := q.Met(ctx, id, query.Filter{FactsOnly: true, Limit: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range met.Items {
		fmt.Println(m.Other.Name, m.Directness, m.Time.Value)
		fmt.Println(m.Evidence[0].Sentence())
	}
	// Output:
	// Anna Berg asserted-meeting 2024-03-05
	// Norwegian Foreign Minister Anna Berg met Jordanian Trade Minister Omar Haddad in Oslo on 2024-03-05.
}
