package language

import (
	"math/rand/v2"
	"testing"
)

// bruteForce returns the score of the best tree of n words with one child of the root.
func bruteForce(score []int64, n int) int64 {
	best := int64(-1 << 62)
	head := make([]int, n)
	var try func(d int)
	try = func(d int) {
		if d == n {
			roots := 0
			for _, h := range head {
				if h == 0 {
					roots++
				}
			}
			if roots == 1 && !cyclic(head) {
				best = max(best, total(score, head))
			}
			return
		}
		for h := 0; h <= n; h++ {
			if h != d+1 {
				head[d] = h
				try(d + 1)
			}
		}
	}
	try(0)
	return best
}

func total(score []int64, head []int) int64 {
	var sum int64
	for d, h := range head {
		sum += score[d*(len(head)+1)+h]
	}
	return sum
}

func isTree(head []int) bool {
	roots := 0
	for _, h := range head {
		if h == 0 {
			roots++
		}
	}
	return roots == 1 && !cyclic(head)
}

func TestBestTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 3000 {
		n := 1 + rng.IntN(6)
		score := make([]int64, n*(n+1))
		for i := range score {
			score[i] = rng.Int64N(20) // many ties and cycles
		}
		keep := append([]int64(nil), score...)
		head := bestTree(score, n)
		if !isTree(head) {
			t.Fatalf("scores %v: heads %v are no tree", keep, head)
		}
		if got, want := total(keep, head), bruteForce(keep, n); got != want {
			t.Fatalf("scores %v: heads %v score %d, the best tree %d", keep, head, got, want)
		}
	}
}

func TestBestTreeLarge(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	const n = 510
	for _, spread := range []int64{1, 2, 1000000} {
		score := make([]int64, n*(n+1))
		for i := range score {
			score[i] = rng.Int64N(spread)
		}
		for d := range n { // a chain of pairs that prefer each other
			score[d*(n+1)+(d^1)+1] = spread
		}
		if head := bestTree(score, n); !isTree(head) {
			t.Fatal("no tree")
		}
	}
}

func FuzzBestTree(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6})
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 0
		for (n+1)*(n+2) <= len(b) && n < 40 {
			n++
		}
		if n == 0 {
			return
		}
		score := make([]int64, n*(n+1))
		for i := range score {
			score[i] = int64(int8(b[i]))
		}
		if head := bestTree(score, n); !isTree(head) {
			t.Fatalf("heads %v are no tree", head)
		}
	})
}
