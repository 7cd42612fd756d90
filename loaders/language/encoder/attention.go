package encoder

import "math"

// attend computes the attention of one sentence of n pieces: context [n][H] from
// qkv [n][3H], where each row holds queries, keys and values of all heads.
func (e *Encoder) attend(p *path, s *scratch, context, qkv []float32, n int) {
	for h := range e.heads {
		e.packKeys(p, s, qkv, h, n)
		for r := 0; r < n; r += blockRows {
			e.attendRows(p, s, context, qkv, h, n, r)
		}
	}
}

// packKeys writes the keys of a head as panels [roundUp(n)/32][d][32].
func (e *Encoder) packKeys(p *path, s *scratch, qkv []float32, h, n int) {
	d := e.hidden / e.heads
	keys := grow(&s.keys, roundUp(n)*d)
	for j := 0; j < n; j += 8 {
		for c := 0; c < d; c += 8 {
			at := j*3*e.hidden + e.hidden + h*d + c
			p.transpose(keys[j/panel*panel*d+c*panel+j%panel:], panel, qkv[at:], 3*e.hidden)
		}
	}
}

// attendRows does a block of rows of one head.
func (e *Encoder) attendRows(p *path, s *scratch, context, qkv []float32, h, n, r int) {
	d, wide := e.hidden/e.heads, roundUp(n)
	m := min(blockRows, n-r)
	scores := grow(&s.scores, m*wide)
	s.product = product{
		c: scores, ldc: wide,
		a: qkv[r*3*e.hidden+h*d:], lda: 3 * e.hidden,
		b: s.keys[:wide*d], ldb: panel, panel: panel * d,
		m: m, n: wide, k: d,
	}
	p.floats(&s.product)
	for i := range m {
		for j := i*wide + n; j < (i+1)*wide; j++ {
			scores[j] = padding
		}
	}
	p.softmax(scores, wide, float32(math.Log2E/math.Sqrt(float64(d))))
	s.product = product{
		c: context[r*e.hidden+h*d:], ldc: e.hidden,
		a: scores, lda: wide,
		b: qkv[2*e.hidden+h*d:], ldb: 3 * e.hidden, panel: panel,
		m: m, n: d, k: n,
	}
	p.floats(&s.product)
}
