package store

import (
	"os"
	"path/filepath"
	"testing"
)

// TestReplaced tells the file that was opened from one that came into its place.
func TestReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), fileName)
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if replaced(path, f) {
		t.Error("the file that was opened is there and taken for another")
	}
	if err := os.WriteFile(path+".compact", []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".compact", path); err != nil {
		t.Fatal(err)
	}
	if !replaced(path, f) {
		t.Error("another file in its place is taken for the one that was opened")
	}
}
