package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"newsgraph/graph"
	"newsgraph/loaders/source"
)

func gz(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	closeAfter(t, w, body)
	return b.Bytes()
}

func zst(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	closeAfter(t, w, body)
	return b.Bytes()
}

func closeAfter(t testing.TB, w io.WriteCloser, body []byte) {
	t.Helper()
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

type member struct {
	name string
	body []byte
}

func zipped(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		f, err := w.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(m.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarred(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		if err := w.WriteHeader(&tar.Header{Name: m.name, Mode: 0o600, Size: int64(len(m.body))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(m.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestArchivesOpenToTheirArticles(t *testing.T) {
	text := []byte(body)
	lines := []byte(fmt.Sprintf("{\"text\": %q}\n{\"text\": %q}\n", body, body))
	damaged := zipped(t, member{"a.txt", text}, member{"b.txt", text})
	// The checksum stands 16 bytes behind the first signature of the directory,
	// the content of a short member is stored deflated: change the checksum.
	at := bytes.Index(damaged, []byte("PK\x01\x02"))
	damaged[at+16] ^= 0xff
	for _, tt := range []struct {
		name    string
		content []byte
		arts    int
		want    string // part of the only error
		kind    error
	}{
		{"a.txt.gz", gz(t, text), 1, "", nil},
		{"a.jsonl.zst", zst(t, lines), 2, "", nil},
		{"a.zip", zipped(t, member{"b.txt", text}, member{"dir/a.jsonl", lines}, member{"__MACOSX/._b.txt", text}, member{".DS_Store", text}), 3, "", nil},
		{"a.tar.gz", gz(t, tarred(t, member{"a.txt", text}, member{"b.json.gz", gz(t, lines)})), 3, "", nil},
		{"a.zip.gz", gz(t, zipped(t, member{"a.txt", text})), 1, "", nil},
		{"four.gz", gz(t, gz(t, gz(t, gz(t, text)))), 0, "gzip archive not opened here", source.ErrFormat},
		{"cut.gz", gz(t, text)[:60], 0, "cut.gz: invalid: ends in the middle", graph.ErrInvalid},
		{"crc.zip", damaged, 1, "crc.zip!a.txt: invalid: zip: checksum error", graph.ErrInvalid},
		{"cut.zip", zipped(t, member{"a.txt", text})[:100], 0, "cut.zip: invalid: zip: not a valid zip file", graph.ErrInvalid},
		{"bad.zip", zipped(t, member{"a.txt", text}, member{"b.bin", []byte{0, 1, 2}}), 1, "bad.zip!b.bin: invalid: binary data, not text", graph.ErrInvalid},
		{"word.docx", zipped(t, member{"[Content_Types].xml", []byte("<?xml version=\"1.0\"?><Types/>")}), 0, "no format reads text/xml", source.ErrFormat},
		{"empty.gz", gz(t, nil), 0, "empty.gz: invalid: empty", graph.ErrInvalid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, errs := read(t, tt.name, tt.content, source.Options{})
			if len(arts) != tt.arts {
				t.Errorf("%d articles, want %d", len(arts), tt.arts)
			}
			switch {
			case tt.want == "" && len(errs) > 0:
				t.Errorf("errors %v", errs)
			case tt.want != "" && (len(errs) != 1 || !strings.Contains(errs[0].Error(), tt.want) || !errors.Is(errs[0], tt.kind)):
				t.Errorf("errors %v, want one with %q", errs, tt.want)
			}
		})
	}
}

// zeroes reads as a line of JSON that never ends.
type zeroes struct{ n int64 }

func (z *zeroes) Read(p []byte) (int, error) {
	if z.n <= 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), z.n))
	for i := range p[:n] {
		p[i] = '0'
	}
	z.n -= int64(n)
	return n, nil
}

func TestAnArchiveThatUnpacksWithoutEndIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("packs 300 MiB")
	}
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	if _, err := io.Copy(w, io.MultiReader(strings.NewReader(`{"text": "`), &zeroes{300 << 20})); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	arts, errs := read(t, "bomb.jsonl.gz", bomb.Bytes(), source.Options{})
	if len(arts) != 0 || len(errs) != 1 || !errors.Is(errs[0], graph.ErrTooLarge) || !strings.Contains(errs[0].Error(), "archive unpacks to more than 200 times its size") {
		t.Errorf("%d articles, errors %v", len(arts), errs)
	}
}

func TestAHugeSingleLineIsRefusedInBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 600 MiB")
	}
	for _, begin := range []string{"word ", `{"text": "`, `[{"text": "`} {
		stdin := io.MultiReader(strings.NewReader(begin), &zeroes{200 << 20}, strings.NewReader(`"}]`))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var errs []error
		for _, err := range source.Open(t.Context(), []string{"-"}, stdin, source.Options{}) {
			errs = append(errs, err)
		}
		runtime.ReadMemStats(&after)
		if len(errs) != 1 || !errors.Is(errs[0], graph.ErrTooLarge) || !strings.Contains(errs[0].Error(), "8 MiB") {
			t.Errorf("%s…: errors %v, want one that names the limit", begin, errs)
		}
		if got := after.TotalAlloc - before.TotalAlloc; got > 100<<20 {
			t.Errorf("%s…: %d MiB allocated", begin, got>>20)
		}
	}
}
