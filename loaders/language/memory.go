package language

// A memory gives out slices of a few large chunks, which it keeps for the next batch:
// vectors and scores are most of what the layers need, and none outlives its batch.
type memory struct {
	vec      []float32 // of the pieces, then of the words of a batch
	chunks   [][]float32
	at, used int // the chunk in use, and how much of it
}

// memories are those not in use: as many as there were batches at a time.
var memories = make(chan *memory, 64)

func getMemory() *memory {
	select {
	case m := <-memories:
		return m
	default:
		return new(memory)
	}
}

func putMemory(m *memory) {
	select {
	case memories <- m:
	default:
	}
}

// memoryChunk is the length of a chunk that holds several slices: 1 MB.
const memoryChunk = 1 << 18

// vectors returns n values that are not set, the same ones at each call.
func (m *memory) vectors(n int) []float32 {
	if cap(m.vec) < n {
		m.vec = make([]float32, n+n/8)
	}
	return m.vec[:n]
}

// take returns n values that are not set.
func (m *memory) take(n int) []float32 {
	if m.at < len(m.chunks) && m.used+n > len(m.chunks[m.at]) {
		m.at, m.used = m.at+1, 0
	}
	if m.at == len(m.chunks) {
		m.chunks = append(m.chunks, nil)
	}
	if len(m.chunks[m.at]) < n { // the longest sentences only
		m.chunks[m.at] = make([]float32, max(n, memoryChunk))
	}
	m.used += n
	return m.chunks[m.at][m.used-n : m.used : m.used]
}

// A memoryMark is a state of a memory, to which release takes it back.
type memoryMark struct{ at, used int }

func (m *memory) mark() memoryMark { return memoryMark{m.at, m.used} }

// release gives back all that was taken since the mark.
func (m *memory) release(to memoryMark) { m.at, m.used = to.at, to.used }
