package eval

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders"
)

// A relation is what holds between two things, as a gold article has it.
type relation struct{ Subject, Relation, Object string }

type foundRelation struct {
	subject, object map[string]bool
	name, text      string
	claim           *graph.Claim
}

// scoredRelations are those that the gold articles list in full. Others are
// neither missed nor wrong.
var scoredRelations = []string{
	"acquired", "born_in", "charged_with", "died_in", "educated_at", "employed_by", "founded", "lives_in",
	"member_of", "owns", "parent", "predecessor_of", "sentenced_to", "sibling", "spouse",
}

// Articles scores whole short articles of split, where names, pronouns and
// descriptions of different sentences must come together: who met whom, who holds
// which office, who said what, other relations, and what happened.
func Articles(ctx context.Context, l *loaders.Loader, split Split) (Table, []Miss, error) {
	s, err := scoreArticles(ctx, l, split)
	return s.rows, s.misses, err
}

func scoreArticles(ctx context.Context, l *loaders.Loader, split Split) (scored, error) {
	type item struct {
		Text       string
		Published  graph.Date
		Encounters listing[meeting]
		Offices    listing[office]
		Statements listing[saying]
		Claims     listing[relation]
		Events     listing[happening]
	}
	items, err := readGold[item]("articles.jsonl", split)
	if err != nil {
		return scored{}, err
	}
	var met, held, said, related tally
	var happened eventScore
	mistaken := 0
	for _, it := range items {
		rep, err := l.Analyse(ctx, graph.Article{Text: it.Text, Published: it.Published, Basis: "field"})
		if err != nil {
			return scored{}, fmt.Errorf("gold article %.60q: %w", it.Text, err)
		}
		pairs := meetings(rep)
		mistaken += falseHappened(it.Encounters.all(), pairs)
		count(&met, it.Text, it.Encounters, pairs, sameMeeting, func(f foundMeeting) string { return f.names })
		count(&held, it.Text, it.Offices, holdings(rep), sameOffice, func(f foundOffice) string { return f.text })
		spoken := sayings(rep, it.Statements.all())
		count(&said, it.Text, it.Statements, spoken, sameSaying, foundSaying.String)
		count(&related, it.Text, it.Claims, relations(rep), sameRelation, func(f foundRelation) string { return f.text })
		happened.add(it.Text, it.Events, rep)
	}
	var out scored
	for _, part := range []struct {
		layer string
		t     *tally
	}{{"article encounters", &met}, {"article offices", &held}, {"article statements", &said}, {"article relations", &related}} {
		out.rows = append(out.rows, part.t.rows(part.layer, split)...)
		out.misses = append(out.misses, part.t.misses...)
		out.grades = append(out.grades, part.t.grades...)
	}
	out.rows = append(out.rows, Row{Layer: "article encounters", Set: string(split), Measure: "false happened", Value: float64(mistaken), Count: met.gold})
	out.rows = append(out.rows, happened.rows(split)...)
	out.misses = slices.Concat(out.misses, happened.whole.misses, happened.roots.misses, happened.roles.misses)
	out.grades = append(out.grades, happened.whole.grades...)
	return out, nil
}

// relations returns the scored relations that a report asserts, each pair once.
func relations(rep *graph.Report) []foundRelation {
	var out []foundRelation
	for i := range rep.Claims {
		c := &rep.Claims[i]
		if !slices.Contains(scoredRelations, c.Relation) || c.Status != graph.Happened || c.Polarity == "-" {
			continue
		}
		f := foundRelation{subject: forms(rep, c.Subject), name: c.Relation, claim: c}
		object := c.Text
		if c.Object != graph.None {
			f.object = forms(rep, c.Object)
			object = rep.Chains[rep.Mentions[c.Object].Chain].Name
		} else {
			f.object = map[string]bool{nameKey(c.Text): true}
		}
		f.text = fmt.Sprintf("%s %s %s", rep.Chains[rep.Mentions[c.Subject].Chain].Name, c.Relation, object)
		if !slices.ContainsFunc(out, func(o foundRelation) bool { return o.text == f.text }) {
			out = append(out, f)
		}
	}
	return out
}

// sameRelation compares the names; what someone is charged with or sentenced to is
// free text, of which the gold gives the kernel.
func sameRelation(g relation, f foundRelation) bool {
	if g.Relation != f.name || !f.subject[nameKey(g.Subject)] {
		return false
	}
	if f.object[nameKey(g.Object)] {
		return true
	}
	if g.Relation != "sentenced_to" && g.Relation != "charged_with" {
		return false
	}
	for object := range f.object {
		if strings.Contains(" "+object+" ", " "+nameKey(g.Object)+" ") {
			return true
		}
	}
	return false
}
