package export

import (
	"fmt"
	"slices"
	"testing"
)

// TestSorterSpills compares sorting in many small runs with sorting in memory.
func TestSorterSpills(t *testing.T) {
	small, want := &sorter{limit: 500}, []string{}
	defer small.close()
	for i := range 1000 {
		r := fmt.Sprintf("%d\x00%d", i*7919%503, i%3)
		want = append(want, r)
		if err := small.add(r); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(want)
	want = slices.Compact(want)
	if len(small.runs) < 10 {
		t.Fatalf("only %d runs", len(small.runs))
	}
	for range 2 { // it may be read again
		var got []string
		for r, err := range small.all() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%d records, want %d", len(got), len(want))
		}
	}
}
