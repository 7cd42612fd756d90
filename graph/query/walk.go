package query

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"math/bits"
	"slices"

	"newsgraph/graph"
)

// A walk searches paths from both ends at once: what one step from a thing leads to
// is looked up only for things near the ends, since those in the middle are many.
// Things go by their numbers in it: the ends are 0 and 1.
type walk struct {
	q      *Query
	opt    PathOptions
	number map[graph.ID]int
	nodes  []node
	side   [2]shore
	found  []Path
}

// A node is a thing that a walk has come across.
type node struct {
	id     graph.ID
	known  bool // near has been looked up
	hub    bool // has too many edges to be passed through
	near   []int
	weight int      // how little it means to pass through it, -1 when not known
	dist   [2]int   // steps to each end, -1 when not known
	back   [2][]int // those that lead nearer to each end
	from   int      // the last thing from which a step to it was found
}

// A shore is what has been looked at from one end.
type shore struct {
	front []int // the farthest things, not looked up yet
	depth int   // things nearer than this have been looked up
	size  int   // things seen
}

func newWalk(q *Query, opt PathOptions, a, b graph.ID) *walk {
	w := &walk{q: q, opt: opt, number: map[graph.ID]int{}}
	for i, end := range [...]graph.ID{a, b} {
		n := w.node(end)
		w.nodes[n].dist[i] = 0
		w.side[i] = shore{front: []int{n}, size: 1}
	}
	w.nodes[1].weight = 0
	return w
}

// node returns the number of a thing.
func (w *walk) node(id graph.ID) int {
	n, ok := w.number[id]
	if !ok {
		n = len(w.nodes)
		w.number[id] = n
		w.nodes = append(w.nodes, node{id: id, weight: -1, dist: [2]int{-1, -1}, from: -1})
	}
	return n
}

// hubs returns the things that were not passed through, sorted.
func (w *walk) hubs() []graph.ID {
	var out []graph.ID
	for i := range w.nodes {
		if w.nodes[i].hub {
			out = append(out, w.nodes[i].id)
		}
	}
	slices.Sort(out)
	return out
}

// widen looks things up, on the side with fewer of them, until each step of a path of
// that length begins or ends at one that has been.
func (w *walk) widen(ctx context.Context, length int) error {
	for w.side[0].depth == 0 || w.side[0].depth+w.side[1].depth < length {
		s := 0
		if w.side[0].depth > 0 && (w.side[1].depth == 0 || len(w.side[1].front) < len(w.side[0].front)) {
			s = 1
		}
		side := &w.side[s]
		var next []int
		for _, n := range side.front {
			hops, err := w.hops(ctx, n)
			if err != nil {
				return err
			}
			for _, to := range hops {
				t := &w.nodes[to]
				if t.dist[s] < 0 {
					t.dist[s] = side.depth + 1
					side.size++
					next = append(next, to)
				}
				t.back[s] = append(t.back[s], n)
			}
			if n := w.side[0].size + w.side[1].size; n > w.opt.Nodes {
				return fmt.Errorf("%w: paths to %s lead over more than %d things", graph.ErrTooLarge, w.nodes[1].id, w.opt.Nodes)
			}
		}
		side.front = next
		side.depth++
	}
	return nil
}

// A trail is the beginning of a path.
type trail struct {
	cost int // the weights of what it passes through
	path []int
}

// trails is a heap, the least cost first, of equal ones the first by their things.
type trails struct {
	open []trail
	w    *walk
}

func (t *trails) Len() int      { return len(t.open) }
func (t *trails) Swap(i, j int) { t.open[i], t.open[j] = t.open[j], t.open[i] }
func (t *trails) Push(x any)    { t.open = append(t.open, x.(trail)) }
func (t *trails) Less(i, j int) bool {
	a, b := &t.open[i], &t.open[j]
	return cmp.Or(a.cost-b.cost, slices.CompareFunc(a.path, b.path, t.w.compare)) < 0
}
func (t *trails) Pop() any {
	last := t.open[len(t.open)-1]
	t.open = t.open[:len(t.open)-1]
	return last
}

// compare orders things as their ids are.
func (w *walk) compare(a, b int) int {
	if a == b {
		return 0
	}
	return cmp.Compare(w.nodes[a].id, w.nodes[b].id)
}

// maxTrails bounds the beginnings of paths of one length that are looked at.
const maxTrails = 200_000

// search collects the paths of exactly the given length, the least cost first.
func (w *walk) search(ctx context.Context, length int) error {
	open := &trails{[]trail{{path: []int{0}}}, w}
	for n := 0; open.Len() > 0 && len(w.found) < w.opt.Count; n++ {
		if n > maxTrails {
			return fmt.Errorf("%w: there are more than %d ways to begin a path of %d steps", graph.ErrTooLarge, maxTrails, length)
		}
		t := heap.Pop(open).(trail)
		if len(t.path) == length+1 {
			if err := w.keep(ctx, t.path); err != nil {
				return err
			}
			continue
		}
		for _, to := range w.onward(t.path[len(t.path)-1], length-len(t.path)+1) {
			if slices.Contains(t.path, to) || w.nodes[to].hub {
				continue
			}
			cost, err := w.weigh(ctx, to)
			if err != nil {
				return err
			}
			heap.Push(open, trail{t.cost + cost, append(slices.Clone(t.path), to)})
		}
	}
	return ctx.Err()
}

// onward returns what a step leads to from which the end can be reached in the steps
// that are left after it; left counts this one too.
func (w *walk) onward(n, left int) []int {
	from, deep := &w.nodes[n], w.side[1].depth
	all := from.near
	if !from.known {
		all = from.back[1]
	}
	var out []int
	for _, to := range all {
		d := w.nodes[to].dist[1]
		if to == 1 && left == 1 || to != 1 && (d >= 0 && d < left || d < 0 && left > deep+1) {
			out = append(out, to)
		}
	}
	return out
}

// weigh says how little it means to pass through a thing: the binary digits of the
// number of articles that mention it.
func (w *walk) weigh(ctx context.Context, n int) (int, error) {
	if known := w.nodes[n].weight; known >= 0 {
		return known, nil
	}
	p, err := w.q.thing(ctx, w.nodes[n].id)
	w.nodes[n].weight = bits.Len(uint(p.Articles))
	return w.nodes[n].weight, err
}

// keep looks the steps of a path up and keeps it if articles assert all of them.
func (w *walk) keep(ctx context.Context, path []int) error {
	for _, n := range path[1 : len(path)-1] {
		hub, err := w.isHub(ctx, n)
		if err != nil || hub {
			return err
		}
	}
	var p Path
	last := graph.Date("")
	for i, from := range path[:len(path)-1] {
		step, ok, err := w.step(ctx, from, path[i+1])
		if err != nil || !ok {
			return err
		}
		if w.opt.InTime {
			if last, ok = step.after(last); !ok {
				return nil
			}
		}
		p.Steps = append(p.Steps, step)
	}
	w.found = append(w.found, p)
	return nil
}

// isHub reports whether a thing has too many edges to be passed through.
func (w *walk) isHub(ctx context.Context, n int) (bool, error) {
	if w.nodes[n].known || w.nodes[n].hub {
		return w.nodes[n].hub, nil
	}
	around, err := w.q.surroundings(ctx, w.nodes[n].id)
	if err == nil && around.facts > w.opt.Degree {
		w.nodes[n].hub = true
	}
	return w.nodes[n].hub, err
}

// hops returns what one step leads to, each once; nothing from a hub.
func (w *walk) hops(ctx context.Context, n int) ([]int, error) {
	if w.nodes[n].known {
		return w.nodes[n].near, nil
	}
	id := w.nodes[n].id
	around, err := w.q.surroundings(ctx, id)
	if err != nil {
		return nil, err
	}
	w.nodes[n].known = true
	if around.facts > w.opt.Degree && n > 1 {
		w.nodes[n].hub = true
		return nil, nil
	}
	var near []int
	put := func(id graph.ID) {
		if to := w.node(id); w.nodes[to].from != n && to != n {
			w.nodes[to].from = n
			near = append(near, to)
		}
	}
	for _, l := range around.leads {
		put(l.to)
	}
	for _, ev := range around.in {
		c, err := w.q.parts(ctx, ev)
		if err != nil {
			return nil, err
		}
		for _, id := range c.who {
			put(id)
		}
	}
	w.nodes[n].near = near
	return near, nil
}

// between returns what leads from one thing to another: the direct edges and the events
// in which both take part, of which the edge says whose part counts. What was looked up
// is the first, or the second, and then the other's part counts.
func (w *walk) between(ctx context.Context, from, to int) (map[via]edge, error) {
	back := !w.nodes[from].known
	if back {
		from, to = to, from
	}
	a, err := w.q.surroundings(ctx, w.nodes[from].id)
	if err != nil {
		return nil, err
	}
	b, err := w.q.surroundings(ctx, w.nodes[to].id)
	if err != nil {
		return nil, err
	}
	out := map[via]edge{}
	for _, l := range a.leads {
		if l.to == w.nodes[to].id {
			by := l.by
			by.reverse = by.reverse != (back && !symmetric[relationNames[by.id]])
			out[by] = l.edge
		}
	}
	for _, ev := range common(a.in, b.in) {
		c, err := w.q.parts(ctx, ev)
		if err != nil {
			return nil, err
		}
		if _, ok := slices.BinarySearch(c.who, w.nodes[to].id); ok {
			out[via{ev, false}] = edge{from: ev, to: w.nodes[to].id}
		}
	}
	return out, nil
}

// common returns what two sorted lists share.
func common(a, b []graph.ID) []graph.ID {
	if len(a) > len(b) {
		a, b = b, a
	}
	var out []graph.ID
	for _, id := range a {
		n, ok := slices.BinarySearch(b, id)
		if b = b[n:]; ok {
			out = append(out, id)
		}
	}
	return out
}
