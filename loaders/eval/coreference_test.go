package eval

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"newsgraph/loaders/language"
)

func set(heads ...int) cluster {
	c := cluster{}
	for _, h := range heads {
		c[language.Span{B: h, E: h}] = true
	}
	return c
}

// The figures are those of the example in Luo (On coreference resolution performance
// metrics, 2005) for the answer that joins two of three entities.
func TestClusterScore(t *testing.T) {
	gold := []cluster{set(1, 2, 3, 4, 5), set(6, 7), set(8, 9, 10, 11, 12)}
	for _, tt := range []struct {
		name          string
		found         []cluster
		muc, b3, ceaf float64
	}{
		{"all right", gold, 100, 100, 100},
		{"two joined", []cluster{set(1, 2, 3, 4, 5), set(6, 7, 8, 9, 10, 11, 12)}, 100 * 18. / 19, 86.48648, 73.333333},
		{"large joined", []cluster{set(1, 2, 3, 4, 5, 8, 9, 10, 11, 12), set(6, 7)}, 100 * 18. / 19, 73.68421, 66.666666},
		{"nothing", nil, 0, 0, 0},
	} {
		var s clusterScore
		s.add(gold, tt.found)
		for name, got := range map[string][2]float64{
			"MUC": {s.muc.f1(), tt.muc}, "B3": {s.b3.f1(), tt.b3}, "CEAFe": {s.ceaf.f1(), tt.ceaf},
		} {
			if math.Abs(got[0]-got[1]) > 1e-4 {
				t.Errorf("%s, %s: got %f, want %f", tt.name, name, got[0], got[1])
			}
		}
	}
}

func TestAssign(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		n := 1 + rng.IntN(5)
		cost := make([][]float64, n)
		for i := range cost {
			for range n {
				cost[i] = append(cost[i], float64(rng.IntN(10)))
			}
		}
		best := math.Inf(1)
		var try func(i int, used uint, sum float64)
		try = func(i int, used uint, sum float64) {
			if i == n {
				best = min(best, sum)
				return
			}
			for j := range n {
				if used&(1<<j) == 0 {
					try(i+1, used|1<<j, sum+cost[i][j])
				}
			}
		}
		try(0, 0, 0)
		got := 0.0
		for i, j := range assign(cost) {
			got += cost[i][j]
		}
		if got != best {
			t.Fatalf("costs %v: got %v, the best is %v", cost, got, best)
		}
	}
}

func TestReadChains(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.conll")
	text := "# begin document\n0\tThe\t(1\n1\tmayor\t1)\n2\tand\t_\n3\tshe\t(1)(2\n4\tor\t(2)2)\n5\tx\t(3)\n"
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	got, err := readChains(path, 6)
	if err != nil || len(got) != 2 {
		t.Fatalf("got %v, %v", got, err)
	}
	if !got[0][language.Span{B: 0, E: 2}] || !got[0][language.Span{B: 3, E: 4}] || len(got[0]) != 2 {
		t.Errorf("first chain %v", got[0])
	}
	if !got[1][language.Span{B: 3, E: 5}] || !got[1][language.Span{B: 4, E: 5}] || len(got[1]) != 2 {
		t.Errorf("second chain %v", got[1])
	}
	if _, err := readChains(path, 7); err == nil {
		t.Error("a missing word is no error")
	}
}
