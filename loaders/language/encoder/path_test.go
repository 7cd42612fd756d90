package encoder

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// random values: mostly of ordinary size, now and then zero, tiny or large.
func values(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
		switch r.IntN(40) {
		case 0:
			x[i] = 0
		case 1:
			x[i] *= 1e-6
		case 2:
			x[i] *= 7
		}
	}
	return x
}

// linear makes a layer of random weights, in some layers small ones, in others often
// the extreme ones.
func linear(t testing.TB, r *rand.Rand, out, in int) *Linear {
	t.Helper()
	q := make([]int8, out*in)
	size := min(8<<r.IntN(4), maxWeight)
	for i := range q {
		q[i] = int8(r.IntN(2*size+1) - size)
		if r.IntN(8*maxWeight/size) == 0 {
			q[i] = maxWeight
		}
	}
	scale, bias := make([]float32, out), values(r, out)
	for i := range scale {
		scale[i] = r.Float32() / 50
	}
	l, err := NewLinear(q, scale, bias, in)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: value %d is %g (%x), want %g (%x)", what, i, got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

// TestPaths holds every step of every path against the portable one, bit for bit.
func TestPaths(t *testing.T) {
	t.Logf("paths of this machine: %v", Paths())
	for _, p := range paths {
		t.Run(p.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			t.Run("quantise", func(t *testing.T) { testQuantise(t, r, p) })
			t.Run("integers", func(t *testing.T) { testIntegers(t, r, p) })
			t.Run("floats", func(t *testing.T) { testFloats(t, r, p) })
			t.Run("rowwise", func(t *testing.T) { testRowwise(t, r, p) })
			t.Run("transpose", func(t *testing.T) { testTranspose(t, r, p) })
		})
	}
}

func testQuantise(t *testing.T, r *rand.Rand, p *path) {
	for round := range 200 {
		n := panel * (1 + r.IntN(48))
		x := values(r, n)
		for i := range x {
			switch round % 5 {
			case 1:
				x[i] = max(x[i], 0)
			case 2:
				x[i] = min(x[i], 0)
			case 3:
				x[i] = float32(math.Copysign(0, float64(x[i])))
			case 4:
				x[i] = float32(r.IntN(3)) / 2 // ties of rounding
			}
		}
		var got, want rowScale
		gotQ, wantQ := make([]uint8, n), make([]uint8, n)
		p.quantise(gotQ, x, &got)
		quantise(wantQ, x, &want)
		if got != want || string(gotQ) != string(wantQ) {
			t.Fatalf("round %d: %d values give %+v, want %+v\n%d\n%d", round, n, got, want, gotQ, wantQ)
		}
	}
}

func testIntegers(t *testing.T, r *rand.Rand, p *path) {
	for round := range 60 {
		rows, out, in := 1+r.IntN(31), 1+r.IntN(130), 1+r.IntN(400)
		switch round % 20 {
		case 5:
			in = 1536
		case 15:
			rows = 230 // more than a block of the portable product
		}
		l := linear(t, r, out, in)
		q, scales := make([]uint8, rows*l.in), make([]rowScale, rows)
		for i := range q {
			q[i] = uint8(r.IntN(256))
			if round%3 == 0 {
				q[i] = 255
			}
		}
		for i := range scales {
			scales[i] = rowScale{r.Float32(), -int32(r.IntN(256))}
		}
		want := exact(l, q, scales)
		got := make([]float32, rows*l.padded)
		p.integers(l, got, l.padded, q, scales)
		same(t, fmt.Sprintf("%dx%dx%d", rows, out, in), got, want)
	}
}

// exact is the integer product by its definition.
func exact(l *Linear, q []uint8, scales []rowScale) []float32 {
	dst := make([]float32, len(scales)*l.padded)
	for i, s := range scales {
		for j := range l.padded {
			w := l.panel(j)[j%panel*4:]
			sum := int64(s.negZero) * int64(l.sum[j])
			for k, v := range q[i*l.in:][:l.in] {
				sum += int64(v) * int64(w[k/4*4*panel+k%4])
			}
			dst[i*l.padded+j] = float32(float32(float32(sum)*s.scale)*l.scale[j]) + l.bias[j]
		}
	}
	return dst
}

func testFloats(t *testing.T, r *rand.Rand, p *path) {
	for range 100 {
		m, n, k := 1+r.IntN(31), panel*(1+r.IntN(3)), 1+r.IntN(70)
		ldb := panel + r.IntN(5)
		x := product{
			a: values(r, m*(k+3)), lda: k + 3,
			b: values(r, n/panel*(k*ldb+panel)), ldb: ldb, panel: k*ldb + panel - ldb,
			ldc: n + 1, m: m, n: n, k: k,
		}
		if r.IntN(2) == 0 {
			x.init = values(r, n)
		}
		want, got := x, x
		want.c, got.c = make([]float32, m*x.ldc), make([]float32, m*x.ldc)
		floats(&want)
		p.floats(&got)
		same(t, fmt.Sprintf("%dx%dx%d", m, n, k), got.c, want.c)
	}
}

func testRowwise(t *testing.T, r *rand.Rand, p *path) {
	for range 100 {
		n := panel * (1 + r.IntN(20))
		x, add, gain, bias := values(r, n), values(r, n), values(r, n), values(r, n)
		got, want := make([]float32, n), make([]float32, n)
		p.addNorm(got, x, add, gain, bias)
		addNorm(want, x, add, gain, bias)
		same(t, "addNorm", got, want)

		x = values(r, 3*n)
		got, want = append([]float32(nil), x...), append([]float32(nil), x...)
		p.softmax(got, n, 0.25)
		softmax(want, n, 0.25)
		same(t, "softmax", got, want)

		odd := values(r, 1+r.IntN(200))
		got, want = append([]float32(nil), odd...), append([]float32(nil), odd...)
		p.gelu(got)
		gelu(want)
		same(t, "gelu", got, want)
	}
}

func testTranspose(t *testing.T, r *rand.Rand, p *path) {
	src := values(r, 8*13)
	got, want := make([]float32, 8*9), make([]float32, 8*9)
	p.transpose(got, 9, src, 13)
	transpose(want, 9, src, 13)
	same(t, "transpose", got, want)
}

// The approximations are as close to the mathematical functions as they claim.
func TestAccuracy(t *testing.T) {
	var worst float64
	for i := -10000; i <= 10000; i++ {
		v := float32(i) / 1000
		x := []float32{v}
		gelu(x)
		worst = max(worst, math.Abs(float64(x[0])-float64(v)/2*(1+math.Erf(float64(v)/math.Sqrt2))))
	}
	if worst > 1e-6 {
		t.Errorf("gelu is off by %g", worst)
	}
	worst = 0
	for i := range 90000 {
		y := -float32(i) / 1000
		want := math.Exp2(float64(y))
		worst = max(worst, math.Abs(float64(power(y))-want)/want)
	}
	if worst > 1e-6 {
		t.Errorf("power is off by a factor of %g", worst)
	}
}

func TestUsePath(t *testing.T) {
	before := Path()
	defer UsePath(before)
	for _, name := range Paths() {
		if err := UsePath(name); err != nil || Path() != name {
			t.Errorf("UsePath(%q) = %v, path is %q", name, err, Path())
		}
	}
	if err := UsePath("abacus"); err == nil || Path() == "abacus" {
		t.Error("UsePath took a path that does not exist")
	}
}

func TestVariable(t *testing.T) {
	before := Path()
	defer UsePath(before)
	t.Setenv(pathVariable, "portable")
	if err := useVariable(); err != nil || Path() != "portable" {
		t.Errorf("error %v, path %q", err, Path())
	}
	t.Setenv(pathVariable, "abacus")
	if err := useVariable(); err == nil || Path() != Paths()[len(paths)-1] {
		t.Errorf("error %v, path %q, want an error and the fastest path", err, Path())
	}
	t.Setenv(pathVariable, "")
	if err := useVariable(); err != nil || Path() != Paths()[len(paths)-1] {
		t.Errorf("error %v, path %q", err, Path())
	}
}
