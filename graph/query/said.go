package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// A Statement says that someone said something.
type Statement struct {
	ID        graph.ID   `json:"id"`
	Class     string     `json:"class"`
	Speaker   Ref        `json:"speaker"`
	As        string     `json:"as,omitempty"` // the words for the speaker: "the secretary"
	Cue       string     `json:"cue,omitempty"`
	Mode      string     `json:"mode"`
	Stance    string     `json:"stance"`
	Content   string     `json:"content"`
	Quotes    []Words    `json:"quotes,omitempty"`
	Via       []Ref      `json:"via,omitempty"`
	Addressee *Ref       `json:"addressee,omitempty"`
	About     []Ref      `json:"about,omitempty"`
	Medium    string     `json:"medium,omitempty"`
	Time      *When      `json:"time,omitempty"`
	During    *Ref       `json:"during,omitempty"`
	Evidence  []Evidence `json:"evidence"`
}

// Words are a stretch of an article's text.
type Words struct {
	Text string     `json:"text"`
	Span graph.Span `json:"span"` // in the article's text
}

// Said returns what e said, the latest known date first, then in the order of the
// articles' texts.
func (q *Query) Said(ctx context.Context, e graph.ID, f Filter) (Page[Statement], error) {
	f.Speaker = e
	return q.Statements(ctx, f)
}

// Statements returns the statements that f selects: by speaker, by whom they are
// about, or all.
func (q *Query) Statements(ctx context.Context, f Filter) (Page[Statement], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Statement]{}, err
	}
	items, err := q.statementItems(ctx, &f)
	if err != nil {
		return Page[Statement]{}, err
	}
	var rows []Statement
	undated := 0
	for _, it := range items {
		if !f.class(it.st.Class) {
			continue
		}
		st, err := q.statement(ctx, it)
		if err != nil {
			return Page[Statement]{}, err
		}
		if !f.takes(&st) {
			continue
		}
		in, dated := f.within(st.Time, st.Evidence)
		if in {
			rows = append(rows, st)
		}
		if !dated {
			undated++
		}
	}
	out, err := page(rows, &f, (*Statement).key)
	out.Undated = undated
	return out, err
}

// takes applies the parts of f that a statement's own words decide.
func (f *Filter) takes(st *Statement) bool {
	is := func(id graph.ID) func(Ref) bool { return func(r Ref) bool { return r.ID == id } }
	return (f.Speaker == "" || st.Speaker.ID == f.Speaker) &&
		(f.About == "" || slices.ContainsFunc(st.About, is(f.About))) &&
		(f.With == "" || st.Addressee != nil && st.Addressee.ID == f.With) &&
		(f.terms == nil || f.terms.in(st.said())) && len(f.facts(slices.Clone(st.Evidence))) > 0
}

// said returns the words of what is said.
func (st *Statement) said() []string {
	text := st.Content
	for _, w := range st.Quotes {
		text += "\n" + w.Text
	}
	return graph.WordsOf(text)
}

func (st *Statement) key() string {
	span, _ := st.ID.Span()
	return fmt.Sprintf("%s %s %09d %s", dated(st.Time), st.ID.Doc(), span.B, st.ID)
}

// statementItems returns the statements among which those of f are.
func (q *Query) statementItems(ctx context.Context, f *Filter) ([]item, error) {
	switch {
	case f.Speaker != "":
		return q.statementsTo(ctx, f.Speaker, speakerIRI)
	case f.About != "":
		return q.statementsTo(ctx, f.About, aboutIRI)
	}
	var out []item
	for doc, err := range q.docsWith(ctx, f.terms) {
		if err != nil {
			return nil, fmt.Errorf("list articles: %w", err)
		}
		p, err := q.paper(ctx, doc)
		if err != nil {
			return nil, err
		}
		for i := range p.Statements() {
			out = append(out, p.statement(i))
		}
	}
	return out, nil
}

// statementsTo returns the statements that point at id with the given property.
func (q *Query) statementsTo(ctx context.Context, id, property graph.ID) ([]item, error) {
	quads, err := q.Quads(ctx, graph.Pattern{P: property, O: &graph.Term{ID: id}})
	if err != nil {
		return nil, err
	}
	quads = slices.DeleteFunc(quads, func(quad graph.Quad) bool { return !strings.HasPrefix(string(quad.S), "st:") })
	return q.items(ctx, labels(quads), func(it item) bool { return it.st != nil })
}

// items returns the claims of labels that want accepts.
func (q *Query) items(ctx context.Context, labels []graph.ID, want func(item) bool) ([]item, error) {
	var out []item
	for _, label := range labels {
		it, ok, err := q.item(ctx, label)
		if err != nil {
			return nil, err
		}
		if ok && want(it) {
			out = append(out, it)
		}
	}
	return out, nil
}

// statement returns the row of a statement.
func (q *Query) statement(ctx context.Context, it item) (Statement, error) {
	p, st := it.paper, it.st
	e, err := q.evidence(ctx, it)
	if err != nil {
		return Statement{}, err
	}
	out := Statement{
		ID: st.ID, Class: st.Class, Cue: p.text(st.Cue), Mode: st.Mode, Stance: st.Stance, Medium: st.Medium,
		Content: p.join(st.Content), Quotes: p.words(st.Quotes), Time: p.when(st.Time), Evidence: []Evidence{e},
	}
	if st.Speaker >= 0 && st.Speaker < p.Mentions() {
		out.As = p.text(p.Mention(st.Speaker).Span)
	}
	return out, q.cast(ctx, it, &out)
}

// cast sets who speaks, to whom, about whom, through whom and where.
func (q *Query) cast(ctx context.Context, it item, out *Statement) error {
	p, st := it.paper, it.st
	speaker, err := q.refOf(ctx, p, st.Speaker)
	if err != nil {
		return err
	}
	if speaker != nil {
		out.Speaker = *speaker
	}
	if out.Addressee, err = q.refOf(ctx, p, st.Addressee); err != nil {
		return err
	}
	if out.Via, err = q.refsOf(ctx, p, st.Via); err != nil {
		return err
	}
	if out.About, err = q.refsOf(ctx, p, st.About); err != nil {
		return err
	}
	during, err := q.event(ctx, p, st.During)
	if err != nil || during == "" {
		return err
	}
	out.During = &Ref{ID: during, Class: p.Event(st.During).Class}
	out.During.Name = describe(*out.During)
	return nil
}

// join returns the words of spans, gaps marked.
func (p *paper) join(spans []graph.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, p.text(s))
	}
	return strings.Join(out, " … ")
}

func (p *paper) words(spans []graph.Span) []Words {
	var out []Words
	for _, s := range spans {
		out = append(out, Words{Text: p.text(s), Span: s})
	}
	return out
}
