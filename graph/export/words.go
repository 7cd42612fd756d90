package export

import "strings"

// advance holds the widths of printable ASCII in Helvetica, in thousandths of the
// size (Adobe's font metrics); Arial has the same. The wasm Graphviz counts bytes
// that are no ASCII as nothing, so labels of DOT state their own width.
var advance = [95]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// width returns the width of s in tenths of points: integers, so that every
// processor writes the same source.
func width(s string, points int, bold bool) int {
	w := 0
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~':
			w += advance[r-' ']
		case r >= 0x2E80: // Chinese, Japanese, Korean: full width
			w += 1000
		default:
			w += 600
		}
	}
	if bold {
		w = w * 107 / 100
	}
	return w * points / 100
}

// shorten cuts a name that would make a node too wide, and says so by an ellipsis;
// the tooltip has it whole.
func shorten(s string, runes int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= runes {
		return string(r)
	}
	return string(r[:runes-1]) + "…"
}
