package extract

import "newsgraph/graph"

// This file reads births from brackets behind a name: "Jane Doe (born 1947, Sydney)".

// findBirths reads where someone was born from the brackets behind the name, however the
// parser hung what stands there: "Jane Doe (born 1947, Sydney, Australia)", "(b. Kyiv, 1955)".
func (r *reading) findBirths() {
	for i := range r.mentions {
		m := r.mentions[i]
		if m.kind != "name" || m.typ != person || r.word(m.end) != "(" {
			continue
		}
		end := r.bracketEnd(m.end)
		for j := m.end + 1; j < end; j++ {
			if w := r.low[j]; w == "born" || w == "b." {
				r.bornAt(i, j, end)
				break
			}
		}
	}
}

// bracketEnd returns the token that closes the bracket at i or tells of the death, at
// most forty tokens on.
func (r *reading) bracketEnd(i int) int {
	for j := i + 1; j < len(r.low) && j < i+40; j++ {
		switch r.low[j] {
		case ")", ";", "–", "—", "died", "d.":
			return j
		}
	}
	return i
}

// bornAt claims the first place between tokens born and end as the birthplace of mention i.
func (r *reading) bornAt(i, born, end int) {
	for j := born + 1; j < end; j++ {
		m := r.at[j]
		if m == graph.None || r.mentions[m].first != j || r.mentions[m].kind != "name" || !r.fitsType(&r.mentions[m], []string{place}) {
			continue
		}
		if w := r.low[j-1]; w == "in" || w == "," || w == "b." || w == "at" || r.tok(j-1).UPOS == "NUM" {
			c := graph.Claim{Subject: i, Relation: "born_in", Object: m, Time: graph.None}
			c.Status, c.Certainty, c.Polarity, c.Tense, c.Source = graph.Happened, "CT", "+", "past", graph.None
			c.Rule, c.Confidence, c.Evidence = "relation.born", 900, r.coverSpans(born, i, m)
			r.addClaim(c)
		}
		return
	}
}
