package source

import (
	"context"
	"io"
	"iter"
	"path"
	"strings"

	"newsgraph/graph"
)

const (
	// bombRatio and bombFloor refuse an archive that unpacks to more than both:
	// news text packs 3 to 10 times, its worst repetitive records below 100.
	bombRatio = 200
	bombFloor = 64 << 20
)

// unpack reads the single stream r that in holds compressed. packed is the
// counter below r's decompressor.
func (in *Input) unpack(ctx context.Context, r io.Reader, packed *packedReader) iter.Seq2[graph.Article, error] {
	return in.inside("", &guard{r: r, packed: packed}).articles(ctx)
}

// A packedReader counts the compressed bytes that were read.
type packedReader struct {
	r io.Reader
	n int64
}

func (p *packedReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.n += int64(n)
	return n, err
}

// A guard refuses to unpack an archive made to fill memory or time.
type guard struct {
	r      io.Reader
	packed *packedReader
	n      int64
}

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.r.Read(b)
	g.n += int64(n)
	if g.n > bombFloor && g.n > bombRatio*g.packed.n {
		return 0, tooLarge("archive unpacks to more than %d times its size", bombRatio)
	}
	return n, err
}

// hidden reports whether a member of an archive is an operating system's own note.
func hidden(member string) bool {
	for part := range strings.SplitSeq(path.Clean(member), "/") {
		if part == "__MACOSX" || strings.HasPrefix(part, ".") && part != "." && part != ".." {
			return true
		}
	}
	return false
}
