package export

// A sheet is a picture with a place for everything, before it is written as SVG or
// PNG. Lengths are integers, in units of a tenth of a pixel.
type sheet struct {
	width, height int
	paper         string
	title         string // for those who cannot see it
	desc          string
	items         []item
}

// unit is the number of units in a pixel.
const unit = 10

// An item is one thing drawn: exactly one of its shapes is set, or it opens or
// shuts a group.
type item struct {
	open *group
	shut bool
	path *path
	text *label
}

// A group is what belongs to one node or edge: it has a tooltip and a link.
type group struct {
	class string // "node person", "edge"
	tip   string
	url   string
}

// A path is a line or an area.
type path struct {
	steps   []step
	fill    string // "" for none
	stroke  string // "" for none
	width   int    // of the stroke
	dash    int    // length of a dash, 0 for a whole line
	opacity int    // of both, in percent; 0 is 100
}

// A step of a path goes to its last point; with three points it is a cubic curve.
// A step that starts a part of the path has move set, one that ends it shut.
type step struct {
	move, shut bool
	p          [3]point
	curve      bool
}

type point struct{ x, y int }

// A label is one line of text, from its base line.
type label struct {
	x, y   int
	size   int // in units
	font   int // fontPlain fontBold fontTitle
	anchor int // 0 start, 1 middle, 2 end
	fill   string
	text   string
}

func (s *sheet) group(g group) { s.items = append(s.items, item{open: &g}) }
func (s *sheet) end()          { s.items = append(s.items, item{shut: true}) }
func (s *sheet) draw(p path)   { s.items = append(s.items, item{path: &p}) }
func (s *sheet) write(l label) { s.items = append(s.items, item{text: &l}) }

func moveTo(x, y int) step { return step{move: true, p: [3]point{{}, {}, {x, y}}} }
func lineTo(x, y int) step { return step{p: [3]point{{}, {}, {x, y}}} }
func curveTo(a, b, c point) step {
	return step{curve: true, p: [3]point{a, b, c}}
}

var shutPath = step{shut: true}

// polygon returns a shut path through points given as x, y pairs.
func polygon(xy ...int) []step {
	var out []step
	for i := 0; i+1 < len(xy); i += 2 {
		if i == 0 {
			out = append(out, moveTo(xy[0], xy[1]))
		} else {
			out = append(out, lineTo(xy[i], xy[i+1]))
		}
	}
	return append(out, shutPath)
}

// box returns a rectangle with round corners of radius r.
func box(x, y, w, h, r int) []step {
	r = min(r, w/2, h/2)
	if r <= 0 {
		return polygon(x, y, x+w, y, x+w, y+h, x, y+h)
	}
	k := r * 4477 / 10000 // 1 - 0.5523: how far the control points of a quarter circle are from the corner
	return []step{
		moveTo(x+r, y), lineTo(x+w-r, y), curveTo(point{x + w - k, y}, point{x + w, y + k}, point{x + w, y + r}),
		lineTo(x+w, y+h-r), curveTo(point{x + w, y + h - k}, point{x + w - k, y + h}, point{x + w - r, y + h}),
		lineTo(x+r, y+h), curveTo(point{x + k, y + h}, point{x, y + h - k}, point{x, y + h - r}),
		lineTo(x, y+r), curveTo(point{x, y + k}, point{x + k, y}, point{x + r, y}), shutPath,
	}
}

// disc returns a circle.
func disc(x, y, r int) []step { return box(x-r, y-r, 2*r, 2*r, r) }

// star holds the corners of a five-pointed star of radius 1000.
var star = [20]int{
	0, -1000, 247, -340, 951, -309, 400, 130, 588, 809, 0, 420, -588, 809, -400, 130, -951, -309, -247, -340,
}

// mark returns the shape of a kind of node around a middle, of about the area of a
// disc with radius r.
func mark(kind string, x, y, r int) []step {
	switch kind {
	case "person":
		return disc(x, y, r)
	case "org":
		q := r * 9 / 10
		return polygon(x-q, y-q, x+q, y-q, x+q, y+q, x-q, y+q)
	case "place":
		q := r * 12 / 10
		return polygon(x, y-q, x+q, y+q*8/10, x-q, y+q*8/10)
	case "group":
		q := r * 12 / 10
		return polygon(x, y+q, x+q, y-q*8/10, x-q, y-q*8/10)
	case "role":
		q := r * 12 / 10
		return polygon(x, y-q, x+q, y, x, y+q, x-q, y)
	case "event":
		q := r * 14 / 10
		var xy []int
		for i := 0; i < len(star); i += 2 {
			xy = append(xy, x+star[i]*q/1000, y+star[i+1]*q/1000)
		}
		return polygon(xy...)
	case "article":
		return polygon(x-r*7/10, y-r, x+r*3/10, y-r, x+r*7/10, y-r*6/10, x+r*7/10, y+r, x-r*7/10, y+r)
	case "said":
		return append(box(x-r, y-r*8/10, 2*r, r*14/10, r*4/10), polygon(x-r*4/10, y+r*5/10, x+r*2/10, y+r*5/10, x-r*5/10, y+r*12/10)...)
	case "more":
		var out []step
		for i := -1; i <= 1; i++ {
			out = append(out, disc(x+i*r*8/10, y, r*3/10)...)
		}
		return out
	}
	q := r * 9 / 10
	return polygon(x-q, y-q, x+q, y-q, x+q, y+q, x-q, y+q)
}
