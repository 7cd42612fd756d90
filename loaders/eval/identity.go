package eval

import (
	"cmp"
	"context"
	"fmt"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
)

// Identity scores which mentions of all articles together are put down to one
// entity or one event. The mentions are the gold ones: each has the identity of the
// system's mention that covers it best, and without such one it is a thing of its
// own. Singletons are scored with and without.
func Identity(ctx context.Context, l *loaders.Loader, dir string) (Table, error) {
	arts, err := readMeantime(dir)
	if err != nil {
		return nil, err
	}
	reports, docs, state, err := identified(ctx, l, arts)
	if err != nil {
		return nil, err
	}
	entities, events := newGrouping(), newGrouping()
	for n, a := range arts {
		r := reports[n]
		entities.add(n, &a, docs[n], a.Entities, spoken(r, state))
		events.add(n, &a, docs[n], a.Events, happenings(r, state))
	}
	return append(entities.rows("identity entities"), events.rows("identity events")...), nil
}

// identified analyses the articles and decides who is who in all of them.
func identified(ctx context.Context, l *loaders.Loader, arts []meantimeArticle) ([]*graph.Report, []*language.Document, *resolve.State, error) {
	state := resolve.New(knowledge.Default())
	var reports []*graph.Report
	var docs []*language.Document
	for _, a := range arts {
		r, doc, err := l.AnalyseLayers(ctx, a.article())
		if err != nil {
			return nil, nil, nil, fmt.Errorf("analyse %s: %w", a.ID, err)
		}
		state.Update(resolve.Members(r), nil, nil)
		reports, docs = append(reports, r), append(docs, doc)
	}
	return reports, docs, state, nil
}

// A named span is a stretch of text with the identity that the system gives it.
type namedSpan struct {
	graph.Span
	head graph.Span
	id   graph.ID
}

func spoken(r *graph.Report, s *resolve.State) []namedSpan {
	var out []namedSpan
	for _, m := range r.Mentions {
		out = append(out, namedSpan{m.Span, m.Head, s.Canonical(r.Chains[m.Chain].ID)})
	}
	return out
}

func happenings(r *graph.Report, s *resolve.State) []namedSpan {
	var out []namedSpan
	for i := range r.Events {
		ev := &r.Events[i]
		for _, span := range append([]graph.Span{ev.Trigger}, ev.Spans...) {
			out = append(out, namedSpan{span, span, s.Canonical(ev.ID)})
		}
	}
	for i := range r.Statements {
		out = append(out, namedSpan{r.Statements[i].Cue, r.Statements[i].Cue, r.Statements[i].ID})
	}
	return out
}

// A grouping collects the gold mentions by instance and by the identity found.
type grouping struct {
	gold  map[string]cluster
	found map[string]cluster
	seen  accuracy // of the gold mentions, those that the system has
}

func newGrouping() *grouping {
	return &grouping{gold: map[string]cluster{}, found: map[string]cluster{}}
}

// perArticle keeps the offsets of articles apart in one space of spans.
const perArticle = 1 << 24

func (g *grouping) add(n int, a *meantimeArticle, doc *language.Document, mentions []meantimeMention, have []namedSpan) {
	bytes := byteOffsets(a.Text)
	for i, m := range mentions {
		span, ok := a.span(bytes, m.Start, m.End)
		if !ok {
			continue
		}
		key := language.Span{B: n*perArticle + m.Start, E: n*perArticle + m.End}
		into(g.gold, m.Instance, key)
		id := string(covering(span, topToken(doc, span), have))
		g.seen.add(id != "")
		into(g.found, cmp.Or(id, fmt.Sprint(n, " ", i)), key)
	}
}

func into(clusters map[string]cluster, name string, key language.Span) {
	if clusters[name] == nil {
		clusters[name] = cluster{}
	}
	clusters[name][key] = true
}

// topToken returns the token of s on which its others hang: the first one that is
// governed from outside.
func topToken(doc *language.Document, s graph.Span) graph.Span {
	for _, t := range doc.Tokens {
		if t.B < s.B || t.E > s.E {
			continue
		}
		if t.Head < 0 || doc.Tokens[t.Head].B < s.B || doc.Tokens[t.Head].E > s.E {
			return graph.Span(t.Span)
		}
	}
	return s
}

// covering returns the identity of the system's span that is most like s among those
// that have its head, "" if there is none.
func covering(s, head graph.Span, have []namedSpan) graph.ID {
	var best namedSpan
	most := 0
	for _, h := range have {
		if !h.head.Overlaps(head) {
			continue
		}
		common := min(s.E, h.E) - max(s.B, h.B)
		if like := 2000 * common / (s.Len() + h.Len()); like > most {
			best, most = h, like
		}
	}
	return best.id
}

func (g *grouping) rows(layer string) Table {
	out := Table{g.seen.row(layer, meantimeSet, "gold mentions that the system has")}
	for _, part := range []struct {
		name  string
		least int
	}{{"with singletons", 1}, {"without singletons", 2}} {
		var s clusterScore
		s.add(atLeast(g.gold, part.least), atLeast(g.found, part.least))
		for _, row := range s.rows("gold mentions, " + part.name) {
			row.Layer, row.Set = layer, meantimeSet
			out = append(out, row)
		}
	}
	return out
}

func atLeast(clusters map[string]cluster, n int) []cluster {
	var out []cluster
	for _, c := range clusters {
		if len(c) >= n {
			out = append(out, c)
		}
	}
	return out
}
