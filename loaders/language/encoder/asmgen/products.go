package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A tile of results: rows of two registers.
type tile [][2]reg.VecVirtual

const floatSignature = "func(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int, init *float32)"

// floatTile emits the product of n rows by two registers of columns.
func floatTile(v vectors, n int) {
	TEXT(fmt.Sprintf("floats%dx%d", v.bits, n), NOSPLIT, floatSignature)
	Pragma("noescape")
	Doc(fmt.Sprintf("c[%d][%d] = init + a[][k] * b[k][]; strides in elements, init one row.", n, v.bits/16))
	acc := floatStart(v, n)
	k := pointer("k")
	ar := newRows(n, pointer("a"), byteCount("lda"))
	b, ldb := pointer("b"), byteCount("ldb")
	br := newRows(4, b, ldb)
	SUBQ(Imm(4), k)
	JL(LabelRef("tail"))
	Label("four")
	for u := range 4 {
		floatStep(v, acc, ar, br, u)
	}
	ar.advance(16)
	LEAQ(Mem{Base: b, Index: ldb, Scale: 4}, b)
	SUBQ(Imm(4), k)
	JGE(LabelRef("four"))
	Label("tail")
	ADDQ(Imm(4), k)
	JZ(LabelRef("store"))
	Label("one")
	floatStep(v, acc, ar, br, 0)
	ar.advance(4)
	ADDQ(ldb, b)
	DECQ(k)
	JNZ(LabelRef("one"))
	Label("store")
	c, ldc := pointer("c"), byteCount("ldc")
	for i := range acc {
		for j, r := range acc[i] {
			VMOVUPS(r, Mem{Base: c, Disp: j * v.bytes()})
		}
		if i+1 < n {
			ADDQ(ldc, c)
		}
	}
	done()
}

func floatStart(v vectors, n int) tile {
	init := pointer("init")
	acc := make(tile, n)
	for i := range acc {
		for j := range acc[i] {
			acc[i][j] = v.reg()
			VMOVUPS(Mem{Base: init, Disp: j * v.bytes()}, acc[i][j])
		}
	}
	return acc
}

func floatStep(v vectors, acc tile, ar, br rows, u int) {
	b0, b1 := v.reg(), v.reg()
	VMOVUPS(br.row(u, 0), b0)
	VMOVUPS(br.row(u, v.bytes()), b1)
	for i := range acc {
		x, t := v.reg(), v.reg()
		VBROADCASTSS(ar.row(i, 4*u), x)
		VMULPS(b0, x, t)
		VADDPS(t, acc[i][0], acc[i][0])
		VMULPS(b1, x, x)
		VADDPS(x, acc[i][1], acc[i][1])
	}
}

const intSignature = "func(k4 int, a *uint8, lda int, b *int8, c *float32, ldc int, scale *float32, bias *float32, sum *int32, row *float32)"

func intDoc(v vectors, n int) {
	Pragma("noescape")
	Doc(fmt.Sprintf("c[%d][%d] = scaled(a[][4*k4] * b), b packed [k4][32][4], k4 a multiple of 4.", n, v.bits/16))
}

// vnniTile emits the product of n rows of bytes by two registers of packed columns
// with VPDPBUSD. The 256-bit form is that of AVX-VNNI, see encodeVEX.
func vnniTile(v vectors, n int) {
	TEXT(fmt.Sprintf("vnni%dx%d", v.bits, n), NOSPLIT, intSignature)
	intDoc(v, n)
	acc := intStart(v, n)
	ar := newRows(n, pointer("a"), pointer("lda"))
	b := pointer("b")
	intLoop(ar, b, func(u int) {
		b0, b1 := v.reg(), v.reg()
		VMOVUPS(Mem{Base: b, Disp: 128 * u}, b0)
		VMOVUPS(Mem{Base: b, Disp: 128*u + v.bytes()}, b1)
		for i := range acc {
			x := v.reg()
			VPBROADCASTD(ar.row(i, 4*u), x)
			VPDPBUSD(b0, x, acc[i][0])
			VPDPBUSD(b1, x, acc[i][1])
		}
	})
	intScale(v, acc)
	done()
}

const pairSignature = "func(order *uint32, pairs int, singles int, a *uint8, lda int, b *int8, c *float32, ldc int, scale *float32, bias *float32, sum *int32, row *float32)"

// pairTile is the same for AVX2. VPMADDUBSW adds two products in 16 bits, which
// |weight| <= 63 keeps from saturating: 2*255*63 = 32130. order lists the steps of
// four k as offsets in a row: first pairs of neighbours (the offset of the first of
// the two) whose four weights per 16 bits are small enough to add once more before
// the sums are widened, then the single steps that are left.
func pairTile(n int) {
	v := vectors{256}
	TEXT(fmt.Sprintf("pairs%dx%d", v.bits, n), NOSPLIT, pairSignature)
	Pragma("noescape")
	Doc(fmt.Sprintf("c[%d][%d] = scaled(a[] * b), b packed [][32][4], steps in the order given.", n, v.bits/16))
	acc := intStart(v, n)
	ones := v.reg()
	VPCMPEQW(ones, ones, ones)
	VPSRLW(Imm(15), ones, ones)
	a, lda, b := make([]reg.GPVirtual, n), pointer("lda"), pointer("b")
	a[0] = pointer("a")
	for i := 1; i < n; i++ {
		a[i] = GP64()
		LEAQ(Mem{Base: a[i-1], Index: lda, Scale: 1}, a[i])
	}
	order := pointer("order")
	steps(order, b, "pair", "pairs", func(at, w reg.GPVirtual) {
		b0, b1 := v.reg(), v.reg()
		VMOVUPS(Mem{Base: w}, b0)
		VMOVUPS(Mem{Base: w, Disp: 128}, b1)
		for i := range acc {
			x, y, t, u := v.reg(), v.reg(), v.reg(), v.reg()
			VPBROADCASTD(Mem{Base: a[i], Index: at, Scale: 1}, x)
			VPBROADCASTD(Mem{Base: a[i], Index: at, Scale: 1, Disp: 4}, y)
			VPMADDUBSW(b0, x, t)
			VPMADDUBSW(b1, y, u)
			VPADDW(u, t, t)
			VPMADDWD(ones, t, t)
			VPADDD(t, acc[i][0], acc[i][0])
			VPMADDUBSW(Mem{Base: w, Disp: v.bytes()}, x, x)
			VPMADDUBSW(Mem{Base: w, Disp: 128 + v.bytes()}, y, y)
			VPADDW(y, x, x)
			VPMADDWD(ones, x, x)
			VPADDD(x, acc[i][1], acc[i][1])
		}
	})
	steps(order, b, "single", "singles", func(at, w reg.GPVirtual) {
		for i := range acc {
			x, t := v.reg(), v.reg()
			VPBROADCASTD(Mem{Base: a[i], Index: at, Scale: 1}, x)
			VPMADDUBSW(Mem{Base: w}, x, t)
			VPMADDWD(ones, t, t)
			VPADDD(t, acc[i][0], acc[i][0])
			VPMADDUBSW(Mem{Base: w, Disp: v.bytes()}, x, x)
			VPMADDWD(ones, x, x)
			VPADDD(x, acc[i][1], acc[i][1])
		}
	})
	intScale(v, acc)
	done()
}

// steps emits a loop over the next entries of order, as many as the argument count
// says: at is the offset in a row of a, w the weights that belong to it.
func steps(order, b reg.GPVirtual, label, count string, body func(at, w reg.GPVirtual)) {
	n := pointer(count)
	TESTQ(n, n)
	JZ(LabelRef(label + "Done"))
	Label(label)
	at, w := GP64(), GP64()
	MOVL(Mem{Base: order}, at.As32())
	ADDQ(Imm(4), order)
	MOVQ(at, w)
	SHLQ(Imm(5), w)
	ADDQ(b, w)
	body(at, w)
	DECQ(n)
	JNZ(LabelRef(label))
	Label(label + "Done")
}

// intStart sets every result to -zero * (sum of the column's weights).
func intStart(v vectors, n int) tile {
	sum, row := pointer("sum"), pointer("row")
	s := [2]reg.VecVirtual{v.reg(), v.reg()}
	VMOVUPS(Mem{Base: sum}, s[0])
	VMOVUPS(Mem{Base: sum, Disp: v.bytes()}, s[1])
	acc := make(tile, n)
	for i := range acc {
		z := v.reg()
		VPBROADCASTD(Mem{Base: row, Disp: 8*i + 4}, z)
		for j := range acc[i] {
			acc[i][j] = v.reg()
			VPMULLD(s[j], z, acc[i][j])
		}
	}
	return acc
}

func intLoop(ar rows, b reg.GPVirtual, step func(u int)) {
	k := pointer("k4")
	Label("loop")
	for u := range 4 {
		step(u)
	}
	ar.advance(16)
	ADDQ(U32(512), b)
	SUBQ(Imm(4), k)
	JNZ(LabelRef("loop"))
}

// intScale stores float32(sum) * (scale of row) * (scale of column) + bias.
func intScale(v vectors, acc tile) {
	scale, bias, row, c := pointer("scale"), pointer("bias"), pointer("row"), pointer("c")
	ldc := byteCount("ldc")
	for i := range acc {
		s := v.reg()
		VBROADCASTSS(Mem{Base: row, Disp: 8 * i}, s)
		for j, r := range acc[i] {
			VCVTDQ2PS(r, r)
			VMULPS(s, r, r)
			VMULPS(Mem{Base: scale, Disp: j * v.bytes()}, r, r)
			VADDPS(Mem{Base: bias, Disp: j * v.bytes()}, r, r)
			VMOVUPS(r, Mem{Base: c, Disp: j * v.bytes()})
		}
		if i+1 < len(acc) {
			ADDQ(ldc, c)
		}
	}
}
