package extract

import "newsgraph/graph"

// This file reads citizenship: "a Swiss psychiatrist".

// findCompatriots claims that "a Swiss psychiatrist" is a citizen of Switzerland: likely,
// not stated. Posts are left out, for the president of France is French by post.
func (r *reading) findCompatriots() {
	for i := range r.low {
		if !r.tree.nominal(i) || r.feat(i, "Number=Plur") || r.at[i] != graph.None && r.mentions[r.at[i]].kind == "name" || !r.callsPerson(i) {
			continue
		}
		d := r.demonymBefore(i)
		who := r.whoIs(i)
		if d == graph.None || who == graph.None || !r.relatable(who) && !r.someone(who) || r.statusOf(i).status != graph.Happened {
			continue
		}
		c := graph.Claim{Subject: who, Relation: "citizen_of", Object: d, Time: graph.None}
		c.Status, c.Certainty, c.Polarity, c.Tense, c.Source = graph.Happened, "PR", "+", "present", r.sourceAt(i, graph.None)
		c.Rule, c.Confidence, c.Evidence = "relation.compatriot", 700, r.coverSpans(i, who)
		r.addClaim(c)
	}
}

// callsPerson reports whether noun i is a calling of people, and no post.
func (r *reading) callsPerson(i int) bool {
	n, ok := r.lex.nounOf(r.tree, i)
	if ok {
		return n.kind == "occupation" || n.kind == person
	}
	return r.know.Noun(r.lex.singular(r.low[i])) == person
}

// demonymBefore returns the country whose adjective modifies noun i, or None.
func (r *reading) demonymBefore(i int) int {
	for _, k := range r.kids[i] {
		if k < i && r.is(k, "amod", "compound") {
			if _, adjective := r.know.Demonym(r.doc.Form(k)); !adjective {
				continue // "the U.S. attorney"
			}
			if d := r.demonymAt(k); d != graph.None {
				return d
			}
		}
	}
	return graph.None
}

// whoIs returns the person, named or a pronoun, of whom noun i is said, or whose name
// stands beside it.
func (r *reading) whoIs(i int) int {
	if r.has(i, "cop") {
		if s := r.subject(i); s != graph.None && !r.negated(i) {
			return r.personOf(s)
		}
		return graph.None
	}
	if h := r.head(i); h >= 0 && r.is(i, "conj") && r.has(h, "cop") && r.demonymBefore(h) == graph.None {
		return graph.None
	}
	if m := r.besideName(i); m != graph.None {
		return m
	}
	return graph.None
}

// personOf returns the mention of token s if it names a person or is one's pronoun.
func (r *reading) personOf(s int) int {
	m := r.mentionAt(s)
	if m == graph.None || r.mentions[m].typ != person || r.mentions[m].kind == "nominal" || firstPerson[r.mentions[m].name] {
		return graph.None
	}
	return m
}
