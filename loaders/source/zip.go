package source

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"iter"

	"newsgraph/graph"
)

// nestedZip is the size of a zip archive that may lie in another archive or come
// on standard input: its directory is at its end, so it has to be held in memory.
const nestedZip = 64 << 20

// zipFormat opens .zip archives of any other format, in the order they hold.
type zipFormat struct{}

func (zipFormat) Name() string         { return "zip" }
func (zipFormat) MediaTypes() []string { return nil }

func (zipFormat) Sniff(head []byte) int {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return 100
	}
	return 0
}

func (zipFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		archive, err := openZip(in)
		if err != nil {
			yield(graph.Article{}, &Error{in.Name, err})
			return
		}
		for _, f := range archive.File {
			if !f.Mode().IsRegular() || hidden(f.Name) {
				continue
			}
			for art, err := range readZipped(ctx, in, f) {
				if !yield(art, err) {
					return
				}
			}
		}
	}
}

func openZip(in *Input) (*zip.Reader, error) {
	if in.file != nil {
		if info, err := in.file.Stat(); err == nil && info.Mode().IsRegular() {
			archive, err := zip.NewReader(in.file, info.Size())
			if err != nil {
				return nil, readError(err)
			}
			return archive, nil
		}
	}
	body, err := io.ReadAll(io.LimitReader(in.r, nestedZip+1))
	if err != nil {
		return nil, readError(err)
	}
	if len(body) > nestedZip {
		return nil, tooLarge("more than %s in a zip archive that is not a file of its own", size(nestedZip))
	}
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, readError(err)
	}
	return archive, nil
}

func readZipped(ctx context.Context, in *Input, f *zip.File) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		name := in.Name + "!" + f.Name
		if f.Flags&1 != 0 {
			yield(graph.Article{}, &Error{name, invalid("encrypted")})
			return
		}
		r, err := f.Open()
		if err != nil {
			yield(graph.Article{}, &Error{name, readError(err)})
			return
		}
		defer r.Close() // read only
		packed := &packedReader{n: int64(f.CompressedSize64)}
		in.inside(f.Name, &guard{r: r, packed: packed}).articles(ctx)(yield)
	}
}
