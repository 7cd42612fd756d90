package extract

import "newsgraph/graph"

// This file reads family relations and membership between two who are named together.

// kin maps a noun of family or succession to the relation that its owner has to the one named:
// "Tanabe's husband, Kenji Mori" makes Tanabe and Mori spouses.
var kin = map[string]struct {
	relation string
	back     bool // the named one is the subject: "her father, X" makes X a parent
}{
	"husband": {"spouse", false}, "wife": {"spouse", false}, "widow": {"spouse", false}, "widower": {"spouse", false},
	"son": {"parent", false}, "daughter": {"parent", false}, "father": {"parent", true}, "mother": {"parent", true},
	"brother": {"sibling", false}, "sister": {"sibling", false},
	"predecessor": {"predecessor_of", true}, "successor": {"predecessor_of", false},
	"uncle": {"relative", false}, "aunt": {"relative", false}, "cousin": {"relative", false}, "nephew": {"relative", false},
	"niece": {"relative", false}, "grandson": {"relative", false}, "granddaughter": {"relative", false},
	"grandfather": {"relative", false}, "grandmother": {"relative", false},
}

// findKin reads family relations between an owner and a name in apposition.
func (r *reading) findKin() {
	for i := range r.low {
		r.childrenOf(i)
		k, ok := kin[r.lex.singular(r.low[i])]
		if !ok || !r.tree.nominal(i) || r.lex.singular(r.low[i]) != r.low[i] {
			continue
		}
		if r.word(i+1) == "-" && (r.word(i+2) == "in" || r.word(i+2) == "law") {
			k.relation = "relative" // "brother-in-law"
		}
		if r.kinOf(i, k.relation, k.back) {
			continue
		}
		owner := r.kid(i, "nmod:poss")
		if owner == graph.None || owner > i {
			continue
		}
		a, b := r.mentionAt(owner), r.kinName(i)
		if a == graph.None || b == graph.None || a == b || !r.relatable(a) && !r.someone(a) || !r.relatable(b) || r.mentions[a].chain == r.mentions[b].chain || clash(r.lex.nouns[r.low[i]].gender, r.chains[r.mentions[b].chain].gender) {
			continue
		}
		if k.back {
			a, b = b, a
		}
		r.addRelation("kin."+r.low[i], k.relation, a, b, i, 920)
		if k.relation == "predecessor_of" {
			r.succession(a, b, i)
		}
	}
}

// kinOf reads "Jane Doe, daughter of the late premier John Doe,", "he is the son of John and
// Mary Doe".
func (r *reading) kinOf(i int, relation string, back bool) bool {
	if r.word(i+1) != "of" {
		return false
	}
	child := graph.None
	if h := r.head(i); h >= 0 && h < i && r.is(i, "appos", "nmod", "parataxis") && r.at[h] != graph.None && r.mentions[r.at[h]].kind == "name" {
		child = r.at[h]
	} else if p := r.predicateOver(i); p != graph.None && !r.negated(p) {
		child = r.mentionAt(r.subject(p))
	}
	if child == graph.None || !r.relatable(child) && !r.someone(child) {
		return false
	}
	found := false
	for _, of := range r.kinsmen(i, relation) {
		if of == child || !r.relatable(of) || r.mentions[child].chain == r.mentions[of].chain {
			continue
		}
		a, b := of, child
		if back {
			a, b = b, a
		}
		r.addRelation("kin."+r.low[i]+"-of", relation, a, b, i, 900)
		found = true
	}
	return found
}

// kinsmen returns those whose kin noun i is by "of": both parents, else one.
func (r *reading) kinsmen(i int, relation string) []int {
	var out []int
	for _, k := range r.kids[i] {
		if k < i || r.rel(k) != "nmod" || r.prep(k) != "of" {
			continue
		}
		for _, c := range r.conjuncts(k) {
			m := r.besideName(c)
			if m == graph.None {
				m = r.mentionAt(c)
			}
			if m != graph.None && (len(out) == 0 || relation == "parent") {
				out = append(out, m)
			}
		}
	}
	return out
}

// someone reports whether mention m is the pronoun of one other person, whoever that is.
func (r *reading) someone(m int) bool {
	p := &r.mentions[m]
	return p.kind == "pronoun" && p.typ == person && p.chain != graph.None && oneOther[p.name]
}

var oneOther = words("one-other")

// kinName returns the name that says who kin noun i is: right behind it or after
// a comma.
func (r *reading) kinName(i int) int {
	for _, j := range []int{i + 1, i + 2} {
		if j >= len(r.low) || j == i+2 && r.low[i+1] != "," {
			continue
		}
		if m := r.at[j]; m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ == person && r.mentions[m].first == j {
			if w := r.word(r.mentions[m].end); j == i+2 && (w == "and" || w == "or") {
				return graph.None // "gifts to his sister, Stern and Balaban"
			}
			if h := r.mentions[m].head; j == i+1 || r.is(h, "appos") || r.head(h) == i {
				return m
			}
		}
	}
	if m := r.nameAfterComma(i); m != graph.None {
		return m // "her daughter, the novelist Kari Lund,"
	}
	if h := r.head(i); h > i && r.is(i, "nsubj") && r.has(h, "cop") && !r.negated(h) {
		if m := r.besideName(h); m != graph.None {
			return m // "his wife was the editor Jane Doe"
		}
		return r.personOf(h)
	}
	if h := r.head(i); h >= 0 && r.is(i, "nmod:desc", "compound", "appos") {
		if m := r.at[h]; m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ == person {
			return m
		}
	}
	return graph.None
}

// relatable reports whether mention m is a person the article names.
func (r *reading) relatable(m int) bool {
	c := r.mentions[m].chain
	return c != graph.None && r.chains[c].typ == person && r.chains[c].named
}

// addRelation adds a plain relation shown by the words from a to b around token i.
func (r *reading) addRelation(rule, relation string, a, b, i int, confidence graph.Thousandths) {
	c := graph.Claim{Subject: a, Relation: relation, Object: b, Time: graph.None}
	c.Status, c.Certainty, c.Polarity, c.Tense = graph.Happened, "CT", "+", "present"
	c.Source = r.quotedBy(i)
	c.Rule, c.Confidence, c.Evidence = rule, confidence, r.coverSpans(i, a, b)
	r.claims = append(r.claims, c)
}

// findAffiliations reads "Yuki Tanabe of Kyoto University".
func (r *reading) findAffiliations() {
	for i := range r.mentions {
		m := r.mentions[i]
		if m.kind != "name" || m.typ != person || m.end+2 >= len(r.low) {
			continue
		}
		j := m.end
		if r.low[j] == "," && r.low[j+1] == "of" {
			j++ // "Jane Doe, of the Labour Party, said"
		}
		if r.low[j] != "of" && (r.low[j] != "from" || r.prep(m.head) == "to") {
			continue // nor of "came to Roe from Arvo University"
		}
		j++
		if r.low[j] == "the" && j+1 < len(r.low) {
			j++
		}
		if o := r.at[j]; o != graph.None && r.mentions[o].typ == organization && r.mentions[o].kind == "name" && r.under(j, m.head) {
			r.addRelation("relation.of", "affiliated_with", i, o, m.end, 880)
		}
	}
}

// offspring are plural nouns for children.
var offspring = words("offspring")

// childrenOf reads "her sons Jesse and Zakary", "had two children, Mia and Lea": noun i names
// the children of whoever owns or has them.
func (r *reading) childrenOf(i int) {
	if !offspring[r.low[i]] || !r.tree.nominal(i) {
		return
	}
	parents := r.parents(i)
	for _, child := range r.namesOf(i) {
		for _, p := range parents {
			if r.relatable(child) && !r.sameChain(p, child) {
				r.addRelation("kin."+r.low[i], "parent", p, child, i, 900)
			}
		}
	}
}

// parents returns those whose children noun i names: its owner or, behind "have", all who
// have them.
func (r *reading) parents(i int) []int {
	s := r.kid(i, "nmod:poss")
	if h := r.head(i); s == graph.None && h >= 0 && r.is(i, "obj") && r.lex.lemma(r.tree, h) == "have" && r.statusOf(h).status == graph.Happened {
		s = r.subject(h)
	}
	if s == graph.None || s > i {
		return nil
	}
	var out []int
	for _, t := range r.conjuncts(s) {
		m := r.besideName(t)
		if m == graph.None {
			m = r.mentionAt(t)
		}
		if m != graph.None && (r.relatable(m) || r.someone(m)) {
			out = append(out, m)
		}
	}
	return out
}
