package encoder

import (
	"fmt"
	"math"
)

// A Dense is a dense layer of float32 weights, for small heads: y = x*W^T + b.
// It is safe for concurrent use.
type Dense struct {
	out, in int
	weights []float32 // [roundUp(out)/32][in][32]
	bias    []float32
}

// NewDense packs w, row-major [out][in]; bias has a value for each row or is nil.
func NewDense(w, bias []float32, in int) (*Dense, error) {
	if in <= 0 || len(w) == 0 || len(w)%in != 0 {
		return nil, fmt.Errorf("dense layer: %d weights are no rows of %d", len(w), in)
	}
	out := len(w) / in
	if bias != nil && len(bias) != out {
		return nil, fmt.Errorf("dense layer: %d biases for %d outputs", len(bias), out)
	}
	if err := bounded("dense layer", w, bias); err != nil {
		return nil, err
	}
	d := &Dense{out: out, in: in, weights: make([]float32, roundUp(out)*in)}
	packTransposed(d.weights, w, out, in)
	d.bias = append(make([]float32, 0, roundUp(out)), bias...)[:roundUp(out)]
	return d, nil
}

// Out returns the length of a result.
func (d *Dense) Out() int { return d.out }

// Apply computes dst [rows][out] from x [rows][in].
func (d *Dense) Apply(dst, x []float32, rows int) {
	s := getScratch()
	defer putScratch(s)
	s.product = product{b: d.weights, init: d.bias, m: rows, n: d.out, k: d.in}
	s.multiply(dst[:rows*d.out], x)
}

// MatMulT computes dst[m][n] = a[m][k] * b[n][k]^T; each value adds its products
// in the order of k.
func MatMulT(dst, a, b []float32, m, n, k int) {
	if m == 0 || n == 0 || k == 0 {
		clear(dst[:m*n])
		return
	}
	s := getScratch()
	defer putScratch(s)
	packed := grow(&s.keys, roundUp(n)*k)
	packTransposed(packed, b, n, k)
	s.product = product{b: packed, m: m, n: n, k: k}
	s.multiply(dst[:m*n], a)
}

// packTransposed writes w [n][k] in panels [roundUp(n)/32][k][32]; what the last
// panel has beyond n stays as it is.
func packTransposed(dst, w []float32, n, k int) {
	for j := range n {
		p := dst[j/panel*panel*k+j%panel:]
		for i, v := range w[j*k:][:k] {
			p[i*panel] = v
		}
	}
}

// multiply runs s.product, whose b is packed, with contiguous rows x and dst in blocks
// of rows; its n need not be a multiple of 32.
func (s *scratch) multiply(dst, x []float32) {
	run, p := current.Load().floats, &s.product
	out, rows := p.n, p.m
	p.n = roundUp(out)
	p.lda, p.ldb, p.panel, p.ldc = p.k, panel, panel*p.k, p.n
	for r := 0; r < rows; r += blockRows {
		p.m = min(blockRows, rows-r)
		p.a, p.c = x[r*p.k:], dst[r*out:][:p.m*out]
		if p.n == out {
			run(p)
			continue
		}
		p.c = grow(&s.narrow, p.m*p.n)
		run(p)
		cutRows(dst[r*out:][:p.m*out], p.c, out)
	}
	*p = product{} // the pool should not keep the caller's memory
}

// GELU replaces every x by x * (1 + erf(x/sqrt 2)) / 2.
func GELU(x []float32) { current.Load().gelu(x) }

// Softmax replaces each row of n values of x by its softmax.
func Softmax(x []float32, n int) {
	if n <= 0 {
		return
	}
	s := getScratch()
	defer putScratch(s)
	wide := roundUp(n)
	row := grow(&s.scores, wide)
	for ; len(x) >= n; x = x[n:] {
		copy(row, x[:n])
		for i := n; i < wide; i++ {
			row[i] = padding
		}
		current.Load().softmax(row, wide, math.Log2E)
		copy(x[:n], row)
	}
}
