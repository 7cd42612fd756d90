package export

import (
	"bufio"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
)

// sortMemory bounds what a sorter keeps in memory, in bytes: 100 000 articles have
// gigabytes of quads, and a server has several requests at once.
const sortMemory = 64 << 20

// A sorter puts records into the order of their bytes, each once. What does not
// fit into memory goes to files without a name, sorted runs that are merged.
type sorter struct {
	limit   int
	size    int
	records []string
	runs    []*os.File
	sorted  bool
}

func newSorter() *sorter { return &sorter{limit: sortMemory} }

// add takes a record.
func (s *sorter) add(record string) error {
	s.records = append(s.records, record)
	s.sorted = false
	if s.size += len(record) + 32; s.size < s.limit {
		return nil
	}
	return s.spill()
}

func (s *sorter) sort() {
	if !s.sorted {
		slices.Sort(s.records)
		s.records = slices.Compact(s.records)
		s.sorted = true
	}
}

// spill writes the records in memory as a run.
func (s *sorter) spill() (err error) {
	s.sort()
	f, err := os.CreateTemp("", "newsgraph-sort-")
	if err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	s.runs = append(s.runs, f)
	if err := os.Remove(f.Name()); err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	w := bufio.NewWriterSize(f, 1<<18)
	var length [binary.MaxVarintLen64]byte
	for _, r := range s.records {
		n := binary.PutUvarint(length[:], uint64(len(r)))
		if _, err := w.Write(length[:n]); err != nil {
			return fmt.Errorf("sort: %w", err)
		}
		if _, err := w.WriteString(r); err != nil {
			return fmt.Errorf("sort: %w", err)
		}
	}
	s.records, s.size = s.records[:0], 0
	if err := w.Flush(); err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	return nil
}

// all yields the records in order. It may be called again.
func (s *sorter) all() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		s.sort()
		h, err := s.open()
		if err != nil {
			yield("", err)
			return
		}
		last, first := "", true
		for len(h) > 0 {
			r := h[0].record
			if first || r != last {
				if !yield(r, nil) {
					return
				}
				last, first = r, false
			}
			more, err := h[0].next()
			if err != nil {
				yield("", err)
				return
			}
			if more {
				heap.Fix(&h, 0)
			} else {
				heap.Pop(&h)
			}
		}
	}
}

// open returns the runs at their first records.
func (s *sorter) open() (runs, error) {
	var h runs
	all := []*run{{records: s.records}}
	for _, f := range s.runs {
		// A reader of its own position: two readings may be under way at once.
		all = append(all, &run{file: bufio.NewReaderSize(io.NewSectionReader(f, 0, 1<<62), 1<<16)})
	}
	for _, r := range all {
		more, err := r.next()
		if err != nil {
			return nil, err
		}
		if more {
			h = append(h, r)
		}
	}
	heap.Init(&h)
	return h, nil
}

// close lets the files go; they have no name.
func (s *sorter) close() {
	for _, f := range s.runs {
		f.Close()
	}
}

// A run is a sorted sequence of records, in memory or in a file.
type run struct {
	records []string
	file    *bufio.Reader
	record  string
}

func (r *run) next() (bool, error) {
	if r.file == nil {
		if len(r.records) == 0 {
			return false, nil
		}
		r.record, r.records = r.records[0], r.records[1:]
		return true, nil
	}
	n, err := binary.ReadUvarint(r.file)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("sort: %w", err)
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r.file, b); err != nil {
		return false, fmt.Errorf("sort: %w", err)
	}
	r.record = string(b)
	return true, nil
}

// runs is a heap by the current record.
type runs []*run

func (h runs) Len() int           { return len(h) }
func (h runs) Less(i, j int) bool { return strings.Compare(h[i].record, h[j].record) < 0 }
func (h runs) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push and Pop implement heap.Interface.
func (h *runs) Push(x any) { *h = append(*h, x.(*run)) }

// Pop removes the last run.
func (h *runs) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
