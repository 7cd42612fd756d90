package encoder

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"
)

const (
	panel     = 32      // columns of a packed weight panel
	maxWeight = 63      // see Linear
	maxScale  = 30      // of scales, gains and biases, see Weights
	maxIn     = 1 << 16 // sums stay below 2^31
	blockRows = 112     // rows that go through a layer together: 8 tiles of 14
)

// A Linear is a dense layer of 7-bit integer weights: y = x*W^T + b. It is safe
// for concurrent use.
//
// Activations are quantised to unsigned bytes row by row. With |q| <= 63 the sum
// of two products of bytes, at most 2*255*63 = 32130, fits the 16 bits of AVX2's
// VPMADDUBSW, so that every path has the same exact integer sums.
type Linear struct {
	out, padded int // columns, and with padding to a multiple of 32
	width, in   int // values of a row, and with padding to a multiple of 32
	// Packed weights: [padded/32][in/4][32][4], four values of a column together.
	weights     []int8
	scale, bias []float32
	sum         []int32 // of the weights of each column
	machineData
}

// NewLinear packs q, row-major [out][in], with one scale for each of its rows;
// bias has a value for each or is nil.
func NewLinear(q []int8, scale, bias []float32, in int) (*Linear, error) {
	out := len(scale)
	if in <= 0 || in > maxIn || out == 0 || len(q)/in != out || len(q)%in != 0 {
		return nil, fmt.Errorf("linear layer: %d weights in rows of %d do not fit %d scales", len(q), in, out)
	}
	if bias != nil && len(bias) != out {
		return nil, fmt.Errorf("linear layer: %d biases for %d outputs", len(bias), out)
	}
	if err := bounded("linear layer", scale, bias); err != nil {
		return nil, err
	}
	l := &Linear{out: out, padded: roundUp(out), width: in, in: roundUp(in)}
	l.weights = make([]int8, l.padded*l.in)
	l.sum = make([]int32, l.padded)
	l.scale = append(make([]float32, 0, l.padded), scale...)[:l.padded]
	l.bias = append(make([]float32, 0, l.padded), bias...)[:l.padded]
	for j := range out {
		if err := l.pack(j, q[j*in:][:in]); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func roundUp(n int) int { return (n + panel - 1) / panel * panel }

// pack writes a row of weights as column j, eight at a time, for a model has millions.
func (l *Linear) pack(j int, row []int8) error {
	p := asBytes(l.panel(j))[j%panel*4:]
	b := asBytes(row)
	var sum uint64 // of the weights plus 128, in four fields of 16 bits
	var bad uint64
	k := 0
	for ; k+8 <= len(b); k += 8 {
		w := binary.LittleEndian.Uint64(b[k:])
		bad |= beyond(w)
		positive := w ^ 0x8080808080808080
		sum += positive&evenBytes + positive>>8&evenBytes
		binary.LittleEndian.PutUint32(p[k*panel:], uint32(w))
		binary.LittleEndian.PutUint32(p[(k+4)*panel:], uint32(w>>32))
		if k%512 == 504 { // before a field overflows: 64 rounds of at most 510
			l.sum[j] += addFields(sum)
			sum = 0
		}
	}
	l.sum[j] += addFields(sum) - 128*int32(k)
	for ; k < len(b); k++ {
		bad |= beyond(uint64(b[k]))
		p[k/4*4*panel+k%4] = b[k]
		l.sum[j] += int32(row[k])
	}
	if bad != 0 {
		return fmt.Errorf("linear layer: a weight of row %d is beyond %d", j, maxWeight)
	}
	return nil
}

const evenBytes = 0x00ff00ff00ff00ff

// beyond returns a value other than 0 if one of eight weights is not in -63..63.
func beyond(w uint64) uint64 {
	const signs, sixBits = 0x8080808080808080, 0x3f3f3f3f3f3f3f3f
	outside := (w ^ w<<1) & signs               // sign and next bit differ: not in -64..63
	small := (w&sixBits + sixBits) << 1 & signs // set unless the low six bits are 0
	return outside | w&signs&^small             // -64
}

func addFields(x uint64) int32 {
	return int32(x&0xffff + x>>16&0xffff + x>>32&0xffff + x>>48)
}

func asBytes(w []int8) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(&w[0])), len(w)) }

// bounded refuses what could overflow on the way; see Weights.
func bounded(what string, values ...[]float32) error {
	for _, vs := range values {
		for i, v := range vs {
			if !(math.Abs(float64(v)) <= maxScale) {
				return fmt.Errorf("%s: parameter %d is %g, beyond %d", what, i, v, maxScale)
			}
		}
	}
	return nil
}

// panel returns the panel of column j.
func (l *Linear) panel(j int) []int8 { return l.weights[j/panel*panel*l.in:] }

// Out returns the length of a result.
func (l *Linear) Out() int { return l.out }

// Apply computes dst [rows][out] from x [rows][in].
func (l *Linear) Apply(dst, x []float32, rows int) {
	s := getScratch()
	defer putScratch(s)
	p := current.Load()
	for r := 0; r < rows; r += blockRows {
		m := min(blockRows, rows-r)
		l.apply(p, s, dst[r*l.out:][:m*l.out], x[r*l.width:][:m*l.width], m)
	}
}

// apply does a block of rows.
func (l *Linear) apply(p *path, s *scratch, dst, x []float32, m int) {
	if l.width != l.in {
		x = padRows(grow(&s.wide, m*l.in), x, l.width)
	}
	q, scales := grow(&s.bytes, m*l.in), grow(&s.scales, m)
	for i := range m {
		p.quantise(q[i*l.in:][:l.in], x[i*l.in:][:l.in], &scales[i])
	}
	if l.out == l.padded {
		p.integers(l, dst, l.out, q, scales)
		return
	}
	y := grow(&s.narrow, m*l.padded)
	p.integers(l, y, l.padded, q, scales)
	cutRows(dst, y, l.out)
}

// padRows copies rows of n values into wider rows of zeros.
func padRows(wide, x []float32, n int) []float32 {
	w := roundUp(n)
	for i := 0; i*n < len(x); i++ {
		row := wide[i*w:][:w]
		clear(row[copy(row, x[i*n:][:n]):])
	}
	return wide
}

// cutRows copies the first n values of each row.
func cutRows(dst, wide []float32, n int) {
	w := roundUp(n)
	for i := 0; i*n < len(dst); i++ {
		copy(dst[i*n:][:n], wide[i*w:])
	}
}
