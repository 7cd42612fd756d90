package source

import (
	"bytes"
	"context"
	"iter"

	"github.com/klauspost/compress/zstd"

	"newsgraph/graph"
)

// zstdWindow is the largest window, and so about the memory, that a .zst stream
// may ask for: that of `zstd --long=27`, the most the tool reads unasked.
const zstdWindow = 128 << 20

// zstdFormat opens .zst streams around any other format.
type zstdFormat struct{}

func (zstdFormat) Name() string         { return "zstd" }
func (zstdFormat) MediaTypes() []string { return nil }

func (zstdFormat) Sniff(head []byte) int {
	if bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")) {
		return 100
	}
	return 0
}

func (zstdFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		packed := &packedReader{r: in.r}
		z, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			yield(graph.Article{}, &Error{in.Name, readError(err)})
			return
		}
		defer z.Close()
		in.unpack(ctx, z, packed)(yield)
	}
}
