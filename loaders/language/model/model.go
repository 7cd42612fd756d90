// Package model holds the weights of the language layer: the files beside this
// source, embedded in the binary, checked against manifest.json and read in place.
// FORMAT.md says what each tensor is for.
//
// It does not run anything: package encoder computes, package language decodes.
//
// Start at Embedded, or at Open for a model in a folder.
package model

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"unsafe"
)

// Format is the version of FORMAT.md that this package reads.
const Format = 1

// The names of the files of a model.
const (
	manifestFile = "manifest.json"
	labelsFile   = "labels.json"
	vocabFile    = "vocab.txt"
	weightsFile  = "model.safetensors"
)

// ErrDamaged says that a file of a model is not the one its manifest lists.
var ErrDamaged = errors.New("file differs from manifest.json")

// weights is a string and no []byte so that it stays in the read-only pages of the
// binary: only what is touched is ever read from disk, and nothing is copied.
//
//go:embed model.safetensors
var weights string

//go:embed manifest.json labels.json vocab.txt
var small embed.FS

// A Model is the content of a packed model. It is read-only.
type Model struct {
	Version string // of weights and labels
	Labels  *Labels
	Vocab   string // one word piece a line; the number of the line is its identifier
	tensors map[string]tensor
}

// manifest is the part of manifest.json that is needed to check the other files.
type manifest struct {
	Format int `json:"format"`
	Files  map[string]struct {
		Bytes  int    `json:"bytes"`
		SHA256 string `json:"sha256"`
	} `json:"files"`
}

// Embedded returns the model inside the binary. It is read and checked once.
var Embedded = sync.OnceValues(func() (*Model, error) {
	return load("embedded model", func(name string) (string, error) {
		if name == weightsFile {
			return weights, nil
		}
		b, err := small.ReadFile(name)
		return string(b), err
	})
})

// Open reads the model in a folder.
func Open(dir string) (*Model, error) {
	return load(dir, func(name string) (string, error) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		return string(b), err
	})
}

// load reads a model whose files come from get; name stands in its errors.
func load(name string, get func(string) (string, error)) (*Model, error) {
	m, err := read(get)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return m, nil
}

func read(get func(string) (string, error)) (*Model, error) {
	text, err := get(manifestFile)
	if err != nil {
		return nil, err
	}
	var man manifest
	if err := json.Unmarshal([]byte(text), &man); err != nil {
		return nil, fmt.Errorf("%s: %w", manifestFile, err)
	}
	if man.Format != Format {
		return nil, fmt.Errorf("%s: format %d, this program reads %d", manifestFile, man.Format, Format)
	}
	file := map[string]string{}
	for _, n := range []string{labelsFile, vocabFile, weightsFile} {
		if file[n], err = get(n); err != nil {
			return nil, err
		}
	}
	// The hash of 24 MB is most of the time of a start: it runs beside the parsing.
	checked := make(chan error, 1)
	go func() { checked <- man.check(file) }()
	m, err := parse(file)
	if e := <-checked; e != nil { // a damaged file explains the error of parsing it
		return nil, e
	}
	if err != nil {
		return nil, err
	}
	m.Version = man.version()
	return m, nil
}

func (m *manifest) check(file map[string]string) error {
	for _, n := range []string{labelsFile, vocabFile, weightsFile} {
		want, ok := m.Files[n]
		if !ok {
			return fmt.Errorf("%s: not listed in %s", n, manifestFile)
		}
		sum := sha256.Sum256(bytesOf(file[n]))
		if hex.EncodeToString(sum[:]) != want.SHA256 {
			return fmt.Errorf("%s: %w", n, ErrDamaged)
		}
	}
	return nil
}

func parse(file map[string]string) (*Model, error) {
	labels, err := parseLabels(file[labelsFile])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", labelsFile, err)
	}
	t, err := parseTensors(file[weightsFile])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", weightsFile, err)
	}
	return &Model{Labels: labels, Vocab: file[vocabFile], tensors: t}, nil
}

// bytesOf views a string as bytes that must not be written.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
