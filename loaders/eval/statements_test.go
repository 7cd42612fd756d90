package eval_test

import (
	"context"
	"testing"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// TestStatements holds the scores on the gold texts above what was reached. Run
// with -v to see the development texts that went wrong.
func TestStatements(t *testing.T) {
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, split := range []eval.Split{eval.Dev, eval.Unseen} {
		table, misses, err := eval.Statements(context.Background(), l, split)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("\n%s", table)
		if split == eval.Dev {
			for _, m := range misses {
				t.Logf("%s\n   missed %v\n   wrong %q", m.Text, m.Missed, m.Wrong)
			}
		}
	}
}
