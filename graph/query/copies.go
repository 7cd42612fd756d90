package query

import (
	"context"
	"fmt"
	"math/bits"
	"slices"

	"newsgraph/graph"
)

// Two articles are copies when they share most runs of words of the shorter one: a
// wire story that one outlet prints whole and another with a paragraph of its own; see
// graph.Print.
const (
	copyLeast = 6  // shared runs at least, about 30 words
	copyShare = 60 // percent of the runs of the shorter text
	// copyCommon is the number of articles from which a run says nothing: it is a
	// notice of the outlet.
	copyCommon = 100
)

// groups returns for each text the index of the first one that it is a copy of, or
// its own. It depends on the list alone.
func groups(texts []*graph.Digest) []int {
	of := make([]int, len(texts))
	if len(texts) < 2 {
		return of
	}
	byHash := make(map[uint64]int, len(texts))
	for i, t := range texts {
		of[i] = i
		hash := t.TextNumber()
		if k, ok := byHash[hash]; ok {
			of[i] = k
			continue
		}
		byHash[hash] = i
	}
	h := newHolders(texts, of)
	for i, t := range texts {
		for _, k := range h.before(i) {
			n, shorter := h.common[k], min(t.Runs(), texts[k].Runs())
			if h.common[k] = 0; n >= copyLeast && 100*n >= copyShare*shorter {
				unite(of, i, k)
			}
		}
	}
	for i := range of {
		of[i] = root(of, i)
	}
	return of
}

// holders says which texts have a run. Runs are numbered by a table with open addressing,
// since a map takes most of the time of a question about a hub.
type holders struct {
	runs   []int32 // of all texts one after the other, by their numbers
	begin  []int32 // of each text in runs, and the end
	first  []int32 // of each run in texts, and the end
	texts  []int32 // that have a run, sorted
	common []int   // see before
	with   []int
}

// newHolders looks only at texts that are the first of their own.
func newHolders(texts []*graph.Digest, of []int) *holders {
	n := 0
	for _, t := range texts {
		n += t.Runs()
	}
	h := &holders{runs: make([]int32, 0, n), begin: make([]int32, 1, len(texts)+1), texts: make([]int32, n), common: make([]int, len(texts))}
	slots := make([]slot, 1<<bits.Len(uint(n+n/2)))
	count := make([]int32, 0, n)
	for i, t := range texts {
		for k := 0; k < t.Runs() && of[i] == i; k++ {
			s := find(slots, t.Run(k))
			if s.number == 0 {
				count = append(count, 0)
				*s = slot{t.Run(k), int32(len(count))}
			}
			h.runs = append(h.runs, s.number-1)
			count[s.number-1]++
		}
		h.begin = append(h.begin, int32(len(h.runs)))
	}
	h.first = make([]int32, len(count)+1)
	for run, n := range count {
		h.first[run+1] = h.first[run] + n
		count[run] = h.first[run] // from here on: where the next one goes
	}
	for i := range texts {
		for _, run := range h.runs[h.begin[i]:h.begin[i+1]] {
			h.texts[count[run]] = int32(i)
			count[run]++
		}
	}
	return h
}

// A slot is a run with one more than its number, 0 in a free one.
type slot struct {
	run    uint64
	number int32
}

// find returns the slot of a run, or that in which it would be; half of them are free.
func find(slots []slot, run uint64) *slot {
	at := run * spreading >> 20 & uint64(len(slots)-1)
	for slots[at].number > 0 && slots[at].run != run {
		at = (at + 1) & uint64(len(slots)-1)
	}
	return &slots[at]
}

// spreading is the odd number nearest to the golden section of 64 bits: see Knuth, volume 3, 6.4.
const spreading = 0x9e3779b97f4a7c15

// A sieve tells numbers that it has seen from new ones.
type sieve []slot

// newSieve has room for n numbers.
func newSieve(n int) sieve { return make(sieve, 1<<bits.Len(uint(n+n/2))) }

// add returns 1 for a number that is new.
func (s sieve) add(number uint64) int {
	slot := find(s, number)
	if slot.number > 0 {
		return 0
	}
	slot.run, slot.number = number, 1
	return 1
}

// before counts in common for each text before i the runs that it shares with it, and
// returns those texts. Runs of very many say nothing.
func (h *holders) before(i int) []int {
	h.with = h.with[:0]
	for _, run := range h.runs[h.begin[i]:h.begin[i+1]] {
		texts := h.texts[h.first[run]:h.first[run+1]]
		if len(texts) >= copyCommon {
			continue
		}
		for _, k := range texts {
			if int(k) >= i {
				break
			}
			if h.common[k] == 0 {
				h.with = append(h.with, int(k))
			}
			h.common[k]++
		}
	}
	return h.with
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
	texts := make([]*graph.Digest, len(evidence))
	for i := range evidence {
		texts[i] = evidence[i].digest
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

// rare is in how many articles a thing is at most that CopiesOf looks for copies by.
const rare = 300

// CopiesOf lists the other articles that are copies of one and count with it as one
// source, sorted. Copies tell of the same things; those that are in very many articles
// it does not follow.
func (q *Query) CopiesOf(ctx context.Context, doc graph.ID) ([]Masthead, error) {
	p, err := q.paper(ctx, doc)
	if err != nil {
		return nil, err
	}
	var docs []graph.ID
	for i := range p.Chains() {
		if !p.Chain(i).Named {
			continue
		}
		id, err := q.chainOf(ctx, p, i)
		if err != nil {
			return nil, err
		}
		with, err := q.docs(ctx, id)
		if err != nil {
			return nil, err
		}
		if len(with) <= rare {
			docs = append(docs, with...)
		}
	}
	docs = slices.DeleteFunc(docs, func(d graph.ID) bool { return d == doc })
	slices.Sort(docs)
	return q.repeating(ctx, doc, slices.Compact(docs))
}

// repeating returns those of docs that are copies of doc, each compared with it alone.
func (q *Query) repeating(ctx context.Context, doc graph.ID, docs []graph.ID) ([]Masthead, error) {
	var out []Masthead
	for _, other := range docs {
		same, err := q.SameSource(ctx, doc, other)
		if err != nil {
			return nil, err
		}
		if !same {
			continue
		}
		packed, err := q.packed(ctx, other)
		if err != nil {
			return nil, fmt.Errorf("report of %s: %w", other, err)
		}
		out = append(out, newPaper(packed).headline().Masthead)
	}
	return out, ctx.Err()
}

// SameSource reports whether one of two different articles is a copy of the other.
func (q *Query) SameSource(ctx context.Context, a, b graph.ID) (bool, error) {
	if a == b {
		return false, nil
	}
	x, err := q.digest(ctx, a)
	if err != nil {
		return false, err
	}
	y, err := q.digest(ctx, b)
	if err != nil {
		return false, err
	}
	of := groups([]*graph.Digest{x, y})
	return of[1] == 0, nil
}

// Copies lists the groups of articles that are copies of one another, which count as
// one source. It reads all articles.
func (q *Query) Copies(ctx context.Context) ([][]Headline, error) {
	var texts []*graph.Digest
	var heads []Headline
	for id, err := range q.articles(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("list articles: %w", err)
		}
		packed, err := q.r.Packed(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("report of %s: %w", id, err)
		}
		d, err := q.digest(ctx, id)
		if err != nil {
			return nil, err
		}
		texts = append(texts, d)
		heads = append(heads, newPaper(packed).headline())
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
