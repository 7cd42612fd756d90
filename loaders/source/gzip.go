package source

import (
	"bytes"
	"context"
	"iter"

	"github.com/klauspost/compress/gzip"

	"newsgraph/graph"
)

// gzipFormat opens .gz streams around any other format.
type gzipFormat struct{}

func (gzipFormat) Name() string         { return "gzip" }
func (gzipFormat) MediaTypes() []string { return nil }

func (gzipFormat) Sniff(head []byte) int {
	if bytes.HasPrefix(head, []byte("\x1f\x8b\x08")) {
		return 100
	}
	return 0
}

func (gzipFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	packed := &packedReader{r: in.r}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return in.one(graph.Article{}, readError(err))
	}
	return in.unpack(ctx, z, packed)
}
