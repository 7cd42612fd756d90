// Package index keeps beside the store what reads need that Cayley is slow at: the
// names of all things by word, by beginning, by initials and by likeness. It is
// built from a reader, follows the store's version and can be checked against it;
// it decides nothing, a question ranks what it finds.
//
// Start at New, then Names.Candidates.
package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"newsgraph/graph"
)

// Names finds entries of the name table. It is safe for concurrent use.
type Names struct {
	rules Rules
	build sync.Mutex // one builds, the others wait
	table atomic.Pointer[table]
}

// Rules say what fits a name; package query, which ranks, has them.
type Rules struct {
	Near     func(word, want string) bool // whether a word is a misspelling of another
	Initials func(name string) []string   // by which a name may be asked for
}

// New returns an index that is built when it is first asked.
func New(rules Rules) *Names { return &Names{rules: rules} }

// A table is the index of one version of the store; it is not changed once made.
type table struct {
	version  graph.Version
	entries  []graph.NameEntry // sorted as the reader gives them
	words    []string          // sorted, each once
	where    [][]int32         // for each word the entries that have it, ascending
	initials map[string][]int32
}

// Candidates returns, for a normalised name, all entries that bear its words (of the
// last the beginning is enough) or have it as their initials; with fuzzy those
// whose words are near its words. It may return more, sorted and each
// once. ok is false when r is older than the index.
func (n *Names) Candidates(ctx context.Context, r graph.Reader, want string, fuzzy bool) (found []graph.NameEntry, ok bool, err error) {
	t, err := n.at(ctx, r)
	if err != nil || t == nil {
		return nil, false, err
	}
	var rows []int32
	if fuzzy {
		rows = t.rarest(strings.Fields(want), func(w string, _ bool) []int32 { return t.like(w, n.rules.Near) })
	} else {
		rows = t.rarest(strings.Fields(want), t.bearers)
		rows = append(rows, t.initials[want]...)
	}
	slices.Sort(rows)
	for _, k := range slices.Compact(rows) {
		found = append(found, t.entries[k])
	}
	return found, true, nil
}

// at returns the table of r's version, nil when there is only a newer one.
func (n *Names) at(ctx context.Context, r graph.Reader) (*table, error) {
	if t := n.table.Load(); t != nil && t.version >= r.Version() {
		return t.of(r), nil
	}
	n.build.Lock()
	defer n.build.Unlock()
	if t := n.table.Load(); t != nil && t.version >= r.Version() {
		return t.of(r), nil
	}
	t, err := newTable(ctx, r, n.rules)
	if err != nil {
		return nil, err
	}
	n.table.Store(t)
	return t, nil
}

func (t *table) of(r graph.Reader) *table {
	if t.version != r.Version() {
		return nil
	}
	return t
}

func newTable(ctx context.Context, r graph.Reader, rules Rules) (*table, error) {
	t := &table{version: r.Version(), initials: map[string][]int32{}}
	by := map[string][]int32{}
	for entry, err := range r.Names(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("index names: %w", err)
		}
		k := int32(len(t.entries))
		t.entries = append(t.entries, entry)
		for _, w := range strings.Fields(entry.Name) {
			if rows := by[w]; len(rows) == 0 || rows[len(rows)-1] != k {
				by[w] = append(rows, k)
			}
		}
		for _, in := range rules.Initials(entry.Name) {
			t.initials[in] = append(t.initials[in], k)
		}
	}
	for w := range by {
		t.words = append(t.words, w)
	}
	slices.Sort(t.words)
	for _, w := range t.words {
		t.where = append(t.where, by[w])
	}
	return t, ctx.Err()
}

// rarest returns the shortest of the lists of the words.
func (t *table) rarest(words []string, list func(word string, last bool) []int32) []int32 {
	var best []int32
	for i, w := range words {
		rows := list(w, i == len(words)-1)
		if i == 0 || len(rows) < len(best) {
			best = rows
		}
	}
	return slices.Clone(best)
}

// bearers returns the entries that have a word, or with prefix one that begins so.
func (t *table) bearers(word string, prefix bool) []int32 {
	i, found := slices.BinarySearch(t.words, word)
	if !prefix {
		if !found {
			return nil
		}
		return t.where[i]
	}
	end := i + sort.Search(len(t.words)-i, func(k int) bool { return !strings.HasPrefix(t.words[i+k], word) })
	var out []int32
	for ; i < end; i++ {
		out = append(out, t.where[i]...)
	}
	return out
}

// like returns the entries that have a word near the given one.
func (t *table) like(word string, near func(word, want string) bool) []int32 {
	var out []int32
	for i, w := range t.words {
		if near(w, word) {
			out = append(out, t.where[i]...)
		}
	}
	return out
}

// Check compares the index with the reader it was built from and returns what
// differs, nothing for a sound one: every entry must be found by its whole name, and
// nothing else may be in it.
func (n *Names) Check(ctx context.Context, r graph.Reader) ([]string, error) {
	t, err := n.at(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("check names: %w", err)
	}
	if t == nil {
		return nil, fmt.Errorf("check names: %w: the index is newer than version %d", graph.ErrConflict, r.Version())
	}
	var out []string
	k := 0
	for entry, err := range r.Names(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("check names: %w", err)
		}
		if k >= len(t.entries) || t.entries[k] != entry {
			return append(out, fmt.Sprintf("index of names: %q of %s is not at its place %d", entry.Name, entry.ID, k)), nil
		}
		for _, w := range strings.Fields(entry.Name) {
			if _, found := slices.BinarySearchFunc(t.bearers(w, false), int32(k), func(a, b int32) int { return cmp.Compare(a, b) }); !found {
				out = append(out, fmt.Sprintf("index of names: %q of %s is not found by %q", entry.Name, entry.ID, w))
			}
		}
		k++
	}
	if k != len(t.entries) {
		out = append(out, fmt.Sprintf("index of names: %d entries, of which the store has %d", len(t.entries), k))
	}
	return out, nil
}
