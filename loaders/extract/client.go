package extract

import "newsgraph/graph"

// This file resolves "his client" by whose lawyer speaks.

// advocates holds those who have clients.
var advocates = words("advocates")

// chainClients links "his client" to the one whose lawyer or agent the possessor is
// called, in "Doe's lawyer, Jane Roe", "her attorney": the lawyer named last counts.
func (r *reading) chainClients() {
	for _, i := range r.inOrder(func(m *mention) bool { return m.chain == graph.None && m.kind == "nominal" && m.noun == "client" }) {
		r.join(i, r.clientOf(&r.mentions[i]))
	}
}

// clientOf returns the chain of the person whom m calls a client, or None.
func (r *reading) clientOf(m *mention) int {
	if m.plural || !r.has(m.head, "nmod:poss") {
		return graph.None
	}
	best, near := graph.None, -1
	for i := range r.low {
		lawyer, owner := r.counselAt(i)
		if lawyer == graph.None {
			continue
		}
		for _, k := range r.chains[r.mentions[lawyer].chain].mentions {
			if h := r.mentions[k].head; h < m.head && h > near {
				best, near = r.mentions[owner].chain, h
			}
		}
	}
	return best
}

// counselAt returns the mentions of the lawyer whom noun i introduces and of the named
// person whose lawyer that is.
func (r *reading) counselAt(i int) (lawyer, owner int) {
	p := r.kid(i, "nmod:poss")
	if !advocates[r.low[i]] || p == graph.None || r.at[p] == graph.None || !r.relatable(r.at[p]) {
		return graph.None, graph.None
	}
	if lawyer = r.besideName(i); lawyer == graph.None || r.mentions[lawyer].chain == graph.None {
		return graph.None, graph.None
	}
	return lawyer, r.at[p]
}
