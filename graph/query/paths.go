package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"newsgraph/graph"
)

// PathOptions bound the search for paths; a zero field stands for its default.
type PathOptions struct {
	Count  int // paths wanted, 5
	Length int // steps of a path, 4
	Nodes  int // things looked at, 20 000
	Degree int // things with more facts are not passed through, 20 000
	// InTime asks for paths whose steps follow each other in time: each has a link
	// whose date is known and not before that of the step before.
	InTime bool
	// Filter says of what claims a link may be made; its Evidence is how many pieces a link
	// shows. A Type, of events, and a Place leave out what is no event.
	Filter Filter
}

// Paths are the shortest ways between two things.
type Paths struct {
	Items     []Path `json:"items"`
	MaxLength int    `json:"maxLength"`      // that was looked for
	Hubs      []Ref  `json:"hubs,omitempty"` // that were not passed through
}

// A Path is a way from one thing to another.
type Path struct {
	Steps []Step `json:"steps"`
}

// A Step leads from one thing to the next by all that links the two.
type Step struct {
	From  Ref    `json:"from"`
	To    Ref    `json:"to"`
	Links []Link `json:"links"` // best supported first
}

// A Link is a direct edge, or an event in which both take part.
type Link struct {
	Relation string     `json:"relation,omitempty"`
	Reverse  bool       `json:"reverse,omitempty"` // the relation leads from To to From
	Event    graph.ID   `json:"event,omitempty"`
	Label    string     `json:"label"`
	Time     *When      `json:"time,omitempty"`
	Sources  int        `json:"sources"`
	Claims   int        `json:"claims"` // on which it rests
	Evidence []Evidence `json:"evidence"`
}

// A via is what a link goes by: a relation's IRI or an event.
type via struct {
	id      graph.ID
	reverse bool
}

// Paths returns the shortest paths from a to b along direct edges and events that
// articles assert as having happened, the shorter first, each thing at most once a
// path. Of equally long ones those over things that few articles mention come first:
// what everybody has to do with says little. Things with very many edges are not
// passed through at all and are named in the answer.
func (q *Query) Paths(ctx context.Context, a, b graph.ID, opt PathOptions) (Paths, error) {
	opt.Count, opt.Length = cmp.Or(opt.Count, 5), cmp.Or(opt.Length, 4)
	opt.Nodes, opt.Degree = cmp.Or(opt.Nodes, 20_000), cmp.Or(opt.Degree, 20_000)
	if opt.Count < 1 || opt.Count > 50 || opt.Length < 1 || opt.Length > 6 || a == b {
		return Paths{}, fmt.Errorf("%w: paths need two different ends, count within 1 and 50, length within 1 and 6", graph.ErrInvalid)
	}
	if err := q.check(ctx, &opt.Filter); err != nil {
		return Paths{}, err
	}
	w := newWalk(q, opt, a, b)
	for length := 1; length <= opt.Length && len(w.found) < opt.Count; length++ {
		if err := w.widen(ctx, length); err != nil {
			return Paths{}, err
		}
		if err := w.search(ctx, length); err != nil {
			return Paths{}, err
		}
	}
	hubs, err := q.refsByID(ctx, w.hubs())
	return Paths{Items: append([]Path{}, w.found...), MaxLength: opt.Length, Hubs: hubs}, err
}

// after drops the links whose date is unknown or before the given one, and returns
// the earliest date that is left. Of two dates the less exact decides how far they
// are compared.
func (s *Step) after(date graph.Date) (graph.Date, bool) {
	s.Links = slices.DeleteFunc(s.Links, func(l Link) bool {
		if l.Time == nil || !l.Time.Known() {
			return true
		}
		n := min(len(l.Time.Value), len(date))
		return l.Time.Value[:n] < date[:n]
	})
	if len(s.Links) == 0 {
		return "", false
	}
	first := s.Links[0].Time.Value
	for _, l := range s.Links {
		first = min(first, l.Time.Value)
	}
	return max(first, date), true
}
