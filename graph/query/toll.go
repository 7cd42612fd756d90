package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"newsgraph/graph"
)

// A figure is a toll with its day and with who reports it.
type figure struct {
	Side
	least, most int
	day         string // of the event, "" unless known
	who         string // the same for one source in all articles
	order       int    // in the article
	placed      bool   // whether it is known where
	sentence    int    // of the article
}

// figure files a toll under what it counts: the kind, whom, the cause and the place.
// Without a place it is compared within its article alone, with what stands beside it.
func (g *gainsaid) figure(ctx context.Context, rep *graph.Report, t *graph.Toll, order int) error {
	if t.Certainty == "PS" || t.Status != graph.Happened || t.Polarity == "-" {
		return nil
	}
	where, err := g.mention(ctx, rep, t.Place)
	if err != nil {
		return err
	}
	f := figure{Side: side(rep, &t.Facets), least: t.Least, most: t.Most, day: dayOf(rep, t.Time), order: order, placed: where != ""}
	f.sentence = slices.IndexFunc(rep.Sentences, func(s graph.Span) bool { return s.Contains(f.Span) })
	f.Says = t.Says()
	if f.who, f.Source, err = g.reporter(ctx, rep, t.Source); err != nil {
		return err
	}
	key := fmt.Sprintf("%s %s %s %s", t.Kind, t.Whom, t.Cause, cmp.Or(where, rep.Article.ID))
	g.tolls[key] = append(g.tolls[key], f)
	return nil
}

// reporter returns a key and a name for who says so: the speaker, by name where only
// the article knows him ("police"), or the article's outlet.
func (g *gainsaid) reporter(ctx context.Context, rep *graph.Report, source int) (key, name string, err error) {
	if source < 0 || source >= len(rep.Statements) || rep.Statements[source].Speaker == graph.None {
		a := &rep.Article
		return "outlet " + cmp.Or(a.Outlet, a.Agency, string(a.ID)), "", nil
	}
	m := rep.Statements[source].Speaker
	c := &rep.Chains[rep.Mentions[m].Chain]
	if !c.Named {
		return "called " + strings.TrimPrefix(graph.NormalName(c.Name), "the "), c.Name, nil
	}
	id, err := g.mention(ctx, rep, m)
	return string(id), c.Name, err
}

// apart reports whether two figures exclude each other.
func (f *figure) apart(o *figure) bool {
	return f.most > 0 && f.most < o.least || o.most > 0 && o.most < f.least
}

// near is the number of days within which articles tell of one event of a kind, when
// none or one of them says on which day it was.
const near = 7

// beside is the number of sentences within which an article that names no place goes on
// about the same victims.
const beside = 2

// oneEvent reports whether two figures are of one event of their kind and place: on
// the same day, or told within days of it, or in one article (without a place, close by).
func (f *figure) oneEvent(o *figure) bool {
	if f.day != "" && o.day != "" {
		return f.day == o.day
	}
	if f.Article == o.Article {
		return f.placed || max(f.sentence-o.sentence, o.sentence-f.sentence) <= beside
	}
	a, okA := graph.Date(cmp.Or(f.day, string(f.Published))).Day()
	b, okB := graph.Date(cmp.Or(o.day, string(o.Published))).Day()
	return okA && okB && max(a.Sub(b), b.Sub(a)) <= near*24*time.Hour
}

// replaces reports whether f is a later figure of the source of o: a toll that has
// risen, or that the source has put right, is no contradiction.
func (f *figure) replaces(o *figure) bool {
	if f.who != o.who || !f.oneEvent(o) {
		return false
	}
	if f.Article == o.Article {
		return f.order > o.order
	}
	return f.Published > o.Published || f.Published == o.Published && f.least > o.least
}

// disagreeing returns the groups of figures that exclude each other, of each source
// only the latest: one for each figure with those that are apart from it.
func disagreeing(all []figure) [][]Side {
	var latest []figure
	for i := range all {
		if !slices.ContainsFunc(all, func(o figure) bool { return o.replaces(&all[i]) }) {
			latest = append(latest, all[i])
		}
	}
	var out [][]Side
	done := make([]bool, len(latest))
	for i := range latest {
		if done[i] {
			continue
		}
		var sides []Side
		for k := range latest {
			if k != i && latest[i].who != latest[k].who && latest[i].oneEvent(&latest[k]) && latest[i].apart(&latest[k]) {
				sides = append(sides, latest[k].Side)
				done[k] = true
			}
		}
		if sides != nil {
			out = append(out, append(sides, latest[i].Side))
		}
	}
	return out
}
