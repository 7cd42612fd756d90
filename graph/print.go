package graph

import (
	"slices"
	"strings"
)

// A Print is what tells copies of a text: two articles are copies when their hashes are
// equal, or when they share most runs of words of the shorter one, as a wire story does
// that one outlet prints whole and another with a paragraph of its own.
type Print struct {
	Hash string   // Article.TextHash
	Runs []uint64 // hashes of runs of words, sampled by their value, sorted
}

const (
	printRun    = 8 // words of a run: few are repeated by chance
	printSample = 4 // one run in so many is kept
)

// Print returns the print of the text.
func (a *Article) Print() Print { return Print{a.TextHash(), runs(a.Text)} }

// runs returns the sampled runs of words of a text, sorted.
func runs(text string) []uint64 {
	const base = 1099511628211 // the prime of FNV; odd, so that no word is lost
	power := uint64(1)
	for range printRun {
		power *= base
	}
	var words, out []uint64
	var sum uint64
	for w := range strings.FieldsSeq(NormalName(text)) {
		h := uint64(14695981039346656037) // FNV-1a
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * base
		}
		words = append(words, h)
		sum = sum*base + h
		if n := len(words); n > printRun {
			sum -= power * words[n-1-printRun]
		}
		// the high bits of the product depend on all words
		if len(words) >= printRun && (sum*0x9e3779b97f4a7c15)>>32%printSample == 0 {
			out = append(out, sum)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
