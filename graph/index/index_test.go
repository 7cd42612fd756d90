package index_test

import (
	"fmt"
	"slices"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/index"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
)

func names(entries []graph.NameEntry) []string {
	var out []string
	for _, e := range entries {
		out = append(out, e.Name)
	}
	return out
}

func TestCandidates(t *testing.T) {
	s := memory.New()
	put := func(list ...string) graph.Snapshot {
		b := graph.Batch{}
		for i, n := range list {
			b.Names = append(b.Names, graph.NameEntry{Name: n, ID: graph.ID(fmt.Sprintf("e:%s%d", list[0][:1], i))})
		}
		if _, err := s.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		snap, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { snap.Close() })
		return snap
	}
	one := put("anna berg", "tomas berg", "world fishery board", "bank of norway")
	x := index.New(index.Rules{Near: query.Near, Initials: query.Initials})
	for _, tt := range []struct {
		want  string
		fuzzy bool
		found []string
	}{
		{"berg", false, []string{"anna berg", "tomas berg"}},
		{"be", false, []string{"anna berg", "tomas berg"}},
		{"anna berg", false, []string{"anna berg"}},
		{"berg anna", false, []string{"anna berg"}},
		{"wfb", false, []string{"world fishery board"}},
		{"bon", false, []string{"bank of norway"}},
		{"bn", false, []string{"bank of norway"}},
		{"nobody", false, nil},
		{"tomsa", true, []string{"tomas berg"}},
		{"anna borg", true, []string{"anna berg"}},
	} {
		found, ok, err := x.Candidates(t.Context(), one, tt.want, tt.fuzzy)
		if got := names(found); err != nil || !ok || !slices.Equal(got, tt.found) {
			t.Errorf("%s: %v, want %v (%t, %v)", tt.want, got, tt.found, ok, err)
		}
	}
	two := put("lena bergman")
	found, ok, err := x.Candidates(t.Context(), two, "bergman", false)
	if err != nil || !ok || len(found) != 1 {
		t.Errorf("after a change: %v %t %v", found, ok, err)
	}
	if _, ok, err = x.Candidates(t.Context(), one, "berg", false); ok || err != nil {
		t.Errorf("an older reader: %t %v", ok, err)
	}
	if bad, err := x.Check(t.Context(), two); err != nil || len(bad) > 0 {
		t.Errorf("check: %v %v", bad, err)
	}
}
