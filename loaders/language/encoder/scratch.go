package encoder

// scratch is the working memory of one call. The largest parts hold group pieces
// (encoder.go) or blockRows rows, so that it stays at some megabytes whatever the input.
type scratch struct {
	qkv, context, hidden, block []float32
	scores, keys                []float32
	wide, narrow                []float32
	bytes                       []uint8
	scales                      []rowScale
	product                     product // here, as a call through path would move it to the heap
}

// scratches are those not in use. A channel keeps no more of them than there were calls
// at a time; a sync.Pool keeps some for each processor.
var scratches = make(chan *scratch, 64)

func getScratch() *scratch {
	select {
	case s := <-scratches:
		return s
	default:
		return new(scratch)
	}
}

func putScratch(s *scratch) {
	select {
	case scratches <- s:
	default:
	}
}

// grow returns the first n values of *s, whose content is undefined.
func grow[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n+n/4)
	}
	return (*s)[:n]
}
