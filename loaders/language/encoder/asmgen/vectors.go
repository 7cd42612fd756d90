package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// vectors are registers of 256 or 512 bits.
type vectors struct{ bits int }

func (v vectors) wide() bool { return v.bits == 512 }
func (v vectors) bytes() int { return v.bits / 8 }

// perLanes is the number of registers that hold the 32 lanes of a sum.
func (v vectors) perLanes() int { return 1024 / v.bits }

func (v vectors) reg() reg.VecVirtual {
	if v.wide() {
		return ZMM()
	}
	return YMM()
}

func (v vectors) zero() reg.VecVirtual {
	r := v.reg()
	v.xor(r)
	return r
}

func (v vectors) xor(r reg.VecVirtual) {
	if v.wide() {
		VPXORD(r, r, r)
	} else {
		VXORPS(r, r, r)
	}
}

// load broadcasts a constant.
func (v vectors) load(name string, f float32) reg.VecVirtual {
	r := v.reg()
	VBROADCASTSS(constant(name, f), r)
	return r
}

// param broadcasts a float32 argument.
func (v vectors) param(name string) reg.VecVirtual {
	p, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	r := v.reg()
	VBROADCASTSS(p.Addr, r)
	return r
}

// round rounds to the nearest even integer, as a float32.
func (v vectors) round(x, y reg.VecVirtual) {
	if v.wide() {
		VRNDSCALEPS(Imm(0), x, y)
	} else {
		VROUNDPS(Imm(0), x, y)
	}
}

// mulAdd computes p = p*x + c in two roundings.
func (v vectors) mulAdd(p, x reg.VecVirtual, c Op) {
	VMULPS(x, p, p)
	VADDPS(c, p, p)
}

var constants = map[string]Mem{}

func constant(name string, f float32) Mem {
	m, ok := constants[name]
	if !ok {
		m = ConstData(name, U32(math.Float32bits(f)))
		constants[name] = m
	}
	return m
}

type operation func(ops ...Op)

func add(ops ...Op)     { VADDPS(ops...) }
func minimum(ops ...Op) { VMINPS(ops...) }
func maximum(ops ...Op) { VMAXPS(ops...) }

// fold reduces 32 lanes in halves, as fold of portable.go, and returns the result in
// every lane.
func (v vectors) fold(s []reg.VecVirtual, op operation) reg.VecVirtual {
	for w := len(s) / 2; w > 0; w /= 2 {
		for i := range w {
			op(s[i+w], s[i], s[i])
		}
	}
	y := s[0]
	if v.wide() {
		high, low := YMM(), YMM()
		VEXTRACTF64X4(Imm(1), s[0], high)
		VEXTRACTF64X4(Imm(0), s[0], low)
		op(high, low, low)
		y = low
	}
	t := YMM()
	VPERM2F128(Imm(1), y, y, t)
	op(t, y, y)
	VPERMILPS(Imm(0x4e), y, t)
	op(t, y, y)
	VPERMILPS(Imm(0xb1), y, t)
	op(t, y, y)
	if v.wide() {
		r := ZMM()
		VSHUFF64X2(Imm(0), y.AsZ(), y.AsZ(), r)
		return r
	}
	return y
}

// zeros returns cleared registers for 32 lanes.
func (v vectors) zeros() []reg.VecVirtual {
	s := make([]reg.VecVirtual, v.perLanes())
	for i := range s {
		s[i] = v.zero()
	}
	return s
}

// at returns the address of register u of the 32 values at base[i].
func (v vectors) at(base, i reg.GPVirtual, u int) Mem {
	return Mem{Base: base, Index: i, Scale: 1, Disp: u * v.bytes()}
}

// each emits a loop over n bytes of float32 values, 32 values a round; i is the
// offset in bytes.
func each(label string, n reg.GPVirtual, body func(i reg.GPVirtual)) {
	i := GP64()
	XORQ(i, i)
	Label(label)
	body(i)
	ADDQ(U32(128), i)
	CMPQ(i, n)
	JL(LabelRef(label))
}

func pointer(name string) reg.GPVirtual { return Load(Param(name), GP64()).(reg.GPVirtual) }

// byteCount loads a count of float32 values as one of bytes.
func byteCount(name string) reg.GPVirtual {
	r := pointer(name)
	SHLQ(U8(2), r)
	return r
}

func text(name string, v vectors, signature, doc string) {
	TEXT(fmt.Sprintf("%s%d", name, v.bits), NOSPLIT, signature)
	Pragma("noescape")
	Doc(doc)
}

func done() {
	VZEROUPPER()
	RET()
}

// rows addresses rows of a matrix with one pointer for each four rows.
type rows struct {
	at4         []reg.GPVirtual
	stride, by3 reg.GPVirtual
}

func newRows(n int, base, stride reg.GPVirtual) rows {
	r := rows{stride: stride, at4: []reg.GPVirtual{base}}
	if n > 3 {
		r.by3 = GP64()
		LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, r.by3)
	}
	for i := 4; i < n; i += 4 {
		p := GP64()
		LEAQ(Mem{Base: r.at4[i/4-1], Index: stride, Scale: 4}, p)
		r.at4 = append(r.at4, p)
	}
	return r
}

func (r rows) row(i, disp int) Mem {
	m := Mem{Base: r.at4[i/4], Disp: disp}
	switch i % 4 {
	case 1:
		m.Index, m.Scale = r.stride, 1
	case 2:
		m.Index, m.Scale = r.stride, 2
	case 3:
		m.Index, m.Scale = r.by3, 1
	}
	return m
}

func (r rows) advance(n int) {
	for _, p := range r.at4 {
		ADDQ(U32(uint32(n)), p)
	}
}
