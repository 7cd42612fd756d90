package encoder

import (
	"math"
	"testing"
)

// TestOracle compares Encode with the formulas of the encoder in float64, written
// without regard to how the package computes them: no quantised activations, no
// approximated functions. What differs is the rounding of activations to bytes.
func TestOracle(t *testing.T) {
	w := weights(t, 8, 3, 64, 2, 128)
	e, err := New(w)
	if err != nil {
		t.Fatal(err)
	}
	ids, shapes, offs := sentences(8, 40, 3, 77)
	onEachPath(t, func(t *testing.T) {
		got := encode(t, e, ids, shapes, offs)
		var diff, size float64
		for i := range offs[1:] {
			a, b := offs[i], offs[i+1]
			for r, row := range oracle(w, ids[a:b], shapes[a:b]) {
				for c, want := range row {
					g := float64(got[(a+r)*e.Hidden()+c])
					diff += (g - want) * (g - want)
					size += want * want
				}
			}
		}
		if r := math.Sqrt(diff / size); !(r < 0.02) {
			t.Errorf("relative difference %.4f, want below 0.02", r)
		}
	})
}

type matrix [][]float64

func oracle(w Weights, ids []int32, shapes []uint8) matrix {
	h := len(w.Gain)
	x := make(matrix, len(ids))
	for i, id := range ids {
		x[i] = make([]float64, h)
		for c := range h {
			x[i][c] = float64(w.Word[int(id)*h+c])*float64(w.WordScale[id]) +
				float64(w.Position[i*h+c]) + float64(w.Shape[int(shapes[i])*h+c])
		}
	}
	x = oracleNorm(x, w.Gain, w.Bias)
	for _, l := range w.Layers {
		x = oracleNorm(plus(x, oracleLinear(l.Out, oracleAttention(oracleLinear(l.QKV, x), w.Heads))), l.Gain1, l.Bias1)
		up := oracleLinear(l.Up, x)
		for _, row := range up {
			for c, v := range row {
				row[c] = v / 2 * (1 + math.Erf(v/math.Sqrt2))
			}
		}
		x = oracleNorm(plus(x, oracleLinear(l.Down, up)), l.Gain2, l.Bias2)
	}
	return x
}

func plus(a, b matrix) matrix {
	for i := range b {
		for c := range b[i] {
			b[i][c] += a[i][c]
		}
	}
	return b
}

func oracleNorm(x matrix, gain, bias []float32) matrix {
	for _, row := range x {
		var mean, variance float64
		for _, v := range row {
			mean += v / float64(len(row))
		}
		for _, v := range row {
			variance += (v - mean) * (v - mean) / float64(len(row))
		}
		for c, v := range row {
			row[c] = (v-mean)/math.Sqrt(variance+1e-12)*float64(gain[c]) + float64(bias[c])
		}
	}
	return x
}

func oracleLinear(l *Linear, x matrix) matrix {
	y := make(matrix, len(x))
	for i, row := range x {
		y[i] = make([]float64, l.out)
		for j := range y[i] {
			y[i][j] = float64(l.bias[j])
			for k, v := range row {
				y[i][j] += v * float64(l.scale[j]) * float64(l.panel(j)[j%panel*4+k/4*4*panel+k%4])
			}
		}
	}
	return y
}

func oracleAttention(qkv matrix, heads int) matrix {
	h := len(qkv[0]) / 3
	d := h / heads
	y := make(matrix, len(qkv))
	for i := range y {
		y[i] = make([]float64, h)
		for head := range heads {
			q := qkv[i][head*d:][:d]
			p, sum := make([]float64, len(qkv)), 0.0
			for j := range p {
				for c, v := range qkv[j][h+head*d:][:d] {
					p[j] += q[c] * v / math.Sqrt(float64(d))
				}
				p[j] = math.Exp(p[j])
				sum += p[j]
			}
			for j := range p {
				for c, v := range qkv[j][2*h+head*d:][:d] {
					y[i][head*d+c] += p[j] / sum * v
				}
			}
		}
	}
	return y
}
