package eval_test

import (
	"context"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

var updateMeaning = flag.Bool("update-meaning", false, "write the development scores of meaning to testdata/meaning.txt")

const (
	meaningFile   = "testdata/meaning.txt"
	rewriteScores = "NEWSGRAPH_DATA=DIR go test ./loaders/eval -run TestMeaning -update-meaning"
)

// TestMeaning compares the development scores of what is extracted with those of
// the last commit. Time expressions are scored where NEWSGRAPH_DATA or the folder
// of public development sets has them. Run with -v to see what went wrong.
func TestMeaning(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses all gold articles")
	}
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, times := meaningScores(t, l)
	if *updateMeaning {
		if !times {
			t.Fatalf("%s has time expressions: NEWSGRAPH_DATA must name the folder that holds meantime_apple", meaningFile)
		}
		if err := os.WriteFile(meaningFile, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(meaningFile)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(scoreLines(string(b), times), scoreLines(got.String(), times)); d != "" {
		t.Errorf("scores moved; with the public development sets there, this writes them: %s (-was +now):\n%s", rewriteScores, d)
	}
}

// meaningScores returns the development scores, and whether those of time
// expressions are among them.
func meaningScores(t *testing.T, l *loaders.Loader) (all eval.Table, times bool) {
	score := func(table eval.Table, misses []eval.Miss, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, table...)
		for _, m := range misses {
			t.Logf("%s\n   missed %v\n   wrong %q", m.Text, m.Missed, m.Wrong)
		}
	}
	for _, layer := range []func(context.Context, *loaders.Loader, eval.Split) (eval.Table, []eval.Miss, error){
		eval.Encounters, eval.Offices, eval.Statements, eval.Articles,
	} {
		score(layer(t.Context(), l, eval.Dev))
	}
	dir := "../../../shared/data/dev"
	if s := os.Getenv("NEWSGRAPH_DATA"); s != "" {
		dir = s
	}
	if _, err := os.Stat(dir + "/meantime_apple"); err == nil {
		score(eval.Times(t.Context(), l, dir))
		times = true
	}
	return all, times
}

// scoreLines returns the lines of a table of scores with single spaces, for the
// columns are as wide as the widest score; those of time expressions only if asked.
func scoreLines(table string, times bool) []string {
	var out []string
	for line := range strings.Lines(table) {
		out = append(out, strings.Join(strings.Fields(line), " "))
	}
	return slices.DeleteFunc(out, func(s string) bool { return !times && strings.HasPrefix(s, "times ") })
}
