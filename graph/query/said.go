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

	told *brief // of a row of which nothing else is known yet
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
	rows, undated, err := q.statementRows(ctx, &f)
	if err != nil {
		return Page[Statement]{}, err
	}
	out, err := page(rows, &f, (*Statement).key)
	if err != nil {
		return Page[Statement]{}, err
	}
	out.Undated = undated
	return out, fill(out.Items, func(st *Statement) error { return q.recite(ctx, st) })
}

// statementRows returns what is needed of the statements of f to order them, and how many
// are left out for want of a date.
func (q *Query) statementRows(ctx context.Context, f *Filter) (rows []Statement, undated int, err error) {
	found, err := q.statementBriefs(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	for i := range found {
		b := &found[i]
		st := Statement{ID: b.d.Member(b.n), told: b, Time: b.when()}
		ok, err := q.takes(ctx, f, b)
		if err == nil && ok && (f.terms != nil || f.With != "" || f.Sort == "name") {
			err = q.recite(ctx, &st) // its words decide
			ok = f.takes(&st)
		}
		if err != nil {
			return nil, 0, err
		}
		if !ok || !f.class(b.class()) || f.MinSources > 1 {
			continue
		}
		in, dated := f.within(st.Time, b.published())
		if in {
			rows = append(rows, st)
		}
		if !dated {
			undated++
		}
	}
	return rows, undated, nil
}

// recite adds the words of a statement.
func (q *Query) recite(ctx context.Context, st *Statement) error {
	if st.told == nil {
		return nil
	}
	it, err := q.item(ctx, st.told)
	if err != nil {
		return err
	}
	if it.st == nil {
		return fmt.Errorf("statement %s: %w", st.ID, graph.ErrNotFound)
	}
	*st, err = q.statement(ctx, it)
	return err
}

// takes applies the parts of f that a statement's own words decide.
func (f *Filter) takes(st *Statement) bool {
	is := func(id graph.ID) func(Ref) bool { return func(r Ref) bool { return r.ID == id } }
	return (f.Speaker == "" || st.Speaker.ID == f.Speaker) &&
		(f.About == "" || slices.ContainsFunc(st.About, is(f.About))) &&
		(f.With == "" || st.Addressee != nil && st.Addressee.ID == f.With) &&
		(f.terms == nil || f.terms.in(st.said())) && f.MinSources <= 1 && !slices.ContainsFunc(st.Evidence, func(e Evidence) bool { return !f.counts(&e) })
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

// statementBriefs returns the statements among which those of f are.
func (q *Query) statementBriefs(ctx context.Context, f *Filter) ([]brief, error) {
	switch {
	case f.Speaker != "" && f.About != "":
		by, err := q.statementsTo(ctx, f.Speaker, speakerIRI)
		if err != nil || len(by) == 0 {
			return nil, err
		}
		about, err := q.statementsTo(ctx, f.About, aboutIRI)
		return slices.DeleteFunc(by, func(b brief) bool {
			_, both := slices.BinarySearchFunc(about, b.label, func(x brief, l graph.ID) int { return strings.Compare(string(x.label), string(l)) })
			return !both
		}), err
	case f.Speaker != "":
		return q.statementsTo(ctx, f.Speaker, speakerIRI)
	case f.About != "":
		return q.statementsTo(ctx, f.About, aboutIRI)
	}
	var out []brief
	for doc, err := range q.docsWith(ctx, f.terms) {
		if err != nil {
			return nil, fmt.Errorf("list articles: %w", err)
		}
		d, err := q.digest(ctx, doc)
		if err != nil {
			return nil, err
		}
		for n := range d.Claims() {
			if d.Kind(n) == graph.IsStatement {
				out = append(out, brief{d.Label(n), d, n})
			}
		}
	}
	return out, nil
}

// statementsTo returns the statements that point at id with the given property.
func (q *Query) statementsTo(ctx context.Context, id, property graph.ID) ([]brief, error) {
	quads, err := q.unsorted(ctx, graph.Pattern{P: property, O: &graph.Term{ID: id}})
	if err != nil {
		return nil, err
	}
	quads = slices.DeleteFunc(quads, func(quad graph.Quad) bool { return !strings.HasPrefix(string(quad.S), "st:") })
	return q.briefs(ctx, labels(quads), graph.IsStatement)
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
