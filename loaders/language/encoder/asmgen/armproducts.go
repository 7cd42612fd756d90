package main

import "fmt"

const armRows = 4 // rows of a tile; its columns are 16

// Registers of both products: results V0 to V15, four to a row, columns of b V16 to
// V19, rows of a V24 to V27; R0 to R3 point to rows of a, R4 to b.
const (
	regB = 16
	regA = 24
)

// rowPointers sets R0 to R3 to the rows of a, whose stride is in R5.
func (a *arm) rowPointers(n int) {
	a.load("a", 0)
	for i := 1; i < n; i++ {
		a.line("ADD R5, R%d, R%d", i-1, i)
	}
}

var intParams = []string{"k4 int", "a *uint8", "lda int", "b *int8", "c *float32", "ldc int",
	"scale *float32", "bias *float32", "sum *int32", "row *float32"}

// armInts emits the integer product of n rows of bytes. SDOT takes signed bytes, so
// that 128 is subtracted from the activations and its share added to the start.
func (a *arm) armInts(n int) {
	a.function(fmt.Sprintf("intsNEONx%d", n), fmt.Sprintf("c[%d][16] = scaled(a[][4*k4] * b), b packed [k4][32][4], k4 a multiple of 4.", n), intParams...)
	a.intStart(n)
	a.load("lda", 5)
	a.rowPointers(n)
	a.load("b", 4)
	a.load("k4", 6)
	a.line("MOVD $128, R7")
	a.line("VDUP R7, V28.B16")
	a.label("loop")
	for i := range n {
		a.line("VLD1.P 16(R%d), [V%d.B16]", i, regA+i)
		a.line("VEOR V28.B16, V%d.B16, V%d.B16", regA+i, regA+i)
	}
	for u := range 4 {
		a.line("VLD1 (R4), %s", block(regB, 4))
		a.line("ADD $128, R4")
		for i := range n {
			for j := range 4 {
				a.lane(sdotLane, 4*i+j, regB+j, regA+i, u)
			}
		}
	}
	a.line("SUBS $4, R6")
	a.line("BNE loop")
	a.intScale(n)
	a.line("RET")
}

// intStart sets every result to (128 - zero) * (sum of the column's weights).
func (a *arm) intStart(n int) {
	a.load("sum", 8)
	a.load("row", 9)
	a.line("VLD1 (R8), %s", block(regB, 4))
	for i := range n {
		a.line("MOVW %d(R9), R10", 8*i+4)
		a.line("ADDW $128, R10")
		a.line("VDUP R10, V28.S4")
		for j := range 4 {
			a.do(imul, 4*i+j, regB+j, 28)
		}
	}
}

// intScale stores float32(sum) * (scale of row) * (scale of column) + bias.
func (a *arm) intScale(n int) {
	a.load("scale", 8)
	a.load("bias", 10)
	a.load("row", 9)
	a.load("c", 11)
	a.load("ldc", 12)
	a.line("LSL $2, R12")
	a.line("VLD1 (R8), %s", block(16, 4))
	a.line("VLD1 (R10), %s", block(20, 4))
	for i := range n {
		a.line("MOVWU %d(R9), R13", 8*i)
		a.line("VDUP R13, V28.S4")
		for j := range 4 {
			r := 4*i + j
			a.do(scvtf, r, r)
			a.do(fmul, r, r, 28)
			a.do(fmul, r, r, 16+j)
			a.do(fadd, r, r, 20+j)
		}
		a.line("VST1 %s, (R11)", block(4*i, 4))
		a.line("ADD R12, R11")
	}
}

// armFloats emits the float32 product of n rows.
func (a *arm) armFloats(n int) {
	a.function(fmt.Sprintf("floatsNEONx%d", n), fmt.Sprintf("c[%d][16] = init + a[][k] * b[k][]; strides in elements, init one row.", n),
		"k int", "a *float32", "lda int", "b *float32", "ldb int", "c *float32", "ldc int", "init *float32")
	a.load("init", 8)
	for i := range n {
		a.line("VLD1 (R8), %s", block(4*i, 4))
	}
	a.load("lda", 5)
	a.line("LSL $2, R5")
	a.rowPointers(n)
	a.load("b", 4)
	a.load("ldb", 6)
	a.line("LSL $2, R6")
	a.load("k", 7)
	a.line("SUBS $4, R7")
	a.line("BLT tail")
	a.label("four")
	for i := range n {
		a.line("VLD1.P 16(R%d), [V%d.S4]", i, regA+i)
	}
	for u := range 4 {
		a.floatStep(n, u)
	}
	a.line("SUBS $4, R7")
	a.line("BGE four")
	a.label("tail")
	a.line("ADDS $4, R7")
	a.line("BEQ store")
	a.label("one")
	for i := range n {
		a.line("FMOVS.P 4(R%d), F%d", i, regA+i)
	}
	a.floatStep(n, 0)
	a.line("SUBS $1, R7")
	a.line("BNE one")
	a.label("store")
	a.load("c", 11)
	a.load("ldc", 12)
	a.line("LSL $2, R12")
	for i := range n {
		a.line("VST1 %s, (R11)", block(4*i, 4))
		a.line("ADD R12, R11")
	}
	a.line("RET")
}

func (a *arm) floatStep(n, lane int) {
	a.line("VLD1 (R4), %s", block(regB, 4))
	a.line("ADD R6, R4")
	for i := range n {
		for j := range 4 {
			t := 28 + j
			a.lane(fmulLane, t, regB+j, regA+i, lane)
			a.do(fadd, 4*i+j, 4*i+j, t)
		}
	}
}
