package resolve

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// An Explanation says why two members are one or not.
type Explanation struct {
	Same bool `json:"same"`
	// Score is that of their signatures, 1000 for equal ones, 0 if they were not
	// even compared.
	Score    graph.Thousandths `json:"score"`
	Conflict string            `json:"conflict,omitempty"`
	// Judgement is the number of the latest judgement on the two, Verdict its kind.
	Judgement int       `json:"judgement,omitempty"`
	Verdict   string    `json:"verdict,omitempty"`
	Features  []Feature `json:"features,omitempty"`
	// Proof are the two statements, one of each account, that report one utterance.
	Proof []graph.ID `json:"proof,omitempty"`
}

// A Feature is one property of both, as compared.
type Feature struct {
	Name  string `json:"name"`
	Left  string `json:"left"`
	Right string `json:"right"`
}

// Why compares two members. Both must be present and of one stratum; it says so
// in Conflict otherwise.
func (s *State) Why(a, b graph.ID) Explanation {
	p, q := s.members[a], s.members[b]
	switch {
	case p == nil || q == nil:
		return Explanation{Conflict: "not present"}
	case p.event != q.event:
		return Explanation{Conflict: "one is an event"}
	case p.event:
		_, f := s.event(p.m)
		_, g := s.event(q.m)
		out := explain(s.events, &s.log, [2]graph.ID{a, b}, [2]*event{f, g}, s.eventFeatures)
		if l, r, n := bestQuote(slices.Concat(f.quotes, f.beside), slices.Concat(g.quotes, g.beside)); n > 0 && a != b {
			out.Proof = []graph.ID{l.statement, r.statement}
		}
		return out
	}
	_, f := s.entity(a, p.m)
	_, g := s.entity(b, q.m)
	return explain(s.entities, &s.log, [2]graph.ID{a, b}, [2]*entity{f, g}, (*entity).features)
}

func explain[F any](s *stratum[F], log *verdicts, ids [2]graph.ID, feats [2]*F, features func(f, g *F) []Feature) Explanation {
	out := Explanation{
		Same:     s.canonical(ids[0]) == s.canonical(ids[1]),
		Features: features(feats[0], feats[1]),
		Score:    graph.Thousandths(s.rules.score(feats[0], feats[1])),
		Conflict: s.rules.conflict(feats[0], feats[1]),
	}
	n, m := s.at[ids[0]], s.at[ids[1]]
	switch {
	case ids[0] == ids[1] || n != nil && n == m:
		out.Score, out.Conflict = 1000, ""
	case n != nil && m != nil:
		v := verdictOf(log, n, m)
		out.Judgement, out.Verdict = v.seq, v.kind
	}
	return out
}

func (f *entity) features(g *entity) []Feature {
	return []Feature{
		{"class", f.class, g.class},
		{"names", strings.Join(f.names, "; "), strings.Join(g.names, "; ")},
		{"gender", f.gender, g.gender},
		{"offices", officeText(f), officeText(g)},
		{"born about", yearText(f.born), yearText(g.born)},
		{"knowledge id", string(f.ref), string(g.ref)},
	}
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

func officeText(f *entity) string {
	var parts []string
	for _, o := range f.offices {
		parts = append(parts, strings.TrimSuffix(o.key+" "+o.country, " "))
	}
	return strings.Join(parts, "; ")
}

func (s *State) eventFeatures(f, g *event) []Feature {
	return []Feature{
		{"class", f.class, g.class},
		{"status", f.status, g.status},
		{"day", string(f.day), string(g.day)},
		{"weekday", f.weekday, g.weekday},
		{"participants", s.named(f.who...), s.named(g.who...)},
		{"place", s.named(f.place), s.named(g.place)},
		{"shared quotation", quoteText(f, g), quoteText(g, f)},
		{"same words", tellingText(f, g), tellingText(g, f)},
		{"told again in the article", string(f.again), string(g.again)},
	}
}

// named turns tokens of entity clusters into canonical ids.
func (s *State) named(tokens ...string) string {
	var parts []string
	for _, t := range tokens {
		if n := s.entities.nodes[t]; n != nil {
			t = string(n.canonical())
		}
		parts = append(parts, t)
	}
	return strings.Join(parts, " ")
}

// quoteText names the statement of f that repeats one of g, with what of it both
// share: the proof, to be read side by side.
func quoteText(f, g *event) string {
	left, _, n := bestQuote(slices.Concat(f.quotes, f.beside), slices.Concat(g.quotes, g.beside))
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s (%d of %d runs of words)", left.statement, n, len(left.runs))
}

// tellingText says how much of the sentence of f that of g repeats.
func tellingText(f, g *event) string {
	if !sameTelling(f, g) {
		return ""
	}
	return fmt.Sprintf("%d of %d runs of words", shared(f.told, g.told), len(f.told))
}

// SameUtterance returns the pairs of statements that two accounts of an event both
// report: the proof that they tell of one. Pairs and list are sorted.
func (s *State) SameUtterance(event graph.ID) [][2]graph.ID {
	c := s.events.clusters[event]
	if c == nil {
		return nil
	}
	var out [][2]graph.ID
	for i, n := range c.nodes {
		for _, m := range c.nodes[:i] {
			for _, p := range n.feat.quotes {
				for _, q := range m.feat.quotes {
					if _, _, k := bestQuote([]said{p}, []said{q}); k > 0 {
						out = append(out, [2]graph.ID{min(p.statement, q.statement), max(p.statement, q.statement)})
					}
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]graph.ID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(out)
}

// When returns the date of an event of the graph, as the accounts of it know it:
// the most precise one, and the weekday they name. Both are "" if unknown.
func (s *State) When(event graph.ID) (graph.Date, string) {
	c := s.events.clusters[event]
	if c == nil {
		return "", ""
	}
	var date graph.Date
	weekday := ""
	for _, n := range c.nodes {
		if d := n.feat.day; len(d) > len(date) || len(d) == len(date) && d < date {
			date = d
		}
		if n.feat.weekday != "" && (weekday == "" || n.feat.weekday < weekday) {
			weekday = n.feat.weekday
		}
	}
	return date, weekday
}
