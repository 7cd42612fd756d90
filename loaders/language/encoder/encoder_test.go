package encoder

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// weights makes an encoder's parameters from a seed, by integers and exact divisions
// only, so that they are the same everywhere.
func weights(t testing.TB, seed uint64, layers, hidden, heads, inner int) Weights {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	f := func(n, from, to int) []float32 { // thousandths
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(from+r.IntN(to-from+1)) / 1024
		}
		return x
	}
	product := func(out, in int) *Linear {
		q := make([]int8, out*in)
		for i := range q {
			q[i] = int8((r.IntN(64) - r.IntN(64) + r.IntN(64) - r.IntN(64)) / 2)
		}
		l, err := NewLinear(q, f(out, 1, 3), f(out, -100, 100), in)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	const pieces, shapes, positions = 300, 8, 512
	w := Weights{
		Word: make([]int8, pieces*hidden), WordScale: f(pieces, 1, 3),
		Position: f(positions*hidden, -100, 100), Shape: f(shapes*hidden, -100, 100),
		Gain: f(hidden, 500, 1500), Bias: f(hidden, -200, 200), Heads: heads,
	}
	for i := range w.Word {
		w.Word[i] = int8(r.IntN(256) - 128)
	}
	for range layers {
		w.Layers = append(w.Layers, Layer{
			QKV: product(3*hidden, hidden), Out: product(hidden, hidden),
			Up: product(inner, hidden), Down: product(hidden, inner),
			Gain1: f(hidden, 500, 1500), Bias1: f(hidden, -200, 200),
			Gain2: f(hidden, 500, 1500), Bias2: f(hidden, -200, 200),
		})
	}
	return w
}

func model(t testing.TB, seed uint64, layers, hidden, heads, inner int) *Encoder {
	t.Helper()
	e, err := New(weights(t, seed, layers, hidden, heads, inner))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sentences makes a batch with sentences of the given lengths.
func sentences(seed uint64, lengths ...int) (ids []int32, shapes []uint8, offs []int) {
	r := rand.New(rand.NewPCG(seed, 9))
	offs = []int{0}
	for _, n := range lengths {
		for range n {
			ids, shapes = append(ids, int32(r.IntN(300))), append(shapes, uint8(r.IntN(8)))
		}
		offs = append(offs, len(ids))
	}
	return ids, shapes, offs
}

func encode(t testing.TB, e *Encoder, ids []int32, shapes []uint8, offs []int) []float32 {
	t.Helper()
	dst := make([]float32, len(ids)*e.Hidden())
	if err := e.Encode(dst, ids, shapes, offs); err != nil {
		t.Fatal(err)
	}
	return dst
}

func digest(x []float32) string {
	b := make([]byte, 0, 4*len(x))
	for _, v := range x {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:8])
}

// onEachPath runs f once for every path of this machine.
func onEachPath(t *testing.T, f func(t *testing.T)) {
	before := Path()
	defer UsePath(before)
	for _, name := range Paths() {
		if err := UsePath(name); err != nil {
			t.Fatal(err)
		}
		t.Run(name, f)
	}
}

// The results that every path of every processor must give. They change only with
// the arithmetic of portable.go, and a commit that changes them says why.
var digests = []struct {
	name                         string
	layers, hidden, heads, inner int
	lengths                      []int
	want                         string
}{
	{"small", 2, 64, 2, 128, []int{1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 0, 64, 65}, "3813c1544d877d75"},
	{"MiniLM", 2, 384, 12, 1536, []int{30, 5, 48}, "73918432f5bf4da5"},
	{"long", 1, 128, 2, 256, []int{512, 511, 113, 112, 1}, "40c556161b785ac4"},
}

func TestDigests(t *testing.T) {
	onEachPath(t, func(t *testing.T) {
		for i, d := range digests {
			t.Run(d.name, func(t *testing.T) {
				e := model(t, uint64(i), d.layers, d.hidden, d.heads, d.inner)
				ids, shapes, offs := sentences(uint64(i), d.lengths...)
				x := encode(t, e, ids, shapes, offs)
				if slices.ContainsFunc(x, func(v float32) bool { return v != v || v > 1e3 || v < -1e3 }) {
					t.Fatal("vectors are not of ordinary size")
				}
				if got := digest(x); got != d.want {
					t.Errorf("digest %s, want %s", got, d.want)
				}
			})
		}
	})
}

func TestBatchInvariance(t *testing.T) {
	e := model(t, 3, 2, 64, 2, 128)
	lengths := []int{5, 1, 130, 33, 8, 300, 64, 12}
	ids, shapes, offs := sentences(3, lengths...)
	onEachPath(t, func(t *testing.T) {
		all := encode(t, e, ids, shapes, offs)
		for i := range lengths {
			a, b := offs[i], offs[i+1]
			one := encode(t, e, ids[a:b], shapes[a:b], []int{0, b - a})
			same(t, "sentence alone", one, all[a*e.Hidden():b*e.Hidden()])
		}
	})
}

func TestConcurrentUse(t *testing.T) {
	e := model(t, 4, 2, 64, 2, 128)
	ids, shapes, offs := sentences(4, 20, 70, 3, 150)
	want := encode(t, e, ids, shapes, offs)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 5 {
				got := make([]float32, len(want))
				if err := e.Encode(got, ids, shapes, offs); err != nil || digest(got) != digest(want) {
					t.Errorf("concurrent use: error %v, digest %s, want %s", err, digest(got), digest(want))
				}
			}
		})
	}
	wait.Wait()
}

func TestEncodeRefuses(t *testing.T) {
	e := model(t, 5, 1, 64, 2, 64)
	ids, shapes, offs := sentences(5, 10, 513)
	tests := []struct {
		name   string
		dst    int
		ids    []int32
		shapes []uint8
		offs   []int
		want   string
	}{
		{"long sentence", 523, ids, shapes, offs, "sentence 1 has 513 pieces"},
		{"backwards", 10, ids[:10], shapes[:10], []int{0, 8, 4, 10}, "sentence 1 has -4 pieces"},
		{"offsets short", 10, ids[:10], shapes[:10], []int{0, 8}, "cover"},
		{"no offsets", 0, nil, nil, nil, "cover"},
		{"unknown piece", 1, []int32{300}, []uint8{0}, []int{0, 1}, "number 300"},
		{"negative piece", 1, []int32{-1}, []uint8{0}, []int{0, 1}, "number -1"},
		{"unknown shape", 1, []int32{1}, []uint8{8}, []int{0, 1}, "shape 8"},
		{"short result", 9, ids[:10], shapes[:10], []int{0, 10}, "10 pieces"},
		{"shapes missing", 10, ids[:10], shapes[:9], []int{0, 10}, "9 shapes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := e.Encode(make([]float32, tt.dst*64), tt.ids, tt.shapes, tt.offs)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error about %q", err, tt.want)
			}
		})
	}
}

func TestEncodeNothing(t *testing.T) {
	e := model(t, 5, 1, 64, 2, 64)
	if err := e.Encode(nil, nil, nil, []int{0, 0, 0}); err != nil {
		t.Error(err)
	}
}

func TestNewRefuses(t *testing.T) {
	nan := float32(math.NaN())
	tests := []struct {
		name   string
		damage func(w *Weights)
		want   string
	}{
		{"heads", func(w *Weights) { w.Heads = 3 }, "3 heads"},
		{"no heads", func(w *Weights) { w.Heads = 0 }, "0 heads"},
		{"hidden", func(w *Weights) { w.Gain = w.Gain[:60] }, "hidden size 60"},
		{"words", func(w *Weights) { w.Word = w.Word[1:] }, "word"},
		{"positions", func(w *Weights) { w.Position = w.Position[1:] }, "position"},
		{"no shapes", func(w *Weights) { w.Shape = nil }, "shape"},
		{"not a number", func(w *Weights) { w.Gain[3] = nan }, "parameter 3 is NaN"},
		{"too large", func(w *Weights) { w.Layers[0].Bias2[1] = -31 }, "parameter 1 is -31"},
		{"missing product", func(w *Weights) { w.Layers[0].Down = nil }, "missing"},
		{"wrong product", func(w *Weights) { w.Layers[0].QKV = w.Layers[0].Out }, "qkv is 64x64"},
		{"norm", func(w *Weights) { w.Layers[0].Gain1 = nil }, "normalisation"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := weights(t, 6, 1, 64, 2, 64)
			tt.damage(&w)
			if _, err := New(w); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error about %q", err, tt.want)
			}
		})
	}
}
