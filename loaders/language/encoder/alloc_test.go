//go:build !race

// The race detector makes sync.Pool forget at random.

package encoder

import "testing"

// In steady state nothing is allocated, and what is kept does not grow with the batch.
func TestAllocations(t *testing.T) {
	e := model(t, 9, 2, 64, 2, 128)
	lengths := make([]int, 12)
	for i := range lengths {
		lengths[i] = 1 + i*37%200
	}
	ids, shapes, offs := sentences(9, lengths...)
	dst := make([]float32, len(ids)*e.Hidden())
	head := e.w.Layers[0].Up
	y := make([]float32, len(ids)*head.Out())
	onEachPath(t, func(t *testing.T) {
		n := testing.AllocsPerRun(5, func() {
			if err := e.Encode(dst, ids, shapes, offs); err != nil {
				t.Fatal(err)
			}
			head.Apply(y, dst, len(ids))
			GELU(y)
			MatMulT(y, dst, dst, 40, 30, e.Hidden())
		})
		if n > 0 {
			t.Errorf("%v allocations a run", n)
		}
	})
	s := getScratch()
	defer putScratch(s)
	if n := cap(s.qkv); n > (group+8)*3*e.Hidden()*5/4 {
		t.Errorf("scratch for %d values after a batch of %d pieces", n, len(ids))
	}
}
