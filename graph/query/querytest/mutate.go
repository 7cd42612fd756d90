package querytest

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// Mutants makes n broken queries of good ones: words are taken out, said twice or
// exchanged for one of another query. Equal seeds make equal queries.
func Mutants(seed uint64, n int, queries []string) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	var words [][]string
	for _, q := range queries {
		if w := strings.Fields(q); len(w) > 0 {
			words = append(words, w)
		}
	}
	pick := func() []string { return words[r.IntN(len(words))] }
	var out []string
	for range n {
		w := slices.Clone(pick())
		for range 1 + r.IntN(3) {
			if len(w) == 0 {
				break
			}
			i, other := r.IntN(len(w)), pick()
			switch r.IntN(3) {
			case 0:
				w = slices.Delete(w, i, i+1)
			case 1:
				w = slices.Insert(w, i, w[i])
			default:
				w[i] = other[r.IntN(len(other))]
			}
		}
		out = append(out, strings.Join(w, " "))
	}
	return out
}
