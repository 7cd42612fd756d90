package encoder

import "math"

// attend computes the attention of one sentence of n pieces: context [n][H] from
// qkv [n][3H], where each row holds the queries, keys and values of all heads.
func (p pass) attend(context, qkv []float32, n int) {
	d := p.hidden / p.heads
	for h := range p.heads {
		// The rows of a head begin at its own columns.
		head := qkv[h*d:]
		keys := p.packKeys(head, n)
		for r := 0; r < n; r += blockRows {
			m := min(blockRows, n-r)
			scores := p.score(head[r*3*p.hidden:], keys, m, n)
			p.s.product = product{
				c: context[r*p.hidden+h*d:], ldc: p.hidden,
				a: scores, lda: roundUp(n),
				b: head[2*p.hidden:], ldb: 3 * p.hidden, panel: panel,
				m: m, n: d, k: n,
			}
			p.path.floats(&p.s.product)
		}
	}
}

// packKeys writes the keys of a head as panels [roundUp(n)/32][d][32]. What the last
// panel has beyond n is arbitrary.
func (p pass) packKeys(head []float32, n int) []float32 {
	d := p.hidden / p.heads
	keys := grow(&p.s.keys, roundUp(n)*d)
	for j := 0; j < n; j += 8 {
		for c := 0; c < d; c += 8 {
			at := (3*j+1)*p.hidden + c
			p.path.transpose(keys[j/panel*panel*d+c*panel+j%panel:], panel, head[at:], 3*p.hidden)
		}
	}
	return keys
}

// score returns how much each of m queries attends to each of n keys, as rows of
// roundUp(n) probabilities.
func (p pass) score(queries, keys []float32, m, n int) []float32 {
	d, wide := p.hidden/p.heads, roundUp(n)
	scores := grow(&p.s.scores, m*wide)
	p.s.product = product{
		c: scores, ldc: wide,
		a: queries, lda: 3 * p.hidden,
		b: keys, ldb: panel, panel: panel * d,
		m: m, n: wide, k: d,
	}
	p.path.floats(&p.s.product)
	for i := range m {
		for j := i*wide + n; j < (i+1)*wide; j++ {
			scores[j] = padding
		}
	}
	p.path.softmax(scores, wide, float32(math.Log2E/math.Sqrt(float64(d))))
	return scores
}
