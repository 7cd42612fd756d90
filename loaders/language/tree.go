package language

// bestTree returns the head of each word (0 the root, else the number of the word from
// 1) in the best tree with one child of the root. score[(d-1)*(n+1)+h] is that of head
// h for word d; it is overwritten. Among equal heads the lowest number wins.
//
// It is the algorithm of Chu, Liu and Edmonds in Tarjan's form for dense graphs
// (Finding optimum branchings, 1977): n*n steps, so that no sentence stalls.
func bestTree(score []int64, n int) []int {
	if head := greedy(score, n); head != nil {
		return head
	}
	// An arc from the root costs more than any tree can gain: there is only one.
	const dear = 1 << 40
	for d := range n {
		score[d*(n+1)] -= dear
	}
	t := newContraction(score, n)
	for v := 1; v <= n; v++ {
		t.reach(v)
	}
	return t.expand()
}

// greedy returns the best head of each word if that is a tree, else nil.
func greedy(score []int64, n int) []int {
	head := make([]int, n)
	roots := 0
	for d := range n {
		row := score[d*(n+1) : (d+1)*(n+1)]
		best := -1
		for h, s := range row {
			if h != d+1 && (best < 0 || s > row[best]) {
				best = h
			}
		}
		if head[d] = best; best == 0 {
			roots++
		}
	}
	if roots != 1 || cyclic(head) {
		return nil
	}
	return head
}

func cyclic(head []int) bool {
	seen := make([]int, len(head)) // the walk that came by
	for i := range head {
		for d := i + 1; d > 0; d = head[d-1] {
			if seen[d-1] == i+1 {
				return true
			}
			if seen[d-1] != 0 {
				break
			}
			seen[d-1] = i + 1
		}
	}
	return false
}

// An arc says that word d has head h.
type arc struct{ d, h int32 }

// A contraction grows paths of best arcs and merges the cycles it meets. A slot is a
// row of the matrix; the node in it is a word or, after merging, a cycle of nodes.
type contraction struct {
	n      int
	score  []int64 // best arc into slot v from slot u, less what leaving v's cycle costs
	arc    []arc   // the arc behind each score
	gone   []bool  // slots merged into another
	done   []bool  // slots connected to the root
	onPath []bool
	path   []int
	node   []int   // of each slot
	parent []int   // of each node: the cycle it was merged into, -1
	best   []arc   // of each node: the best arc into it
	value  []int64 // of each slot: the score of that arc
}

func newContraction(score []int64, n int) *contraction {
	w := n + 1
	t := &contraction{
		n: n, score: make([]int64, w*w), arc: make([]arc, w*w),
		gone: make([]bool, w), done: make([]bool, w), onPath: make([]bool, w),
		node: make([]int, w), value: make([]int64, w),
		parent: make([]int, w, 2*w), best: make([]arc, w, 2*w),
	}
	copy(t.score[w:], score[:n*w])
	for v := range w {
		t.node[v], t.parent[v] = v, -1
		for u := range w {
			t.arc[v*w+u] = arc{int32(v), int32(u)}
		}
	}
	t.done[0] = true
	return t
}

// reach connects the node of slot v with the root.
func (t *contraction) reach(v int) {
	if t.gone[v] || t.done[v] {
		return
	}
	t.push(v)
	for {
		v := t.path[len(t.path)-1]
		u := t.bestInto(v)
		switch {
		case t.done[u]:
			for _, p := range t.path {
				t.done[p], t.onPath[p] = true, false
			}
			t.path = t.path[:0]
			return
		case t.onPath[u]:
			t.merge(u)
		default:
			t.push(u)
		}
	}
}

func (t *contraction) push(v int) {
	t.path = append(t.path, v)
	t.onPath[v] = true
}

// bestInto notes the best arc into slot v and returns the slot that it comes from.
func (t *contraction) bestInto(v int) int {
	w := t.n + 1
	row := t.score[v*w : (v+1)*w]
	best := -1
	for u, s := range row {
		if u != v && !t.gone[u] && (best < 0 || s > row[best]) {
			best = u
		}
	}
	t.best[t.node[v]], t.value[v] = t.arc[v*w+best], row[best]
	return best
}

// merge makes one node of the end of the path from slot u on, in slot u.
func (t *contraction) merge(u int) {
	w := t.n + 1
	k := len(t.path) - 1
	for t.path[k] != u {
		k--
	}
	cycle := t.path[k:]
	id := len(t.parent)
	t.parent, t.best = append(t.parent, -1), append(t.best, arc{})
	for _, v := range cycle {
		t.parent[t.node[v]] = id
		t.gone[v] = v != u
		for x := range w {
			t.score[v*w+x] -= t.value[v]
		}
	}
	for _, v := range cycle[1:] {
		for x := range w {
			if t.score[v*w+x] > t.score[u*w+x] {
				t.score[u*w+x], t.arc[u*w+x] = t.score[v*w+x], t.arc[v*w+x]
			}
			if t.score[x*w+v] > t.score[x*w+u] {
				t.score[x*w+u], t.arc[x*w+u] = t.score[x*w+v], t.arc[x*w+v]
			}
		}
	}
	t.node[u] = id
	t.path = t.path[:k+1]
}

// expand gives every word its head: the arc into a cycle replaces the one arc of the
// cycle that leads to the same word.
func (t *contraction) expand() []int {
	head := make([]int, t.n)
	in := append([]arc(nil), t.best...)
	for id := len(in) - 1; id > t.n; id-- {
		a := in[id]
		c := int(a.d)
		for t.parent[c] != id {
			c = t.parent[c]
		}
		in[c] = a
	}
	for v := 1; v <= t.n; v++ {
		head[v-1] = int(in[v].h)
	}
	return head
}
