package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file matches rules with the words and roles of a sentence.

// A filler is a mention in a role.
type filler struct {
	role    string
	mention int
	slot    int // of the rule
}

// ruleAt returns the first rule whose words and roles token i and its
// surroundings have, with the fillers of the roles.
func (r *reading) ruleAt(i int, want func(*Rule) bool) (*Rule, []filler) {
	for _, u := range r.candidates(i) {
		if want(u) && !slices.Contains(u.NotSenses, r.sense(i)) && r.stands(u, i) {
			if fs, ok := r.fill(u, i); ok {
				return u, fs
			}
		}
	}
	return nil, nil
}

// stands reports whether the words around token i and its form are those of rule u.
func (r *reading) stands(u *Rule, i int) bool {
	switch {
	case u.Word != "" && !r.beside(i, u.Word), u.NotWord != "" && r.inClause(i, u.NotWord):
		return false
	case u.At != "" && !r.atOccasion(i, u.At), u.Under != "" && !r.governedBy(i, u.Under):
		return false
	case u.Voice != "" && (u.Voice == "passive") != r.passive(i):
		return false
	}
	return u.Form != "infinitive" || r.hasTo(i) || r.marked(i, "without")
}

// candidates returns the rules that token i may trigger by its word.
func (r *reading) candidates(i int) []*Rule {
	table := ruleTable()
	switch {
	case r.tok(i).Ment == "time" && r.tok(i).UPOS == "PROPN":
		return nil // "in March" is no march
	case r.tok(i).UPOS == "VERB" || r.tok(i).XPOS == "VBN" || r.tok(i).XPOS == "VBG" && !r.headsPhrase(i):
		lemma := r.lex.lemma(r.tree, i)
		var out []*Rule
		for _, k := range r.kids[i] {
			if r.is(k, "compound:prt", "advmod", "obj", "obl") && k > i && k <= i+4 {
				out = append(out, table.verbs[lemma+" "+r.low[k]]...)
			}
		}
		if i+1 < len(r.low) && r.tok(i+1).UPOS == "ADP" && !r.is(i+1, "compound:prt") {
			out = append(out, table.verbs[lemma+" "+r.low[i+1]]...)
		}
		return append(out, table.verbs[lemma]...)
	case r.tree.nominal(i) && r.headsPhrase(i):
		if i > 0 && (r.rel(i-1) == "compound" || r.rel(i-1) == "amod") && r.head(i-1) == i {
			if two := table.nouns[r.low[i-1]+" "+r.low[i]]; two != nil {
				return two
			}
		}
		return table.nouns[r.low[i]]
	}
	return nil
}

// beside reports whether word, or one of several joined by "|", stands within
// three tokens of i or hangs on it.
func (r *reading) beside(i int, word string) bool {
	first, end := r.sentence(i)
	for j := max(first, i-3); j < min(end, i+4); j++ {
		if among(word, r.low[j]) {
			return true
		}
	}
	for _, k := range r.kids[i] {
		if among(word, r.low[k]) {
			return true
		}
		for _, n := range r.kids[k] { // "sent 40 tonnes of food", "$40 million in aid"
			if p := r.prep(n); r.is(k, "obj") && r.is(n, "nmod") && (p == "of" || p == "in") && among(word, r.low[n]) {
				return true
			}
		}
	}
	return false
}

// among reports whether w is one of the words joined by "|".
func among(words, w string) bool {
	for one := range strings.SplitSeq(words, "|") {
		if one == w {
			return true
		}
	}
	return false
}

// inClause reports whether one of the words joined by "|" hangs on i, directly or
// through one phrase.
func (r *reading) inClause(i int, words string) bool {
	for _, k := range r.kids[i] {
		if among(words, r.low[k]) {
			return true
		}
		for _, n := range r.kids[k] {
			if among(words, r.low[n]) && r.is(n, "nmod", "compound") {
				return true
			}
		}
	}
	return false
}

// fill finds the fillers of rule u at trigger i.
func (r *reading) fill(u *Rule, i int) ([]filler, bool) {
	for _, paths := range u.Without {
		for _, p := range paths {
			if len(r.walk(p, i)) > 0 {
				return nil, false
			}
		}
	}
	if len(u.Needs) > 0 && !r.any(u.Needs, i) {
		return nil, false
	}
	for _, p := range u.WithoutNon {
		for _, t := range r.walk(p, i) {
			if m := r.mentionAt(t); m == graph.None && r.couldAct(t) {
				continue // "relatives of the hostages"
			} else if m == graph.None || !r.agentive(m) {
				return nil, false
			}
		}
	}
	var out []filler
	used := map[int]bool{i: true}
	for k, s := range u.Slots {
		found := r.fillSlot(&s, i, used)
		if len(found) == 0 && s.Required {
			return nil, false
		}
		if s.Role == u.One && len(found) > 1 {
			found = found[:1]
		}
		for _, m := range found {
			out = append(out, filler{s.Role, m, k})
		}
	}
	if len(u.InSport) > 0 && !r.any(u.InSport, i) && r.onSport() {
		return nil, false
	}
	if u.NotSport && !slices.ContainsFunc(out, func(f filler) bool { return r.people(&r.mentions[f.mention]) }) && r.onSport() {
		return nil, false // teams that play
	}
	if u.Several != "" && (!r.several(out, u.Several) || r.neither(out, u.Several)) {
		return nil, false
	}
	return out, true
}

// people reports whether m are people, and no team: "the sides met in April".
func (r *reading) people(m *mention) bool {
	return r.fitsType(m, []string{"human"}) && !teams[m.noun]
}

var teams = words("teams")

// any reports whether one of the paths from token i leads anywhere.
func (r *reading) any(paths []string, i int) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return len(r.walk(p, i)) > 0 })
}

// fillSlot returns the mentions at the first path of s that leads to any of the
// right type, with what is coordinated with them.
func (r *reading) fillSlot(s *Slot, i int, used map[int]bool) []int {
	for _, path := range s.Paths {
		var out []int
		for _, t := range r.walk(path, i) {
			described := r.nameDescribed(t) != graph.None // "is a writer and critic who moved"
			for _, c := range r.conjuncts(t) {
				if c != t && (r.verb(c) || described || used[c] || c > i && r.under(i, t)) {
					continue // what joins the noun after its relative clause has no part in the clause
				}
				for _, m := range r.fillersAt(c, s.Types) {
					if !used[r.mentions[m].head] && !slices.Contains(out, m) {
						out = append(out, m)
					}
				}
			}
		}
		if len(out) > 0 {
			for _, m := range r.row(out[0], i) {
				if !used[r.mentions[m].head] && !slices.ContainsFunc(out, func(o int) bool { return r.sameChain(o, m) }) && r.fitsType(&r.mentions[m], s.Types) {
					out = append(out, m)
				}
			}
			for _, m := range out {
				used[r.mentions[m].head] = true
			}
			return out
		}
	}
	return nil
}

// fillersAt returns the mention at token c if it is of one of the types, or the
// names that a plural description goes on to give: "the chairmen, A and B".
func (r *reading) fillersAt(c int, types []string) []int {
	if h := r.head(c); h >= 0 && r.is(c, "conj") && r.officeNoun(c) && r.officeNoun(h) && r.besideName(h) != graph.None && r.besideName(c) == graph.None && r.officeHolder(c) == graph.None {
		c = h // the second post of the same person
	}
	if two := r.partyOf(c); len(two) > 0 && r.fitsType(&r.mentions[two[0]], types) {
		return two
	}
	if names := r.namesOf(c); len(names) > 0 && r.fitsType(&r.mentions[names[0]], types) {
		return names
	}
	if m := r.fillerAt(c, types); m != graph.None {
		return []int{m}
	}
	return nil
}

// officeHolder returns who holds the office that noun c names, or None.
func (r *reading) officeHolder(c int) int {
	for _, o := range r.offices {
		if o.at == c {
			return o.holder
		}
	}
	return graph.None
}

// several reports whether role has two fillers or one that is plural.
func (r *reading) several(fs []filler, role string) bool {
	n := 0
	for k, f := range fs {
		if f.role == role && !slices.ContainsFunc(fs[:k], func(g filler) bool { return g.role == role && r.sameChain(g.mention, f.mention) }) {
			n++
			if r.mentions[f.mention].plural {
				n++
			}
		}
	}
	return n > 1
}

// neither reports whether role is filled by "neither A nor B", of whom each has no part.
func (r *reading) neither(fs []filler, role string) bool {
	return slices.ContainsFunc(fs, func(f filler) bool {
		k := r.kid(r.mentions[f.mention].head, "cc:preconj", "cc", "det")
		return f.role == role && k != graph.None && r.low[k] == "neither"
	})
}

// fillerAt returns the mention at token t if it is of one of the types; types
// that a description can have make it a mention where it is none yet.
func (r *reading) fillerAt(t int, types []string) int {
	if n, ok := r.relative(t); ok {
		t = n
	}
	if r.takesPlace(t) {
		return graph.None
	}
	if p := r.kid(t, "nmod:poss"); r.low[t] == "head" && p != graph.None && personalPossessives[r.low[p]] && r.besideName(t) == graph.None {
		return graph.None // a part of the body
	}
	m := r.at[t]
	if n := r.nameDescribed(t); n != graph.None && r.fitsType(&r.mentions[n], types) {
		return n
	}
	if n := r.besideName(t); n != graph.None && (m == graph.None || r.mentions[m].kind == "nominal") {
		m = n
	}
	if m == graph.None && r.tok(t).UPOS == "NUM" && (strings.ContainsAny(r.low[t], "0123456789") || r.has(t, "det")) && slices.Contains(types, "human") && !r.time(t) {
		n := r.nominalAt(t, noun{kind: "group"})
		n.plural = true
		return r.put(n) // "wounded 1,900"
	}
	if m == graph.None {
		if !r.tree.nominal(t) || r.tok(t).UPOS == "PROPN" && slices.Contains(types, "agent") && len(types) == 1 {
			return graph.None
		}
		n := r.nominalAt(t, noun{})
		if !r.fitsType(&n, types) {
			return graph.None
		}
		return r.putNominal(n)
	}
	if !r.fitsType(&r.mentions[m], types) || r.mentions[m].kind == "pronoun" && r.mentions[m].chain == graph.None && (r.mentions[m].typ != person || firstPerson[r.mentions[m].name]) {
		return graph.None // nobody knows who "they" are
	}
	return m
}

// personalPossessives are the possessives of people.
var personalPossessives = words("personal-possessives")

// nameDescribed returns the name of which noun t is said, where what hangs on t is
// then said of that name: "Arvo Bank is a lender based in Oslo", "is a lender, the largest
// bank based in Oslo".
func (r *reading) nameDescribed(t int) int {
	if !r.tree.nominal(t) || r.tok(t).UPOS == "PROPN" || r.feat(t, "Number=Plur") || !r.has(t, "acl", "acl:relcl") {
		return graph.None
	}
	p := r.predicateOver(t)
	if p == graph.None || r.negated(p) || r.statusOf(p).status != graph.Happened {
		return graph.None
	}
	s := r.subject(p)
	if s == graph.None || r.at[s] == graph.None {
		return graph.None
	}
	m, n := &r.mentions[r.at[s]], r.nominalAt(t, noun{})
	if m.kind != "name" || m.typ != n.typ && (m.typ != organization || n.typ == place) {
		return graph.None
	}
	return r.at[s]
}

// predicateOver returns the noun with a copula that t is, or that t is joined to or
// explains: "is a bank and a subsidiary of", or None.
func (r *reading) predicateOver(t int) int {
	for n := 0; n < 3 && t >= 0; n++ {
		switch {
		case r.has(t, "cop"):
			return t
		case !r.is(t, "conj", "appos") || r.has(t, "nsubj") || r.head(t) > t || !r.tree.nominal(t):
			return graph.None
		}
		t = r.head(t)
	}
	return graph.None
}

// fitsType reports whether mention m is of one of the types: "agent" is whoever
// can act, "named" a proper name, "any" anything.
func (r *reading) fitsType(m *mention, types []string) bool {
	if len(types) == 0 {
		return true
	}
	for _, t := range types {
		switch {
		case t == "any" || t == m.typ || t == "named-"+m.typ && m.kind == "name" || t == "party" && r.isParty(m):
			return true
		case t[0] == '=' && m.kind == "nominal" && (among(t[1:], m.noun) || slices.ContainsFunc(singulars(m.noun), func(s string) bool { return among(t[1:], s) })):
			return true
		case t[0] == '=' && m.kind == "name" && m.first > 0 && r.tok(m.first-1).UPOS == "NOUN" && among(t[1:], r.low[m.first-1]):
			return true // "the ferry Santa Rita"
		case m.kind == "pronoun" && m.chain != graph.None && t == r.chains[m.chain].typ:
			return true // "its operation"
		case t == "agent" && r.canAct(m):
			return true
		case t == "human" && (m.typ == person || m.typ == group):
			return true
		case t == "duration" && sentenceLengths[m.noun]:
			return true
		case t == "named" && m.kind == "name":
			return true
		case t == place && (m.typ == country || m.class == "Territory"):
			return true
		}
	}
	return false
}

// canAct reports whether mention m is somebody who can act; "it" is only where it stands for
// a body: "the bank said it was in talks".
func (r *reading) canAct(m *mention) bool {
	if m.kind == "pronoun" && m.name == "it" {
		return m.chain != graph.None && (r.chains[m.chain].typ == organization || r.chains[m.chain].typ == country)
	}
	return m.typ == person || m.typ == organization || m.typ == country || m.typ == group || m.kind == "pronoun" || m.class == "Territory"
}

// isParty reports whether m is a party by class or name.
func (r *reading) isParty(m *mention) bool {
	return m.kind == "name" && m.typ == organization && (m.class == "Party" || r.low[m.end-1] == "party")
}

// sentenceLengths are nouns of a length of time, as courts give it.
var sentenceLengths = words("sentence-lengths")
