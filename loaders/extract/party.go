package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// This file resolves "the two", "the leaders" and "both countries" to those named before.

// partyReach is how many sentences back "the two" may find the two.
const partyReach = 2

// partyOf returns the members of the party that plural token c means: "the two
// leaders", "the pair", "both men", "the three countries", "they". Those are the two of
// the encounter told last, else as many as are counted of those named last, else, for
// "they", who did the thing told before together; nil where it is not clear.
func (r *reading) partyOf(c int) []int {
	typ, n := r.partyType(c)
	if typ == "" || r.inQuote[c] != graph.None || r.low[c] == "they" && r.at[c] != graph.None && r.mentions[r.at[c]].chain != graph.None {
		return nil
	}
	if typ == person && n == 2 && r.metSeveral(c) {
		return nil
	}
	if two := r.twoOfEvent(c, typ); two != nil && !r.partsWith(c, two) && !r.calledOther(two, c) && (n == 2 || n == 0 && r.couldBeCalled(two, c)) {
		return two
	}
	if n == 0 && r.low[c] == "they" {
		return r.coordinated(c)
	}
	if n == 0 {
		return nil
	}
	if main := r.mainBodies(c, typ, n); main != nil && !r.partsWith(c, main) {
		return main
	}
	if named := r.namedLast(c, typ, n); !r.partsWith(c, named) && !r.calledOther(named, c) {
		return named
	}
	return nil
}

// partsWith reports whether one of the people ms has a part of its own in the clause of
// token c: she who met both candidates is none of them.
func (r *reading) partsWith(c int, ms []int) bool {
	h := r.head(c)
	if h < 0 {
		return false
	}
	parts := r.kids[h]
	if s := r.subject(h); s != graph.None {
		parts = append(slices.Clone(parts), s)
	}
	return slices.ContainsFunc(parts, func(k int) bool {
		m := r.at[k]
		return k != c && m != graph.None && !r.under(k, c) && slices.ContainsFunc(ms, func(i int) bool { return r.sameChain(i, m) })
	})
}

// partyType returns what those are whom token c means: person, organization or country,
// or "" when c stands for no party; and how many, 0 where the word does not say.
func (r *reading) partyType(c int) (string, int) {
	w := r.low[c]
	switch {
	case w == "they":
		return person, 0
	case w == "both" && r.is(c, "nsubj", "nsubj:pass") && len(r.kids[c]) == 0:
		return person, 2
	case parties[w] > 0 && r.definiteNoun(c) && !r.has(c, "nmod", "nmod:poss"):
		return person, parties[w]
	}
	if !r.tree.nominal(c) || r.at[c] != graph.None && r.mentions[r.at[c]].kind == "name" {
		return "", 0
	}
	n := 0
	for _, k := range r.kids[c] {
		if k < c && (r.low[k] == "both" || r.is(k, "nummod") && parties[r.low[k]] > 0) {
			n = max(parties[r.low[k]], 2)
		}
	}
	if n > 0 && !r.definiteNoun(c) && !slices.ContainsFunc(r.kids[c], func(k int) bool { return r.low[k] == "both" }) {
		return "", 0 // "two officers were killed" are nobody named
	}
	if n == 0 && !(r.feat(c, "Number=Plur") && r.definiteNoun(c)) || r.has(c, "nmod", "appos", "amod") && !r.has(c, "det") {
		return "", 0
	}
	return r.membersType(c), n
}

// couldBeCalled reports whether each of the people ms is what plural noun c calls them,
// "the ministers", by a post that the article gives them.
func (r *reading) couldBeCalled(ms []int, c int) bool {
	noun := r.lex.singular(r.low[c])
	return noun == "they" || !slices.ContainsFunc(ms, func(m int) bool {
		return !slices.ContainsFunc(r.chains[r.mentions[m].chain].posts, func(p post) bool { return noun == "leader" || p.head == noun })
	})
}

// calledOther reports whether the article gives one of the people ms posts and none of them
// is what plural noun c calls them: a policy chief is no one of "both presidents".
func (r *reading) calledOther(ms []int, c int) bool {
	noun := r.lex.singular(r.low[c])
	if n, ok := r.lex.nouns[noun]; !ok || n.kind != "office" || noun == "leader" || noun == "official" {
		return false
	}
	return slices.ContainsFunc(ms, func(m int) bool {
		posts := r.chains[r.mentions[m].chain].posts
		return len(posts) > 0 && !slices.ContainsFunc(posts, func(p post) bool { return p.head == noun || strings.HasSuffix(p.name, noun) })
	})
}

// membersType returns the type of each of the plural noun c.
func (r *reading) membersType(c int) string {
	noun := r.lex.singular(r.low[c])
	n, ok := r.lex.nounOf(r.tree, c)
	switch {
	case partyStates[noun]:
		return country
	case ok && n.kind == "organization":
		return organization
	case partyPeople[noun] || !ok && r.know.Noun(noun) == person || ok && (n.kind == "office" || n.kind == "occupation" || n.kind == person):
		return person
	}
	return ""
}

var (
	// parties counts the members of what a word means.
	parties     = map[string]int{"pair": 2, "duo": 2, "couple": 2, "two": 2, "trio": 3, "three": 3, "quartet": 4, "four": 4}
	partyStates = words("party-states")
	partyPeople = words("party-people")
)

// twoOfEvent returns the participants of the last encounter before token c, if they
// are two of type typ.
func (r *reading) twoOfEvent(c int, typ string) []int {
	for k := len(r.events) - 1; k >= 0; k-- {
		ev := &r.events[k]
		if !ontology.Is(ev.Class, "Encounter") || ev.trigger >= c || r.doc.Sentence(c)-r.doc.Sentence(ev.trigger) > partyReach {
			continue
		}
		var two []int
		for _, role := range ev.Roles {
			if m := r.mentions[role.Mention]; role.Name != "place" && r.namedOf(role.Mention, typ) && m.head < c {
				two = r.addDistinct(two, role.Mention)
			}
		}
		if len(two) == 2 {
			return two
		}
		return nil
	}
	return nil
}

// metSeveral reports whether the sentence before token c tells of an encounter of
// someone named with unnamed people, whom "the couple" may mean: "met her parents. The couple".
func (r *reading) metSeveral(c int) bool {
	for k := len(r.events) - 1; k >= 0; k-- {
		ev := &r.events[k]
		if !ontology.Is(ev.Class, "Encounter") || ev.trigger >= c || r.doc.Sentence(c)-r.doc.Sentence(ev.trigger) != 1 {
			continue
		}
		named := slices.ContainsFunc(ev.Roles, func(role graph.Role) bool { return r.namedOf(role.Mention, person) })
		return named && slices.ContainsFunc(ev.Roles, func(role graph.Role) bool {
			m := &r.mentions[role.Mention]
			return m.kind == "nominal" && m.plural && m.typ == group && parties[m.noun] == 0
		})
	}
	return false
}

// namedLast returns the n of type typ that the sentences up to token c name last, from
// the nearest back; nil if a sentence names more than are wanted.
func (r *reading) namedLast(c int, typ string, n int) []int {
	at, teller := r.doc.Sentence(c), r.teller(c)
	var named []int
	for s := at; s >= 0 && s >= at-partyReach; s-- {
		for i := range r.mentions {
			if m := &r.mentions[i]; m.kind != "pronoun" && m.head < c && r.doc.Sentence(m.head) == s && r.namedOf(i, typ) && !r.outlet(i) && m.chain != teller {
				named = r.addDistinct(named, i)
			}
		}
		switch {
		case len(named) == n:
			slices.SortFunc(named, func(a, b int) int { return cmp.Compare(r.mentions[a].head, r.mentions[b].head) })
			return named
		case len(named) > n:
			return nil
		}
	}
	return nil
}

// mainBodies returns the n organizations that the article names more often before token c
// than any other, of whom "the two companies" of a takeover are; nil where they are people
// or where the next one is named as often.
func (r *reading) mainBodies(c int, typ string, n int) []int {
	if typ != organization {
		return nil
	}
	last, times := map[int]int{}, map[int]int{} // by chain
	for i := range r.mentions {
		if m := &r.mentions[i]; m.kind == "name" && m.head < c && r.namedOf(i, typ) && !r.outlet(i) {
			last[m.chain], times[m.chain] = i, times[m.chain]+1
		}
	}
	chains := slices.SortedFunc(maps.Keys(times), func(a, b int) int {
		return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(a, b))
	})
	if len(chains) < n || times[chains[n-1]] < 2 || len(chains) > n && times[chains[n]] == times[chains[n-1]] {
		return nil
	}
	var main []int
	for _, k := range chains[:n] {
		main = append(main, last[k])
	}
	slices.SortFunc(main, func(a, b int) int { return cmp.Compare(r.mentions[a].head, r.mentions[b].head) })
	return main
}

// teller returns the chain of who says what token c is part of, in reported speech: he who
// told the court that the two men met is none of them; or None.
func (r *reading) teller(c int) int {
	for v, n := r.head(c), 0; v >= 0 && n < maxClimb; v, n = r.head(v), n+1 {
		h := r.head(v)
		if h < 0 || !r.is(v, "ccomp") || !r.tree.cue(h, r.lex) {
			continue
		}
		if m := r.mentionAt(r.subject(h)); m != graph.None {
			return r.mentions[m].chain
		}
	}
	return graph.None
}

// coordinated returns the people named together as the last subject before "they" at
// token c, in its sentence or the one before: "A and B arrived. They met." Another
// plural that "they" could mean leaves it open.
func (r *reading) coordinated(c int) []int {
	at := r.doc.Sentence(c)
	for t := c - 1; t >= 0 && r.doc.Sentence(t) >= at-1; t-- {
		if r.inQuote[t] != graph.None {
			continue
		}
		if r.is(t, "nsubj", "nsubj:pass") && !r.has(t, "det") {
			if named := r.allNamed(r.conjuncts(t), c); len(named) > 1 {
				return named
			}
		}
		if r.low[t] == "they" && r.is(t, "nsubj", "nsubj:pass") {
			return r.coordinated(t)
		}
		if r.tree.nominal(t) && r.feat(t, "Number=Plur") && !r.time(t) && r.couldAct(t) {
			return nil
		}
	}
	return nil
}

// couldAct reports whether plural noun t is of people or bodies.
func (r *reading) couldAct(t int) bool {
	n, ok := r.lex.nounOf(r.tree, t)
	if ok {
		return n.kind != "place"
	}
	k := r.know.Noun(r.lex.singular(r.low[t]))
	return k == person || k == group || k == organization
}

// allNamed returns the mentions at tokens ts if all are names of people before c.
func (r *reading) allNamed(ts []int, c int) []int {
	var out []int
	for _, t := range ts {
		m := r.mentionAt(t)
		if n := r.besideName(t); n != graph.None {
			m = n
		}
		if m == graph.None || t >= c || !r.namedOf(m, person) {
			return nil
		}
		out = r.addDistinct(out, m)
	}
	return out
}

// namedOf reports whether mention i is of a named thing of type typ.
func (r *reading) namedOf(i int, typ string) bool {
	c := r.mentions[i].chain
	return c != graph.None && r.chains[c].named && r.chains[c].typ == typ
}

// addDistinct adds mention i unless one of the same chain is there.
func (r *reading) addDistinct(ms []int, i int) []int {
	if slices.ContainsFunc(ms, func(m int) bool { return r.sameChain(m, i) }) {
		return ms
	}
	return append(ms, i)
}
