package export

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"newsgraph/graph/export/viz"
)

// layered places boxes with Graphviz: its dot gives the ranks, the places and the
// curves. It is given sizes and no words, so no name can be read as its language.
//
// All lengths here are in units of a sheet, a point of Graphviz being a pixel.
func (a *artist) layered(ctx context.Context) error {
	var b strings.Builder
	b.WriteString("digraph{graph[rankdir=LR,newrank=true,nodesep=.22,ranksep=.55,splines=spline];node[shape=box,fixedsize=true,label=\"\"];edge[arrowhead=none]\n")
	for i := range a.p.Nodes {
		w, h := a.boxSize(&a.p.Nodes[i])
		a.boxes[i] = frame{w: w, h: h}
		fmt.Fprintf(&b, "n%d[width=%s,height=%s]\n", i, inches(w), inches(h))
	}
	for i, e := range a.p.Edges {
		fmt.Fprintf(&b, "n%d->n%d[e=%d", a.index[e.From], a.index[e.To], i)
		if e.Label != "" {
			w := measure(e.Label, edgeSize, fontPlain) + 8*unit
			fmt.Fprintf(&b, ",label=<<TABLE BORDER=\"0\" FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"14\"><TR><TD></TD></TR></TABLE>>", w/unit)
		}
		b.WriteString("]\n")
	}
	b.WriteString("}\n")
	out, err := viz.Render(ctx, b.String(), "dot", "json0")
	if err != nil {
		return fmt.Errorf("lay out %d nodes: %w", len(a.p.Nodes), err)
	}
	return a.read(out)
}

// inches writes a length for Graphviz, of which an inch has 72 points.
func inches(n int) string { return strconv.FormatFloat(float64(n)/(72*unit), 'f', 4, 64) }

// A frame is the middle and size of a node.
type frame struct{ x, y, w, h int }

// A route is where an edge runs and its label stands.
type route struct {
	curve []point // start, then three points a piece
	label *point
}

// read takes places from Graphviz's answer and turns its y upside down.
func (a *artist) read(out []byte) error {
	var g struct {
		BB      string `json:"bb"`
		Objects []struct{ Name, Pos string }
		Edges   []struct{ E, Pos, LP string }
	}
	if err := json.Unmarshal(out, &g); err != nil {
		return fmt.Errorf("read layout: %w", err)
	}
	bb := numbers(g.BB)
	if len(bb) != 4 {
		return fmt.Errorf("read layout: bounding box %q", g.BB)
	}
	a.width, a.height = bb[2], bb[3]
	for _, o := range g.Objects {
		i, err := strconv.Atoi(strings.TrimPrefix(o.Name, "n"))
		p := numbers(o.Pos)
		if err != nil || i < 0 || i >= len(a.boxes) || len(p) != 2 {
			return fmt.Errorf("read layout: node %q at %q", o.Name, o.Pos)
		}
		a.boxes[i].x, a.boxes[i].y = p[0], bb[3]-p[1]
	}
	for _, e := range g.Edges {
		i, err := strconv.Atoi(e.E)
		if err != nil || i < 0 || i >= len(a.routes) {
			return fmt.Errorf("read layout: edge %q", e.E)
		}
		for _, pair := range strings.Fields(e.Pos) {
			if p := numbers(pair); len(p) == 2 {
				a.routes[i].curve = append(a.routes[i].curve, point{p[0], bb[3] - p[1]})
			}
		}
		if p := numbers(e.LP); len(p) == 2 {
			a.routes[i].label = &point{p[0], bb[3] - p[1]}
		}
	}
	return nil
}

// numbers reads lengths separated by commas, in points, as units.
func numbers(s string) []int {
	var out []int
	for f := range strings.SplitSeq(s, ",") {
		x, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return nil
		}
		out = append(out, int(float64(x*unit)+0.5))
	}
	return out
}
