package query

import (
	"context"
	"fmt"

	"newsgraph/graph"
)

// A Moment is an event or a statement on a timeline: exactly one of the two.
type Moment struct {
	Time      *When      `json:"time,omitempty"` // what is known of when it was
	Event     *Event     `json:"event,omitempty"`
	Statement *Statement `json:"statement,omitempty"`
}

// Timeline returns the events and statements of e, the latest first; those whose
// date is unknown come last and stay unknown.
func (q *Query) Timeline(ctx context.Context, e graph.ID, f Filter) (Page[Moment], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Moment]{}, err
	}
	all := f
	all.Limit, all.Cursor, all.Sort = MaxLimit, "", ""
	var rows []Moment
	undated := 0
	err := Each(func(f Filter) (Page[Event], error) {
		p, err := q.Events(ctx, e, f)
		undated = p.Undated
		return p, err
	}, all, func(ev Event) { rows = append(rows, Moment{Time: ev.Time, Event: &ev}) })
	if err != nil {
		return Page[Moment]{}, err
	}
	more := 0
	err = Each(func(f Filter) (Page[Statement], error) {
		p, err := q.Said(ctx, e, f)
		more = p.Undated
		return p, err
	}, all, func(st Statement) { rows = append(rows, Moment{Time: st.Time, Statement: &st}) })
	if err != nil {
		return Page[Moment]{}, err
	}
	out, err := page(rows, &f, (*Moment).key)
	out.Undated = undated + more
	return out, err
}

func (m *Moment) key() string {
	if m.Event != nil {
		return fmt.Sprintf("%s %s", dated(m.Time), m.Event.ID)
	}
	return fmt.Sprintf("%s %s", dated(m.Time), m.Statement.ID)
}

// A Connection is all that links two things: what is between them directly, what
// they took part in together, what one said about the other, and the shortest ways
// over others.
type Connection struct {
	From       Ref         `json:"from"`
	To         Ref         `json:"to"`
	Relations  []Relation  `json:"relations"`
	Events     []Event     `json:"events"`
	Statements []Statement `json:"statements"`
	Paths      []Path      `json:"paths"`
	Hubs       []Ref       `json:"hubs,omitempty"`
}

// Why returns what links a and b, at most limit rows of each kind.
func (q *Query) Why(ctx context.Context, a, b graph.ID, f Filter) (Connection, error) {
	var c Connection
	var err error
	if c.From, err = q.Ref(ctx, a); err != nil {
		return c, err
	}
	if c.To, err = q.Ref(ctx, b); err != nil {
		return c, err
	}
	f.With = b
	relations, err := q.Relations(ctx, a, f)
	if err != nil {
		return c, err
	}
	events, err := q.Events(ctx, a, f)
	if err != nil {
		return c, err
	}
	c.Relations, c.Events = relations.Items, events.Items
	if c.Statements, err = q.mutual(ctx, a, b, f); err != nil {
		return c, err
	}
	paths, err := q.Paths(ctx, a, b, PathOptions{})
	c.Paths, c.Hubs = paths.Items, paths.Hubs
	return c, err
}

// mutual returns what a said about b and b about a.
func (q *Query) mutual(ctx context.Context, a, b graph.ID, f Filter) ([]Statement, error) {
	f.With = ""
	f.Speaker, f.About = a, b
	one, err := q.Statements(ctx, f)
	if err != nil {
		return nil, err
	}
	f.Speaker, f.About = b, a
	two, err := q.Statements(ctx, f)
	return append(one.Items, two.Items...), err
}
