package encoder

import "math"

// This file defines the arithmetic of the package. Every vector path must give
// the same bits, so each step is spelled out: float32 operations with one rounding
// each (the conversions below forbid the compiler to fuse a multiplication with an
// addition), one order of addition, and exp and erf as polynomials of such
// operations instead of math.Exp and math.Erf, which differ between processors.
//
// Sums over a row are taken in 32 lanes (element i in lane i mod 32) that fold in
// halves: lane i takes lane i+16, then i+8, +4, +2, +1. That is two registers of
// AVX-512, four of AVX2 and eight of NEON. The element [i][j] of a matrix product
// starts at its bias and adds its products in the order of k, on every path.
//
// Nearly equal would not do: a value that falls on the other side of a rounding to
// bytes changes thousands of others by a little, and some of them fall on other sides
// in turn. Against a reference in PyTorch, whose float steps differ in the last bit,
// the vectors of a sentence come out either the same to seven digits or, after one
// such event, 1 to 4 % apart.

const lanes = 32

var portable = &path{
	name:      "portable",
	quantise:  quantise,
	integers:  integers,
	floats:    floats,
	addNorm:   addNorm,
	gelu:      gelu,
	softmax:   softmax,
	transpose: transpose,
}

// fold adds the lanes of a sum.
func fold(s *[lanes]float32) float32 {
	for w := lanes / 2; w > 0; w /= 2 {
		for i := range w {
			s[i] += s[i+w]
		}
	}
	return s[0]
}

// quantise writes x as unsigned bytes: x ~ (q - zero) * scale, where zero itself
// is exact (padding and the flat side of GELU). Its callers see to len(x)%32 == 0.
func quantise(q []uint8, x []float32, r *rowScale) {
	var low, high float32
	for _, v := range x {
		if v < low {
			low = v
		}
		if v > high {
			high = v
		}
	}
	span := max(high-low, tinySpan)
	inverse, scale := 255/span, span/255
	zero := int32(math.RoundToEven(float64(-float32(low * inverse))))
	for i, v := range x {
		n := int32(math.RoundToEven(float64(float32(v*inverse)))) + zero
		q[i] = uint8(min(max(n, 0), 255))
	}
	r.scale, r.negZero = scale, -zero
}

// tinySpan keeps a row of zeros from dividing by zero.
const tinySpan = 1e-20

// The portable integer product multiplies an activation by three weights at once:
// made positive (1..127) they stand 21 bits apart in one word, and the sums of 64
// products stay inside their fields: 64 * 255 * 127 < 2^21.
const (
	field     = 21
	fieldMask = 1<<field - 1
	chunk     = 64
	offset    = 64 // added to the weights
	together  = 3  // columns
)

// integers computes dst[i][j] = sum_k (q[i][k] - zero_i) * w[j][k], exactly, and
// scales it back: float32(sum) * scale_i * scale_j + bias_j.
func integers(l *Linear, dst []float32, ldd int, q []uint8, rows []rowScale) {
	for ; len(rows) > blockRows; rows = rows[blockRows:] {
		integerBlock(l, dst, ldd, q, rows[:blockRows])
		dst, q = dst[blockRows*ldd:], q[blockRows*l.in:]
	}
	integerBlock(l, dst, ldd, q, rows)
}

func integerBlock(l *Linear, dst []float32, ldd int, q []uint8, rows []rowScale) {
	var sums [blockRows + 3][together]int32 // of up to three rows more, see four
	var rowSums [blockRows]int32
	for i := range rows {
		rowSums[i] = byteSum(q[i*l.in:][:l.in])
	}
	for j := 0; j < l.padded; j += together {
		clear(sums[:])
		for k := 0; k < l.in; k += chunk {
			var words [chunk]uint64
			w := words[:min(chunk, l.in-k)]
			packColumns(w, l, j, k)
			for i := 0; i < len(rows); i += 4 {
				four(sums[i:][:4], q[i*l.in+k:], l.in, min(4, len(rows)-i), w)
			}
		}
		for i, r := range rows {
			out := dst[i*ldd+j:][:min(together, l.padded-j)]
			for c := range out {
				sum := sums[i][c] - offset*rowSums[i] + r.negZero*l.sum[j+c]
				v := float32(float32(sum) * r.scale)
				out[c] = float32(v*l.scale[j+c]) + l.bias[j+c]
			}
		}
	}
}

func byteSum(q []uint8) int32 {
	var s int32
	for _, v := range q {
		s += int32(v)
	}
	return s
}

// packColumns puts columns j, j+1 and j+2 of l together, from row k on.
func packColumns(w []uint64, l *Linear, j, k int) {
	clear(w)
	for c := range min(together, l.padded-j) {
		p := l.panel(j + c)[k/4*4*panel+(j+c)%panel*4:]
		for i := 0; i+4 <= len(w); i += 4 {
			x, b := (*[4]uint64)(w[i:]), (*[4]int8)(p[i*panel:])
			x[0] |= uint64(int64(b[0])+offset) << (c * field)
			x[1] |= uint64(int64(b[1])+offset) << (c * field)
			x[2] |= uint64(int64(b[2])+offset) << (c * field)
			x[3] |= uint64(int64(b[3])+offset) << (c * field)
		}
	}
}

// four adds the products of n rows, at most four, with the columns in w to their sums.
func four(sums [][together]int32, q []uint8, ldq, n int, w []uint64) {
	x0 := q[:len(w)]
	x1 := q[min(1, n-1)*ldq:][:len(w)] // rows that are missing repeat the last
	x2 := q[min(2, n-1)*ldq:][:len(w)]
	x3 := q[min(3, n-1)*ldq:][:len(w)]
	var a0, a1, a2, a3 uint64
	for k, v := range w {
		a0 += uint64(x0[k]) * v
		a1 += uint64(x1[k]) * v
		a2 += uint64(x2[k]) * v
		a3 += uint64(x3[k]) * v
	}
	for i, a := range [4]uint64{a0, a1, a2, a3} {
		for c := range together {
			sums[i][c] += int32(a >> (c * field) & fieldMask)
		}
	}
}

// floats computes c = init + a*b.
func floats(p *product) {
	for i := range p.m {
		for j := 0; j < p.n; j += 8 {
			row := p.a[i*p.lda:][:p.k]
			b := p.b[j/panel*p.panel+j%panel:]
			var s [8]float32
			if p.init != nil {
				s = [8]float32(p.init[j:])
			}
			for k, x := range row {
				w := (*[8]float32)(b[k*p.ldb:])
				s[0] += float32(x * w[0])
				s[1] += float32(x * w[1])
				s[2] += float32(x * w[2])
				s[3] += float32(x * w[3])
				s[4] += float32(x * w[4])
				s[5] += float32(x * w[5])
				s[6] += float32(x * w[6])
				s[7] += float32(x * w[7])
			}
			*(*[8]float32)(p.c[i*p.ldc+j:]) = s
		}
	}
}

const epsilon = 1e-12 // of every layer normalisation, as in BERT

// addNorm computes y = LayerNorm(x + add) * gain + bias; y may be x or add.
func addNorm(y, x, add, gain, bias []float32) {
	inverse := 1 / float32(len(x))
	var sum [lanes]float32
	for i := range x {
		y[i] = x[i] + add[i]
		sum[i%lanes] += y[i]
	}
	mean := float32(fold(&sum) * inverse)
	sum = [lanes]float32{}
	for i := range y {
		y[i] -= mean
		sum[i%lanes] += float32(y[i] * y[i])
	}
	variance := float32(fold(&sum) * inverse)
	r := 1 / float32(math.Sqrt(float64(variance+epsilon)))
	for i := range y {
		y[i] = float32(float32(y[i]*r)*gain[i]) + bias[i]
	}
}

// Coefficients of 2^f for f in [-0.5, 0.5] with the smallest relative error, 9.1e-8,
// that five with a constant term of 1 can have (weighted least squares, Lawson 1961).
const (
	exp1 = 6.931469776e-1
	exp2 = 2.402224208e-1
	exp3 = 5.550733744e-2
	exp4 = 9.671512688e-3
	exp5 = 1.326472725e-3
)

// minPower bounds the exponent of power: small enough to vanish beside any sum
// of probabilities, large enough that no later product is subnormal (slow).
const minPower = -100

// power returns 2^y for y <= 0.
func power(y float32) float32 {
	y = max(y, minPower)
	n := float32(math.RoundToEven(float64(y)))
	f := y - n
	p := float32(exp5*f) + exp4
	p = float32(p*f) + exp3
	p = float32(p*f) + exp2
	p = float32(p*f) + exp1
	p = float32(p*f) + 1
	return math.Float32frombits(math.Float32bits(p) + uint32(int32(n))<<23)
}

// erf by Abramowitz and Stegun 7.1.26 (absolute error below 1.5e-7), with the
// halving of GELU taken into the coefficients.
const (
	erfT = 0.3275911 / math.Sqrt2
	erf1 = 0.5 * 0.254829592
	erf2 = 0.5 * -0.284496736
	erf3 = 0.5 * 1.421413741
	erf4 = 0.5 * -1.453152027
	erf5 = 0.5 * 1.061405429

	gaussian = -0.5 * math.Log2E
)

// gelu replaces every x by x * (1 + erf(x/sqrt 2)) / 2.
func gelu(x []float32) {
	for i, v := range x {
		e := power(float32(float32(v*v) * gaussian))
		positive := max(v, 0)
		size := positive + positive - v
		t := 1 / (float32(erfT*size) + 1)
		p := float32(erf5*t) + erf4
		p = float32(p*t) + erf3
		p = float32(p*t) + erf2
		p = float32(p*t) + erf1
		p = float32(float32(p*t) * e)
		x[i] = positive - float32(size*p)
	}
}

// softmax replaces each row x of n values by the softmax of x*scale, where scale
// comes multiplied by log2(e); n is a multiple of 32, and columns that stand for
// nothing hold padding.
func softmax(x []float32, n int, scale float32) {
	for ; len(x) >= n; x = x[n:] {
		row := x[:n]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		var sum [lanes]float32
		for i, v := range row {
			row[i] = power(float32((v - top) * scale))
			sum[i%lanes] += row[i]
		}
		r := 1 / fold(&sum)
		for i := range row {
			row[i] *= r
		}
	}
}

// padding is far below every score and far from overflow.
const padding = -1e30

// transpose writes an 8x8 block of src as columns of dst.
func transpose(dst []float32, ldd int, src []float32, lds int) {
	for i := range 8 {
		for j := range 8 {
			dst[j*ldd+i] = src[i*lds+j]
		}
	}
}
