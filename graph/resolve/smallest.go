package resolve

import (
	"container/heap"

	"newsgraph/graph"
)

// smallest is a set of ids that knows its least one. Removal is lazy, so that a
// signature with 100 000 members takes and loses one in logarithmic time.
type smallest struct {
	present map[graph.ID]bool
	heap    idHeap
}

func (s *smallest) add(id graph.ID) {
	if s.present == nil {
		s.present = map[graph.ID]bool{}
	}
	if !s.present[id] {
		s.present[id] = true
		heap.Push(&s.heap, id)
	}
}

func (s *smallest) remove(id graph.ID) {
	delete(s.present, id)
	if len(s.heap) > 2*len(s.present)+16 {
		s.heap = s.heap[:0]
		for id := range s.present {
			s.heap = append(s.heap, id)
		}
		heap.Init(&s.heap)
	}
}

func (s *smallest) len() int { return len(s.present) }

// min returns the least id; the set must not be empty.
func (s *smallest) min() graph.ID {
	for !s.present[s.heap[0]] {
		heap.Pop(&s.heap)
	}
	return s.heap[0]
}

// each calls f for every id, in no order.
func (s *smallest) each(f func(graph.ID)) {
	for id := range s.present {
		f(id)
	}
}

type idHeap []graph.ID

func (h idHeap) Len() int           { return len(h) }
func (h idHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h idHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *idHeap) Push(x any)        { *h = append(*h, x.(graph.ID)) }
func (h *idHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
