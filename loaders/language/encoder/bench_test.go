package encoder

import (
	"fmt"
	"testing"
)

// BenchmarkEncode gives pieces a second of one goroutine on the shape of MiniLM
// (6 layers, 384, 12 heads, 1536) for each path: 32 sentences of 30 pieces, one
// alone, and one of 512.
func BenchmarkEncode(b *testing.B) {
	e := model(b, 1, 6, 384, 12, 1536)
	before := Path()
	defer UsePath(before)
	for _, name := range Paths() {
		for _, s := range []struct{ count, length int }{{32, 30}, {1, 30}, {1, 512}} {
			b.Run(fmt.Sprintf("%s/%dx%d", name, s.count, s.length), func(b *testing.B) {
				if err := UsePath(name); err != nil {
					b.Fatal(err)
				}
				lengths := make([]int, s.count)
				for i := range lengths {
					lengths[i] = s.length
				}
				ids, shapes, offs := sentences(1, lengths...)
				dst := make([]float32, len(ids)*e.Hidden())
				b.ReportAllocs()
				for b.Loop() {
					if err := e.Encode(dst, ids, shapes, offs); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.N*len(ids))/b.Elapsed().Seconds(), "pieces/s")
			})
		}
	}
}

// BenchmarkNewLinear gives the time to check and pack one layer of 1536x384; a model
// has 18 times as many weights.
func BenchmarkNewLinear(b *testing.B) {
	q := make([]int8, 1536*384)
	for i := range q {
		q[i] = int8(i*i%127 - 63)
	}
	scale := make([]float32, 1536)
	b.SetBytes(int64(len(q)))
	for b.Loop() {
		if _, err := NewLinear(q, scale, nil, 384); err != nil {
			b.Fatal(err)
		}
	}
}
