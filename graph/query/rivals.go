package query

import (
	"context"
	"slices"

	"newsgraph/graph"
)

// An incumbent is a claim that someone holds an office that one person at a time
// holds, or has left it or is to come into it.
type incumbent struct {
	Side
	holder graph.ID
	day    graph.Date // on which it was so, "" if unknown
	state  string     // see graph.Claim.Occupancy
}

// incumbent files a claim of an office under its position. One of no country or body
// is nobody's.
func (g *gainsaid) incumbent(ctx context.Context, rep *graph.Report, cl *graph.Claim) error {
	if cl.Office == "" || cl.Object == graph.None || !cl.Asserted() || len(cl.Evidence) == 0 {
		return nil
	}
	holder, err := g.mention(ctx, rep, cl.Subject)
	if err != nil || holder == "" {
		return err
	}
	x := incumbent{Side: side(rep, &cl.Facets), holder: holder, day: graph.Date(dayOf(rep, cl.Time)), state: cl.Occupancy}
	if _, ok := rep.Article.Published.Day(); cl.Time == graph.None && ok {
		x.day = rep.Article.Published[:len("2006-01-02")]
	}
	x.Says = rep.Chains[rep.Mentions[cl.Subject].Chain].Name + ", " + cl.Post
	g.holders[cl.Position] = append(g.holders[cl.Position], x)
	return nil
}

// rivals returns the claims of one office that say of different persons that they
// held it at one time: on one day, or the one before and after the other. An office
// that changes hands, by what any of the claims says, is left alone.
func rivals(group []incumbent) []Side {
	terms := map[graph.ID][2]graph.Date{}
	for _, x := range group {
		switch {
		case x.state == "former" || x.state == "resigned" || x.state == "elect" || x.state == "designate" || x.state == "appointed":
			return nil
		case x.day == "" || x.state == "acting":
			continue
		}
		t, ok := terms[x.holder]
		if !ok {
			t = [2]graph.Date{x.day, x.day}
		}
		terms[x.holder] = [2]graph.Date{min(t[0], x.day), max(t[1], x.day)}
	}
	rival := map[graph.ID]bool{}
	for a, s := range terms {
		for b, t := range terms {
			if a != b && s[0] <= t[1] && t[0] <= s[1] && !(succeeds(s, t) || succeeds(t, s)) {
				rival[a] = true
			}
		}
	}
	var out []Side
	for _, x := range group {
		if rival[x.holder] && x.day != "" && x.state != "acting" {
			out = append(out, x.Side)
		}
	}
	return slices.Clip(out)
}

// succeeds reports whether a term begins on the last day of another one, both longer
// than that day: an office is handed over.
func succeeds(t, before [2]graph.Date) bool {
	return t[0] == before[1] && t[1] > t[0] && before[0] < before[1]
}
