package export

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The fonts of pictures: Liberation has the widths of Arial and Times, so what is
// measured here fits where an SVG is shown with those.
//
//go:embed font/*.zst
var fontFiles embed.FS

const (
	fontPlain = iota
	fontBold
	fontTitle
)

var fontNames = [...]string{"LiberationSans-Regular", "LiberationSans-Bold", "LiberationSerif-Bold"}

// A face is a font with the widths that were asked for.
type face struct {
	*sfnt.Font
	mu     sync.Mutex
	buf    sfnt.Buffer
	widths map[rune]int // in thousandths of the size
}

var faces = sync.OnceValues(func() ([]*face, error) {
	z, err := zstd.NewReader(bytes.NewReader(nil))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	var out []*face
	for _, name := range fontNames {
		b, err := fontFiles.ReadFile("font/" + name + ".ttf.zst")
		if err != nil {
			return nil, err
		}
		if b, err = z.DecodeAll(b, nil); err != nil {
			return nil, fmt.Errorf("unpack %s: %w", name, err)
		}
		f, err := sfnt.Parse(b)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		out = append(out, &face{Font: f, widths: map[rune]int{}})
	}
	return out, nil
})

// advance returns the width of a character in thousandths of the size.
func (f *face) advance(r rune) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if w, ok := f.widths[r]; ok {
		return w
	}
	w := 600
	if r >= 0x2E80 { // Chinese, Japanese, Korean: full width, which this font lacks
		w = 1000
	}
	if i, err := f.GlyphIndex(&f.buf, r); err == nil && i != 0 {
		if a, err := f.GlyphAdvance(&f.buf, i, fixed.I(1000), font.HintingNone); err == nil {
			w = a.Round()
		}
	}
	f.widths[r] = w
	return w
}

// measure returns the width of a text of that size, in the unit of the size.
func measure(s string, size, font int) int {
	all, err := faces()
	if err != nil { // embedded: a damaged font is a build error, which the tests find
		return len(s) * size * 6 / 10
	}
	w := 0
	for _, r := range s {
		w += all[font].advance(r)
	}
	return w * size / 1000
}
