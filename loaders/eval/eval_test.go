package eval_test

import (
	"context"
	"os"
	"testing"

	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// TestLanguage prints the scores; NEWSGRAPH_DATA names the folder of the data.
func TestLanguage(t *testing.T) {
	dir := os.Getenv("NEWSGRAPH_DATA")
	if dir == "" {
		t.Skip("NEWSGRAPH_DATA is not set")
	}
	p, err := language.New(language.Options{ModelDir: os.Getenv("NEWSGRAPH_MODEL")})
	if err != nil {
		t.Fatal(err)
	}
	table, err := eval.Language(context.Background(), p, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", table)
}
