package encoder

import (
	"slices"
	"testing"
)

func TestFits(t *testing.T) {
	tests := []struct {
		name string
		a, b [4]int8 // four k of one column, in two steps
		want bool
	}{
		{"zero", [4]int8{}, [4]int8{}, true},
		{"128 positive", [4]int8{63, 2, 0, 0}, [4]int8{63, 0, 0, 0}, true},
		{"129 positive", [4]int8{63, 2, 0, 0}, [4]int8{63, 1, 0, 0}, false},
		{"128 negative", [4]int8{0, 0, -63, -1}, [4]int8{0, 0, -63, -1}, true},
		{"129 negative", [4]int8{0, 0, -63, -1}, [4]int8{0, 0, -63, -2}, false},
		{"signs apart", [4]int8{63, 63, 63, 63}, [4]int8{-63, -63, -63, -63}, true},
		{"lanes apart", [4]int8{63, 63, 0, 0}, [4]int8{0, 0, 63, 63}, true},
		{"largest", [4]int8{63, 63, 63, 63}, [4]int8{63, 63, 63, 63}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for column := range orderColumns {
				a, b := make([]byte, 4*orderColumns), make([]byte, 4*orderColumns)
				for i := range 4 {
					a[4*column+i], b[4*column+i] = byte(tt.a[i]), byte(tt.b[i])
				}
				if got := fits(a, b); got != tt.want {
					t.Errorf("in column %d: %v, want %v", column, got, tt.want)
				}
			}
		})
	}
}

func TestOrderSteps(t *testing.T) {
	const n = 8
	weights := make([]int8, n*4*panel)
	for i := range 4 * panel {
		weights[2*4*panel+i] = 63 // steps 2 and 3 do not fit
		weights[3*4*panel+i] = 63
	}
	steps := make([]uint32, n)
	pairs := orderSteps(steps, weights)
	if want := []uint32{0, 16, 24, 8, 12}; pairs != 3 || !slices.Equal(steps[:5], want) {
		t.Errorf("%d pairs, steps %d; want 3, %d", pairs, steps[:5], want)
	}
}

// BenchmarkStepOrder gives what the first use of such a layer costs more on AVX2.
func BenchmarkStepOrder(b *testing.B) {
	l := weights(b, 1, 1, 384, 12, 1536).Layers[0].Up
	b.SetBytes(int64(len(l.weights)))
	for b.Loop() {
		new(stepOrder).prepare(l)
	}
}
