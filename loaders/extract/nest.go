package extract

import "newsgraph/graph"

// This file says which statement stands in the words of which other one.

// quotedBy returns the innermost direct statement in whose quoted words token i
// stands, or None.
func (r *reading) quotedBy(i int) int {
	if r.inQuote == nil || r.inQuote[i] == graph.None {
		return graph.None
	}
	for s := range r.statements {
		for _, q := range r.statements[s].Quotes {
			if q.B <= r.tok(i).B && r.tok(i).E <= q.E {
				return s
			}
		}
	}
	return graph.None
}

// nestStatements finds for each statement the one whose content it stands in, and
// turns outlets that pass on what others say into the way by which it is reported.
func (r *reading) nestStatements() {
	for s := range r.statements {
		r.statements[s].Source = r.sourceOf(s)
	}
	for s := range r.statements {
		st := &r.statements[s]
		if st.Source == graph.None {
			continue
		}
		if outer := &r.statements[st.Source]; r.outlet(outer.Speaker) {
			outer.relay = true
			st.Via = append(st.Via, outer.Speaker)
		}
	}
	r.dropStatements(func(st *statement) bool { return st.relay })
}

func (r *reading) sourceOf(s int) int {
	at := r.statements[s].cue
	if at == graph.None {
		at = r.statements[s].tokens[0][0]
	}
	return r.sourceAt(at, s)
}

// sourceAt returns the innermost statement, other than not, whose content holds
// token i, or None.
func (r *reading) sourceAt(i, not int) int {
	best := graph.None
	for s := range r.statements {
		if s == not || r.statements[s].cue == i {
			continue
		}
		for _, run := range r.statements[s].tokens {
			if run[0] <= i && i < run[1] && (best == graph.None || r.size(s) < r.size(best)) {
				best = s
			}
		}
	}
	return best
}

func (r *reading) outlet(m int) bool {
	return m != graph.None && (r.mentions[m].class == "NewsAgency" || r.mentions[m].known.Media)
}

// dropNobodys removes the statements that a quotation tells of nobody known: "they
// ask us to applaud" is a part of what is quoted.
func (r *reading) dropNobodys() {
	for s := range r.statements {
		st := &r.statements[s]
		if st.Speaker == graph.None || st.cue == graph.None || r.inQuote[st.cue] == graph.None {
			continue
		}
		if m := &r.mentions[st.Speaker]; m.kind == "pronoun" && m.chain == graph.None {
			st.relay = true
		}
	}
	r.dropStatements(func(st *statement) bool { return st.relay })
}

// dropStatements removes the statements for which drop holds; what they held hangs on
// what held them.
func (r *reading) dropStatements(drop func(*statement) bool) {
	index := make([]int, len(r.statements))
	var kept []statement
	for s := range r.statements {
		index[s] = graph.None
		if !drop(&r.statements[s]) {
			index[s] = len(kept)
			kept = append(kept, r.statements[s])
		}
	}
	for s := range kept {
		for src, n := kept[s].Source, 0; ; n++ {
			if src == graph.None || n > len(r.statements) {
				kept[s].Source = graph.None
				break
			}
			if index[src] != graph.None {
				kept[s].Source = index[src]
				break
			}
			src = r.statements[src].Source
		}
	}
	r.statements = kept
}
