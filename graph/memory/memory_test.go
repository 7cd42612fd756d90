package memory_test

import (
	"context"
	"fmt"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/memory"
	"newsgraph/graph/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(*testing.T) graph.Store { return memory.New() })
}

func Example() {
	ctx := context.Background()
	s := memory.New()
	s.Apply(ctx, graph.Batch{Add: []graph.Quad{
		{S: "e:a", P: "ng:met", O: graph.Term{ID: "e:b"}, G: "g:1"},
	}})
	v, _ := s.Snapshot(ctx)
	defer v.Close()
	for q := range v.Quads(ctx, graph.Pattern{S: "e:a"}) {
		fmt.Println(q.S, q.P, q.O.ID)
	}
	// Output: e:a ng:met e:b
}
