package query

import (
	"context"
	"fmt"
	"regexp"
	"strconv"

	"newsgraph/graph"
)

// Sorts are the orders that a list may be asked for; each keeps the list's own
// order among what is equal.
var Sorts = []string{"time", "-time", "sources", "name"}

var storeVersion = regexp.MustCompile(`^v[0-9]{1,18}$`)

// A sortable row says by what it may be sorted. What a row has not is "", nil or
// negative.
type sortable interface {
	order() (at *When, sources int, name string)
}

// sortKey returns what a row is sorted by before its own key.
func sortKey(row any, by string) (string, error) {
	if by == "" {
		return "", nil
	}
	s, ok := row.(sortable)
	if !ok {
		return "", fmt.Errorf("%w: this list has one order only", graph.ErrInvalid)
	}
	at, sources, name := s.order()
	switch {
	case by == "time" && at != nil && at.Known():
		return string(at.Value) + "\x00", nil
	case by == "time":
		return "~\x00", nil
	case by == "-time":
		return dated(at) + "\x00", nil
	case by == "sources" && sources >= 0:
		return many(sources) + "\x00", nil
	case by == "name" && name != "":
		return name + "\x00", nil
	}
	return "", fmt.Errorf("%w: this list is not sorted by %s", graph.ErrInvalid, by)
}

func (m *Meeting) order() (*When, int, string) { return m.Time, m.Sources, m.Other.Name }

func (ev *Event) order() (*When, int, string) { return ev.Time, ev.Sources, ev.Label }

func (st *Statement) order() (*When, int, string) {
	return st.Time, 1, st.Speaker.Name + " "
}

func (m *Moment) order() (*When, int, string) { return m.Time, -1, "" }

func (o *Office) order() (*When, int, string) {
	return o.latest(), o.Sources, o.Holder.Name
}

func (r *Relation) order() (*When, int, string) { return nil, r.Sources, r.From.Name + " " + r.To.Name }

func (n *Neighbour) order() (*When, int, string) { return nil, n.Sources, n.Name }

func (h *Headline) order() (*When, int, string) { return &When{Value: h.Published}, -1, "" }

func (m *Match) order() (*When, int, string) { return nil, m.Articles, m.Name }

// check is Filter.Check and finds out what is part of the place and, for the clock of
// the store, what was stored when.
func (q *Query) check(ctx context.Context, f *Filter) error {
	if err := f.Check(); err != nil {
		return err
	}
	if f.Text != "" && f.terms == nil {
		t, err := parseTerms(f.Text)
		if err != nil {
			return err
		}
		f.terms = &t
	}
	if f.Place != "" && f.parts == nil {
		parts, err := q.partsOf(ctx, f.Place)
		if err != nil {
			return err
		}
		f.parts = map[graph.ID]bool{}
		for _, id := range parts {
			f.parts[id] = true
		}
	}
	if !storeVersion.MatchString(f.AsOf) || f.loaded != nil {
		return nil
	}
	f.loaded = map[graph.ID]graph.Version{}
	for change, err := range q.r.Changes(ctx, 0) {
		if err != nil {
			return fmt.Errorf("changes of the store: %w", err)
		}
		for _, doc := range change.Removed {
			delete(f.loaded, doc)
		}
		for _, doc := range change.Articles {
			if _, again := f.loaded[doc]; !again {
				f.loaded[doc] = change.Version
			}
		}
	}
	return nil
}

// version is the version of the store that AsOf names.
func (f *Filter) version() graph.Version {
	n, err := strconv.ParseUint(f.AsOf[1:], 10, 64)
	if err != nil {
		return 0
	}
	return graph.Version(n)
}
