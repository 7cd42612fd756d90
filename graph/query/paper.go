package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"newsgraph/graph"
)

// A paper is a report with its claims by label. It is not changed once made, since
// questions share it.
type paper struct {
	*graph.Report
	items map[graph.ID]item
	print graph.Print
}

// An item is the one claim of a label: exactly one of the pointers is set.
type item struct {
	paper *paper
	ev    *graph.Event
	st    *graph.Statement
	cl    *graph.Claim
}

// facets returns how the claim is meant.
func (it item) facets() *graph.Facets {
	switch {
	case it.ev != nil:
		return &it.ev.Facets
	case it.st != nil:
		return &it.st.Facets
	}
	return &it.cl.Facets
}

// paper returns the report of an article, read once a Query.
func (q *Query) paper(ctx context.Context, doc graph.ID) (*paper, error) {
	if p, ok := q.papers[doc]; ok {
		return p, nil
	}
	if len(q.papers) >= q.limits.Articles {
		return nil, fmt.Errorf("%w: the question reads more than %d articles", graph.ErrTooLarge, q.limits.Articles)
	}
	p := q.cache.get(doc, q.r.Version())
	if p == nil {
		rep, err := q.r.Report(ctx, doc)
		if err != nil {
			return nil, fmt.Errorf("report of %s: %w", doc, err)
		}
		if date, err := q.judgedDate(ctx, doc); err != nil {
			return nil, err
		} else if date != "" {
			rep = rep.Dated(date)
		}
		print, err := q.r.Print(ctx, doc)
		if err != nil {
			return nil, fmt.Errorf("print of %s: %w", doc, err)
		}
		p = newPaper(rep, print)
		q.cache.put(p, q.r.Version())
	}
	q.papers[doc] = p
	return p, ctx.Err()
}

// judgedDate returns the date of publication that a person gave an article, or "".
func (q *Query) judgedDate(ctx context.Context, doc graph.ID) (graph.Date, error) {
	if q.judged == nil {
		log, err := q.r.Judgements(ctx)
		if err != nil {
			return "", fmt.Errorf("judgements: %w", err)
		}
		q.judged = graph.JudgedDates(log)
	}
	return q.judged[doc], nil
}

func newPaper(rep *graph.Report, print graph.Print) *paper {
	p := &paper{Report: rep, items: make(map[graph.ID]item, len(rep.Events)+len(rep.Statements)+len(rep.Claims)), print: print}
	for i := range rep.Events {
		p.items[rep.Events[i].Label] = item{paper: p, ev: &rep.Events[i]}
	}
	for i := range rep.Statements {
		p.items[rep.Statements[i].Label] = item{paper: p, st: &rep.Statements[i]}
	}
	for i := range rep.Claims {
		p.items[rep.Claims[i].Label] = item{paper: p, cl: &rep.Claims[i]}
	}
	return p
}

// item returns the claim of a label, or false for a label that no article made.
func (q *Query) item(ctx context.Context, label graph.ID) (item, bool, error) {
	doc := label.Doc()
	if doc == "" {
		return item{}, false, nil
	}
	p, err := q.paper(ctx, doc)
	if err != nil {
		return item{}, false, err
	}
	it, ok := p.items[label]
	return it, ok, nil
}

// chainOf returns the canonical id of a chain; a chain that the graph does not
// know stands for itself.
func (q *Query) chainOf(ctx context.Context, p *paper, chain int) (graph.ID, error) {
	if chain < 0 || chain >= len(p.Chains) {
		return "", nil
	}
	member := p.Chains[chain].ID
	if id, ok := q.canon[member]; ok {
		return id, nil
	}
	id, err := q.r.Canonical(ctx, member)
	switch {
	case errors.Is(err, graph.ErrNotFound):
		id = member
		q.refs[id] = Ref{ID: id, Name: p.Chains[chain].Name, Class: p.Chains[chain].Class}
	case err != nil:
		return "", fmt.Errorf("canonical id of %s: %w", member, err)
	}
	q.canon[member] = id
	return id, nil
}

// who returns the canonical id behind a mention, "" for graph.None.
func (q *Query) who(ctx context.Context, p *paper, mention int) (graph.ID, error) {
	if mention < 0 || mention >= len(p.Mentions) {
		return "", nil
	}
	return q.chainOf(ctx, p, p.Mentions[mention].Chain)
}

// refOf returns the thing behind a mention, nil for graph.None.
func (q *Query) refOf(ctx context.Context, p *paper, mention int) (*Ref, error) {
	if mention < 0 || mention >= len(p.Mentions) {
		return nil, nil
	}
	ref, err := q.chainRef(ctx, p, p.Mentions[mention].Chain)
	if err != nil || ref.ID == "" {
		return nil, err
	}
	return &ref, nil
}

// chainRef returns the thing behind a chain. What the graph has no name for is
// called what the article calls it.
func (q *Query) chainRef(ctx context.Context, p *paper, chain int) (Ref, error) {
	id, err := q.chainOf(ctx, p, chain)
	if err != nil || id == "" {
		return Ref{}, err
	}
	ref, err := q.Ref(ctx, id)
	if err == nil && ref.Class == "" {
		ref.Name, ref.Class = cmp.Or(p.Chains[chain].Name, ref.Name), p.Chains[chain].Class
	}
	return ref, err
}

// refsOf returns the things behind mentions, each once, in the order of mention.
func (q *Query) refsOf(ctx context.Context, p *paper, mentions []int) ([]Ref, error) {
	var out []Ref
	seen := map[graph.ID]bool{}
	for _, m := range mentions {
		ref, err := q.refOf(ctx, p, m)
		if err != nil {
			return nil, err
		}
		if ref != nil && !seen[ref.ID] {
			seen[ref.ID] = true
			out = append(out, *ref)
		}
	}
	return out, nil
}

// event returns the canonical id of event i of a report.
func (q *Query) event(ctx context.Context, p *paper, i int) (graph.ID, error) {
	if i < 0 || i >= len(p.Events) {
		return "", nil
	}
	id, err := q.r.Canonical(ctx, p.Events[i].ID)
	if errors.Is(err, graph.ErrNotFound) {
		return p.Events[i].ID, nil
	}
	if err != nil {
		return "", fmt.Errorf("canonical id of %s: %w", p.Events[i].ID, err)
	}
	return id, nil
}

// text returns the words of a span, "" when it lies outside the text.
func (p *paper) text(s graph.Span) string {
	if s.B < 0 || s.E > len(p.Article.Text) || s.B > s.E {
		return ""
	}
	return p.Article.Text[s.B:s.E]
}
