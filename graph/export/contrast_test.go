package export

import (
	"fmt"
	"math"
	"strconv"
	"testing"
)

// TestContrast computes the contrasts that the themes promise.
func TestContrast(t *testing.T) {
	for _, c := range contrasts() {
		if c.ratio < c.want {
			t.Errorf("%s: contrast %d.%02d:1, want %d.%02d:1", c.what, c.ratio/100, c.ratio%100, c.want/100, c.want%100)
		}
	}
}

// A measured contrast is that of two colours of a theme, in hundredths: 450 is 4.5:1.
type measured struct {
	what        string
	ratio, want int
}

// contrasts returns the contrasts on which reading a picture rests, with what each
// has to be at least: 7:1 for words, 4.5:1 for marks and the borders of boxes, 3:1
// for lines (WCAG 2.2, 1.4.6, 1.4.3 and 1.4.11).
func contrasts() []measured {
	var out []measured
	for _, name := range Themes {
		t := themes[name]
		add := func(what, a, b string, want int) {
			out = append(out, measured{fmt.Sprintf("%s: %s", name, what), contrast(a, b), want})
		}
		add("titles", t.Ink, t.Paper, 700)
		add("names", t.Text, t.Paper, 700)
		add("second lines", t.Faint, t.Paper, 450)
		add("lines", t.Line, t.Paper, 300)
		for _, k := range kinds {
			l := t.look(k.Key)
			add("words in "+k.Key, l.Ink, l.Fill, 700)
			add("words beside "+k.Key, l.Ink, t.Paper, 700)
			add("mark of "+k.Key, l.Stroke, t.Paper, 450)
			for _, tint := range t.Tints {
				add("mark of "+k.Key+" on a ground", l.Stroke, tint, 400)
			}
		}
	}
	return out
}

func contrast(a, b string) int {
	x, y := luminance(a), luminance(b)
	return int((max(x, y) + 0.05) / (min(x, y) + 0.05) * 100)
}

// luminance is that of WCAG, between 0 and 1.
func luminance(colour string) float64 {
	n, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		return 0
	}
	channel := func(v uint64) float64 {
		c := float64(v&255) / 255
		if c <= 0.03928 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n>>16) + 0.7152*channel(n>>8) + 0.0722*channel(n)
}
