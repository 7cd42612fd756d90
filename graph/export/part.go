package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/graph/query"
)

// Part returns a reader of the part of the graph that a scene shows: the claims on
// which its edges rest, what was said by and about the thing that it is about, who
// makes the claims, and the articles and things of them. Every format can be
// written of it as of the whole.
//
// Articles of a part have their whole text and all mentions, but only the claims
// of the part. A scene of more than MaxTop nodes is refused with graph.ErrTooLarge.
func Part(ctx context.Context, q *query.Query, s Scene) (graph.Reader, error) {
	s.Depth, s.Top = cmp.Or(s.Depth, 1), MaxTop
	if s.Kind == "timeline" {
		s.Kind = "ego"
	}
	c := newCanvas(q, s)
	if err := c.fill(ctx); err != nil {
		return nil, err
	}
	if c.leftOut > 0 && s.Kind != "all" && s.Kind != "articles" {
		return nil, fmt.Errorf("%w: the part has %d nodes more than %d; narrow it by time, type or depth", graph.ErrTooLarge, c.leftOut, MaxTop)
	}
	p := &partReader{Reader: q.Reader(), labels: map[graph.ID]bool{}, docs: map[graph.ID]bool{}, things: map[graph.ID]bool{}, reports: map[graph.ID]*graph.Report{}}
	for key, labels := range c.labels {
		if c.nodes[key.from] != nil && c.nodes[key.to] != nil {
			maps.Copy(p.labels, labels)
		}
	}
	for id := range c.nodes {
		if id.Hex() != "" && "doc:"+id.Hex() == string(id) {
			p.docs[id] = true
		} else {
			p.things[id] = true
		}
	}
	if err := p.around(ctx, q, s); err != nil {
		return nil, err
	}
	if err := p.read(ctx); err != nil {
		return nil, err
	}
	return p, p.measure(ctx)
}

// A partReader shows only some claims of a graph.
type partReader struct {
	graph.Reader
	labels  map[graph.ID]bool // of claims
	docs    map[graph.ID]bool
	things  map[graph.ID]bool
	reports map[graph.ID]*graph.Report // with the claims of the part alone
	wide    bool                       // so many labels that reading the whole graph costs less
}

// labelsOfWide is how many labels an article of the whole graph make a part wide: to look
// a label up takes as long as to read some 40 quads in their order, and an article has
// about 60 (generated reports, November 2026).
const labelsOfWide = 2

// measure finds out whether the part is wide.
func (p *partReader) measure(ctx context.Context) error {
	left := len(p.labels) / labelsOfWide
	for _, err := range p.Reader.Articles(ctx, "") {
		if err != nil {
			return fmt.Errorf("list articles: %w", err)
		}
		if left--; left < 0 {
			return nil
		}
	}
	p.wide = true
	return nil
}

// around adds what was said by and about the thing in the middle, and its offices.
func (p *partReader) around(ctx context.Context, q *query.Query, s Scene) error {
	of := s.IDs
	if s.Kind == "ego" {
		of = []graph.ID{s.Of}
	}
	for _, id := range of {
		for _, f := range []query.Filter{{Speaker: id}, {About: id}} {
			f.Since, f.Until, f.FactsOnly, f.Limit = s.Filter.Since, s.Filter.Until, s.Filter.FactsOnly, query.MaxLimit
			f.Evidence = query.AllEvidence
			err := query.Each(func(f query.Filter) (query.Page[query.Statement], error) { return q.Statements(ctx, f) }, f,
				func(st query.Statement) { p.take(st.Evidence) })
			if err != nil {
				return err
			}
		}
		f := query.Filter{Since: s.Filter.Since, Until: s.Filter.Until, FactsOnly: s.Filter.FactsOnly, Limit: query.MaxLimit, Evidence: query.AllEvidence}
		err := query.Each(func(f query.Filter) (query.Page[query.Office], error) { return q.Offices(ctx, id, f) }, f, func(o query.Office) {
			for i := range o.Observations {
				p.labels[o.Observations[i].Evidence.Label] = true
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *partReader) take(evidence []query.Evidence) {
	for i := range evidence {
		p.labels[evidence[i].Label] = true
	}
}

// read keeps the claims of the part of each report, and the things in them.
func (p *partReader) read(ctx context.Context) error {
	whole := maps.Clone(p.docs) // articles that are in the part as such: with all claims
	for label := range p.labels {
		if doc := label.Doc(); doc != "" {
			p.docs[doc] = true
		}
	}
	for _, doc := range slices.Sorted(maps.Keys(p.docs)) {
		rep, err := p.Reader.Report(ctx, doc)
		if err != nil {
			return fmt.Errorf("report of %s: %w", doc, err)
		}
		if whole[doc] {
			for _, f := range facetsOf(rep) {
				p.labels[f.Label] = true
			}
		}
		cut := restrict(rep, p.labels)
		p.reports[doc] = cut
		p.labels["g:"+graph.ID(doc.Hex())+".article"] = true
		for i := range cut.Events {
			p.labels[graph.Label(doc, "codes", string(cut.Events[i].ID))] = true
		}
		for _, f := range facetsOf(cut) {
			p.labels[f.Label] = true
		}
		if err := p.name(ctx, cut); err != nil {
			return err
		}
	}
	return nil
}

// name adds the things of which the claims of a report speak.
func (p *partReader) name(ctx context.Context, rep *graph.Report) error {
	var mentions []int
	for i := range rep.Events {
		for _, r := range rep.Events[i].Roles {
			mentions = append(mentions, r.Mention)
		}
	}
	for i := range rep.Statements {
		st := &rep.Statements[i]
		mentions = append(mentions, st.Speaker, st.Addressee)
		mentions = append(append(mentions, st.Via...), st.About...)
	}
	for i := range rep.Claims {
		mentions = append(mentions, rep.Claims[i].Subject, rep.Claims[i].Object)
		if pos := rep.Claims[i].Position; pos != "" {
			p.things[pos] = true
		}
	}
	for _, m := range mentions {
		if m < 0 || m >= len(rep.Mentions) {
			continue
		}
		id, err := canonical(ctx, p.Reader, rep.Chains[rep.Mentions[m].Chain].ID)
		if err != nil {
			return err
		}
		p.things[id] = true
	}
	return nil
}

func facetsOf(rep *graph.Report) []*graph.Facets {
	var out []*graph.Facets
	for i := range rep.Events {
		out = append(out, &rep.Events[i].Facets)
	}
	for i := range rep.Statements {
		out = append(out, &rep.Statements[i].Facets)
	}
	for i := range rep.Claims {
		out = append(out, &rep.Claims[i].Facets)
	}
	return out
}

// restrict returns a copy of a report with the claims of labels, the statements
// whose content they are, and the events that those were made at.
func restrict(rep *graph.Report, labels map[graph.ID]bool) *graph.Report {
	events, statements := make([]bool, len(rep.Events)), make([]bool, len(rep.Statements))
	source := func(f *graph.Facets) {
		for s := f.Source; s >= 0 && s < len(statements) && !statements[s]; s = rep.Statements[s].Source {
			statements[s] = true
		}
	}
	for i := range rep.Statements {
		if labels[rep.Statements[i].Label] {
			statements[i] = true
			source(&rep.Statements[i].Facets)
		}
	}
	for i := range rep.Events {
		if events[i] = labels[rep.Events[i].Label]; events[i] {
			source(&rep.Events[i].Facets)
		}
	}
	out := *rep
	out.Events, out.Statements, out.Claims, out.Tolls = nil, nil, nil, nil
	for i := range rep.Claims {
		if labels[rep.Claims[i].Label] {
			source(&rep.Claims[i].Facets)
			out.Claims = append(out.Claims, rep.Claims[i])
		}
	}
	event, statement := renumbered(events), renumbered(statements)
	for i, st := range rep.Statements {
		if statements[i] {
			st.Source, st.During = at(statement, st.Source), at(event, st.During)
			out.Statements = append(out.Statements, st)
		}
	}
	for i, ev := range rep.Events {
		if !events[i] {
			continue
		}
		ev.Source = at(statement, ev.Source)
		links := ev.Links
		ev.Links = nil
		for _, l := range links {
			if l.Event = at(event, l.Event); l.Event >= 0 {
				ev.Links = append(ev.Links, l)
			}
		}
		out.Events = append(out.Events, ev)
	}
	for i := range out.Claims {
		out.Claims[i].Source = at(statement, out.Claims[i].Source)
	}
	return &out
}

// renumbered gives what is kept its new index, what is not graph.None.
func renumbered(kept []bool) []int {
	out, n := make([]int, len(kept)), 0
	for i, k := range kept {
		if out[i] = graph.None; k {
			out[i] = n
			n++
		}
	}
	return out
}

func at(index []int, i int) int {
	if i < 0 || i >= len(index) {
		return graph.None
	}
	return index[i]
}

const namesLabel graph.ID = "g:infer.names"

// Quads yields the quads of the part. What the whole graph says of the names and
// types of its things is said here too.
func (p *partReader) Quads(ctx context.Context, pat graph.Pattern) iter.Seq2[graph.Quad, error] {
	return func(yield func(graph.Quad, error) bool) {
		for _, narrow := range p.narrow(pat) {
			for q, err := range p.Reader.Quads(ctx, narrow) {
				if err != nil {
					yield(q, err)
					return
				}
				if p.has(&q) && pat.Matches(q) && !yield(q, nil) {
					return
				}
			}
		}
	}
}

// narrow returns patterns that together find all quads of the part for a pattern
// that would read the whole graph.
func (p *partReader) narrow(pat graph.Pattern) []graph.Pattern {
	if p.wide || pat.S != "" || pat.O != nil || pat.G != "" {
		return []graph.Pattern{pat}
	}
	var out []graph.Pattern
	for _, g := range slices.Sorted(maps.Keys(p.labels)) {
		out = append(out, graph.Pattern{P: pat.P, G: g})
	}
	for _, s := range slices.Sorted(maps.Keys(p.things)) {
		out = append(out, graph.Pattern{S: s, P: pat.P, G: namesLabel})
	}
	return out
}

func (p *partReader) has(q *graph.Quad) bool {
	if q.G == namesLabel {
		return p.things[q.S]
	}
	if !p.labels[q.G] {
		return false
	}
	// A statement may say more than the part holds.
	return q.P != contentIRI || q.O.IsLiteral() || p.labels[q.O.ID]
}

var contentIRI = ontology.IRI("facet", "content")

// Articles yields the articles of the part.
func (p *partReader) Articles(_ context.Context, after graph.ID) iter.Seq2[graph.ID, error] {
	return func(yield func(graph.ID, error) bool) {
		for _, doc := range slices.Sorted(maps.Keys(p.docs)) {
			if doc > after && !yield(doc, nil) {
				return
			}
		}
	}
}

// Report returns a report with the claims of the part.
func (p *partReader) Report(ctx context.Context, doc graph.ID) (*graph.Report, error) {
	if rep, ok := p.reports[doc]; ok {
		return rep, nil
	}
	if _, err := p.Reader.Report(ctx, doc); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("article %s is not in this part: %w", doc, graph.ErrNotFound)
}

// Packed returns the same packed.
func (p *partReader) Packed(ctx context.Context, doc graph.ID) (*graph.Packed, error) {
	rep, err := p.Report(ctx, doc)
	if err != nil {
		return nil, err
	}
	return graph.OpenPacked(rep.Pack())
}

// Digest returns what its digest says of a report with the claims of the part.
func (p *partReader) Digest(ctx context.Context, doc graph.ID) (*graph.Digest, error) {
	rep, err := p.Report(ctx, doc)
	if err != nil {
		return nil, err
	}
	return graph.OpenDigest(rep.Digest())
}

// Found returns the things among the rows of a query's answer, sorted: rows are ids
// or maps with an "id", as Gizmo gives them. That there are none is graph.ErrNotFound.
func Found(ctx context.Context, q *query.Query, rows []any) ([]graph.ID, error) {
	var out []graph.ID
	for _, row := range rows {
		id, ok := row.(string)
		if v := reflect.ValueOf(row); !ok && v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String {
			if x := v.MapIndex(reflect.ValueOf("id").Convert(v.Type().Key())); x.IsValid() {
				id = fmt.Sprint(x.Interface())
			}
		}
		if !graph.ValidID(id) || !strings.Contains(id, ":") {
			continue
		}
		canonical, err := q.Reader().Canonical(ctx, graph.ID(id))
		if errors.Is(err, graph.ErrNotFound) {
			continue // a literal, a class, an article
		}
		if err != nil {
			return nil, fmt.Errorf("canonical id of %s: %w", id, err)
		}
		out = append(out, canonical)
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) == 0 {
		return nil, fmt.Errorf("%w: the query finds no thing of the graph", graph.ErrNotFound)
	}
	return out, nil
}
