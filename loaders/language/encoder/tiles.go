//go:build amd64 || arm64

package encoder

// This file cuts the steps of portable.go into what the kernels do. The bounds of the
// slices are checked here, once for many calls; kernels check nothing.

type (
	intKernel   = func(k4 int, a *uint8, lda int, b *int8, c *float32, ldc int, scale, bias *float32, sum *int32, row *float32)
	floatKernel = func(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int, init *float32)
)

// intTiles computes integer products in tiles of the given columns.
type intTiles struct {
	columns int
	kernels []intKernel
}

func (t intTiles) run(l *Linear, dst []float32, ldd int, q []uint8, rows []rowScale) {
	m := len(rows)
	_, _ = q[m*l.in-1], dst[(m-1)*ldd+l.padded-1]
	for j := 0; j < l.padded; j += t.columns {
		b := &l.panel(j)[j%panel*4]
		for i, tiles := 0, tileCount(m, len(t.kernels)); tiles > 0; tiles-- {
			n := (m - i + tiles - 1) / tiles
			t.kernels[n-1](l.in/4, &q[i*l.in], l.in, b, &dst[i*ldd+j], ldd, &l.scale[j], &l.bias[j], &l.sum[j], &rows[i].scale)
			i += n
		}
	}
}

// tileCount is the number of tiles that m rows make; they share the rows evenly,
// for a tile of one row costs nearly as much as a full one.
func tileCount(m, rows int) int { return (m + rows - 1) / rows }

// floatTiles computes float32 products in tiles of the given columns.
type floatTiles struct {
	columns int
	kernels []floatKernel
}

var zeroRow [panel]float32

func (t floatTiles) run(p *product) {
	_, _, _ = p.a[(p.m-1)*p.lda+p.k-1], p.c[(p.m-1)*p.ldc+p.n-1], p.b[(p.n-1)/panel*p.panel+(p.k-1)*p.ldb+panel-1]
	for j := 0; j < p.n; j += t.columns {
		b, init := &p.b[j/panel*p.panel+j%panel], &zeroRow[0]
		if p.init != nil {
			init = &p.init[j : j+t.columns][0]
		}
		for i, tiles := 0, tileCount(p.m, len(t.kernels)); tiles > 0; tiles-- {
			n := (p.m - i + tiles - 1) / tiles
			t.kernels[n-1](p.k, &p.a[i*p.lda], p.lda, b, p.ldb, &p.c[i*p.ldc+j], p.ldc, init)
			i += n
		}
	}
}

func quantiseWith(kernel func(n int, x *float32, q *uint8, row *float32)) func([]uint8, []float32, *rowScale) {
	return func(q []uint8, x []float32, r *rowScale) {
		_ = q[len(x)-1]
		kernel(len(x), &x[0], &q[0], &r.scale)
	}
}

func addNormWith(kernel func(n int, x, add, gain, bias, y *float32, inverse float32)) func(y, x, add, gain, bias []float32) {
	return func(y, x, add, gain, bias []float32) {
		n := len(x)
		_, _, _, _ = y[n-1], add[n-1], gain[n-1], bias[n-1]
		kernel(n, &x[0], &add[0], &gain[0], &bias[0], &y[0], 1/float32(n))
	}
}

func geluWith(kernel func(n int, x *float32)) func([]float32) {
	return func(x []float32) {
		whole := len(x) &^ 15
		if whole > 0 {
			kernel(whole, &x[0])
		}
		gelu(x[whole:])
	}
}

func softmaxWith(kernel func(rows, n int, x *float32, scale float32)) func([]float32, int, float32) {
	return func(x []float32, n int, scale float32) {
		kernel(len(x)/n, n, &x[0], scale)
	}
}

func transposeWith(kernel func(src *float32, lds int, dst *float32, ldd int)) func([]float32, int, []float32, int) {
	return func(dst []float32, ldd int, src []float32, lds int) {
		_, _ = dst[7*ldd+7], src[7*lds+7]
		kernel(&src[0], lds, &dst[0], ldd)
	}
}
