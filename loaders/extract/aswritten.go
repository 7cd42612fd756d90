package extract

import "newsgraph/graph"

// This file gives the body of an office the words that tell which of that name it is:
// "Spain's National Court", "the High Court in Pamplona".

// asWritten returns a mention of the body of mention m with the owner before it and the
// phrases behind it that the name leaves out; m where there are none.
func (r *reading) asWritten(m int) int {
	n := r.mentions[m]
	if n.chain == graph.None || n.kind == "pronoun" || n.typ != organization && (n.kind == "name" || n.typ != place) {
		return m
	}
	first, end := r.withOwner(n.first), n.end
	for next := r.placedBehind(end, n.head); next > end; next = r.placedBehind(end, n.head) {
		end = next
	}
	if first == n.first && end == n.end {
		return m
	}
	n.first, n.end, n.kind, n.name = first, end, "nominal", r.text(first, end)
	r.mentions = append(r.mentions, n) // the tokens go on naming m
	w := len(r.mentions) - 1
	r.chains[n.chain].mentions = append(r.chains[n.chain].mentions, w)
	return w
}

// withOwner returns the first token of the name that owns what begins at token first, or
// first.
func (r *reading) withOwner(first int) int {
	if first < 2 || r.low[first-1] != "'s" && r.low[first-1] != "'" {
		return first
	}
	p := r.at[first-2]
	if p == graph.None || r.mentions[p].kind != "name" || r.mentions[p].typ == person || r.mentions[p].end != first-1 {
		return first
	}
	return r.mentions[p].first
}

// placedBehind returns the end of the phrase at token end that says where or for what the
// body of noun head is, by a name; else end.
func (r *reading) placedBehind(end, head int) int {
	switch r.word(end) {
	case "of", "in", "at", "for":
	default:
		return end
	}
	_, stop := r.sentence(head)
	for k := end + 1; k < stop && k < end+4; k++ {
		p := r.at[k]
		if p == graph.None || r.mentions[p].kind != "name" {
			if r.tok(k).UPOS == "DET" || r.capital(k) {
				continue
			}
			return end
		}
		if q := &r.mentions[p]; q.typ != person && (r.under(q.head, head) || r.low[end] == "at" && q.typ == organization) {
			return q.end
		}
		return end
	}
	return end
}
