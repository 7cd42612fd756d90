package export

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// cloud draws many nodes as marks with names beside them where there is room,
// placed by forces, with a tinted ground behind what belongs together.
func (a *artist) cloud(ctx context.Context) error {
	n := len(a.p.Nodes)
	edges := a.weights()
	group := communities(n, edges)
	radius := a.radii()
	if err := a.place(ctx, edges, radius); err != nil {
		return err
	}
	a.frame()
	a.grounds(group)
	for i := range a.p.Edges {
		a.straight(i, radius)
	}
	order := a.byRank()
	spots := a.names(order, group, radius)
	for k := len(order) - 1; k >= 0; k-- { // the best supported on top
		i := order[k]
		node := &a.p.Nodes[i]
		l := a.t.look(node.Kind)
		a.sheet.group(group0(node))
		a.sheet.draw(path{steps: mark(node.Kind, a.boxes[i].x, a.boxes[i].y, radius[i]), fill: l.Stroke, stroke: a.t.Paper, width: 12})
		if s := spots[i]; s != nil {
			a.sheet.draw(path{steps: box(s.x-2*unit, s.y-s.h*78/100, s.w+4*unit, s.h, 3*unit), fill: a.t.Paper, opacity: 78})
			a.sheet.write(label{x: s.x, y: s.y, size: s.size, font: s.font, fill: l.Ink, text: s.text})
		}
		a.sheet.end()
	}
	return nil
}

func group0(n *Node) group { return group{class: "node " + n.Kind, tip: n.Tip, url: n.URL} }

// weights returns the edges by index, their weight the number of sources.
func (a *artist) weights() []weighted {
	out := make([]weighted, 0, len(a.p.Edges))
	for i := range a.p.Edges {
		e := &a.p.Edges[i]
		if from, to := a.index[e.From], a.index[e.To]; from != to {
			out = append(out, weighted{from, to, max(e.Sources, 1)})
		}
	}
	return out
}

// radii gives each node the radius of its mark: its area grows with its support.
func (a *artist) radii() []int {
	out := make([]int, len(a.p.Nodes))
	least, grow, most := 45, 220, 220
	if len(a.p.Nodes) > 600 {
		least, grow, most = 35, 60, 130
	}
	for i := range a.p.Nodes {
		n := &a.p.Nodes[i]
		out[i] = min(least+root(max(n.rank, 0)*grow), most)
		if n.Kind == "event" || n.Kind == "article" || n.Kind == "said" {
			out[i] = min(out[i], 60)
		}
	}
	return out
}

// byRank returns the nodes, what the picture is about first, then the best supported.
func (a *artist) byRank() []int {
	order := make([]int, len(a.p.Nodes))
	for i := range order {
		order[i] = i
	}
	first := func(i int) int {
		switch n := &a.p.Nodes[i]; {
		case n.main, n.Kind == "more":
			return 0
		case n.Kind == "event", n.Kind == "said":
			return 2
		}
		return 1
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(first(i)-first(j), a.p.Nodes[j].rank-a.p.Nodes[i].rank)
	})
	return order
}

// place lays out each connected part by itself and puts the parts side by side.
func (a *artist) place(ctx context.Context, edges []weighted, radius []int) error {
	part := components(len(a.p.Nodes), edges)
	var frames []frame
	var members [][]int
	for i, c := range part {
		for len(members) <= c {
			members = append(members, nil)
		}
		members[c] = append(members[c], i)
	}
	local := make([]int, len(part))
	links := make([][]weighted, len(members))
	for _, m := range members {
		for k, i := range m {
			local[i] = k
		}
	}
	for _, e := range edges {
		c := part[e.a]
		links[c] = append(links[c], weighted{local[e.a], local[e.b], e.w})
	}
	for c, m := range members {
		f := newField(len(m))
		for _, e := range links[c] {
			f.link(e.a, e.b, math.Sqrt(float64(e.w)))
		}
		if err := f.layout(ctx); err != nil {
			return err
		}
		frames = append(frames, a.spread(f, m, radius))
	}
	a.width, a.height = pack(frames)
	for c, m := range members {
		for _, i := range m {
			a.boxes[i].x += frames[c].x
			a.boxes[i].y += frames[c].y
		}
	}
	return nil
}

// components numbers the connected parts, in the order of their first nodes.
func components(n int, edges []weighted) []int {
	up := make([]int, n)
	for i := range up {
		up[i] = i
	}
	find := func(i int) int {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	for _, e := range edges {
		x, y := find(e.a), find(e.b)
		up[max(x, y)] = min(x, y)
	}
	for i := range up {
		up[i] = find(i)
	}
	return renumber(up)
}

// room is the length of an edge in the drawing: names need it, and of thousands of
// nodes most have none.
func room(n int) int {
	switch {
	case n <= 150:
		return 88 * unit
	case n <= 600:
		return 66 * unit
	}
	return 48 * unit
}

// spread turns the places of a field into units, the wider side across, moves marks
// off each other, and returns the size of all.
func (a *artist) spread(f *field, members, radius []int) frame {
	lo, hi := point{math.MaxInt, math.MaxInt}, point{math.MinInt, math.MinInt}
	k := float64(room(len(a.p.Nodes)))
	pts := make([]point, len(members))
	for i := range pts {
		pts[i] = point{int(math.Round(f.x[i] * k)), int(math.Round(f.y[i] * k))}
		lo, hi = point{min(lo.x, pts[i].x), min(lo.y, pts[i].y)}, point{max(hi.x, pts[i].x), max(hi.y, pts[i].y)}
	}
	if hi.y-lo.y > hi.x-lo.x {
		for i, p := range pts {
			pts[i] = point{p.y, p.x}
		}
		lo, hi = point{lo.y, lo.x}, point{hi.y, hi.x}
	}
	rs := make([]int, len(members))
	for i, m := range members {
		rs[i] = radius[m]
	}
	apart(pts, rs, room(len(a.p.Nodes))/4)
	lo0, hi0 := lo, hi
	lo, hi = point{math.MaxInt, math.MaxInt}, point{math.MinInt, math.MinInt}
	for i, p := range pts {
		r, name := rs[i]+20*unit, 16*unit
		if len(members) < 4 || p.x > (lo0.x+hi0.x)/2 { // it stands at the right where there is room
			name += measure(shorten(a.p.Nodes[members[i]].Name, 34), 12*unit, fontBold)
		}
		lo, hi = point{min(lo.x, p.x-r), min(lo.y, p.y-r)}, point{max(hi.x, p.x+r+name), max(hi.y, p.y+r)}
	}
	for i, m := range members {
		a.boxes[m] = frame{x: pts[i].x - lo.x, y: pts[i].y - lo.y}
	}
	return frame{w: hi.x - lo.x, h: hi.y - lo.y}
}

// apart moves marks that are nearer than gap off each other.
func apart(pts []point, radius []int, gap int) {
	widest := 0
	for _, r := range radius {
		widest = max(widest, r)
	}
	side := 2*widest + gap
	for range 60 {
		grid := map[point][]int{}
		for i, p := range pts {
			c := point{floor(p.x, side), floor(p.y, side)}
			grid[c] = append(grid[c], i)
		}
		moved := false
		for i := range pts {
			c := point{floor(pts[i].x, side), floor(pts[i].y, side)}
			for dx := -1; dx <= 1; dx++ {
				for dy := -1; dy <= 1; dy++ {
					for _, j := range grid[point{c.x + dx, c.y + dy}] {
						if j > i && shove(&pts[i], &pts[j], radius[i]+radius[j]+gap, i+j) {
							moved = true
						}
					}
				}
			}
		}
		if !moved {
			return
		}
	}
}

func floor(n, side int) int {
	if n < 0 {
		return -((-n + side - 1) / side)
	}
	return n / side
}

// shove moves two marks apart that are nearer than want.
func shove(p, q *point, want, turn int) bool {
	dx, dy := q.x-p.x, q.y-p.y
	d := root(dx*dx + dy*dy)
	if d >= want {
		return false
	}
	if d == 0 {
		dx, dy, d = star[turn%10*2], star[turn%10*2+1], 1000
		if dx == 0 && dy == 0 {
			dx = 1
		}
		d = max(root(dx*dx+dy*dy), 1)
		p.x, p.y, q.x, q.y = p.x-dx*want/d/2, p.y-dy*want/d/2, q.x+dx*want/d/2, q.y+dy*want/d/2
		return true
	}
	m := (want-d)/2 + 1
	p.x, p.y, q.x, q.y = p.x-dx*m/d, p.y-dy*m/d, q.x+dx*m/d, q.y+dy*m/d
	return true
}

// pack places frames in shelves, the largest first, and returns the size of all. A
// page is about three wide to two high.
func pack(frames []frame) (width, height int) {
	order := make([]int, len(frames))
	area := 0
	for i, f := range frames {
		order[i] = i
		area += f.w * f.h
		width = max(width, f.w)
	}
	slices.SortStableFunc(order, func(i, j int) int { return frames[j].h - frames[i].h })
	width = max(width, root(area*3/2))
	x, y, shelf, widest := 0, 0, 0, 0
	for _, i := range order {
		f := &frames[i]
		if x > 0 && x+f.w > width {
			x, y, shelf = 0, y+shelf, 0
		}
		f.x, f.y = x, y
		x += f.w
		widest, shelf = max(widest, x), max(shelf, f.h)
	}
	return widest, y + shelf
}

// Sizes of groups that get a ground.
const (
	leastGround = 5
	mostGrounds = 40
)

// grounds tints the paper behind the largest groups.
func (a *artist) grounds(group []int) {
	sizes := map[int]int{}
	for _, g := range group {
		sizes[g]++
	}
	if len(sizes) < 2 {
		return
	}
	r := room(len(group)) * 6 / 10
	for g := range min(len(sizes), mostGrounds) {
		if sizes[g] < leastGround {
			continue
		}
		tint := a.t.Tints[g%len(a.t.Tints)]
		for i := range a.p.Edges {
			from, to := a.index[a.p.Edges[i].From], a.index[a.p.Edges[i].To]
			if group[from] == g && group[to] == g {
				p, q := a.boxes[from], a.boxes[to]
				a.sheet.draw(path{steps: []step{moveTo(p.x, p.y), lineTo(q.x, q.y)}, stroke: tint, width: 2 * r})
			}
		}
		for i := range group {
			if group[i] == g && a.p.Nodes[i].Kind != "more" {
				a.sheet.draw(path{steps: disc(a.boxes[i].x, a.boxes[i].y, r), fill: tint})
			}
		}
	}
}

// straight draws an edge from mark to mark.
func (a *artist) straight(i int, radius []int) {
	e := &a.p.Edges[i]
	from, to := a.index[e.From], a.index[e.To]
	p, q := a.boxes[from], a.boxes[to]
	dx, dy := q.x-p.x, q.y-p.y
	d := root(dx*dx + dy*dy)
	if d <= radius[from]+radius[to] {
		return
	}
	start := point{p.x + dx*radius[from]/d, p.y + dy*radius[from]/d}
	stop := point{q.x - dx*(radius[to]+unit)/d, q.y - dy*(radius[to]+unit)/d}
	dash, width := 0, pen(e.Sources)
	if e.Claimed {
		dash = 4 * unit
	}
	opacity := 70
	if len(a.p.Nodes) > 600 {
		width, opacity = width*7/10, 45
	}
	a.sheet.group(group{class: "edge", tip: e.say(a.called), url: e.URL})
	a.sheet.draw(path{steps: []step{moveTo(start.x, start.y), lineTo(stop.x, stop.y)}, stroke: a.t.Line, width: width, dash: dash, opacity: opacity})
	if e.Arrow && len(a.p.Nodes) <= 600 {
		a.arrow(start, stop, width)
	}
	a.sheet.end()
}
