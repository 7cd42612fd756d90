package graph_test

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

func TestWordsOf(t *testing.T) {
	for text, want := range map[string]string{
		"The harbour's cranes":          "the harbour cranes",
		"the harbour’s, 'sometimes' it": "the harbour sometimes it",
		"the boss' O'Neill isn't":       "the boss oneill isnt",
		"U.S. Café—naïve":               "us cafe naive",
		"'s ’s a's":                     "s s a",
		"":                              "",
		"12's 3.5":                      "12s 35",
	} {
		if got := strings.Join(graph.WordsOf(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := graph.WordsOf(strings.Repeat("é", 99)); len(got) != 1 || len(got[0]) > graph.MaxWord {
		t.Errorf("a long word is %q", got)
	}
	a := graph.Article{Title: "b a", Text: "a c"}
	if got := a.Words(); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("words of an article: %v", got)
	}
}
