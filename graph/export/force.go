package export

import (
	"context"
	"math"
	"sync"
)

// A field is a graph in the plane whose nodes push each other away and whose edges
// pull (Fruchterman and Reingold 1991, with the quadtree of Barnes and Hut 1986),
// laid out from coarse to fine (Walshaw 2003) so that the large form is right
// before the small one is looked at.
//
// It is deterministic on every processor: no random number, a fixed order, and
// each product is rounded before it is added, so that no compiler may fuse the two.
type field struct {
	x, y []float64
	mass []float64
	from []int32
	to   []int32
	pull []float64
}

func newField(n int) *field {
	f := &field{x: make([]float64, n), y: make([]float64, n), mass: make([]float64, n)}
	for i := range f.mass {
		f.mass[i] = 1
	}
	return f
}

func (f *field) link(a, b int, pull float64) {
	f.from, f.to, f.pull = append(f.from, int32(a)), append(f.to, int32(b)), append(f.pull, pull)
}

// Numbers of the layout, chosen by looking at graphs of 60 to 5000 nodes.
const (
	coarsest   = 24  // nodes at which coarsening ends
	firstSteps = 220 // of the coarsest graph
	laterSteps = 70  // of each finer one
	opening    = 0.9 // a quadrant is one body if it is smaller than this part of its distance
)

// layout places the nodes; an edge is about 1 long.
func (f *field) layout(ctx context.Context) error {
	n := len(f.x)
	if n <= coarsest {
		f.spiral()
		return f.relax(ctx, firstSteps, 2)
	}
	parent, coarse := f.coarsen()
	if len(coarse.x) > n*9/10 {
		f.spiral()
		return f.relax(ctx, firstSteps, math.Sqrt(float64(n))/2)
	}
	if err := coarse.layout(ctx); err != nil {
		return err
	}
	for i, p := range parent {
		// Children of one parent go to different sides of it.
		angle := float64(i%16) * (2 * math.Pi / 16)
		f.x[i] = float64(coarse.x[p]*1.35) + float64(0.3*math.Cos(angle))
		f.y[i] = float64(coarse.y[p]*1.35) + float64(0.3*math.Sin(angle))
	}
	return f.relax(ctx, laterSteps, 1)
}

// spiral puts the nodes onto a sunflower's spiral in their order.
func (f *field) spiral() {
	const golden = 2.399963229728653
	for i := range f.x {
		r, a := math.Sqrt(float64(i)+0.5)*0.8, golden*float64(i)
		f.x[i], f.y[i] = whole(r*math.Cos(a)), whole(r*math.Sin(a))
	}
}

// whole rounds to a 4096th: a difference in the last bits between processors would
// not pass it, except with a chance too small to see.
func whole(v float64) float64 { return math.Round(v*4096) / 4096 }

// coarsen joins each node with the neighbour that it hangs on most, and leaves of
// one node in pairs. It returns the parent of each node.
func (f *field) coarsen() ([]int, *field) {
	n := len(f.x)
	near := f.neighbours()
	parent := make([]int, n)
	for i := range parent {
		parent[i] = -1
	}
	count := 0
	for i := range n {
		if parent[i] >= 0 {
			continue
		}
		best, weight := -1, 0.0
		for _, e := range near[i] {
			if w := e.pull / (f.mass[e.to] * float64(len(near[e.to]))); parent[e.to] < 0 && e.to != i && w > weight {
				best, weight = e.to, w
			}
		}
		if best < 0 && len(near[i]) == 1 { // a leaf whose node is taken: another such leaf
			for _, e := range near[near[i][0].to] {
				if parent[e.to] < 0 && e.to != i && len(near[e.to]) == 1 {
					best = e.to
					break
				}
			}
		}
		parent[i] = count
		if best >= 0 {
			parent[best] = count
		}
		count++
	}
	return parent, f.merged(parent, count)
}

// merged makes the graph of the parents.
func (f *field) merged(parent []int, count int) *field {
	c := newField(count)
	clear(c.mass)
	for i, p := range parent {
		c.mass[p] += f.mass[i]
	}
	at := map[[2]int]int{}
	for e := range f.from {
		a, b := parent[f.from[e]], parent[f.to[e]]
		if a == b {
			continue
		}
		key := [2]int{min(a, b), max(a, b)}
		if i, ok := at[key]; ok {
			c.pull[i] += f.pull[e]
			continue
		}
		at[key] = len(c.from)
		c.link(key[0], key[1], f.pull[e])
	}
	return c
}

// An end is where an edge of a node leads.
type end struct {
	to   int
	pull float64
}

func (f *field) neighbours() [][]end {
	near := make([][]end, len(f.x))
	for e := range f.from {
		a, b := int(f.from[e]), int(f.to[e])
		near[a] = append(near[a], end{b, f.pull[e]})
		near[b] = append(near[b], end{a, f.pull[e]})
	}
	return near
}

// relax moves the nodes so many steps, each shorter than the one before.
func (f *field) relax(ctx context.Context, steps int, first float64) error {
	n := len(f.x)
	fx, fy := make([]float64, n), make([]float64, n)
	degree := make([]float64, n)
	for e := range f.from {
		degree[f.from[e]] += f.pull[e]
		degree[f.to[e]] += f.pull[e]
	}
	step := first
	for range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		f.push(fx, fy)
		for e := range f.from {
			a, b := f.from[e], f.to[e]
			dx, dy := f.x[b]-f.x[a], f.y[b]-f.y[a]
			d := math.Sqrt(float64(dx*dx) + float64(dy*dy))
			// A hub would pull all that hangs on it into one point.
			k := float64(d*f.pull[e]) / math.Sqrt(1+min(degree[a], degree[b])/4)
			fx[a] += float64(dx * k)
			fy[a] += float64(dy * k)
			fx[b] -= float64(dx * k)
			fy[b] -= float64(dy * k)
		}
		for i := range n {
			d := math.Sqrt(float64(fx[i]*fx[i]) + float64(fy[i]*fy[i]))
			if d == 0 {
				continue
			}
			m := min(d/f.mass[i], step) / d
			f.x[i] = whole(f.x[i] + float64(fx[i]*m))
			f.y[i] = whole(f.y[i] + float64(fy[i]*m))
		}
		step *= 0.965
	}
	return nil
}

// gravity keeps parts that hang together loosely from flying off.
const gravity = 0.012

// push sets the forces to what pushes each node away from the others. Nodes are
// shared out to two goroutines; each force is summed by one alone.
func (f *field) push(fx, fy []float64) {
	t := newTree(f)
	var wait sync.WaitGroup
	half := len(f.x) / 2
	for _, r := range [][2]int{{0, half}, {half, len(f.x)}} {
		wait.Go(func() {
			stack := make([]int32, 0, 128)
			for i := r[0]; i < r[1]; i++ {
				fx[i], fy[i] = t.force(f.x[i], f.y[i], stack)
				fx[i] = float64(fx[i]*f.mass[i]) - float64(gravity*f.mass[i]*f.x[i])
				fy[i] = float64(fy[i]*f.mass[i]) - float64(gravity*f.mass[i]*f.y[i]*1.5) // pages are wider than high
			}
		})
	}
	wait.Wait()
}

// A quadtree of bodies: cells hold the sum of what lies in them.
type quadtree struct{ cells []cell }

type cell struct {
	x, y, mass float64 // centre of mass
	cx, cy, r  float64 // middle and half a side
	child      [4]int32
	leaf       bool
}

func newTree(f *field) *quadtree {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i := range f.x {
		lo, hi = min(lo, f.x[i], f.y[i]), max(hi, f.x[i], f.y[i])
	}
	t := &quadtree{cells: make([]cell, 1, 2*len(f.x)+1)}
	t.cells[0] = cell{cx: (lo + hi) / 2, cy: (lo + hi) / 2, r: (hi-lo)/2 + 0.01}
	for i := range f.x {
		t.insert(f.x[i], f.y[i], f.mass[i])
	}
	return t
}

// deepest bounds the tree where bodies lie on one spot.
const deepest = 24

func (t *quadtree) insert(x, y, mass float64) {
	at := int32(0)
	for depth := 0; ; depth++ {
		c := &t.cells[at]
		if c.mass == 0 {
			*c = cell{x: x, y: y, mass: mass, cx: c.cx, cy: c.cy, r: c.r, leaf: true}
			return
		}
		if c.leaf && depth < deepest {
			ox, oy, om := c.x, c.y, c.mass
			c.leaf = false
			next := t.child(at, ox, oy)
			n := &t.cells[next]
			n.x, n.y, n.mass, n.leaf = ox, oy, om, true
			c = &t.cells[at]
		}
		total := c.mass + mass
		c.x = (float64(c.x*c.mass) + float64(x*mass)) / total
		c.y = (float64(c.y*c.mass) + float64(y*mass)) / total
		c.mass = total
		if depth >= deepest {
			return
		}
		at = t.child(at, x, y)
	}
}

// child returns the quadrant of a cell in which a place lies.
func (t *quadtree) child(at int32, x, y float64) int32 {
	c := &t.cells[at]
	q := 0
	h := c.r / 2
	nx, ny := c.cx-h, c.cy-h
	if x >= c.cx {
		q, nx = 1, c.cx+h
	}
	if y >= c.cy {
		q, ny = q+2, c.cy+h
	}
	if c.child[q] == 0 {
		c.child[q] = int32(len(t.cells))
		t.cells = append(t.cells, cell{cx: nx, cy: ny, r: h})
	}
	return t.cells[at].child[q]
}

// force sums what pushes a body at a place, by the square of the distance: by the
// distance alone, a large middle throws what hangs on it far out.
func (t *quadtree) force(x, y float64, stack []int32) (fx, fy float64) {
	stack = append(stack[:0], 0)
	for len(stack) > 0 {
		c := &t.cells[stack[len(stack)-1]]
		stack = stack[:len(stack)-1]
		dx, dy := x-c.x, y-c.y
		d2 := float64(dx*dx) + float64(dy*dy)
		if !c.leaf && float64(4*c.r*c.r) > float64(opening*opening*d2) {
			for _, k := range c.child {
				if k != 0 {
					stack = append(stack, k)
				}
			}
			continue
		}
		if d2 < 1e-9 { // itself
			continue
		}
		d2 = max(d2, 0.01)
		k := c.mass / float64(d2*math.Sqrt(d2))
		fx += float64(dx * k)
		fy += float64(dy * k)
	}
	return fx, fy
}
