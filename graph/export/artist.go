package export

import (
	"context"
	"fmt"

	"newsgraph/graph"
)

// Sizes of text, in units of a sheet.
const (
	nameSize = 13 * unit
	subSize  = 10 * unit
	edgeSize = 10 * unit
	margin   = 28 * unit
)

// mostBoxes is the number of nodes up to which each is a box with its name in it,
// laid out in ranks. Beyond, ranks grow so long that no page holds them.
const mostBoxes = 60

// An artist lays a picture out and draws it onto a sheet.
type artist struct {
	p             *Picture
	t             *theme
	index         map[graph.ID]int
	called        map[graph.ID]string
	boxes         []frame
	routes        []route
	width, height int // of the drawing without title and legend
	sheet         sheet
}

// sheetOf lays the picture out and draws it.
func (p *Picture) sheetOf(ctx context.Context) (*sheet, error) {
	t, err := themeOf(p.Theme)
	if err != nil {
		return nil, err
	}
	a := &artist{p: p, t: t, index: map[graph.ID]int{}, called: p.called(), boxes: make([]frame, len(p.Nodes)), routes: make([]route, len(p.Edges))}
	for i := range p.Nodes {
		a.index[p.Nodes[i].ID] = i
	}
	switch {
	case len(p.Rows) > 0:
		a.timeline()
	case len(p.Nodes) <= mostBoxes:
		if err := a.layered(ctx); err != nil {
			return nil, err
		}
		a.frame()
		a.drawBoxes()
	default:
		if err := a.cloud(ctx); err != nil {
			return nil, err
		}
	}
	return &a.sheet, nil
}

// SVG draws the picture. The same picture gives the same bytes.
func (p *Picture) SVG(ctx context.Context) ([]byte, error) {
	s, err := p.sheetOf(ctx)
	if err != nil {
		return nil, fmt.Errorf("draw svg: %w", err)
	}
	return s.svg(), nil
}

// PNG draws the picture in pixels, at twice the size of the SVG where that is not
// too large. Letters that its font lacks (it has Latin, Greek, Cyrillic and Hebrew)
// are drawn as empty boxes.
func (p *Picture) PNG(ctx context.Context) ([]byte, error) {
	s, err := p.sheetOf(ctx)
	if err != nil {
		return nil, fmt.Errorf("draw png: %w", err)
	}
	b, err := s.png(ctx)
	if err != nil {
		return nil, fmt.Errorf("draw png: %w", err)
	}
	return b, nil
}

// zoom is by how much title and legend are enlarged, in tenths: on a page of several
// thousand pixels the usual size could not be read.
func (a *artist) zoom() int { return max(unit, a.width*unit/(1700*unit)) }

// frame makes room for title and legend and moves the drawing below them.
func (a *artist) frame() {
	s, z := &a.sheet, a.zoom()
	s.paper, s.title, s.desc = a.t.Paper, a.p.Title, a.p.Dek
	title, big, dek, foot := shorten(a.p.Title, 90), 28*z, 13*z, 10*z
	inner := max(a.width, measure(title, big, fontTitle), measure(a.p.Dek, dek, fontPlain), measure(footnote, foot, fontPlain), min(a.legendWidth(dek), 700*z))
	top := margin
	s.write(label{x: margin, y: top + big*8/10, size: big, font: fontTitle, fill: a.t.Ink, text: title})
	top += big + 8*z
	s.write(label{x: margin, y: top + dek*8/10, size: dek, fill: a.t.Faint, text: a.p.Dek})
	top += dek + 12*z
	top = a.legend(top, inner, z) + 22*z
	dx, dy := margin+(inner-a.width)/2, top
	for i := range a.boxes {
		a.boxes[i].x += dx
		a.boxes[i].y += dy
	}
	for i := range a.routes {
		for j := range a.routes[i].curve {
			a.routes[i].curve[j].x += dx
			a.routes[i].curve[j].y += dy
		}
		if l := a.routes[i].label; l != nil {
			l.x += dx
			l.y += dy
		}
	}
	s.width, s.height = inner+2*margin, top+a.height+18*z+foot*2+margin
	line := top + a.height + 18*z
	s.draw(path{steps: []step{moveTo(margin, line), lineTo(s.width-margin, line)}, stroke: a.t.Line, width: z / 2})
	s.write(label{x: margin, y: line + foot*17/10, size: foot, fill: a.t.Faint, text: footnote})
}

const footnote = "newsgraph. Every line stands for sentences of articles; its tooltip shows the best one."

// used returns the kinds of nodes that occur, in order.
func (a *artist) used() []kind {
	seen := map[string]bool{}
	for i := range a.p.Nodes {
		seen[a.p.Nodes[i].Kind] = true
	}
	var out []kind
	for _, k := range kinds {
		if seen[k.Key] && k.Key != "more" {
			out = append(out, k)
		}
	}
	return out
}

func (a *artist) legendWidth(size int) int {
	w := 0
	for _, k := range a.used() {
		w += measure(k.Name, size, fontPlain) + size*3
	}
	return w
}

// legend draws the kinds of nodes and of lines that occur, z tenths as large as
// usual, and returns where it ends.
func (a *artist) legend(top, inner, z int) int {
	size := 13 * z
	x, y := margin, top+size/2
	next := func(w int) {
		if x+w > margin+inner && x > margin {
			x, y = margin, y+size+8*z
		}
	}
	for _, k := range a.used() {
		w := 16*z + measure(k.Name, size, fontPlain)
		next(w)
		a.sheet.draw(path{steps: mark(k.Key, x+5*z, y, 5*z), fill: a.t.look(k.Key).Stroke})
		a.sheet.write(label{x: x + 15*z, y: y + size*35/100, size: size, fill: a.t.Text, text: k.Name})
		x += w + 22*z
	}
	claimed, several := false, false
	for i := range a.p.Edges {
		claimed = claimed || a.p.Edges[i].Claimed
		several = several || a.p.Edges[i].Sources > 1
	}
	for _, line := range []struct {
		show        bool
		width, dash int
		text        string
	}{{claimed, 14, 5 * z, "claimed, planned or denied"}, {several, 36, 0, "more sources"}} {
		if !line.show {
			continue
		}
		w := 34*z + measure(line.text, size, fontPlain)
		next(w)
		a.sheet.draw(path{steps: []step{moveTo(x, y), lineTo(x+26*z, y)}, stroke: a.t.Line, width: line.width * z / unit, dash: line.dash})
		a.sheet.write(label{x: x + 33*z, y: y + size*35/100, size: size, fill: a.t.Text, text: line.text})
		x += w + 22*z
	}
	return y + size/2
}

// boxSize returns the size of the box of a node.
func (a *artist) boxSize(n *Node) (w, h int) {
	w = measure(shorten(n.Name, longestName), nameSize, fontBold)
	h = 27 * unit
	if n.Sub != "" {
		w, h = max(w, measure(shorten(n.Sub, longestSub), subSize, fontPlain)), 39*unit
	}
	return w + 36*unit, h
}

// drawBoxes draws edges below nodes, and their labels above both.
func (a *artist) drawBoxes() {
	for i := range a.p.Edges {
		a.drawEdge(i)
	}
	for i := range a.p.Nodes {
		a.drawBox(&a.p.Nodes[i], a.boxes[i])
	}
}

func (a *artist) drawBox(n *Node, f frame) {
	l := a.t.look(n.Kind)
	s := &a.sheet
	s.group(group{class: "node " + n.Kind, tip: n.Tip, url: n.URL})
	dash := 0
	if n.Kind == "role" || n.Kind == "more" {
		dash = 4 * unit
	}
	width := 14
	if n.main {
		width = 26
	}
	s.draw(path{steps: box(f.x-f.w/2, f.y-f.h/2, f.w, f.h, 7*unit), fill: l.Fill, stroke: l.Stroke, width: width, dash: dash})
	s.draw(path{steps: mark(n.Kind, f.x-f.w/2+14*unit, f.y, 5*unit), fill: l.Stroke})
	x, y := f.x-f.w/2+26*unit, f.y+nameSize*35/100
	if n.Sub != "" {
		y -= 6 * unit
		s.write(label{x: x, y: y + 13*unit, size: subSize, fill: l.Ink, text: shorten(n.Sub, longestSub)})
	}
	s.write(label{x: x, y: y, size: nameSize, font: fontBold, fill: l.Ink, text: shorten(n.Name, longestName)})
	s.end()
}

// pen returns the width of an edge: by the number of independent sources, in steps
// that the eye can tell apart.
func pen(sources int) int {
	switch {
	case sources <= 1:
		return 12
	case sources == 2:
		return 22
	case sources <= 4:
		return 32
	case sources <= 9:
		return 42
	}
	return 54
}

func (a *artist) drawEdge(i int) {
	e, r := &a.p.Edges[i], a.routes[i]
	if len(r.curve) < 4 {
		return
	}
	s := &a.sheet
	s.group(group{class: "edge", tip: e.say(a.called), url: e.URL})
	steps := []step{moveTo(r.curve[0].x, r.curve[0].y)}
	for j := 1; j+2 < len(r.curve); j += 3 {
		steps = append(steps, curveTo(r.curve[j], r.curve[j+1], r.curve[j+2]))
	}
	dash := 0
	if e.Claimed {
		dash = 5 * unit
	}
	s.draw(path{steps: steps, stroke: a.t.Line, width: pen(e.Sources), dash: dash})
	if e.Arrow {
		end := len(r.curve) - 1
		a.arrow(r.curve[end-1], r.curve[end], pen(e.Sources))
	}
	if e.Label != "" && r.label != nil {
		w := measure(e.Label, edgeSize, fontPlain)
		s.draw(path{steps: box(r.label.x-w/2-3*unit, r.label.y-7*unit, w+6*unit, 14*unit, 4*unit), fill: a.t.Paper, opacity: 88})
		s.write(label{x: r.label.x, y: r.label.y + edgeSize*35/100, size: edgeSize, anchor: 1, fill: a.t.Text, text: e.Label})
	}
	s.end()
}

// arrow draws the head of an edge that comes from one point to another.
func (a *artist) arrow(from, to point, pen int) {
	dx, dy := to.x-from.x, to.y-from.y
	n := root(dx*dx + dy*dy)
	if n == 0 {
		return
	}
	length, half := 60+pen*2, 26+pen
	bx, by := to.x-dx*length/n, to.y-dy*length/n
	ox, oy := -dy*half/n, dx*half/n
	a.sheet.draw(path{steps: polygon(to.x, to.y, bx+ox, by+oy, bx-ox, by-oy), fill: a.t.Line})
}
