package eval

// bestMatch returns the largest sum of similarities of a one-to-one match of clusters
// (CEAF-e: twice the common mentions by the sizes).
func bestMatch(gold, found []cluster) float64 {
	n := max(len(gold), len(found))
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
		for j := range cost[i] {
			if i < len(gold) && j < len(found) {
				cost[i][j] = -similarity(gold[i], found[j])
			}
		}
	}
	sum := 0.0
	for i, j := range assign(cost) {
		sum -= cost[i][j]
	}
	return sum
}

func similarity(a, b cluster) float64 {
	common := 0
	for m := range a {
		if b[m] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// assign returns for each row of a square matrix a column of its own so that the sum is
// the smallest (the Hungarian method with potentials, n*n*n steps).
func assign(cost [][]float64) []int {
	n := len(cost)
	u, v := make([]float64, n+1), make([]float64, n+1)
	row, way := make([]int, n+1), make([]int, n+1) // of each column, from 1
	for i := 1; i <= n; i++ {
		row[0] = i
		j0 := augment(cost, u, v, row, way)
		for j0 != 0 {
			row[j0] = row[way[j0]]
			j0 = way[j0]
		}
	}
	out := make([]int, n)
	for j := 1; j <= n; j++ {
		out[row[j]-1] = j - 1
	}
	return out
}

// augment finds the cheapest way from the row of column 0 to a free column.
func augment(cost [][]float64, u, v []float64, row, way []int) int {
	const far = 1e18
	n := len(cost)
	least, used := make([]float64, n+1), make([]bool, n+1)
	for j := range least {
		least[j] = far
	}
	j0 := 0
	for row[j0] != 0 {
		used[j0] = true
		i0, delta, j1 := row[j0], far, 0
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if c := cost[i0-1][j-1] - u[i0] - v[j]; c < least[j] {
				least[j], way[j] = c, j0
			}
			if least[j] < delta {
				delta, j1 = least[j], j
			}
		}
		for j := range n + 1 {
			if used[j] {
				u[row[j]] += delta
				v[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		j0 = j1
	}
	return j0
}
