package eval

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders"
)

// relationFold is the fold of KnowledgeNet that scores are given on; the other two
// may be used to tune.
const relationFold = 3

// A fact is a relation of KnowledgeNet between two spans of a passage.
type fact struct {
	Property  string
	Subj, Obj [2]int // code points
}

// A passage is one line of KnowledgeNet.
type passage struct {
	Fold      int
	Text      string
	Facts     []fact
	Annotated []string `json:"annotated_properties"`
}

// properties say which of our relations mean a property of KnowledgeNet. With back
// the subject of the property is the object of our relation.
var properties = map[string][]struct {
	relation string
	back     bool
	post     string // words of which the post has one, for holds_position
	party    bool   // whether the object must be a party
}{
	"PLACE_OF_BIRTH":        {{relation: "born_in"}},
	"PLACE_OF_RESIDENCE":    {{relation: "lives_in"}},
	"NATIONALITY":           {{relation: "citizen_of"}},
	"EDUCATED_AT":           {{relation: "educated_at"}},
	"SPOUSE":                {{relation: "spouse"}},
	"CHILD_OF":              {{relation: "parent", back: true}},
	"FOUNDED_BY":            {{relation: "founded", back: true}},
	"HEADQUARTERS":          {{relation: "located_in"}},
	"SUBSIDIARY_OF":         {{relation: "part_of"}, {relation: "owns", back: true}, {relation: "acquired", back: true}},
	"CEO":                   {{relation: "holds_position", back: true, post: "ceo|chief executive"}},
	"EMPLOYEE_OR_MEMBER_OF": {{relation: "employed_by"}, {relation: "member_of"}, {relation: "affiliated_with"}, {relation: "leads"}, {relation: "holds_position"}},
	"POLITICAL_AFFILIATION": {{relation: "member_of", party: true}, {relation: "affiliated_with", party: true}},
}

// Relations scores the relations of the passages of KnowledgeNet, in dir, fold 3.
// A claim is right when mentions of its two sides overlap those of a gold fact; a
// gold fact is found when a right claim covers it. Only properties annotated in a
// passage count there, and of them those that properties maps.
func Relations(ctx context.Context, l *loaders.Loader, dir string) (Table, error) {
	sums, err := relationSums(ctx, l, dir, []int{relationFold})
	if err != nil {
		return nil, fmt.Errorf("score relations: %w", err)
	}
	return relationRows(sums), nil
}

// relationSums counts the relations of the passages of some folds, by property.
func relationSums(ctx context.Context, l *loaders.Loader, dir string, folds []int) (map[string]*relationSum, error) {
	path := filepath.Join(dir, "knowledgenet", "knowledgenet_folds123.jsonl")
	sums := map[string]*relationSum{}
	var bad error
	err := eachLine(path, func(line string) {
		var p passage
		if bad != nil {
			return
		}
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			bad = fmt.Errorf("%s: %w", path, err)
			return
		}
		if !slices.Contains(folds, p.Fold) {
			return
		}
		rep, err := analyse(ctx, l, p.Text)
		if err != nil {
			bad = err
			return
		}
		scorePassage(sums, rep, &p)
	})
	return sums, cmp.Or(err, bad)
}

// A relationSum counts the claims and facts of one property.
type relationSum struct {
	right, claims, found, gold int
	grades                     []Grade
}

func (s *relationSum) add(o *relationSum) {
	s.right, s.claims, s.found, s.gold = s.right+o.right, s.claims+o.claims, s.found+o.found, s.gold+o.gold
}

func relationRows(sums map[string]*relationSum) Table {
	names := make([]string, 0, len(sums))
	var all relationSum
	for name, s := range sums {
		names = append(names, name)
		all.add(s)
	}
	slices.Sort(names)
	rows := func(measure string, s *relationSum) Table {
		p, r := percent(s.right, s.claims), percent(s.found, s.gold)
		f := 0.0
		if p+r > 0 {
			f = 2 * p * r / (p + r)
		}
		return Table{{"relations", "knowledgenet 3", measure + "precision", p, s.claims}, {"relations", "knowledgenet 3", measure + "recall", r, s.gold}, {"relations", "knowledgenet 3", measure + "f1", f, s.gold}}
	}
	out := rows("", &all)
	for _, name := range names {
		out = append(out, rows(strings.ToLower(name)+" ", sums[name])...)
	}
	return out
}

func scorePassage(sums map[string]*relationSum, rep *graph.Report, p *passage) {
	at := runeOffsets(p.Text)
	for _, name := range p.Annotated {
		if _, ok := properties[name]; !ok {
			continue
		}
		s := sums[name]
		if s == nil {
			s = &relationSum{}
			sums[name] = s
		}
		found := map[int]bool{}
		for _, pair := range pairsOf(rep, name) {
			right := false
			for k, g := range p.Facts {
				if g.Property == name && (pair.covers(rep, at, g.Subj, g.Obj) || name == "SPOUSE" && pair.covers(rep, at, g.Obj, g.Subj)) {
					found[k], right = true, true
				}
			}
			s.claims++
			s.grades = append(s.grades, Grade{pair.by.Rule, pair.by.Confidence, right})
			if right {
				s.right++
			}
		}
		for _, g := range p.Facts {
			if g.Property == name {
				s.gold++
			}
		}
		s.found += len(found)
	}
}

// A chainPair is a claimed relation between two chains.
type chainPair struct {
	a, b int
	by   *graph.Facets // of the first claim of it
}

// pairsOf returns the pairs between which rep claims property name to hold.
func pairsOf(rep *graph.Report, name string) []chainPair {
	var out []chainPair
	for i := range rep.Claims {
		c := &rep.Claims[i]
		for _, w := range properties[name] {
			if c.Relation != w.relation || c.Status != graph.Happened || c.Object == graph.None || !hasPost(c.Post, w.post) || w.party && !isParty(&rep.Chains[rep.Mentions[c.Object].Chain]) {
				continue
			}
			if name == "SUBSIDIARY_OF" && rep.Mentions[c.Subject].Type == "place" {
				continue // a quarter is part of its city
			}
			p := chainPair{rep.Mentions[c.Subject].Chain, rep.Mentions[c.Object].Chain, &c.Facets}
			if w.back || name == "SPOUSE" && p.a > p.b {
				p.a, p.b = p.b, p.a
			}
			if !slices.ContainsFunc(out, func(o chainPair) bool { return o.a == p.a && o.b == p.b }) {
				out = append(out, p)
			}
		}
	}
	return out
}

// isParty reports whether a chain is a party by class or name.
func isParty(ch *graph.Chain) bool {
	return ch.Class == "Party" || strings.HasSuffix(strings.ToLower(ch.Name), " party")
}

// covers reports whether mentions of the two chains overlap the spans, in code points.
func (p chainPair) covers(rep *graph.Report, at []int, a, b [2]int) bool {
	return overlaps(rep, p.a, at, a) && overlaps(rep, p.b, at, b)
}

// hasPost reports whether post has one of the words joined by "|".
func hasPost(post, words string) bool {
	return words == "" || slices.ContainsFunc(strings.Split(words, "|"), func(w string) bool { return strings.Contains(strings.ToLower(post), w) })
}

// overlaps reports whether a mention of the chain overlaps span, in code points.
func overlaps(rep *graph.Report, chain int, at []int, span [2]int) bool {
	if span[0] < 0 || span[1] >= len(at) || span[0] >= span[1] {
		return false
	}
	b, e := at[span[0]], at[span[1]]
	return slices.ContainsFunc(rep.Mentions, func(m graph.Mention) bool { return m.Chain == chain && m.B < e && b < m.E })
}

// runeOffsets returns the byte at which each code point of text begins, and its end.
func runeOffsets(text string) []int {
	out := make([]int, 0, len(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}
