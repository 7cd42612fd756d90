package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func addNorm(v vectors) {
	text("addNorm", v, "func(n int, x *float32, add *float32, gain *float32, bias *float32, y *float32, inverse float32)",
		"y = LayerNorm(x+add)*gain + bias; n is a multiple of 32 and inverse 1/n.")
	n := byteCount("n")
	x, add2, y := pointer("x"), pointer("add"), pointer("y")
	sum := v.zeros()
	each("sum", n, func(i reg.GPVirtual) {
		for u := range sum {
			a := v.reg()
			VMOVUPS(v.at(x, i, u), a)
			VADDPS(v.at(add2, i, u), a, a)
			VMOVUPS(a, v.at(y, i, u))
			VADDPS(a, sum[u], sum[u])
		}
	})
	inverse := v.param("inverse")
	mean := v.fold(sum, add)
	VMULPS(inverse, mean, mean)
	squares := v.zeros()
	each("squares", n, func(i reg.GPVirtual) {
		for u := range squares {
			a := v.reg()
			VMOVUPS(v.at(y, i, u), a)
			VSUBPS(mean, a, a)
			VMOVUPS(a, v.at(y, i, u))
			VMULPS(a, a, a)
			VADDPS(a, squares[u], squares[u])
		}
	})
	r := v.fold(squares, add)
	v.mulAdd(r, inverse, v.load("epsilon", 1e-12))
	VSQRTPS(r, r)
	VDIVPS(r, v.load("one", 1), r)
	gain, bias := pointer("gain"), pointer("bias")
	each("scale", n, func(i reg.GPVirtual) {
		for u := range v.perLanes() {
			a := v.reg()
			VMULPS(v.at(y, i, u), r, a)
			VMULPS(v.at(gain, i, u), a, a)
			VADDPS(v.at(bias, i, u), a, a)
			VMOVUPS(a, v.at(y, i, u))
		}
	})
	done()
}

// powers computes 2^y for y <= 0, the power of portable.go.
type powers struct {
	v                  vectors
	low                reg.VecVirtual
	c0, c1, c2, c3, c4 reg.VecVirtual
	c5                 reg.VecVirtual
}

func newPowers(v vectors) powers {
	return powers{v: v, low: v.load("minPower", -100),
		c5: v.load("exp5", 1.326472725e-3), c4: v.load("exp4", 9.671512688e-3), c3: v.load("exp3", 5.550733744e-2),
		c2: v.load("exp2", 2.402224208e-1), c1: v.load("exp1", 6.931469776e-1), c0: v.load("one", 1)}
}

func (e powers) of(y reg.VecVirtual) {
	v := e.v
	VMAXPS(e.low, y, y)
	n, p := v.reg(), v.reg()
	v.round(y, n)
	VSUBPS(n, y, y)
	VMULPS(e.c5, y, p)
	VADDPS(e.c4, p, p)
	for _, c := range []reg.VecVirtual{e.c3, e.c2, e.c1, e.c0} {
		v.mulAdd(p, y, c)
	}
	VCVTPS2DQ(n, n)
	VPSLLD(Imm(23), n, n)
	VPADDD(n, p, y)
}

func gelu(v vectors) {
	text("gelu", v, "func(n int, x *float32)",
		"x = x*(1+erf(x/sqrt 2))/2; n is a multiple of 16.")
	n := byteCount("n")
	x := pointer("x")
	e := newPowers(v)
	erfT, gaussian := v.load("erfT", 0.3275911/math.Sqrt2), v.load("gaussian", -0.5*math.Log2E)
	i := GP64()
	XORQ(i, i)
	Label("loop")
	a, positive, y, size := v.reg(), v.reg(), v.reg(), v.reg()
	VMOVUPS(v.at(x, i, 0), a)
	VMULPS(a, a, y)
	VMULPS(gaussian, y, y)
	e.of(y)
	VMAXPS(v.zero(), a, positive)
	VADDPS(positive, positive, size)
	VSUBPS(a, size, size)
	t, p := v.reg(), v.reg()
	VMULPS(erfT, size, t)
	VADDPS(e.c0, t, t)
	VDIVPS(t, e.c0, t)
	VMULPS(v.load("erf5", 0.5*1.061405429), t, p)
	VADDPS(v.load("erf4", 0.5*-1.453152027), p, p)
	v.mulAdd(p, t, v.load("erf3", 0.5*1.421413741))
	v.mulAdd(p, t, v.load("erf2", 0.5*-0.284496736))
	v.mulAdd(p, t, v.load("erf1", 0.5*0.254829592))
	VMULPS(t, p, p)
	VMULPS(y, p, p)
	VMULPS(size, p, p)
	VSUBPS(p, positive, positive)
	VMOVUPS(positive, v.at(x, i, 0))
	ADDQ(U32(uint32(v.bytes())), i)
	CMPQ(i, n)
	JL(LabelRef("loop"))
	done()
}

func softmax(v vectors) {
	text("softmax", v, "func(rows int, n int, x *float32, scale float32)",
		"softmax of x*scale (scale includes log2 e) over rows of n, a multiple of 32.")
	count, x := pointer("rows"), pointer("x")
	n := byteCount("n")
	e := newPowers(v)
	scale := v.param("scale")
	Label("row")
	top := make([]reg.VecVirtual, v.perLanes())
	for u := range top {
		top[u] = v.reg()
		VMOVUPS(Mem{Base: x, Disp: u * v.bytes()}, top[u])
	}
	each("top", n, func(i reg.GPVirtual) {
		for u := range top {
			VMAXPS(v.at(x, i, u), top[u], top[u])
		}
	})
	m := v.fold(top, maximum)
	sum := v.zeros()
	each("power", n, func(i reg.GPVirtual) {
		for u := range sum {
			y := v.reg()
			VMOVUPS(v.at(x, i, u), y)
			VSUBPS(m, y, y)
			VMULPS(scale, y, y)
			e.of(y)
			VADDPS(y, sum[u], sum[u])
			VMOVUPS(y, v.at(x, i, u))
		}
	})
	r := v.fold(sum, add)
	VDIVPS(r, e.c0, r)
	each("scale", n, func(i reg.GPVirtual) {
		for u := range sum {
			y := v.reg()
			VMULPS(v.at(x, i, u), r, y)
			VMOVUPS(y, v.at(x, i, u))
		}
	})
	ADDQ(n, x)
	DECQ(count)
	JNZ(LabelRef("row"))
	done()
}

func quantise(v vectors) {
	text("quantise", v, "func(n int, x *float32, q *uint8, row *float32)",
		"asymmetric bytes of a row: x ~ (q-zero)*scale; n is a multiple of 32.")
	n := byteCount("n")
	x, q, row := pointer("x"), pointer("q"), pointer("row")
	low, high := v.zeros(), v.zeros()
	each("range", n, func(i reg.GPVirtual) {
		for u := range low {
			a := v.reg()
			VMOVUPS(v.at(x, i, u), a)
			VMINPS(a, low[u], low[u])
			VMAXPS(a, high[u], high[u])
		}
	})
	least := v.fold(low, minimum)
	span := v.fold(high, maximum)
	VSUBPS(least, span, span)
	VMAXPS(v.load("tinySpan", 1e-20), span, span)
	top := v.load("bytes", 255)
	inverse, scale := v.reg(), v.reg()
	VDIVPS(span, top, inverse)
	VDIVPS(top, span, scale)
	VMOVSS(scale.AsX(), Mem{Base: row})
	negZero, zero := v.reg(), v.zero()
	VMULPS(inverse, least, negZero)
	VCVTPS2DQ(negZero, negZero)
	VMOVSS(negZero.AsX(), Mem{Base: row, Disp: 4})
	VPSUBD(negZero, zero, zero)
	storeBytes(v, n, x, q, inverse, zero)
	done()
}

// storeBytes writes round(x*inverse) + zero, clamped to a byte.
func storeBytes(v vectors, n, x, q reg.GPVirtual, inverse, zero reg.VecVirtual) {
	none := v.zero()
	order := v.reg()
	if !v.wide() {
		VMOVDQU(byteOrder(), order)
	}
	each("bytes", n, func(i reg.GPVirtual) {
		r := make([]reg.VecVirtual, v.perLanes())
		for u := range r {
			r[u] = v.reg()
			VMULPS(v.at(x, i, u), inverse, r[u])
			VCVTPS2DQ(r[u], r[u])
			VPADDD(zero, r[u], r[u])
		}
		if v.wide() {
			for u := range r {
				VPMAXSD(none, r[u], r[u])
				VPMOVUSDB(r[u], Mem{Base: q, Disp: 16 * u})
			}
		} else {
			VPACKSSDW(r[1], r[0], r[0])
			VPACKSSDW(r[3], r[2], r[2])
			VPACKUSWB(r[2], r[0], r[0])
			VPERMD(r[0], order, r[0])
			VMOVDQU(r[0], Mem{Base: q})
		}
		ADDQ(Imm(32), q)
	})
}

// byteOrder undoes the interleaving of VPACKSSDW and VPACKUSWB.
func byteOrder() Mem {
	m := GLOBL("byteOrder", RODATA|NOPTR)
	for i, x := range []uint32{0, 4, 1, 5, 2, 6, 3, 7} {
		DATA(4*i, U32(x))
	}
	return m
}

func transpose() {
	v := vectors{256}
	text("transpose", v, "func(src *float32, lds int, dst *float32, ldd int)", "transposes a block of 8x8.")
	src := newRows(8, pointer("src"), byteCount("lds"))
	dst := newRows(8, pointer("dst"), byteCount("ldd"))
	var r, t, w [8]reg.VecVirtual
	for i := range r {
		r[i] = v.reg()
		VMOVUPS(src.row(i, 0), r[i])
	}
	for i := 0; i < 8; i += 2 {
		t[i], t[i+1] = v.reg(), v.reg()
		VUNPCKLPS(r[i+1], r[i], t[i])
		VUNPCKHPS(r[i+1], r[i], t[i+1])
	}
	for i := 0; i < 8; i += 4 {
		for j := range 2 {
			w[i+2*j], w[i+2*j+1] = v.reg(), v.reg()
			VSHUFPS(Imm(0x44), t[i+2+j], t[i+j], w[i+2*j])
			VSHUFPS(Imm(0xee), t[i+2+j], t[i+j], w[i+2*j+1])
		}
	}
	for i := range 4 {
		low, high := v.reg(), v.reg()
		VPERM2F128(Imm(0x20), w[i+4], w[i], low)
		VPERM2F128(Imm(0x31), w[i+4], w[i], high)
		VMOVUPS(low, dst.row(i, 0))
		VMOVUPS(high, dst.row(i+4, 0))
	}
	done()
}
