package query

import (
	"context"
	"fmt"
	"math/bits"

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
	byHash, holders := map[string]int{}, newHolders(texts)
	for i, t := range texts {
		of[i] = i
		if k, ok := byHash[t.TextHash()]; ok {
			of[i] = k
			continue
		}
		byHash[t.TextHash()] = i
		for n := range t.Runs() {
			holders.add(t.Run(n), i)
		}
	}
	common := make([]int, len(texts)) // runs shared with each text before
	for i, t := range texts {
		if of[i] < i {
			continue
		}
		for _, k := range holders.before(t, i, common) {
			n, shorter := common[k], min(t.Runs(), texts[k].Runs())
			if common[k] = 0; n >= copyLeast && 100*n >= copyShare*shorter {
				unite(of, i, k)
			}
		}
	}
	for i := range of {
		of[i] = root(of, i)
	}
	return of
}

// holders says which texts have a run: a table with open addressing, since a map takes
// most of the time of a question about a hub.
type holders struct {
	slots []holder // a power of two, at least half of them free
	more  []holder // further texts of a run, each behind the one before
}

// A holder is a text that has a run.
type holder struct {
	run   uint64
	text  int32
	next  int32 // of more, -1 for none
	count int32 // of the whole list, 0 for a free slot
}

func newHolders(texts []*graph.Digest) *holders {
	n := 0
	for _, t := range texts {
		n += t.Runs()
	}
	return &holders{slots: make([]holder, 1<<bits.Len(uint(2*n)))}
}

// find returns the slot of a run, or that in which it would be.
func (h *holders) find(run uint64) uint64 {
	at := run * 0x9e3779b97f4a7c15 >> 20 & uint64(len(h.slots)-1)
	for h.slots[at].count > 0 && h.slots[at].run != run {
		at = (at + 1) & uint64(len(h.slots)-1)
	}
	return at
}

func (h *holders) add(run uint64, text int) {
	s := &h.slots[h.find(run)]
	if s.count == 0 {
		*s = holder{run, int32(text), -1, 1}
		return
	}
	h.more = append(h.more, holder{text: int32(text), next: s.next})
	s.next = int32(len(h.more) - 1)
	s.count++
}

// before counts for each text before i the runs that it shares with it, and returns those
// texts. Runs of very many say nothing.
func (h *holders) before(t *graph.Digest, i int, common []int) []int {
	var with []int
	for n := range t.Runs() {
		s := h.slots[h.find(t.Run(n))]
		if s.count < 2 || s.count >= copyCommon {
			continue
		}
		for text, next := s.text, s.next; ; text, next = h.more[next].text, h.more[next].next {
			if k := int(text); k < i {
				if common[k] == 0 {
					with = append(with, k)
				}
				common[k]++
			}
			if next < 0 {
				break
			}
		}
	}
	return with
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
