package eval

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders"
)

// An office is who holds what, as a gold sentence has it.
type office struct {
	Person, Post, Org, Status string
	Or                        []string
}

type foundOffice struct {
	person, org  map[string]bool
	post, status string
	text         string
	claim        *graph.Claim
}

// Offices scores who holds which office on the gold sentences of split: person,
// post, organization and status must all be right.
func Offices(ctx context.Context, l *loaders.Loader, split Split) (Table, []Miss, error) {
	s, err := scoreOffices(ctx, l, split)
	return s.rows, s.misses, err
}

func scoreOffices(ctx context.Context, l *loaders.Loader, split Split) (scored, error) {
	var t tally
	err := eachSentence(ctx, l, "offices.jsonl", split, func(s sentence[office], rep *graph.Report) {
		count(&t, s.Text, s.listing, holdings(rep), sameOffice, func(f foundOffice) string { return f.text })
	})
	if err != nil {
		return scored{}, err
	}
	return scored{t.rows("offices", split), t.misses, t.grades}, nil
}

func holdings(rep *graph.Report) []foundOffice {
	var out []foundOffice
	for i := range rep.Claims {
		c := &rep.Claims[i]
		if c.Relation != "holds_position" || c.Status != graph.Happened {
			continue
		}
		f := foundOffice{person: forms(rep, c.Subject), post: postWords(c.Post), status: c.Occupancy, claim: c}
		org := ""
		if c.Object != graph.None {
			f.org = forms(rep, c.Object)
			org = rep.Chains[rep.Mentions[c.Object].Chain].Name
		}
		f.text = fmt.Sprintf("%s: %s, %s, %s (%s)", rep.Chains[rep.Mentions[c.Subject].Chain].Name, c.Post, org, c.Occupancy, c.Rule)
		if !slices.ContainsFunc(out, func(o foundOffice) bool {
			return o.text[:strings.LastIndexByte(o.text, '(')] == f.text[:strings.LastIndexByte(f.text, '(')]
		}) {
			out = append(out, f)
		}
	}
	return out
}

// postWords normalises a post: spellings and articles do not count.
func postWords(post string) string {
	words := strings.Fields(graph.NormalName(post))
	words = slices.DeleteFunc(words, func(w string) bool { return w == "the" || w == "of" || w == "for" })
	return strings.Join(words, " ")
}

func sameOffice(g office, f foundOffice) bool {
	if !f.person[nameKey(g.Person)] || postWords(g.Post) != f.post || f.status != g.Status && !slices.Contains(g.Or, f.status) {
		return false
	}
	return g.Org == "" && f.org == nil || f.org[nameKey(g.Org)]
}
