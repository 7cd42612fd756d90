package eval

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
	"newsgraph/loaders"
	"newsgraph/loaders/extract"
	"newsgraph/loaders/language"
)

// Identity scores which mentions of all articles together are put down to one
// entity or one event. The mentions are the gold ones: each has the identity of the
// system's mention that covers it best, and without such one it is a thing of its
// own. Singletons are scored with and without.
//
// A graph keeps what bears a name or takes part in something it tells of. For the
// rest of an article ("the antenna", "it allows") the chains of the language layer
// are what the system says of identity; they end with their article. The rows "graph
// alone" are without them.
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
	kept, told := newGrouping(), newGrouping()
	for n, a := range arts {
		r, doc := reports[n], docs[n]
		names, acts := spoken(r, state), happenings(r, state)
		kept.add(n, &a, doc, a.Entities, names)
		told.add(n, &a, doc, a.Events, acts)
		entities.add(n, &a, doc, a.Entities, beside(doc, r, names))
		events.add(n, &a, doc, a.Events, beside(doc, r, acts))
	}
	return slices.Concat(entities.rows("identity entities"), kept.rows("identity entities, graph alone"),
		events.rows("identity events"), told.rows("identity events, graph alone")), nil
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

// beside adds what the article alone tells of identity: the mentions and predicates
// whose heads no span of have holds. Each is what the first span of have is that stands
// for the same, or else a thing of its article. A statement is an act of its own in the
// graph; here it is what it tells of again.
func beside(doc *language.Document, r *graph.Report, have []namedSpan) []namedSpan {
	first := extract.Retold(doc, r)
	names := map[int]graph.ID{}
	out := slices.Clone(have)
	for i, h := range have {
		for k, t := range doc.Tokens {
			switch root := first[k]; {
			case !h.head.Contains(graph.Span(t.Span)):
			case names[root] == "":
				names[root] = h.id
			case strings.HasPrefix(string(h.id), "st:"):
				out[i].id = names[root]
			}
		}
	}
	add := func(span graph.Span, head int) {
		h := graph.Span(doc.Tokens[head].Span)
		if !slices.ContainsFunc(have, func(n namedSpan) bool { return n.head.Overlaps(h) }) {
			id := graph.ID(fmt.Sprint(r.Article.ID, " ", first[head]))
			out = append(out, namedSpan{span, h, cmp.Or(names[first[head]], id)})
		}
	}
	for _, m := range doc.Mentions {
		add(graph.Span{B: doc.Tokens[m.First].B, E: doc.Tokens[m.End-1].E}, m.Head)
	}
	for k := range doc.Tokens {
		if first[k] != k || names[k] != "" { // what stands beside a name: "Apple CEO"
			add(graph.Span(doc.Tokens[k].Span), k)
		}
	}
	for _, f := range doc.Frames {
		add(graph.Span(doc.Tokens[f.Predicate].Span), f.Predicate)
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
		if !ok || joins(m, mentions) {
			continue
		}
		key := language.Span{B: n*perArticle + m.Start, E: n*perArticle + m.End}
		into(g.gold, m.Instance, key)
		id := string(covering(span, topToken(doc, span), have))
		g.seen.add(id != "")
		into(g.found, cmp.Or(id, fmt.Sprint(n, " ", i)), key)
	}
}

// joins reports whether m only joins other mentions, as "releases X, announces Y" does
// with its two verbs; "bring it back" is one of its own.
func joins(m meantimeMention, mentions []meantimeMention) bool {
	return slices.ContainsFunc(mentions, func(o meantimeMention) bool {
		return slices.Contains(m.Spans, [2]int{o.Start, o.End})
	})
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
