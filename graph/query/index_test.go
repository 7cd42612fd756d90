package query_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"newsgraph/graph"
	"newsgraph/graph/index"
	"newsgraph/graph/query"
)

// TestNameIndex finds the same with the index as by looking at all names: whole
// names, their words, beginnings, initials and misspellings.
func TestNameIndex(t *testing.T) {
	r := generated(t, 150)
	cache := query.NewCache(1 << 20)
	cache.Names = index.New(index.Rules{Near: query.Near, Initials: query.Initials})
	asked := 0
	for entry, err := range r.Names(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if asked++; asked%7 != 0 {
			continue
		}
		for _, text := range variants(entry.Name) {
			q, err := cache.New(t.Context(), r, query.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			got, gotErr := q.Find(t.Context(), text, query.Filter{Limit: query.MaxLimit})
			want, wantErr := query.New(r, query.Limits{}).Find(t.Context(), text, query.Filter{Limit: query.MaxLimit})
			if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(query.Match{})); d != "" || (gotErr == nil) != (wantErr == nil) {
				t.Fatalf("%q: %v, %v\n%s", text, gotErr, wantErr, d)
			}
		}
	}
	if asked < 100 {
		t.Errorf("only %d names", asked)
	}
}

func variants(name string) []string {
	runes := []rune(name)
	swapped := append([]rune{}, runes...)
	if n := len(swapped); n > 3 {
		swapped[n-2], swapped[n-3] = swapped[n-3], swapped[n-2]
	}
	out := append(query.Initials(name), name, string(runes[:(len(runes)+1)/2]), string(runes[len(runes)/2:]), string(swapped))
	for i := range out {
		out[i] = graph.NormalName(out[i])
	}
	kept := out[:0]
	for _, s := range out {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
