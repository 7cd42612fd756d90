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
	events, undated, err := q.eventRows(ctx, e, &f)
	if err != nil {
		return Page[Moment]{}, err
	}
	said := f
	said.Speaker = e
	statements, more, err := q.statementRows(ctx, &said)
	if err != nil {
		return Page[Moment]{}, err
	}
	var rows []Moment
	for i := range events {
		rows = append(rows, Moment{Time: events[i].Time, Event: &events[i]})
	}
	for i := range statements {
		rows = append(rows, Moment{Time: statements[i].Time, Statement: &statements[i]})
	}
	out, err := page(rows, &f, (*Moment).key)
	if err != nil {
		return Page[Moment]{}, err
	}
	out.Undated = undated + more
	return out, fill(out.Items, func(m *Moment) error {
		if m.Event != nil {
			return q.tell(ctx, m.Event, f.Evidence)
		}
		return q.recite(ctx, m.Statement)
	})
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
	f.With, f.Cursor, f.Sort = "", "", ""
	paths, err := q.Paths(ctx, a, b, PathOptions{Filter: f})
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
