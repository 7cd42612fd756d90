package query

import (
	"slices"
	"testing"

	"newsgraph/graph"
)

func TestCommon(t *testing.T) {
	for _, c := range []struct{ a, b, want []graph.ID }{
		{nil, []graph.ID{"a"}, nil},
		{[]graph.ID{"a", "c", "d"}, []graph.ID{"a", "b", "d", "e"}, []graph.ID{"a", "d"}},
		{[]graph.ID{"a", "b", "d", "e"}, []graph.ID{"e"}, []graph.ID{"e"}},
		{[]graph.ID{"x", "y"}, []graph.ID{"a", "b", "c"}, nil},
	} {
		if got := common(c.a, c.b); !slices.Equal(got, c.want) {
			t.Errorf("common(%v, %v) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
