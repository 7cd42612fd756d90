package export

import (
	"cmp"
	"slices"

	"newsgraph/graph"
)

// fold makes a large picture sparser: an event in which two take part becomes an
// edge between the two, named after it, with its place in the tooltip; an event
// that hangs on one alone, and what then hangs on nothing, is left out. It returns
// how many nodes it left out without an edge to stand for them.
func (p *Picture) fold() int {
	at := map[graph.ID]int{}
	for i := range p.Nodes {
		at[p.Nodes[i].ID] = i
	}
	roles := map[graph.ID][]Edge{}
	var edges []Edge
	for _, e := range p.Edges {
		switch {
		case p.Nodes[at[e.From]].Kind == "event":
			roles[e.From] = append(roles[e.From], e)
		case p.Nodes[at[e.To]].Kind == "event":
			roles[e.To] = append(roles[e.To], e)
		default:
			edges = append(edges, e)
		}
	}
	gone, folded := map[graph.ID]bool{}, map[graph.ID]bool{}
	for i := range p.Nodes {
		n := &p.Nodes[i]
		if n.Kind != "event" || n.main {
			edges = append(edges, roles[n.ID]...)
			continue
		}
		e, ok := p.between(n, roles[n.ID], at)
		switch {
		case ok:
			edges, folded[n.ID] = append(edges, e), true
		case len(roles[n.ID]) < 2:
			gone[n.ID] = true
		default:
			edges = append(edges, roles[n.ID]...)
		}
	}
	slices.SortStableFunc(edges, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), b.Sources-a.Sources, cmp.Compare(a.Label, b.Label))
	})
	p.Edges = bundle(edges)
	used := map[graph.ID]bool{}
	for i := range p.Edges {
		used[p.Edges[i].From], used[p.Edges[i].To] = true, true
	}
	left := 0
	p.Nodes = slices.DeleteFunc(p.Nodes, func(n Node) bool {
		drop := folded[n.ID] || gone[n.ID] || !used[n.ID] && !n.main
		if drop && !folded[n.ID] {
			left++
		}
		return drop
	})
	return left
}

// between returns the edge that an event of two becomes.
func (p *Picture) between(n *Node, roles []Edge, at map[graph.ID]int) (Edge, bool) {
	var ends []Edge
	where := ""
	for _, r := range roles {
		if r.Label == "place" && len(roles) > 2 {
			other := r.From
			if other == n.ID {
				other = r.To
			}
			where = " in " + p.Nodes[at[other]].Name
			continue
		}
		ends = append(ends, r)
	}
	if len(ends) != 2 {
		return Edge{}, false
	}
	a, b := ends[0], ends[1]
	from, to := other(&a, n.ID), other(&b, n.ID)
	if from == to || p.Nodes[at[from]].Kind == "event" || p.Nodes[at[to]].Kind == "event" {
		return Edge{}, false
	}
	e := Edge{Label: lower(n.Name), URL: n.URL, Claimed: a.Claimed && b.Claimed, Arrow: a.Arrow && a.To == n.ID && b.From == n.ID || b.Arrow && b.To == n.ID && a.From == n.ID}
	if b.To == n.ID && a.From == n.ID || !e.Arrow && to < from {
		from, to = to, from
	}
	e.From, e.To = from, to
	e.Tip = n.Name + where
	if n.Sub != "" {
		e.Tip += " (" + n.Sub + ")"
	}
	e.Tip += ": " + cmp.Or(a.Tip, b.Tip)
	seen := map[graph.ID]bool{}
	for _, x := range slices.Concat(a.evidence, b.evidence) {
		if !seen[x.Label] {
			seen[x.Label] = true
			e.evidence = append(e.evidence, x)
		}
	}
	e.Sources = max(a.Sources, b.Sources)
	return e, true
}

func other(e *Edge, id graph.ID) graph.ID {
	if e.From == id {
		return e.To
	}
	return e.From
}
