package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// A Site is a place with what happened there.
type Site struct {
	Ref
	Events  int     `json:"events"`
	Sources int     `json:"sources"` // independent ones
	First   *When   `json:"first,omitempty"`
	Last    *When   `json:"last,omitempty"`
	Sample  []Event `json:"sample,omitempty"` // the latest
	told    []brief
}

// Places returns where the events of e happen, or all events when e is "", the
// place with most events first, each with up to sample of its events.
func (q *Query) Places(ctx context.Context, e graph.ID, sample int, f Filter) (Page[Site], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Site]{}, err
	}
	events, undated, err := q.located(ctx, e, &f)
	if err != nil {
		return Page[Site]{}, err
	}
	sites := map[graph.ID]*Site{}
	for i := range events {
		for _, r := range events[i].Roles {
			if !located(r.Name) {
				continue
			}
			if sites[r.Who.ID] == nil {
				sites[r.Who.ID] = &Site{Ref: r.Who}
			}
			sites[r.Who.ID].put(&events[i], sample)
		}
	}
	var rows []Site
	for _, id := range sortedKeys(sites) {
		site := sites[id]
		s := supported(site.told)
		site.Sources = s.sources()
		rows = append(rows, *site)
	}
	out, err := page(rows, &f, func(s *Site) string { return fmt.Sprintf("%s %s %s", many(s.Events), s.Name, s.ID) })
	if err != nil {
		return Page[Site]{}, err
	}
	out.Undated = undated
	return out, fill(out.Items, func(s *Site) error {
		return fill(s.Sample, func(ev *Event) error { return q.tell(ctx, ev, f.Evidence) })
	})
}

// located returns the events of e, or all, that are told to be somewhere, the latest
// first. The quads tell which they are, so that only their articles are read.
func (q *Query) located(ctx context.Context, e graph.ID, f *Filter) (events []Event, undated int, err error) {
	ids, err := q.placed(ctx, e, f)
	if err != nil {
		return nil, 0, err
	}
	events, undated, err = q.chosen(ctx, ids, f, func(ev *Event) (bool, error) {
		var err error
		ev.Roles, err = q.roles(ctx, ev)
		return slices.ContainsFunc(ev.Roles, func(r Role) bool { return located(r.Name) }), err
	})
	if err != nil {
		return nil, 0, err
	}
	slices.SortFunc(events, func(a, b Event) int { return strings.Compare(a.key(), b.key()) })
	return events, undated, nil
}

// placed returns the ids of the events of e, or of all events with a place, sorted.
func (q *Query) placed(ctx context.Context, e graph.ID, f *Filter) ([]graph.ID, error) {
	if e != "" {
		return q.eventIDs(ctx, e, f)
	}
	return q.eventsWith(ctx, placeIRI)
}

// put counts an event; they come latest first.
func (s *Site) put(ev *Event, sample int) {
	s.Events++
	if len(s.Sample) < sample {
		s.Sample = append(s.Sample, *ev)
	}
	s.told = append(s.told, ev.support.all...)
	if ev.Time != nil && ev.Time.Known() {
		s.First = ev.Time
		if s.Last == nil {
			s.Last = ev.Time
		}
	}
}

func (s *Site) order() (*When, int, string) { return s.Last, s.Sources, s.Name }
