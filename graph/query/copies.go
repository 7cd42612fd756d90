package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// Two articles are copies when they share most runs of words of the shorter one: a
// wire story that one outlet prints whole and another with a paragraph of its own.
// Runs are sampled by the value of their hash, so that texts of any length compare.
const (
	copyRun    = 8  // words of a run: few are repeated by chance
	copySample = 4  // one run in so many is kept
	copyLeast  = 6  // shared runs at least, about 30 words
	copyShare  = 60 // percent of the runs of the shorter text
	// copyCommon is the number of articles from which a run says nothing: it is a
	// notice of the outlet.
	copyCommon = 100
)

// fingerprint returns the sampled runs of words of a text, sorted.
func fingerprint(text string) []uint64 {
	const base = 1099511628211 // the prime of FNV; odd, so that no word is lost
	power := uint64(1)
	for range copyRun {
		power *= base
	}
	var words, out []uint64
	var sum uint64
	for w := range strings.FieldsSeq(graph.NormalName(text)) {
		h := uint64(14695981039346656037) // FNV-1a
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * base
		}
		words = append(words, h)
		sum = sum*base + h
		if n := len(words); n > copyRun {
			sum -= power * words[n-1-copyRun]
		}
		// the high bits of the product depend on all words
		if len(words) >= copyRun && (sum*0x9e3779b97f4a7c15)>>32%copySample == 0 {
			out = append(out, sum)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A textPrint is a text to be compared: its hash and its fingerprint.
type textPrint struct {
	hash string
	runs []uint64
}

// groups returns for each text the index of the first one that it is a copy of, or
// its own. It depends on the list alone.
func groups(texts []textPrint) []int {
	of := make([]int, len(texts))
	byHash, holders := map[string]int{}, map[uint64][]int{}
	for i, t := range texts {
		of[i] = i
		if k, ok := byHash[t.hash]; ok {
			of[i] = k
			continue
		}
		byHash[t.hash] = i
		for _, run := range t.runs {
			holders[run] = append(holders[run], i)
		}
	}
	for i, t := range texts {
		if of[i] != i {
			continue
		}
		common := map[int]int{}
		for _, run := range t.runs {
			if with := holders[run]; len(with) < copyCommon {
				for _, k := range with {
					common[k]++
				}
			}
		}
		for k, n := range common {
			if k < i && n >= copyLeast && 100*n >= copyShare*min(len(t.runs), len(texts[k].runs)) {
				unite(of, k, i)
			}
		}
	}
	for i := range of {
		of[i] = root(of, i)
	}
	return of
}

// root follows the list to the first text of a group.
func root(of []int, i int) int {
	for of[i] != i {
		i = of[i]
	}
	return i
}

// unite joins two groups under the smaller index.
func unite(of []int, a, b int) {
	a, b = root(of, a), root(of, b)
	of[max(a, b)] = min(a, b)
}

// sources returns for each claim the index of the first whose article is the same
// one, or a copy.
func sources(evidence []Evidence) []int {
	texts := make([]textPrint, len(evidence))
	for i := range evidence {
		texts[i] = textPrint{evidence[i].textHash, evidence[i].runs}
	}
	return groups(texts)
}

// markCopies says of claims which are of a copy of another one's article.
func markCopies(evidence []Evidence) {
	for i, first := range sources(evidence) {
		if evidence[i].CopyOf = ""; evidence[first].Article != evidence[i].Article {
			evidence[i].CopyOf = evidence[first].Article
		}
	}
}

// Copies lists the groups of articles that are copies of one another, which count as
// one source. It reads all articles.
func (q *Query) Copies(ctx context.Context) ([][]Headline, error) {
	var texts []textPrint
	var heads []Headline
	for id, err := range q.articles(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("list articles: %w", err)
		}
		rep, err := q.r.Report(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("report of %s: %w", id, err)
		}
		a := &rep.Article
		texts = append(texts, textPrint{a.TextHash(), fingerprint(a.Text)})
		heads = append(heads, newPaper(rep).headline())
	}
	members := map[int][]Headline{}
	var order []int
	for i, first := range groups(texts) {
		if len(members[first]) == 0 {
			order = append(order, first)
		}
		members[first] = append(members[first], heads[i])
	}
	out := [][]Headline{}
	for _, first := range order {
		if len(members[first]) > 1 {
			out = append(out, members[first])
		}
	}
	return out, ctx.Err()
}
