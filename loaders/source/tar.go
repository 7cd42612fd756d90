package source

import (
	"archive/tar"
	"context"
	"errors"
	"io"
	"iter"

	"newsgraph/graph"
)

// tarFormat opens .tar archives of any other format, in the order they hold.
type tarFormat struct{}

func (tarFormat) Name() string         { return "tar" }
func (tarFormat) MediaTypes() []string { return nil }

func (tarFormat) Sniff(head []byte) int {
	if len(head) >= 512 && string(head[257:262]) == "ustar" {
		return 100
	}
	return 0
}

func (tarFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		archive := tar.NewReader(in.r)
		for {
			member, err := archive.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(graph.Article{}, &Error{in.Name, readError(err)})
				return
			}
			if member.Typeflag != tar.TypeReg || hidden(member.Name) {
				continue
			}
			for art, err := range in.inside(member.Name, archive).articles(ctx) {
				if !yield(art, err) {
					return
				}
			}
		}
	}
}
