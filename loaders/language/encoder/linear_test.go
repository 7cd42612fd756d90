package encoder

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestNewLinearRefuses(t *testing.T) {
	one := []float32{1}
	tests := []struct {
		name        string
		q           []int8
		scale, bias []float32
		in          int
		want        string
	}{
		{"weight 64", []int8{0, 64}, one, nil, 2, "row 0"},
		{"weight -64", []int8{0, -64}, one, nil, 2, "row 0"},
		{"weight -128", []int8{-128, 0}, one, nil, 2, "row 0"},
		{"no width", []int8{1}, one, nil, 0, "rows of 0"},
		{"rows", []int8{1, 2, 3}, one, nil, 2, "do not fit"},
		{"scales", []int8{1, 2}, []float32{1, 1}, nil, 2, "do not fit"},
		{"biases", []int8{1, 2}, one, []float32{1, 2}, 2, "2 biases"},
		{"infinite scale", []int8{1, 2}, []float32{float32(math.Inf(1))}, nil, 2, "parameter 0"},
		{"nothing", nil, nil, nil, 2, "do not fit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := NewLinear(tt.q, tt.scale, tt.bias, tt.in); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error about %q", err, tt.want)
			}
		})
	}
}

// Apply comes close to the product in float64, whatever the shape.
func TestLinearApply(t *testing.T) {
	onEachPath(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(3, 4))
		for _, s := range [][3]int{{1, 1, 1}, {3, 33, 5}, {113, 64, 64}, {225, 7, 384}, {2, 97, 96}} {
			rows, out, in := s[0], s[1], s[2]
			l := linear(t, r, out, in)
			x := values(r, rows*in)
			dst := make([]float32, rows*out)
			l.Apply(dst, x, rows)
			for i := range rows {
				for j := range out {
					want := float64(l.bias[j])
					for k, v := range x[i*in:][:in] {
						want += float64(v) * float64(l.scale[j]) * float64(l.panel(j)[j%panel*4+k/4*4*panel+k%4])
					}
					if d := math.Abs(float64(dst[i*out+j]) - want); d > 0.3*math.Sqrt(float64(in)) {
						t.Fatalf("%v: value %d,%d is %g, want %g", s, i, j, dst[i*out+j], want)
					}
				}
			}
		}
	})
}

func TestDense(t *testing.T) {
	onEachPath(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(5, 6))
		for _, s := range [][3]int{{1, 1, 1}, {3, 33, 5}, {113, 64, 40}, {230, 1, 384}} {
			rows, out, in := s[0], s[1], s[2]
			w, bias, x := values(r, out*in), values(r, out), values(r, rows*in)
			d, err := NewDense(w, bias, in)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float32, rows*out)
			d.Apply(got, x, rows)
			same(t, fmt.Sprintf("dense %v", s), got, sequential(x, w, bias, rows, out, in))
			MatMulT(got, x, w, rows, out, in)
			same(t, fmt.Sprintf("MatMulT %v", s), got, sequential(x, w, make([]float32, out), rows, out, in))
		}
	})
}

func TestSoftmax(t *testing.T) {
	onEachPath(t, func(t *testing.T) {
		for _, n := range []int{1, 5, 32, 33, 100} {
			x := values(rand.New(rand.NewPCG(7, 8)), 2*n)
			got := slices.Clone(x)
			Softmax(got, n)
			for row := range 2 {
				sum := 0.0
				for _, v := range x[row*n : (row+1)*n] {
					sum += math.Exp(float64(v))
				}
				for i, v := range x[row*n : (row+1)*n] {
					if want := math.Exp(float64(v)) / sum; math.Abs(float64(got[row*n+i])-want) > 1e-5 {
						t.Fatalf("row %d of %d values: %g at %d, want %g", row, n, got[row*n+i], i, want)
					}
				}
			}
		}
	})
}

// sequential is the product in the order of k.
func sequential(x, w, bias []float32, m, n, k int) []float32 {
	dst := make([]float32, 0, m*n)
	for i := range m {
		for j := range n {
			s := bias[j]
			for c, v := range x[i*k:][:k] {
				s += float32(v * w[j*k+c])
			}
			dst = append(dst, s)
		}
	}
	return dst
}

func TestNewDenseRefuses(t *testing.T) {
	if _, err := NewDense([]float32{1, 2, 3}, nil, 2); err == nil {
		t.Error("took three weights as rows of two")
	}
	if _, err := NewDense([]float32{1, 2}, []float32{1, 2}, 2); err == nil {
		t.Error("took two biases for one output")
	}
	if _, err := NewDense(nil, nil, 2); err == nil {
		t.Error("took no weights")
	}
	if _, err := NewDense([]float32{1, float32(math.NaN())}, nil, 2); err == nil {
		t.Error("took a weight that is no number")
	}
}

func TestNothingToMultiply(t *testing.T) {
	onEachPath(t, func(t *testing.T) {
		MatMulT(nil, nil, values(rand.New(rand.NewPCG(1, 1)), 6), 0, 2, 3)
		MatMulT(nil, make([]float32, 6), nil, 2, 0, 3)
		dst := []float32{1, 2}
		MatMulT(dst, nil, nil, 1, 2, 0)
		same(t, "no columns", dst, []float32{0, 0})
		linear(t, rand.New(rand.NewPCG(1, 1)), 3, 4).Apply(nil, nil, 0)
		GELU(nil)
	})
}

// The largest sums that 16 bits must hold on AVX2, and the smallest.
func TestExtremeSums(t *testing.T) {
	const in, out = 384, 48
	for _, w := range [][4]int8{{63, 63, 63, 63}, {-63, -63, -63, -63}, {63, -63, 63, -63}, {63, 1, 63, 1}, {32, 32, 32, 32}, {-32, -32, -32, -32}, {33, 32, 32, 32}} {
		q, scale := make([]int8, out*in), make([]float32, out)
		for i := range q {
			q[i] = w[i/2%2*2+i%2]
		}
		for i := range scale {
			scale[i] = 1
		}
		l, err := NewLinear(q, scale, nil, in)
		if err != nil {
			t.Fatal(err)
		}
		bytes := make([]uint8, in)
		for i := range bytes {
			bytes[i] = 255
		}
		rows := []rowScale{{scale: 1}}
		want := exact(l, bytes, rows)
		for _, p := range paths {
			got := make([]float32, l.padded)
			p.integers(l, got, l.padded, bytes, rows)
			same(t, p.name, got, want)
		}
	}
}
