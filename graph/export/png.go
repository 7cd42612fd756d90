package export

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// maxPixels bounds a PNG; larger sheets are drawn at a smaller scale.
const maxPixels = 24 << 20

// png draws a sheet at twice its size, or smaller where that would be too large.
func (s *sheet) png(ctx context.Context) ([]byte, error) {
	all, err := faces()
	if err != nil {
		return nil, err
	}
	scale := 16 * 2 // sixteenths
	for scale > 4 && s.width/unit*scale/16*(s.height/unit*scale/16) > maxPixels {
		scale--
	}
	c := &inker{faces: all, scale: scale}
	c.dst = image.NewRGBA(image.Rect(0, 0, (s.width*scale+159)/160, (s.height*scale+159)/160))
	draw.Draw(c.dst, c.dst.Bounds(), image.NewUniform(hue(s.paper, 100)), image.Point{}, draw.Src)
	for i, it := range s.items {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		switch {
		case it.path != nil:
			c.path(it.path)
		case it.text != nil:
			if err := c.label(it.text); err != nil {
				return nil, err
			}
		}
	}
	var b bytes.Buffer
	// The best compression takes twice as long and saves nothing on flat colours.
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, c.dst); err != nil {
		return nil, fmt.Errorf("encode png: %w", err)
	}
	return b.Bytes(), nil
}

// hue reads "#RRGGBB" with an opacity in percent.
func hue(s string, opacity int) color.Color {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil {
		return color.Black
	}
	if opacity <= 0 || opacity > 100 {
		opacity = 100
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), uint8(opacity * 255 / 100)}
}

// An inker draws onto pixels. Outlines are points in 64ths of a pixel, whole
// numbers, so that every processor draws the same.
type inker struct {
	dst   *image.RGBA
	faces []*face
	scale int // sixteenths
	buf   sfnt.Buffer
	ras   vector.Rasterizer
}

// at turns units of the sheet into 64ths of a pixel.
func (c *inker) at(n int) int { return n * c.scale * 64 / (16 * unit) }

func (c *inker) path(p *path) {
	parts := c.flatten(p.steps)
	if p.fill != "" {
		c.fill(parts, hue(p.fill, p.opacity))
	}
	if p.stroke != "" {
		if p.dash > 0 {
			parts = dashed(parts, c.at(p.dash), c.at(p.dash*8/10))
		}
		c.fill(stroke(parts, max(c.at(p.width), 24)), hue(p.stroke, p.opacity))
	}
}

// A ring is a line of points; shut ones end where they begin.
type ring struct {
	pts  []point
	shut bool
}

// flatten turns curves into lines of at most about two pixels.
func (c *inker) flatten(steps []step) []ring {
	var out []ring
	var cur ring
	flush := func() {
		if len(cur.pts) > 0 {
			out = append(out, cur)
		}
		cur = ring{}
	}
	for _, st := range steps {
		to := point{c.at(st.p[2].x), c.at(st.p[2].y)}
		switch {
		case st.shut:
			cur.shut = true
			flush()
		case st.move:
			flush()
			cur.pts = append(cur.pts, to)
		case st.curve:
			from := cur.pts[len(cur.pts)-1]
			a, b := point{c.at(st.p[0].x), c.at(st.p[0].y)}, point{c.at(st.p[1].x), c.at(st.p[1].y)}
			cur.pts = append(cur.pts, cubic(from, a, b, to)...)
		default:
			cur.pts = append(cur.pts, to)
		}
	}
	flush()
	return out
}

// cubic returns points of a curve after its first.
func cubic(p, a, b, q point) []point {
	length := abs(a.x-p.x) + abs(a.y-p.y) + abs(b.x-a.x) + abs(b.y-a.y) + abs(q.x-b.x) + abs(q.y-b.y)
	n := min(max(length/(64*4), 4), 100)
	out := make([]point, 0, n)
	at := func(p, a, b, q, i int) int {
		j := n - i
		return (p*j*j*j + 3*a*j*j*i + 3*b*j*i*i + q*i*i*i) / (n * n * n)
	}
	for i := 1; i <= n; i++ {
		out = append(out, point{at(p.x, a.x, b.x, q.x, i), at(p.y, a.y, b.y, q.y, i)})
	}
	return out
}

// tile is the side of the squares in which areas are filled: up to 512 pixels the
// rasterizer reckons in whole numbers, beyond in floating point.
const tile = 512

// fill covers the area within the rings.
func (c *inker) fill(rings []ring, col color.Color) {
	if len(rings) == 0 {
		return
	}
	lo, hi := point{1 << 40, 1 << 40}, point{-1 << 40, -1 << 40}
	for _, r := range rings {
		for _, p := range r.pts {
			lo.x, lo.y, hi.x, hi.y = min(lo.x, p.x), min(lo.y, p.y), max(hi.x, p.x), max(hi.y, p.y)
		}
	}
	area := image.Rect(lo.x>>6, lo.y>>6, hi.x>>6+1, hi.y>>6+1).Intersect(c.dst.Bounds())
	src := image.NewUniform(col)
	for y := area.Min.Y; y < area.Max.Y; y += tile {
		for x := area.Min.X; x < area.Max.X; x += tile {
			r := image.Rect(x, y, min(x+tile, area.Max.X), min(y+tile, area.Max.Y))
			c.ras.Reset(r.Dx(), r.Dy())
			for _, ring := range rings {
				c.outline(ring, r)
			}
			c.ras.Draw(c.dst, r, src, image.Point{})
		}
	}
}

// outline gives a ring to the rasterizer, relative to a tile.
func (c *inker) outline(r ring, tile image.Rectangle) {
	for i, p := range r.pts {
		x, y := float32(p.x-tile.Min.X*64)/64, float32(p.y-tile.Min.Y*64)/64 // exact: both are multiples of 1/64
		if i == 0 {
			c.ras.MoveTo(x, y)
		} else {
			c.ras.LineTo(x, y)
		}
	}
	c.ras.ClosePath()
}

// label draws a line of text, glyph by glyph. What the font lacks is drawn as its
// sign for that.
func (c *inker) label(l *label) error {
	f := c.faces[l.font]
	x := c.at(l.x)
	switch l.anchor {
	case 1:
		x -= c.at(measure(l.text, l.size, l.font)) / 2
	case 2:
		x -= c.at(measure(l.text, l.size, l.font))
	}
	size, col := c.at(l.size), hue(l.fill, 100)
	var rings []ring
	for _, r := range clean(l.text) {
		i, err := f.GlyphIndex(&c.buf, r)
		if err != nil {
			return fmt.Errorf("glyph of %q: %w", r, err)
		}
		segments, err := f.LoadGlyph(&c.buf, i, fixed.Int26_6(size), nil)
		if err != nil {
			return fmt.Errorf("glyph of %q: %w", r, err)
		}
		rings = append(rings, glyph(segments, x, c.at(l.y))...)
		x += f.advance(r) * size / 1000
	}
	c.fill(rings, col)
	return nil
}

// glyph moves an outline to its place and flattens it.
func glyph(segments sfnt.Segments, dx, dy int) []ring {
	var out []ring
	at := func(p fixed.Point26_6) point { return point{int(p.X) + dx, int(p.Y) + dy} }
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			out = append(out, ring{pts: []point{at(s.Args[0])}, shut: true})
			continue
		}
		if len(out) == 0 {
			continue
		}
		r := &out[len(out)-1]
		from := r.pts[len(r.pts)-1]
		switch s.Op {
		case sfnt.SegmentOpLineTo:
			r.pts = append(r.pts, at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			q, to := at(s.Args[0]), at(s.Args[1])
			const n = 6
			for i := 1; i <= n; i++ {
				j := n - i
				r.pts = append(r.pts, point{(from.x*j*j + 2*q.x*j*i + to.x*i*i) / (n * n), (from.y*j*j + 2*q.y*j*i + to.y*i*i) / (n * n)})
			}
		case sfnt.SegmentOpCubeTo:
			r.pts = append(r.pts, cubic(from, at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))...)
		}
	}
	return out
}
