package source

import (
	"bytes"
	"compress/bzip2"
	"context"
	"iter"

	"newsgraph/graph"
)

// bzip2Format opens .bz2 streams around any other format.
type bzip2Format struct{}

func (bzip2Format) Name() string         { return "bzip2" }
func (bzip2Format) MediaTypes() []string { return nil }

func (bzip2Format) Sniff(head []byte) int {
	if bytes.HasPrefix(head, []byte("BZh")) && len(head) > 10 && string(head[4:10]) == "\x31\x41\x59\x26\x53\x59" {
		return 100
	}
	return 0
}

func (bzip2Format) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	packed := &packedReader{r: in.r}
	return in.unpack(ctx, bzip2.NewReader(packed), packed)
}
