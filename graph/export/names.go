package export

// A spot is where a name stands.
type spot struct {
	x, y, w, h int // from the base line; h is the height of the text
	size, font int
	text       string
}

// names places the names of nodes beside their marks, the most important first,
// and leaves out those for which there is no room; their tooltips have them.
func (a *artist) names(order, group, radius []int) []*spot {
	out := make([]*spot, len(order))
	taken := newCrowd(60 * unit)
	for i, f := range a.boxes {
		taken.add(f.x-radius[i], f.y-radius[i], 2*radius[i], 2*radius[i])
	}
	headed, sizes := map[int]bool{}, map[int]int{}
	for _, g := range group {
		sizes[g]++
	}
	for k, i := range order {
		n := &a.p.Nodes[i]
		s := &spot{size: 11 * unit, text: shorten(n.Name, 34)}
		switch {
		case k < 8 || n.main:
			s.size, s.font = 16*unit, fontBold
		case k*8 < len(order):
			s.size, s.font = 13*unit, fontBold
		case n.Kind == "event" || n.Kind == "said":
			s.size = 10 * unit
		}
		head := len(order) > 600 && !headed[group[i]] && group[i] < mostGrounds && n.Kind != "event" && sizes[group[i]] >= 4*leastGround
		if head { // the name of its group
			s.size, s.font, headed[group[i]] = 13*a.zoom(), fontBold, true
		}
		s.w, s.h = measure(s.text, s.size, s.font), s.size*115/100
		switch f := a.boxes[i]; {
		case a.fit(s, f, radius[i], taken):
			out[i] = s
		case head: // it may cover lesser ones
			s.x, s.y = f.x-s.w/2, f.y+radius[i]+s.h
			taken.add(s.x, s.y-s.h*78/100, s.w, s.h)
			out[i] = s
		}
	}
	return out
}

// fit looks for room right, left, below, above and at the corners of a mark.
func (a *artist) fit(s *spot, f frame, r int, taken *crowd) bool {
	gap, up := 3*unit, s.size*35/100
	for _, p := range []point{
		{f.x + r + gap, f.y + up}, {f.x - r - gap - s.w, f.y + up},
		{f.x - s.w/2, f.y + r + s.h}, {f.x - s.w/2, f.y - r - gap},
		{f.x + r*7/10 + gap, f.y + r + s.h*7/10}, {f.x + r*7/10 + gap, f.y - r + gap},
		{f.x - s.w - r*7/10, f.y + r + s.h*7/10}, {f.x - s.w - r*7/10, f.y - r + gap},
	} {
		x, y := p.x, p.y-s.h*78/100
		if x < margin/2 || x+s.w > a.sheet.width-margin/2 || taken.hits(x, y, s.w, s.h) {
			continue
		}
		taken.add(x, y, s.w, s.h)
		s.x, s.y = p.x, p.y
		return true
	}
	return false
}

// A crowd knows which rectangles of the page are taken.
type crowd struct {
	side  int
	cells map[point][][4]int
}

func newCrowd(side int) *crowd { return &crowd{side: side, cells: map[point][][4]int{}} }

func (c *crowd) each(x, y, w, h int, visit func(point) bool) {
	for i := floor(x, c.side); i <= floor(x+w, c.side); i++ {
		for j := floor(y, c.side); j <= floor(y+h, c.side); j++ {
			if !visit(point{i, j}) {
				return
			}
		}
	}
}

func (c *crowd) add(x, y, w, h int) {
	c.each(x, y, w, h, func(p point) bool {
		c.cells[p] = append(c.cells[p], [4]int{x, y, w, h})
		return true
	})
}

func (c *crowd) hits(x, y, w, h int) bool {
	hit := false
	c.each(x, y, w, h, func(p point) bool {
		for _, r := range c.cells[p] {
			if x < r[0]+r[2] && r[0] < x+w && y < r[1]+r[3] && r[1] < y+h {
				hit = true
				return false
			}
		}
		return true
	})
	return hit
}
