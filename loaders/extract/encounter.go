package extract

import (
	"slices"
	"sync"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/loaders/language"
)

// This file hears the scorer of encounters of the language layer: who met in words that no
// rule knows. What rules find it does not strike out: in newswire it erred more than they.

// What the scorer must say, in thousandths of a natural logarithm, before it is followed.
// Measured on the gold sentences of the development split, of which it has learned none.
const (
	sureMargin = 4000 // that two met whom no rule lets meet
	sureLead   = 3500 // what became of it
)

// learnedRules are the rules, by kind of encounter, that stand for what the scorer finds.
var learnedRules = sync.OnceValue(func() map[string]*Rule {
	out := map[string]*Rule{}
	for _, f := range table("learned", 5) {
		out[f[0]] = &Rule{
			Name: "encounter.learned-" + f[0], Class: f[1], Directness: f[2], Plover: "CONSULT", Mode: f[3], Cameo: f[4],
			Confidence: learnedConfidence, Slots: make([]Slot, 2),
		}
	}
	return out
})

// learnedConfidence is that of what only the scorer finds.
const learnedConfidence = 700

// A pair is two chains with what the scorer says of their likeliest mentions.
type pair struct {
	a, b int // chains
	*language.Encounter
}

// hearEncounters adds the encounters that only the scorer finds.
func (r *reading) hearEncounters() {
	for _, p := range r.pairs() {
		if p.Margin >= sureMargin && p.Lead >= sureLead && !r.meet(p) {
			r.addEncounter(p)
		}
	}
}

// pairs returns what the scorer says of each two chains in a sentence, in the order of
// the text.
func (r *reading) pairs() []pair {
	var out []pair
	for k := range r.doc.Encounters {
		e := &r.doc.Encounters[k]
		a, b := r.chainOf(e.A), r.chainOf(e.B)
		if a == graph.None || b == graph.None || a == b {
			continue
		}
		p := pair{min(a, b), max(a, b), e}
		same := func(q pair) bool {
			return q.a == p.a && q.b == p.b && r.doc.Sentence(q.A) == r.doc.Sentence(p.A)
		}
		if i := slices.IndexFunc(out, same); i < 0 {
			out = append(out, p)
		} else if p.Margin > out[i].Margin {
			out[i] = p
		}
	}
	return out
}

// chainOf returns the chain of the mention that token i heads or is part of, or None.
func (r *reading) chainOf(i int) int {
	if m := r.at[i]; m != graph.None {
		return r.mentions[m].chain
	}
	return graph.None
}

// takesPart reports whether chain c fills a role of event ev.
func (r *reading) takesPart(ev *event, c int) bool {
	return slices.ContainsFunc(ev.Roles, func(role graph.Role) bool { return r.mentions[role.Mention].chain == c })
}

// meet reports whether an encounter of the two, of any status, is known in the sentence.
func (r *reading) meet(p pair) bool {
	return slices.ContainsFunc(r.events, func(ev event) bool {
		return ontology.Is(ev.Class, "Encounter") && r.doc.Sentence(ev.trigger) == r.doc.Sentence(p.A) &&
			r.takesPart(&ev, p.a) && r.takesPart(&ev, p.b)
	})
}

// addEncounter makes an event of what the scorer finds: two people, one of them named, and
// a word that tells of it and of no other event.
func (r *reading) addEncounter(p pair) {
	a, b := &r.chains[p.a], &r.chains[p.b]
	t := r.telling(p)
	if t == graph.None || r.onSport() || r.excluded(t) || a.typ != person || b.typ != person || !a.named && !b.named || r.verb(t) && r.fiction(t) {
		return
	}
	u := learnedRules()[p.Kind]
	first, second := r.at[p.A], r.at[p.B]
	for k := range r.events {
		if ev := &r.events[k]; ev.trigger == t && ev.rule == u && (r.takesPart(ev, p.a) || r.takesPart(ev, p.b)) {
			r.joinEncounter(ev, first, second)
			return
		}
	}
	if slices.ContainsFunc(r.events, func(ev event) bool { return ev.trigger == t }) {
		return // a word tells of one event
	}
	ev := r.newEvent(u, t, []filler{{"participant", first, 0}, {"participant", second, 1}})
	if s := r.statusOf(t); s.status == graph.Happened && p.Status != graph.Happened {
		s = s.with(p.Status)
		ev.Status, ev.Certainty, ev.Tense, ev.Polarity = s.status, s.certainty, s.tense, s.polarity
	}
	r.events = append(r.events, ev)
}

// excluded reports whether token t or a word under it stands beside words with which a
// rule of encounters does not take it for one: "held indirect talks".
func (r *reading) excluded(t int) bool {
	return slices.ContainsFunc(append([]int{t}, r.kids[t]...), func(i int) bool {
		return slices.ContainsFunc(r.candidates(i), func(u *Rule) bool {
			return ontology.Is(u.Class, "Encounter") && u.NotWord != "" && r.inClause(i, u.NotWord)
		})
	})
}

// joinEncounter adds to event ev whichever of mentions a and b it lacks, as one who meets the
// other: who met one of two has met each on his own.
func (r *reading) joinEncounter(ev *event, a, b int) {
	if r.takesPart(ev, r.mentions[b].chain) {
		a, b = b, a
	}
	if r.takesPart(ev, r.mentions[b].chain) {
		return
	}
	side := 0
	for _, role := range ev.Roles {
		if r.sameChain(role.Mention, a) {
			side = ev.sides[role.Mention]
		}
	}
	ev.sides[b] = 1 - side
	ev.Roles = append(ev.Roles, graph.Role{Name: "participant", Mention: b})
	ev.tellSides()
	ev.Evidence = r.evidenceOf(ev)
}

// telling returns the verb or noun that tells of the encounter: the word that the scorer
// looks at most, or what governs the two. None if there is only their names.
func (r *reading) telling(p pair) int {
	for _, t := range []int{p.Trigger, p.B, p.A} {
		for n := 0; t >= 0 && n < maxClimb; t, n = r.head(t), n+1 {
			if t != p.A && t != p.B && (r.verb(t) || r.nominal(t) && r.at[t] == graph.None) {
				return t
			}
			if t == p.Trigger {
				break
			}
		}
	}
	return graph.None
}
