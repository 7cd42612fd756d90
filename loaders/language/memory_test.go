package language

import "testing"

func TestMemoryGivesWhatNobodyHas(t *testing.T) {
	var m memory
	for round := range 3 {
		a := m.take(memoryChunk - 10)
		mark := m.mark()
		b := m.take(2 * memoryChunk) // longer than a chunk
		m.release(mark)
		c := m.take(20) // fits behind a no more
		for i, s := range [][]float32{a, b, c} {
			for k := range s {
				s[k] = float32(i)
			}
		}
		for k := range a {
			if a[k] != 0 {
				t.Fatalf("round %d: value %d of the first slice became %v", round, k, a[k])
			}
		}
		if n := len(m.chunks); n > 2 {
			t.Fatalf("round %d: %d chunks", round, n)
		}
		m.release(memoryMark{})
	}
}
