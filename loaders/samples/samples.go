// Package samples holds articles that were written for newsgraph: what its demo
// shows and a test bed that one can read. The people, companies and newspapers in
// them are invented, and so is all that happens; countries and cities are not.
//
// Three newspapers tell of one meeting of ministers and two of another, with the
// same quotations and different details; figures and denials contradict each
// other; one article replaces an earlier version of itself; the rest spread over
// elections, courts, companies, sport, science, disasters and protest.
//
// Start at All.
package samples

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"newsgraph/graph"
	"newsgraph/loaders/source"
)

//go:embed articles
var files embed.FS

// All returns the sample articles, read by package source as if they had come
// from a folder, in the order of their files. Two of them are versions of one
// address: a store keeps the one that was modified later.
func All() ([]graph.Article, error) {
	var arts []graph.Article
	err := fs.WalkDir(files, "articles", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		// Nothing is waited for in embedded files, so there is nothing to cancel.
		found, err := source.Parse(context.Background(), path, "", body, source.Options{})
		arts = append(arts, found...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read samples: %w", err)
	}
	return arts, nil
}
