package knowledge

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

//go:embed tables
var files embed.FS

// format is the version of the files that this package reads.
const format = 1

type manifest struct {
	Format int
	Files  []struct {
		Name, SHA256 string
		Rows, Bytes  int
	}
}

var readManifest = sync.OnceValue(func() manifest {
	var m manifest
	b, err := files.ReadFile("tables/manifest.json")
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err == nil && m.Format != format {
		err = fmt.Errorf("format %d, want %d", m.Format, format)
	}
	if err != nil {
		panic("knowledge: manifest: " + err.Error()) // embedded: a build error
	}
	return m
})

// read returns the text of a table. The tables are part of the binary, so that a
// wrong sum is a build error and panics.
func read(name string) string {
	for _, f := range readManifest().Files {
		if f.Name != name {
			continue
		}
		text, err := unpack(name, f.SHA256, f.Bytes)
		if err != nil {
			panic("knowledge: " + name + ": " + err.Error())
		}
		return text
	}
	panic("knowledge: " + name + " is not in the manifest")
}

func unpack(name, sum string, size int) (string, error) {
	b, err := files.ReadFile("tables/" + name + ".zst")
	if err != nil {
		return "", err
	}
	if got := sha256.Sum256(b); hex.EncodeToString(got[:]) != sum {
		return "", fmt.Errorf("sum differs from the manifest")
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return "", err
	}
	defer d.Close()
	raw, err := d.DecodeAll(b, make([]byte, 0, size))
	if err != nil {
		return "", err
	}
	if len(raw) != size {
		return "", fmt.Errorf("%d bytes, want %d", len(raw), size)
	}
	return string(raw), nil
}

// readPlain returns an authored table, which is embedded as it is, without its
// comment lines.
func readPlain(name string) [][]string {
	b, err := files.ReadFile("tables/" + name)
	if err != nil {
		panic("knowledge: " + err.Error()) // embedded: a build error
	}
	var rows [][]string
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}
