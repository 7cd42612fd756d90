package knowledge

import (
	"strings"

	"newsgraph/graph"
)

// An entryIndex finds rows by the hash of their keys. Rows and keys are parts of
// the decompressed text and are parsed when asked for, so that reading the tables
// is one pass over the bytes.
type entryIndex struct {
	rows []string
	keys []entryKey
	// slots is an open-addressing table of key numbers plus one.
	slots []int32
	// longest is the number of words of the longest key.
	longest int
}

type entryKey struct {
	text string
	hash uint64
	row  int32
	form Form
}

func loadEntries() *entryIndex {
	x := &entryIndex{rows: make([]string, 0, 1<<16), keys: make([]entryKey, 0, 1<<17)}
	for _, name := range []string{"places.tsv", "organizations.tsv", "igos.tsv", "people.tsv"} {
		for line := range strings.SplitSeq(strings.TrimSuffix(read(name), "\n"), "\n") {
			x.addRow(line)
		}
	}
	size := 1
	for size < 2*len(x.keys) {
		size *= 2
	}
	x.slots = make([]int32, size)
	for i := range x.keys {
		x.insert(int32(i))
	}
	return x
}

func (x *entryIndex) addRow(line string) {
	row := int32(len(x.rows))
	x.rows = append(x.rows, line)
	keys := line[strings.LastIndexByte(line, '\t')+1:]
	for keys != "" {
		var k string
		k, keys, _ = strings.Cut(keys, "|")
		x.keys = append(x.keys, entryKey{text: k[1:], hash: hashString(k[1:]), row: row, form: Form(k[0])})
		x.longest = max(x.longest, strings.Count(k, " ")+1)
	}
}

func (x *entryIndex) insert(key int32) {
	mask := uint64(len(x.slots) - 1)
	i := x.keys[key].hash & mask
	for x.slots[i] != 0 {
		i = (i + 1) & mask
	}
	x.slots[i] = key + 1
}

// candidates returns the entries of the keys with that hash that same accepts.
func (x *entryIndex) candidates(hash uint64, same func(key string) bool) []Candidate {
	mask := uint64(len(x.slots) - 1)
	var out []Candidate
	for i := hash & mask; x.slots[i] != 0; i = (i + 1) & mask {
		k := x.keys[x.slots[i]-1]
		if k.hash != hash || !same(k.text) {
			continue
		}
		e := parseEntry(x.rows[k.row])
		out = append(out, Candidate{Entry: e, Form: k.form, Prior: graph.Thousandths(e.prior * k.form.discount() / 1000)})
	}
	sortCandidates(out)
	return out
}

// has reports whether a key has that hash; it may err with the hash.
func (x *entryIndex) has(hash uint64) bool {
	mask := uint64(len(x.slots) - 1)
	for i := hash & mask; x.slots[i] != 0; i = (i + 1) & mask {
		if x.keys[x.slots[i]-1].hash == hash {
			return true
		}
	}
	return false
}

func (x *entryIndex) entry(row int32) Entry { return parseEntry(x.rows[row]) }

func (x *entryIndex) byRef() map[graph.ID]int32 {
	refs := make(map[graph.ID]int32, len(x.rows))
	for i, line := range x.rows {
		_, rest, _ := strings.Cut(line, "\t")
		ref, _, _ := strings.Cut(rest, "\t")
		if _, ok := refs[graph.ID(ref)]; !ok {
			refs[graph.ID(ref)] = int32(i)
		}
	}
	return refs
}

// The hash is FNV-1a, which can be continued word by word.
const (
	hashStart = 14695981039346656037
	hashPrime = 1099511628211
)

func hashString(s string) uint64 { return hashOn(hashStart, s) }

func hashOn(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return h
}
