package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file makes places of their own of "southern Lebanon" and "the outskirts of Kherson",
// which are parts of the place that they name.

// A placePart is a mention of a part and that of the place it is part of.
type placePart struct{ part, whole int }

// findPlaceParts makes a mention of each part of a named place beside that of the place.
func (r *reading) findPlaceParts() {
	for i := range r.mentions {
		m := r.mentions[i]
		if m.kind != "name" || m.demonym || m.typ != place && m.typ != country {
			continue
		}
		switch {
		case r.compassBefore(&m):
			r.putPart(i, mention{first: m.first - 1, end: m.end, head: m.head, name: r.text(m.first-1, m.end), kind: "name"})
		case m.known.Ref == "" && m.typ == place && m.end-m.first > 1 && compass[r.low[m.first]] != "":
			r.splitPart(i)
		default:
			r.outskirts(i)
		}
	}
}

// compassBefore reports whether the word before m says which part of it is meant. "East
// Germany" is a country of its own, "eastern Germany" and "East Jerusalem" are parts.
func (r *reading) compassBefore(m *mention) bool {
	t := m.first - 1
	if t < 0 || compass[r.low[t]] == "" || r.at[t] != graph.None || r.doc.Sentence(t) != r.doc.Sentence(m.first) {
		return false
	}
	if h := r.head(t); h < m.first || h >= m.end || r.tok(t).UPOS == "VERB" {
		return false
	}
	start, _ := r.sentence(t)
	return m.typ != country || !r.capital(t) || t == start && strings.HasSuffix(r.low[t], "ern")
}

// splitPart makes two mentions of one name that the tagger took with its compass word:
// "eastern Aleppo".
func (r *reading) splitPart(i int) {
	m := r.mentions[i]
	whole := mention{first: m.first + 1, end: m.end, head: m.head, kind: "name", name: r.text(m.first+1, m.end), chain: graph.None}
	for _, k := range r.know.Lookup(whole.name) {
		if t := typeOf(k.Class); t != place && t != country || k.Metonym || t == country && r.capital(m.first) {
			continue
		}
		whole.typ, whole.class, whole.known = typeOf(k.Class), k.Class, k
		n := len(r.mentions)
		r.mentions = append(r.mentions, whole)
		r.mentions[i].also = r.fullPart(m.first, &whole)
		r.parts = append(r.parts, placePart{i, n})
		return
	}
}

// outskirts makes a place of "the outskirts of" place i, and a part that has no name of
// "a suburb of" it.
func (r *reading) outskirts(i int) {
	m := r.mentions[i]
	of := m.first - 1
	if r.word(of) == "the" {
		of--
	}
	k := of - 1
	if r.word(of) != "of" || !outskirts[r.word(k)] || r.at[k] != graph.None || r.head(m.head) != k {
		return
	}
	first, _ := r.phrase(k)
	if r.low[first] == "the" && r.feat(k, "Number=Plur") {
		r.putPart(i, mention{first: first + 1, end: m.end, head: k, kind: "name", name: r.text(first+1, m.end)})
		return
	}
	r.putPart(i, mention{first: first, end: m.end, head: k, kind: "nominal", noun: r.lex.singular(r.low[k]), name: r.text(first, m.end)})
}

// putPart adds the mention of a part of place i. Its head is what the words around it
// speak of.
func (r *reading) putPart(i int, part mention) {
	whole := r.mentions[i]
	part.typ, part.class, part.chain = place, "Place", graph.None
	if part.kind == "name" && part.head == whole.head {
		part.also = r.fullPart(part.first, &whole)
	}
	for _, k := range r.know.Lookup(part.name) {
		if part.kind == "name" && typeOf(k.Class) == place {
			part.known, part.class = k, k.Class
			break
		}
	}
	n := len(r.mentions)
	r.mentions = append(r.mentions, part)
	for t := part.first; t < min(whole.first, part.end); t++ {
		r.at[t] = n
	}
	r.at[part.head] = n
	r.parts = append(r.parts, placePart{n, i})
	if part.kind == "nominal" {
		r.join(n, graph.None) // which suburb it is, nothing says
	}
}

// fullPart returns the name under which the spellings of a part fall together: "southern
// Lebanon" of "south Lebanon", "western Sierra Leone" of "western Salone".
func (r *reading) fullPart(word int, whole *mention) string {
	name := whole.name
	if whole.known.Ref != "" {
		name = whole.known.Name
	}
	return compass[r.low[word]] + " " + name
}

// claimPlaceParts says what is part of what. Who speaks of it matters not.
func (r *reading) claimPlaceParts() {
	seen := map[[2]int]bool{}
	for _, p := range r.parts {
		a, b := r.mentions[p.part].chain, r.mentions[p.whole].chain
		if a == b || a == graph.None || b == graph.None || seen[[2]int{a, b}] {
			continue
		}
		seen[[2]int{a, b}] = true
		c := graph.Claim{Subject: p.part, Relation: "part_of", Object: p.whole, Time: graph.None}
		c.Status, c.Certainty, c.Polarity, c.Tense, c.Source = graph.Happened, "CT", "+", "present", graph.None
		m := r.mentions[p.part]
		c.Rule, c.Confidence, c.Evidence = "place.part", 970, []graph.Span{r.span(m.first, m.end)}
		r.claims = append(r.claims, c)
	}
}

// compass maps the words that say which part of a place is meant to their usual form.
var compass = values("compass")

// outskirts are nouns for what lies around a town.
var outskirts = words("outskirts")
