package integrate_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/store"
	"newsgraph/graph/world"
)

// benchSize is how many reports the large benchmarks load: NEWSGRAPH_BENCH_REPORTS
// or 1000. The figures of the documentation are those of 10000.
func benchSize() int {
	if n, err := strconv.Atoi(os.Getenv("NEWSGRAPH_BENCH_REPORTS")); err == nil {
		return n
	}
	return 1000
}

func benchWorld(n int) *world.World { return world.New(5, world.Size{People: n, Events: n}) }

// BenchmarkLoad loads reports in groups of several sizes into a store that waits
// for the disk.
func BenchmarkLoad(b *testing.B) {
	for _, size := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprintf("group=%d", size), func(b *testing.B) {
			n := min(benchSize(), size*200)
			var quads, bytes, words int
			for b.Loop() {
				quads, bytes, words = loadBench(b, b.TempDir(), n, size)
			}
			b.ReportMetric(float64(quads*b.N)/b.Elapsed().Seconds(), "quads/s")
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "reports/s")
			b.ReportMetric(float64(bytes)/float64(quads), "B/quad")
			b.ReportMetric(500*float64(quads)/float64(words), "quads/500words")
		})
	}
}

func loadBench(b *testing.B, dir string, n, size int) (quads, bytes, words int) {
	b.Helper()
	s, err := store.Open(b.Context(), dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	i := integrator(b, s, resolver)
	w := benchWorld(n)
	for at := 0; at < n; at += size {
		var group []*graph.Report
		for k := at; k < min(at+size, n); k++ {
			r := w.Report(k)
			words += len(strings.Fields(r.Article.Text))
			group = append(group, r)
		}
		put(b, i, group...)
	}
	st, err := s.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return st.Quads, int(st.Bytes), words
}

// BenchmarkOpen opens a loaded store, and writes to it the first report, which
// reads the state of all others.
func BenchmarkOpen(b *testing.B) {
	n := benchSize()
	dir := b.TempDir()
	loadBench(b, dir, n, 500)
	extra := n
	for b.Loop() {
		start := time.Now()
		s, err := store.Open(b.Context(), dir, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		i := integrator(b, s, resolver)
		opened := time.Now()
		put(b, i, benchWorld(n).Report(extra))
		first := time.Now()
		put(b, i, benchWorld(n).Report(extra+1))
		extra += 2
		b.ReportMetric(float64(opened.Sub(start).Microseconds())/1000, "open-ms")
		b.ReportMetric(float64(first.Sub(opened).Microseconds())/1000, "first-put-ms")
		b.ReportMetric(float64(time.Since(first).Microseconds())/1000, "next-put-ms")
		s.Close()
	}
}

// BenchmarkQuads looks up quads of a loaded store by each way that is indexed.
func BenchmarkQuads(b *testing.B) {
	dir := b.TempDir()
	loadBench(b, dir, benchSize(), 500)
	s, err := store.Open(b.Context(), dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	v, err := s.Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	var sample []graph.Quad
	n := 0
	for q := range v.Quads(b.Context(), graph.Pattern{}) {
		if n++; n%97 == 0 && !q.O.IsLiteral() && strings.HasPrefix(string(q.O.ID), "m:") {
			sample = append(sample, q)
		}
	}
	for name, pattern := range map[string]func(graph.Quad) graph.Pattern{
		"S":   func(q graph.Quad) graph.Pattern { return graph.Pattern{S: q.S} },
		"SP":  func(q graph.Quad) graph.Pattern { return graph.Pattern{S: q.S, P: q.P} },
		"O":   func(q graph.Quad) graph.Pattern { return graph.Pattern{O: &q.O} },
		"OP":  func(q graph.Quad) graph.Pattern { return graph.Pattern{P: q.P, O: &q.O} },
		"G":   func(q graph.Quad) graph.Pattern { return graph.Pattern{G: q.G} },
		"all": func(graph.Quad) graph.Pattern { return graph.Pattern{} },
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			rows, k := 0, 0
			for b.Loop() {
				start := time.Now()
				for range v.Quads(b.Context(), pattern(sample[k%len(sample)])) {
					rows++
				}
				took = append(took, time.Since(start))
				k++
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000, "p50-µs")
			b.ReportMetric(float64(took[len(took)*95/100].Nanoseconds())/1000, "p95-µs")
			b.ReportMetric(float64(rows)/float64(len(took)), "rows")
		})
	}
}
