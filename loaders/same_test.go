package loaders_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"newsgraph/graph"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
	"newsgraph/loaders/language/encoder"
	"newsgraph/loaders/samples"
	"newsgraph/loaders/source"
)

// TestSameBytes annotates articles on every instruction path of this machine and with
// 1, 2 and 8 jobs: the bytes must be equal. NEWSGRAPH_ARTICLES names more files to try,
// divided by spaces.
func TestSameBytes(t *testing.T) {
	arts, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	arts = arts[:2]
	if files := os.Getenv("NEWSGRAPH_ARTICLES"); files != "" {
		for art, err := range source.Open(context.Background(), strings.Fields(files), nil, source.Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			arts = append(arts, art)
		}
	}
	fastest := encoder.Path()
	defer func() {
		if err := encoder.UsePath(fastest); err != nil {
			t.Error(err)
		}
	}()
	var want []byte
	for _, path := range slices.Backward(encoder.Paths()) {
		if err := encoder.UsePath(path); err != nil {
			t.Fatal(err)
		}
		for _, jobs := range []int{1, 2, 8} {
			if jobs > 1 && path != fastest && os.Getenv("NEWSGRAPH_ARTICLES") == "" {
				continue
			}
			got := annotations(t, arts, jobs)
			if want == nil {
				want = got
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s, %d jobs: %d bytes, other than the %d of %s", path, jobs, len(got), len(want), fastest)
			}
		}
	}
	t.Logf("%d articles, %d bytes, equal on %v", len(arts), len(want), encoder.Paths())
}

// annotations returns what annotate writes of the articles, by a loader that has seen
// none of them before and works on jobs of them at a time.
func annotations(t *testing.T, arts []graph.Article, jobs int) []byte {
	t.Helper()
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]bytes.Buffer, len(arts))
	failed := make([]error, len(arts))
	free := make(chan struct{}, jobs)
	var wg sync.WaitGroup
	for i, art := range arts {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			rep, doc, err := l.AnalyseLayers(context.Background(), art)
			if err == nil {
				err = errors.Join(loaders.WriteAnnotation(&lines[i], doc, rep, loaders.Bytes), language.WriteCoNLLU(&lines[i], doc))
			}
			failed[i] = err
		})
	}
	wg.Wait()
	if err := errors.Join(failed...); err != nil {
		t.Fatal(err)
	}
	var all []byte
	for i := range lines {
		all = append(all, lines[i].Bytes()...)
	}
	return all
}
