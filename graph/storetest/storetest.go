// Package storetest holds the contract of graph.Store as tests: every store
// passes Run, and one that keeps its data on disk passes RunDurable too.
//
// It tests what the comments of package graph promise and nothing of how a store
// does it. Start at Run.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
)

// Open returns an empty store. The tests close it.
type Open func(t *testing.T) graph.Store

// Run runs the contract on stores from open.
func Run(t *testing.T, open Open) {
	for name, test := range map[string]func(*testing.T, graph.Store){
		"empty":          testEmpty,
		"reports":        testReports,
		"superseded":     testSuperseded,
		"patterns":       testPatterns,
		"literals":       testLiterals,
		"redirects":      testRedirects,
		"names":          testNames,
		"words":          testWords,
		"judgements":     testJudgements,
		"changes":        testChanges,
		"exact quads":    testExact,
		"shared nodes":   testSharedNodes,
		"atomic":         testAtomic,
		"invalid":        testInvalid,
		"isolation":      testIsolation,
		"cancel":         testCancel,
		"closed":         testClosed,
		"concurrent":     testConcurrent,
		"random batches": testRandom,
		"nested reads":   testNested,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			test(t, s)
			if err := s.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		})
	}
}

// doc returns the id of the i-th article of these tests.
func doc(i int) graph.ID { return graph.ArticleID("", fmt.Sprintf("article %d", i)) }

func report(i int, text string) *graph.Report {
	id := doc(i)
	return &graph.Report{
		Article:  graph.Article{ID: id, Title: fmt.Sprintf("Title %d", i), Text: text},
		Analysis: "test",
		Chains:   []graph.Chain{{ID: graph.In("m", id, graph.Span{B: 0, E: 3}), Class: "Person", Name: "A", Mentions: []int{0}}},
	}
}

func quad(s, p, o, g string) graph.Quad {
	return graph.Quad{S: graph.ID(s), P: graph.ID(p), O: graph.Term{ID: graph.ID(o)}, G: graph.ID(g)}
}

func text(s, p, literal, g string) graph.Quad {
	return graph.Quad{S: graph.ID(s), P: graph.ID(p), O: graph.Term{Literal: literal}, G: graph.ID(g)}
}

func apply(t *testing.T, s graph.Store, b graph.Batch) graph.Version {
	t.Helper()
	v, err := s.Apply(t.Context(), b)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	return v
}

func view(t *testing.T, s graph.Store) graph.Snapshot {
	t.Helper()
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatalf("snapshot: %v", err)
	}
	return v
}

// read runs f on a fresh snapshot.
func read[T any](t *testing.T, s graph.Store, f func(graph.Snapshot) T) T {
	t.Helper()
	v := view(t, s)
	defer func() {
		if err := v.Close(); err != nil {
			t.Errorf("close snapshot: %v", err)
		}
	}()
	return f(v)
}

func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for x, err := range seq {
		if err != nil {
			t.Fatalf("read: %v", err)
		}
		out = append(out, x)
	}
	return out
}

// last returns how many values seq yields and the error it ends with.
func last[T any](seq iter.Seq2[T, error]) (n int, err error) {
	for _, e := range seq {
		if e != nil {
			return n, e
		}
		n++
	}
	return n, nil
}

func quadsOf(t *testing.T, v graph.Reader, p graph.Pattern) []graph.Quad {
	t.Helper()
	out := collect(t, v.Quads(t.Context(), p))
	slices.SortFunc(out, graph.Quad.Compare)
	return out
}

func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func wantErr(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: error %v, want %v", what, err, want)
	}
}

// Dump returns all that a snapshot shows, one line each, sorted: two stores with
// equal dumps cannot be told apart by a reader, but for their versions.
func Dump(ctx context.Context, v graph.Snapshot) ([]string, error) {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for q, err := range v.Quads(ctx, graph.Pattern{}) {
		if err != nil {
			return nil, err
		}
		add("quad %s %s %q %s", q.S, q.P, q.O, q.G)
		if canon, err := v.Canonical(ctx, q.S); err == nil {
			members, err := v.Members(ctx, canon)
			if err != nil {
				return nil, err
			}
			add("members %s %s", canon, members)
		}
	}
	for n, err := range v.Names(ctx, "") {
		if err != nil {
			return nil, err
		}
		add("name %q %s", n.Name, n.ID)
	}
	for id, err := range v.Articles(ctx, "") {
		if err != nil {
			return nil, err
		}
		r, err := v.Report(ctx, id)
		if err != nil {
			return nil, err
		}
		text, err := r.Encode()
		if err != nil {
			return nil, err
		}
		add("report %s %s", id, text)
		for _, c := range r.Chains {
			canon, err := v.Canonical(ctx, c.ID)
			add("canonical %s %s %v", c.ID, canon, err)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func dump(t *testing.T, s graph.Store) string {
	t.Helper()
	return read(t, s, func(v graph.Snapshot) string {
		lines, err := Dump(t.Context(), v)
		if err != nil {
			t.Fatalf("dump: %v", err)
		}
		return strings.Join(lines, "\n")
	})
}
