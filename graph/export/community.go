package export

import "slices"

// communities parts a graph into groups whose members have more to do with each
// other than with the rest: Louvain's local moves (Blondel et al. 2008) in whole
// numbers and in the order of the nodes, so that the same graph has the same ones.
// It returns the group of each node, numbered from the largest.
func communities(n int, edges []weighted) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	nodes, links := n, edges
	for range 8 {
		moved, changed := moves(nodes, links)
		if !changed {
			break
		}
		for i := range group {
			group[i] = moved[group[i]]
		}
		nodes, links = contract(moved, links)
	}
	return byNumber(group)
}

// A weighted edge of a graph; both ends may be one node.
type weighted struct{ a, b, w int }

// moves puts each node into the group of a neighbour as long as that gains.
func moves(n int, edges []weighted) (group []int, changed bool) {
	near := make([][]weighted, n)
	degree, total, all := make([]int, n), make([]int, n), 0
	for _, e := range edges {
		degree[e.a] += e.w
		degree[e.b] += e.w
		all += 2 * e.w
		if e.a != e.b {
			near[e.a] = append(near[e.a], weighted{e.a, e.b, e.w})
			near[e.b] = append(near[e.b], weighted{e.b, e.a, e.w})
		}
	}
	group = make([]int, n)
	for i := range group {
		group[i], total[i] = i, degree[i]
	}
	for range 30 {
		again := false
		for i := range n {
			to := map[int]int{}
			var order []int
			for _, e := range near[i] {
				g := group[e.b]
				if _, ok := to[g]; !ok {
					order = append(order, g)
				}
				to[g] += e.w
			}
			own := group[i]
			total[own] -= degree[i]
			best, gain := own, all*to[own]-degree[i]*total[own]
			for _, g := range order {
				if x := all*to[g] - degree[i]*total[g]; x > gain {
					best, gain = g, x
				}
			}
			total[best] += degree[i]
			if best != own {
				group[i], again, changed = best, true, true
			}
		}
		if !again {
			break
		}
	}
	return renumber(group), changed
}

// renumber gives groups the numbers 0, 1, … in the order in which they occur.
func renumber(group []int) []int {
	numbers := map[int]int{}
	out := make([]int, len(group))
	for i, g := range group {
		if _, ok := numbers[g]; !ok {
			numbers[g] = len(numbers)
		}
		out[i] = numbers[g]
	}
	return out
}

// contract makes one node of each group.
func contract(group []int, edges []weighted) (int, []weighted) {
	at := map[[2]int]int{}
	var out []weighted
	n := 0
	for _, g := range group {
		n = max(n, g+1)
	}
	for _, e := range edges {
		a, b := group[e.a], group[e.b]
		key := [2]int{min(a, b), max(a, b)}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, weighted{key[0], key[1], 0})
		}
		out[i].w += e.w
	}
	return n, out
}

// byNumber numbers groups by how many members they have, among equals by the first.
func byNumber(group []int) []int {
	group = renumber(group)
	sizes := []int{}
	for _, g := range group {
		for len(sizes) <= g {
			sizes = append(sizes, 0)
		}
		sizes[g]++
	}
	order := make([]int, len(sizes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return sizes[b] - sizes[a] })
	rank := make([]int, len(sizes))
	for i, g := range order {
		rank[g] = i
	}
	out := make([]int, len(group))
	for i, g := range group {
		out[i] = rank[g]
	}
	return out
}
