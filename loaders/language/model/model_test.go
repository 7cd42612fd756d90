package model_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/loaders/language/model"
)

func TestEmbedded(t *testing.T) {
	m, err := model.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	enc, err := m.Encoder()
	if err != nil {
		t.Fatal(err)
	}
	if enc.Hidden() != 384 || enc.MaxPieces() != 512 {
		t.Errorf("encoder of %d values and %d pieces", enc.Hidden(), enc.MaxPieces())
	}
	if n := strings.Count(m.Vocab, "\n"); n < 20000 {
		t.Errorf("%d word pieces", n)
	}
}

// folder copies the model beside this test.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, n := range []string{"manifest.json", "labels.json", "vocab.txt", "model.safetensors"} {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, n), b, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// change edits a file of a model.
func change(t *testing.T, dir, name string, edit func([]byte) []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, edit(b), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	flip := func(b []byte) []byte { b[len(b)/2] ^= 1; return b }
	for _, tt := range []struct {
		name, file string
		edit       func([]byte) []byte
		damaged    bool
	}{
		{"changed weights", "model.safetensors", flip, true},
		{"cut weights", "model.safetensors", func(b []byte) []byte { return b[:100] }, true},
		{"empty weights", "model.safetensors", func([]byte) []byte { return nil }, true},
		{"changed labels", "labels.json", flip, true},
		{"changed pieces", "vocab.txt", flip, true},
		{"another format", "manifest.json", func(b []byte) []byte {
			return []byte(strings.Replace(string(b), `"format": 1`, `"format": 2`, 1))
		}, false},
		{"no manifest", "manifest.json", func([]byte) []byte { return []byte("{") }, false},
		{"nothing listed", "manifest.json", func([]byte) []byte { return []byte(`{"format": 1}`) }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := folder(t)
			if _, err := model.Open(dir); err != nil {
				t.Fatalf("unchanged: %v", err)
			}
			change(t, dir, tt.file, tt.edit)
			_, err := model.Open(dir)
			if err == nil || errors.Is(err, model.ErrDamaged) != tt.damaged {
				t.Errorf("got error %v", err)
			}
		})
	}
	if _, err := model.Open(t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("empty folder: got error %v", err)
	}
}

func ExampleEmbedded() {
	m, err := model.Embedded()
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := m.Codes("enc.layers.0.qkv.weight")
	fmt.Println(c.Rows, c.Cols, err)
	// Output: 1152 384 <nil>
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := model.Open("."); err != nil {
			b.Fatal(err)
		}
	}
}
