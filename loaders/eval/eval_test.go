package eval_test

import (
	"context"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

var update = flag.Bool("update", false, "write the scores of the language layers to testdata/language.txt")

const scoresFile = "testdata/language.txt"

// TestLanguage compares the scores of the language layers with those of the model that
// is committed. NEWSGRAPH_DATA names the folder of the data, which is not part of this
// repository.
func TestLanguage(t *testing.T) {
	dir := os.Getenv("NEWSGRAPH_DATA")
	if dir == "" {
		t.Skip("NEWSGRAPH_DATA is not set")
	}
	p, err := language.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := eval.Language(context.Background(), p, dir)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(scoresFile, []byte(table.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(scoresFile)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), table.String()); d != "" {
		t.Errorf("scores moved; -update writes them (-was +now):\n%s", d)
	}
}
