package resolve

// bits is a set of small numbers.
type bits []uint64

func newBits(n int) bits { return make(bits, (n+63)/64) }

func (b bits) add(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }

// unite adds the numbers of another set of that size.
func (b bits) unite(other bits) {
	for i, w := range other {
		b[i] |= w
	}
}

// meets reports whether the sets have a number in common.
func (b bits) meets(other bits) bool {
	for i, w := range other {
		if b[i]&w != 0 {
			return true
		}
	}
	return false
}
