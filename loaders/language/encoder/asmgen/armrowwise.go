package main

import "math"

func (a *arm) addNorm() {
	a.function("addNormNEON", "y = LayerNorm(x+add)*gain + bias; n is a multiple of 32 and inverse 1/n.",
		"n int", "x *float32", "add *float32", "gain *float32", "bias *float32", "y *float32", "inverse float32")
	a.load("n", 0)
	a.load("x", 1)
	a.load("add", 2)
	a.load("y", 5)
	for i := range 8 {
		a.zero(16 + i)
	}
	a.each("sum", 0, func() {
		a.load32(1, 0)
		a.load32(2, 8)
		a.all(fadd, 0, 0, 8, 1)
		a.all(fadd, 16, 16, 0, 1)
		a.store32(0, 5)
	})
	a.fold(fadd, 16, 24)
	a.loadFloat("inverse", 30)
	a.do(fmul, 31, 16, 30) // mean
	for i := range 8 {
		a.zero(16 + i)
	}
	a.load("y", 5)
	a.each("squares", 0, func() {
		a.line("MOVD R5, R6")
		a.load32(6, 0)
		a.all(fsub, 0, 0, 31, 0)
		a.store32(0, 5)
		a.all(fmul, 8, 0, 0, 1)
		a.all(fadd, 16, 16, 8, 1)
	})
	a.fold(fadd, 16, 24)
	a.do(fmul, 16, 16, 30)
	a.constant(1e-12, 24)
	a.do(fadd, 16, 16, 24)
	a.do(fsqrt, 16, 16)
	a.constant(1, 24)
	a.do(fdiv, 31, 24, 16)
	a.load("gain", 3)
	a.load("bias", 4)
	a.load("y", 5)
	a.each("scale", 0, func() {
		a.line("MOVD R5, R6")
		a.load32(6, 0)
		a.load32(3, 8)
		a.load32(4, 16)
		a.all(fmul, 0, 0, 31, 0)
		a.all(fmul, 0, 0, 8, 1)
		a.all(fadd, 0, 0, 16, 1)
		a.store32(0, 5)
	})
	a.line("RET")
}

// powerConstants loads what power needs into V24 to V30.
func (a *arm) powerConstants() {
	for i, f := range []float32{1, 6.931469776e-1, 2.402224208e-1, 5.550733744e-2, 9.671512688e-3, 1.326472725e-3, -100} {
		a.constant(f, 24+i)
	}
}

// power replaces y by 2^y, the power of portable.go; n and p are for its use.
func (a *arm) power(y, n, p int) {
	a.do(fmax, y, y, 30)
	a.do(frintn, n, y)
	a.do(fsub, y, y, n)
	a.do(fmul, p, y, 29)
	for c := 28; c > 24; c-- {
		a.do(fadd, p, p, c)
		a.do(fmul, p, p, y)
	}
	a.do(fadd, p, p, 24)
	a.do(fcvtns, n, n)
	a.do(shl23, n, n)
	a.do(iadd, y, p, n)
}

func (a *arm) gelu() {
	a.function("geluNEON", "x = x*(1+erf(x/sqrt 2))/2; n is a multiple of 16.", "n int", "x *float32")
	a.load("n", 0)
	a.load("x", 1)
	a.powerConstants()
	a.zero(31)
	for i, f := range []float32{0.3275911 / math.Sqrt2, 0.5 * 0.254829592, 0.5 * -0.284496736, 0.5 * 1.421413741, 0.5 * -1.453152027, 0.5 * 1.061405429, -0.5 * math.Log2E} {
		a.constant(f, 16+i)
	}
	a.label("loop")
	a.line("VLD1 (R1), [V0.S4]")
	a.do(fmul, 1, 0, 0)
	a.do(fmul, 1, 1, 22)
	a.power(1, 2, 3)
	a.do(fmax, 2, 0, 31) // positive part
	a.do(fadd, 3, 2, 2)
	a.do(fsub, 3, 3, 0) // size
	a.do(fmul, 4, 3, 16)
	a.do(fadd, 4, 4, 24)
	a.do(fdiv, 4, 24, 4)
	a.do(fmul, 5, 4, 21)
	for c := 20; c > 16; c-- {
		a.do(fadd, 5, 5, c)
		a.do(fmul, 5, 5, 4)
	}
	a.do(fmul, 5, 5, 1)
	a.do(fmul, 5, 5, 3)
	a.do(fsub, 2, 2, 5)
	a.line("VST1.P [V2.S4], 16(R1)")
	a.line("SUBS $4, R0")
	a.line("BNE loop")
	a.line("RET")
}

func (a *arm) softmax() {
	a.function("softmaxNEON", "softmax of x*scale (scale includes log2 e) over rows of n, a multiple of 32.",
		"rows int", "n int", "x *float32", "scale float32")
	a.load("rows", 0)
	a.load("n", 1)
	a.load("x", 2)
	a.powerConstants()
	a.label("row")
	a.line("MOVD R2, R3")
	a.line("VLD1 (R3), %s", block(0, 4))
	a.line("ADD $64, R3, R4")
	a.line("VLD1 (R4), %s", block(4, 4))
	a.each("top", 1, func() {
		a.load32(3, 8)
		a.all(fmax, 0, 0, 8, 1)
	})
	a.fold(fmax, 0, 8)
	a.line("VMOV V0.B16, V31.B16")
	for i := range 8 {
		a.zero(8 + i)
	}
	a.line("MOVD R2, R3")
	a.loadFloat("scale", 16)
	a.each("power", 1, func() {
		a.line("MOVD R3, R4")
		a.load32(4, 0)
		a.all(fsub, 0, 0, 31, 0)
		a.all(fmul, 0, 0, 16, 0)
		for i := range 8 {
			a.power(i, 17+i%2*2, 18+i%2*2)
		}
		a.all(fadd, 8, 8, 0, 1)
		a.store32(0, 3)
	})
	a.fold(fadd, 8, 16)
	a.do(fdiv, 31, 24, 8)
	a.each("scaled", 1, func() {
		a.line("MOVD R2, R4")
		a.load32(4, 0)
		a.all(fmul, 0, 0, 31, 0)
		a.store32(0, 2)
	})
	a.line("SUBS $1, R0")
	a.line("BNE row")
	a.line("RET")
}

func (a *arm) quantise() {
	a.function("quantiseNEON", "asymmetric bytes of a row: x ~ (q-zero)*scale; n is a multiple of 32.",
		"n int", "x *float32", "q *uint8", "row *float32")
	a.load("n", 0)
	a.load("x", 1)
	a.load("q", 2)
	a.load("row", 3)
	for i := range 16 {
		a.zero(8 + i)
	}
	a.each("range", 0, func() {
		a.load32(1, 0)
		a.all(fmin, 8, 8, 0, 1)
		a.all(fmax, 16, 16, 0, 1)
	})
	a.fold(fmin, 8, 24)
	a.fold(fmax, 16, 24)
	a.do(fsub, 16, 16, 8)
	a.constant(1e-20, 24)
	a.do(fmax, 16, 16, 24)
	a.constant(255, 24)
	a.do(fdiv, 30, 24, 16) // inverse
	a.do(fdiv, 17, 16, 24)
	a.line("FMOVS F17, (R3)")
	a.do(fmul, 18, 8, 30)
	a.do(fcvtns, 18, 18)
	a.line("FMOVS F18, 4(R3)")
	a.zero(31)
	a.do(isub, 31, 31, 18)
	a.load("x", 1)
	a.each("bytes", 0, func() {
		a.load32(1, 0)
		for i := range 8 {
			a.do(fmul, i, i, 30)
			a.do(fcvtns, i, i)
			a.do(iadd, i, i, 31)
		}
		for i := range 4 {
			a.do(sqxtun, 8+i, 2*i)
			a.do(sqxtun|upper, 8+i, 2*i+1)
		}
		for i := range 2 {
			a.do(uqxtn, 12+i, 8+2*i)
			a.do(uqxtn|upper, 12+i, 9+2*i)
		}
		a.line("VST1.P [V12.B16, V13.B16], 32(R2)")
	})
	a.line("RET")
}

// transpose handles its block of 8x8 as four of 4x4.
func (a *arm) transpose() {
	a.function("transposeNEON", "transposes a block of 8x8.", "src *float32", "lds int", "dst *float32", "ldd int")
	a.load("src", 0)
	a.load("lds", 1)
	a.load("dst", 2)
	a.load("ldd", 3)
	a.line("LSL $2, R1")
	a.line("LSL $2, R3")
	for i := range 8 {
		a.line("VLD1 (R0), %s", block(2*i, 2))
		a.line("ADD R1, R0")
	}
	for b := range 2 {
		for half := range 2 {
			row := func(i int) int { return 2*(4*half+i) + b }
			for i := range 2 { // pairs of rows, then pairs of pairs
				a.line("VTRN1 V%d.S4, V%d.S4, V%d.S4", row(2*i+1), row(2*i), 16+2*i)
				a.line("VTRN2 V%d.S4, V%d.S4, V%d.S4", row(2*i+1), row(2*i), 17+2*i)
			}
			a.line("ADD $%d, R2, R4", 16*half)
			for j := range 4 {
				a.line("VTRN%d V%d.D2, V%d.D2, V20.D2", 1+j/2, 18+j%2, 16+j%2)
				a.line("VST1 [V20.S4], (R4)")
				a.line("ADD R3, R4")
			}
		}
		a.line("ADD R3<<2, R2")
	}
	a.line("RET")
}

// armKernels writes the kernels of arm64.
func armKernels(base, pkg string) error {
	a := &arm{}
	for n := 1; n <= armRows; n++ {
		a.armInts(n)
		a.armFloats(n)
	}
	a.addNorm()
	a.gelu()
	a.softmax()
	a.quantise()
	a.transpose()
	return a.write(base, pkg)
}
