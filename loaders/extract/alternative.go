package extract

import (
	"cmp"
	"fmt"
	"slices"

	"newsgraph/graph"
)

// This file keeps the readings that lost: other people for a pronoun, other rules for a
// word, other types for a name.

// maxRejected bounds the people told of that a pronoun could have meant and the rules
// that a word could have followed: who asks why wants the next best, not all.
const maxRejected = 2

// An alternative is how the words of tokens first..end-1 could have been read.
type alternative struct {
	first, end         int
	kind, reading, why string
}

// A score is how well chain c suits a pronoun.
type score struct{ c, points int }

func (r *reading) reject(first, end int, kind, reading, why string) {
	r.rejected = append(r.rejected, alternative{first, end, kind, reading, why})
}

// rejectPeople notes whom pronoun m could have meant but for the score, the best first.
func (r *reading) rejectPeople(m *mention, chosen, best int, scores []score) {
	slices.SortStableFunc(scores, func(a, b score) int { return b.points - a.points })
	told := 0
	for _, s := range scores {
		if s.c == chosen || s.points < 0 || told == maxRejected {
			continue
		}
		told++
		why := fmt.Sprintf("score %d, less than %d", s.points, best)
		if chosen == graph.None {
			why = fmt.Sprintf("score %d, none is clearly ahead", s.points)
		}
		r.reject(m.first, m.end, "antecedent", r.called(s.c), why)
	}
}

// called returns the name of a chain, or the words of its first mention.
func (r *reading) called(c int) string {
	if ch := &r.chains[c]; ch.name == "" {
		m := &r.mentions[ch.mentions[0]]
		return r.text(m.first, m.end)
	}
	return r.chains[c].name
}

// rejectRules notes which rules of events word i follows besides u, which comes before
// them, and which it would follow in another sense. u is nil where it follows none.
func (r *reading) rejectRules(u *Rule, i int) {
	told := 0
	for _, v := range r.candidates(i) {
		sense := slices.Contains(v.NotSenses, r.sense(i))
		if told == maxRejected || v.Class == "" || !sense && (u == nil || v.Class == u.Class && v.Plover == u.Plover) || !r.stands(v, i) {
			continue
		}
		if _, ok := r.fill(v, i); !ok {
			continue
		}
		why := "not in the sense " + r.sense(i)
		if !sense {
			why = u.Name + " comes first"
		}
		told++
		r.reject(i, i+1, "rule", v.Name, why)
	}
}

// rejectTypes notes at the first mention of each named thing as what else the tagger and
// the words beside its name took it.
func (b *builder) rejectTypes() {
	for c := range b.chains {
		if !b.keep[c] || !b.chains[c].named {
			continue
		}
		m := &b.mentions[slices.MinFunc(b.chains[c].mentions, func(x, y int) int { return cmp.Compare(b.mentions[x].first, b.mentions[y].first) })]
		key := graph.NormalName(b.text(m.first, m.end))
		votes := b.tally[key]
		for _, t := range [...]struct{ tag, typ string }{{"PER", person}, {"ORG", organization}, {"LOC", place}} {
			if n := votes[t.tag]; n > 0 && t.typ != m.typ && (t.typ != place || m.typ != country) {
				b.reject(m.first, m.end, "type", t.typ, fmt.Sprintf("%d of %d votes", n, votes["PER"]+votes["ORG"]+votes["LOC"]))
			}
		}
	}
}

// addRejected writes the alternatives in text order.
func (b *builder) addRejected() {
	b.rejectTypes()
	for _, a := range b.rejected {
		b.rep.Rejected = append(b.rep.Rejected, graph.Alternative{Span: b.span(a.first, a.end), Kind: a.kind, Reading: a.reading, Why: a.why})
	}
	slices.SortStableFunc(b.rep.Rejected, func(x, y graph.Alternative) int { return x.Compare(y.Span) })
	b.rep.Rejected = slices.Compact(b.rep.Rejected) // pronouns are looked at again when more is known
}
