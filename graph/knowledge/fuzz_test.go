package knowledge_test

import (
	"strings"
	"testing"

	"newsgraph/graph/knowledge"
)

// FuzzMatch: whatever the words, hits are sorted, disjoint, within the words and
// never empty, and Lookup and Title bear the same words.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{"The U.S. and the U.K.", "New York City , N.Y.", "\x00 \xff Kyiv", "’ ' .", "Ivory Coast’s Côte d’Ivoire", strings.Repeat("United ", 40)} {
		f.Add(s)
	}
	know := knowledge.Default()
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.Fields(s)
		end := 0
		for _, h := range know.Match(words) {
			if h.First < end || h.End <= h.First || h.End > len(words) || len(h.Candidates) == 0 {
				t.Fatalf("bad hit %+v of %q", h, words)
			}
			end = h.End
			if len(know.Lookup(strings.Join(words[h.First:h.End], " "))) < len(h.Candidates) {
				t.Errorf("%q is matched but not found", words[h.First:h.End])
			}
		}
		if title, ok := know.Title(words); ok && title.Words > len(words) {
			t.Errorf("title %+v of %d words", title, len(words))
		}
		know.Office(s, "US")
		know.SameGiven(s, "William")
	})
}
