package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// TestVendor compares every file of others with its manifest.
func TestVendor(t *testing.T) {
	b, err := os.ReadFile("files/vendor/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct{ File, Package, Version, Path, Licence, SHA256 string }
	if err := json.Unmarshal(b, &rows); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"manifest.json": ""}
	for _, r := range rows {
		if r.Package == "" || r.Version == "" || r.Path == "" || r.Licence == "" {
			t.Errorf("%s: origin or licence is missing", r.File)
		}
		want[r.File] = r.SHA256
	}
	found, err := filepath.Glob("files/vendor/*")
	if err != nil || len(found) != len(want) {
		t.Errorf("%d files, %d in the manifest, %v", len(found), len(want), err)
	}
	for _, path := range found {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b)
		if got, want := hex.EncodeToString(sum[:]), want[filepath.Base(path)]; filepath.Base(path) != "manifest.json" && got != want {
			t.Errorf("%s: sha256 %s, want %s", path, got, want)
		}
	}
}
