package extract

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestWordSets holds every set to its example, and to a place in the code.
func TestWordSets(t *testing.T) {
	used := setsInCode(t)
	for name := range wordSets() {
		if !used[name] {
			t.Errorf("no code asks for set %s", name)
		}
	}
	for _, file := range must(fs.Glob(files, "lexicon/set/*.tsv")) {
		last := ""
		for _, f := range table(strings.TrimSuffix(strings.TrimPrefix(file, "lexicon/"), ".tsv"), 3) {
			name, list, example := f[0], f[1], f[2]
			if name <= last {
				t.Errorf("%s: %s stands behind %s", file, name, last)
			}
			last = name
			if n := len(strings.Fields(list)); n != len(wordSets()[name]) {
				t.Errorf("%s: %s has a word twice", file, name)
			}
			if !holdsWord(example, wordSets()[name]) {
				t.Errorf("%s: the example of %s has none of its words: %s", file, name, example)
			}
		}
	}
}

// setsInCode returns the names in the calls of words.
func setsInCode(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	call := regexp.MustCompile(`\bwords\("([^"]+)"\)`)
	for _, path := range must(fs.Glob(os.DirFS("."), "*.go")) {
		for _, m := range call.FindAllStringSubmatch(string(must(os.ReadFile(path))), -1) {
			used[m[1]] = true
		}
	}
	return used
}

// holdsWord reports whether one of words stands in text.
func holdsWord(text string, words map[string]bool) bool {
	text = " " + regexp.MustCompile(`[^\pL\d%'.-]+`).ReplaceAllString(strings.ToLower(text), " ") + " "
	for w := range words {
		if strings.Contains(text, " "+w+" ") || strings.Contains(text, " "+w+".") {
			return true
		}
	}
	return false
}

// must returns v of a call that only fails with a broken checkout.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
