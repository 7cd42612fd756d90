package encoder

import (
	"encoding/binary"
	"sync"
)

// A stepOrder says for AVX2 in which order the steps of four k of a Linear are taken.
//
// VPMADDUBSW leaves sums of two products in 16 bits, and widening them to 32 bits
// takes as long as the products. Two steps can share the widening where the sum of
// four products fits 16 bits for any activations, that is where neither the positive
// nor the negative ones of the four weights add up to more than 128 (255*128 = 32640).
// That holds for 96 % of the pairs of steps of a trained model, all 32 sums of 16
// columns considered; the others are taken step by step. The sums are the same.
type stepOrder struct {
	once  sync.Once
	steps []uint32 // for each group of columns: offsets of the pairs, then of the single steps
	pairs []int    // for each group of columns: how many pairs
	n     int      // steps of a column
}

// machineData is what a Linear keeps for the kernels of this architecture.
type machineData struct{ order stepOrder }

const orderColumns = 16 // columns of a kernel

// prepare finds the order at the first use, since other paths need none.
func (o *stepOrder) prepare(l *Linear) {
	o.once.Do(func() {
		o.n = l.in / 4
		o.steps = make([]uint32, l.padded/orderColumns*o.n)
		o.pairs = make([]int, l.padded/orderColumns)
		for g := range o.pairs {
			o.pairs[g] = orderSteps(o.steps[g*o.n:][:o.n], l.panel(g * orderColumns)[g*orderColumns%panel*4:])
		}
	})
}

// of returns the order for the columns from j on.
func (o *stepOrder) of(j int) (order *uint32, pairs, singles int) {
	g := j / orderColumns
	return &o.steps[g*o.n], o.pairs[g], o.n - 2*o.pairs[g]
}

// orderSteps lists the pairs from the start and the single steps after them.
func orderSteps(steps []uint32, weights []int8) int {
	b := asBytes(weights)
	pairs, single := 0, len(steps)
	for i := 0; i < len(steps); i += 2 {
		if fits(b[i*4*panel:], b[(i+1)*4*panel:]) {
			steps[pairs] = uint32(4 * i)
			pairs++
			continue
		}
		single -= 2
		steps[single], steps[single+1] = uint32(4*i), uint32(4*i+4)
	}
	copy(steps[pairs:], steps[single:])
	return pairs
}

// fits says whether the products of two steps can be added in 16 bits.
func fits(a, b []byte) bool {
	const (
		over = 0x7f7f7f7f7f7f7f7f // 32767-128 twice in a word: more than 128 sets its top bit
		top  = 0x8000800080008000
	)
	var bad uint64
	for i := 0; i < 4*orderColumns; i += 8 {
		posA, negA := parts(binary.LittleEndian.Uint64(a[i:]))
		posB, negB := parts(binary.LittleEndian.Uint64(b[i:]))
		pos, neg := posA+posB, negA+negB
		bad |= (pos&evenBytes + pos>>8&evenBytes + over) | (neg&evenBytes + neg>>8&evenBytes + over)
	}
	return bad&top == 0
}

// parts splits eight weights into the sizes of the positive and of the negative ones.
func parts(w uint64) (pos, neg uint64) {
	const ones = 0x0101010101010101
	sign := w >> 7 & ones
	mask := sign * 0xff
	return w &^ mask, (^w & mask) + sign
}
