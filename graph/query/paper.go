package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"newsgraph/graph"
)

// A paper is a report of which a question reads what it needs. It is not changed once
// made, since questions share it.
type paper struct {
	*graph.Packed
	head   graph.Article
	bounds []graph.Span // of the sentences
}

// An item is the one claim of a label: exactly one of the pointers is set.
type item struct {
	paper *paper
	index int // in its list of the report
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
		packed, err := q.packed(ctx, doc)
		if err != nil {
			return nil, fmt.Errorf("report of %s: %w", doc, err)
		}
		p = newPaper(packed)
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

// report returns the report of an article, with the date of publication that a person
// gave it.
func (q *Query) report(ctx context.Context, doc graph.ID) (*graph.Report, error) {
	date, err := q.judgedDate(ctx, doc)
	if err != nil {
		return nil, err
	}
	rep, err := q.r.Report(ctx, doc)
	if err != nil || date == "" {
		return rep, err
	}
	return rep.Dated(date), nil
}

// packed returns the same packed.
func (q *Query) packed(ctx context.Context, doc graph.ID) (*graph.Packed, error) {
	if date, err := q.judgedDate(ctx, doc); err != nil {
		return nil, err
	} else if date == "" {
		return q.r.Packed(ctx, doc)
	}
	rep, err := q.report(ctx, doc)
	if err != nil {
		return nil, err
	}
	return graph.OpenPacked(rep.Pack())
}

func newPaper(packed *graph.Packed) *paper {
	return &paper{Packed: packed, head: packed.Article(), bounds: packed.Sentences()}
}

func (p *paper) event(i int) item {
	ev := p.Event(i)
	return item{paper: p, index: i, ev: &ev}
}

func (p *paper) statement(i int) item {
	st := p.Statement(i)
	return item{paper: p, index: i, st: &st}
}

func (p *paper) claim(i int) item {
	cl := p.Claim(i)
	return item{paper: p, index: i, cl: &cl}
}

// size is about how many bytes it takes.
func (p *paper) size() int { return p.Size() + 16*len(p.bounds) + 512 }

// item returns the claim of a number of the article's digest.
func (p *paper) item(d *graph.Digest, claim int) item {
	switch i := d.Index(claim); d.Kind(claim) {
	case graph.IsEvent:
		return p.event(i)
	case graph.IsStatement:
		return p.statement(i)
	default:
		return p.claim(i)
	}
}

// all returns all claims, by label.
func (p *paper) all() []item {
	var out []item
	for i := range p.Events() {
		out = append(out, p.event(i))
	}
	for i := range p.Statements() {
		out = append(out, p.statement(i))
	}
	for i := range p.Claims() {
		out = append(out, p.claim(i))
	}
	slices.SortFunc(out, func(a, b item) int { return cmp.Compare(a.facets().Label, b.facets().Label) })
	return out
}

// item returns a claim as its report has it.
func (q *Query) item(ctx context.Context, b *brief) (item, error) {
	p, err := q.paper(ctx, b.d.Article())
	if err != nil {
		return item{}, err
	}
	return p.item(b.d, b.n), nil
}

// chainOf returns the canonical id of a chain; a chain that the graph does not
// know stands for itself.
func (q *Query) chainOf(ctx context.Context, p *paper, chain int) (graph.ID, error) {
	if chain < 0 || chain >= p.Chains() {
		return "", nil
	}
	member := p.Member(chain)
	if id, ok := q.canon[member]; ok {
		return id, nil
	}
	id, err := q.r.Canonical(ctx, member)
	switch {
	case errors.Is(err, graph.ErrNotFound):
		id = member
		ch := p.Chain(chain)
		q.refs[id] = Ref{ID: id, Name: ch.Name, Class: ch.Class}
	case err != nil:
		return "", fmt.Errorf("canonical id of %s: %w", member, err)
	}
	q.canon[member] = id
	return id, nil
}

// refOf returns the thing behind a mention, nil for graph.None.
func (q *Query) refOf(ctx context.Context, p *paper, mention int) (*Ref, error) {
	if mention < 0 || mention >= p.Mentions() {
		return nil, nil
	}
	ref, err := q.chainRef(ctx, p, p.Mention(mention).Chain)
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
		ch := p.Chain(chain)
		ref.Name, ref.Class = cmp.Or(ch.Name, ref.Name), ch.Class
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
	if i < 0 || i >= p.Events() {
		return "", nil
	}
	member := p.Event(i).ID
	id, err := q.r.Canonical(ctx, member)
	if errors.Is(err, graph.ErrNotFound) {
		return member, nil
	}
	if err != nil {
		return "", fmt.Errorf("canonical id of %s: %w", member, err)
	}
	return id, nil
}

// text returns the words of a span, "" when it lies outside the text.
func (p *paper) text(s graph.Span) string {
	if s.B < 0 || s.E > len(p.head.Text) || s.B > s.E {
		return ""
	}
	return p.head.Text[s.B:s.E]
}
