package export

import "math/bits"

// stroke returns the outline of lines of that width: a bar along each piece and a
// disc at each joint. All run the same way round, so that where they overlap the
// area is filled once.
func stroke(lines []ring, width int) []ring {
	var out []ring
	half := max(width/2, 1)
	for _, l := range lines {
		pts := l.pts
		if l.shut && len(pts) > 1 {
			pts = append(append([]point{}, pts...), pts[0])
		}
		for i := 1; i < len(pts); i++ {
			a, b := pts[i-1], pts[i]
			dx, dy := b.x-a.x, b.y-a.y
			n := root(dx*dx + dy*dy)
			if n == 0 {
				continue
			}
			ox, oy := -dy*half/n, dx*half/n
			out = append(out, ring{pts: []point{{a.x + ox, a.y + oy}, {a.x - ox, a.y - oy}, {b.x - ox, b.y - oy}, {b.x + ox, b.y + oy}}, shut: true})
			if half > 48 && i+1 < len(pts) { // thin lines show no gap
				out = append(out, joint(b, half))
			}
		}
	}
	return out
}

// joint is a disc with the sense of rotation of the bars.
func joint(p point, r int) ring {
	const n = 12
	out := ring{shut: true}
	for i := range n {
		// Points of a regular 12-gon, in thousandths.
		c := [n][2]int{{1000, 0}, {866, 500}, {500, 866}, {0, 1000}, {-500, 866}, {-866, 500}, {-1000, 0}, {-866, -500}, {-500, -866}, {0, -1000}, {500, -866}, {866, -500}}[i]
		out.pts = append(out.pts, point{p.x + c[0]*r/1000, p.y + c[1]*r/1000})
	}
	return out
}

// dashed cuts lines into dashes.
func dashed(lines []ring, on, off int) []ring {
	var out []ring
	for _, l := range lines {
		pts := l.pts
		if l.shut && len(pts) > 1 {
			pts = append(append([]point{}, pts...), pts[0])
		}
		drawing, left := true, max(on, 1)
		cur := []point{pts[0]}
		for i := 1; i < len(pts); i++ {
			a, b := pts[i-1], pts[i]
			n := root((b.x-a.x)*(b.x-a.x) + (b.y-a.y)*(b.y-a.y))
			for done := 0; done < n; {
				d := min(left, n-done)
				done += d
				left -= d
				p := point{a.x + (b.x-a.x)*done/n, a.y + (b.y-a.y)*done/n}
				if drawing {
					cur = append(cur, p)
				}
				if left == 0 {
					if drawing {
						out = append(out, ring{pts: cur})
						left = max(off, 1)
					} else {
						left = max(on, 1)
					}
					drawing, cur = !drawing, []point{p}
				}
			}
		}
		if drawing && len(cur) > 1 {
			out = append(out, ring{pts: cur})
		}
	}
	return out
}

// root returns the square root, rounded down.
func root(n int) int {
	if n <= 0 {
		return 0
	}
	x := 1 << ((bits.Len(uint(n)) + 1) / 2)
	for {
		y := (x + n/x) / 2
		if y >= x {
			return x
		}
		x = y
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
