package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

// testWords puts, replaces, supersedes and removes hundreds of articles, so that lists
// of words grow long and shrink, and compares them with what the articles say.
func testWords(t *testing.T, s graph.Store) {
	r := rand.New(rand.NewPCG(7, 7))
	kept := map[graph.ID]*graph.Report{}
	hidden := map[graph.ID]bool{}
	for round := range 12 {
		var b graph.Batch
		for i := range 60 {
			n := round*60 + i
			rep := &graph.Report{Article: graph.Article{ID: doc(n), Title: fmt.Sprintf("Number%d", n%5), Text: fmt.Sprintf("Common words, common%d and Rare%d’s.", n%40, n)}}
			b.Put = append(b.Put, rep)
		}
		for id, old := range kept {
			switch n := r.IntN(10); {
			case n == 0:
				b.Remove = append(b.Remove, id)
			case n == 1 && !hidden[id]:
				b.Superseded = append(b.Superseded, id)
			case n == 2:
				again := *old
				again.Article.Title = "Another"
				b.Put = append(b.Put, &again)
			}
		}
		apply(t, s, b)
		for _, rep := range b.Put {
			kept[rep.Article.ID] = rep
			delete(hidden, rep.Article.ID)
		}
		for _, id := range b.Superseded {
			hidden[id] = true
		}
		for _, id := range b.Remove {
			delete(kept, id)
			delete(hidden, id)
		}
	}
	v := view(t, s)
	defer v.Close()
	for _, word := range []string{"common", "common7", "another", "number3", "rare11", "rare700", "none", "c", ""} {
		for _, begins := range []bool{false, true} {
			if word == "" && begins {
				continue
			}
			got, err := v.WithWord(t.Context(), word, begins)
			wantErr(t, word, err, nil)
			same(t, fmt.Sprintf("articles with %q %t", word, begins), got, withWord(kept, hidden, word, begins))
		}
	}
}

func withWord(kept map[graph.ID]*graph.Report, hidden map[graph.ID]bool, word string, begins bool) []graph.ID {
	var out []graph.ID
	for id, rep := range kept {
		fits := func(w string) bool { return w == word || begins && strings.HasPrefix(w, word) }
		if !hidden[id] && slices.ContainsFunc(rep.Article.Words(), fits) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
