// Package web holds the pages of newsgraph: plain files, embedded, without a build
// step, without anything loaded from elsewhere.
//
// The pages ask the same interface that programs ask; nothing is computed here.
// Start at Handler and files/index.html.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
)

//go:embed files
var files embed.FS

// pages maps addresses to files.
var pages = map[string]string{
	"/": "files/index.html", "/docs": "files/docs.html",
}

// Paths returns the addresses that Handler answers, sorted.
func Paths() []string {
	out := []string{"/", "/docs"}
	err := fs.WalkDir(files, "files", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			out = append(out, "/"+name)
		}
		return err
	})
	if err != nil {
		panic(err) // embedded: a missing folder is a build error
	}
	return out
}

// types are the media types of what is embedded; the system's table differs from
// machine to machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".json": "application/json",
	".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
}

// Handler serves the pages.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := pages[r.URL.Path]
		if !ok {
			name = path.Join(".", r.URL.Path[1:])
		}
		b, err := files.ReadFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		sum := sha256.Sum256(b)
		etag := `"` + hex.EncodeToString(sum[:8]) + `"`
		w.Header().Set("Content-Type", types[path.Ext(name)])
		w.Header().Set("ETag", etag)
		w.Header().Set("Cache-Control", "no-cache")
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Write(b) // a client that went away is nobody's error
	})
}
