package eval_test

import (
	"context"
	"testing"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// TestStatementsAndArticles holds the scores on the gold texts above what was
// reached. Run with -v to see the development texts that went wrong.
func TestStatementsAndArticles(t *testing.T) {
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	type floors map[string]float64
	for _, set := range []struct {
		name   string
		score  func(context.Context, *loaders.Loader, eval.Split) (eval.Table, []eval.Miss, error)
		floors map[eval.Split]floors // layer and measure: least value
	}{
		{"statements", eval.Statements, map[eval.Split]floors{
			eval.Dev:    {"statements precision": 80, "statements recall": 60},
			eval.Unseen: {"statements precision": 65, "statements recall": 45},
		}},
		{"articles", eval.Articles, nil},
	} {
		for _, split := range []eval.Split{eval.Dev, eval.Unseen} {
			t.Run(set.name+" "+string(split), func(t *testing.T) {
				table, misses, err := set.score(t.Context(), l, split)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("\n%s", table)
				for _, row := range table {
					if floor, ok := set.floors[split][row.Layer+" "+row.Measure]; ok && row.Value < floor {
						t.Errorf("%s %s is %.1f, was at least %.1f", row.Layer, row.Measure, row.Value, floor)
					}
				}
				if split == eval.Dev {
					for _, m := range misses {
						t.Logf("%s\n   missed %v\n   wrong %q", m.Text, m.Missed, m.Wrong)
					}
				}
			})
		}
	}
}
