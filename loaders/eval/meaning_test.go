package eval_test

import (
	"context"
	"testing"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// TestGoldSentences holds the scores on the gold sentences above what was reached.
// Run with -v to see the development sentences that went wrong.
func TestGoldSentences(t *testing.T) {
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	for _, set := range []struct {
		layer  string
		score  func(context.Context, *loaders.Loader, eval.Split) (eval.Table, []eval.Miss, error)
		floors map[string]float64 // measure -> least value on either half
	}{
		{"encounters", eval.Encounters, map[string]float64{"precision": 0, "recall": 0}},
		{"offices", eval.Offices, map[string]float64{"precision": 0, "recall": 0}},
	} {
		for _, split := range []eval.Split{eval.Dev, eval.Unseen} {
			table, misses, err := set.score(ctx, l, split)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("\n%s", table)
			for measure, floor := range set.floors {
				if v, _ := table.Get(set.layer, string(split), measure); v < floor {
					t.Errorf("%s %s: %s is %.1f, was at least %.1f", set.layer, split, measure, v, floor)
				}
			}
			if split == eval.Dev {
				for _, m := range misses {
					t.Logf("%s\n   missed %v\n   wrong %q", m.Text, m.Missed, m.Wrong)
				}
			}
		}
	}
}
