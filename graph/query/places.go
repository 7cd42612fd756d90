package query

import (
	"context"
	"fmt"

	"newsgraph/graph"
)

// A Site is a place with what happened there.
type Site struct {
	Ref
	Events  int     `json:"events"`
	Sources int     `json:"sources"` // independent ones
	First   *When   `json:"first,omitempty"`
	Last    *When   `json:"last,omitempty"`
	Sample  []Event `json:"sample,omitempty"` // the latest, one at least
	texts   map[string]bool
}

// sampled is how many events a Site shows.
const sampled = 3

// Places returns where the events of e happen, or all events when e is "", the
// place with most events first.
func (q *Query) Places(ctx context.Context, e graph.ID, f Filter) (Page[Site], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Site]{}, err
	}
	all := f
	all.Limit, all.Cursor, all.Sort = MaxLimit, "", "-time"
	sites := map[graph.ID]*Site{}
	undated := 0
	err := Each(func(f Filter) (Page[Event], error) {
		p, err := q.Events(ctx, e, f)
		undated = p.Undated
		return p, err
	}, all, func(ev Event) {
		for _, r := range ev.Roles {
			if located(r.Name) {
				if sites[r.Who.ID] == nil {
					sites[r.Who.ID] = &Site{Ref: r.Who, texts: map[string]bool{}}
				}
				sites[r.Who.ID].put(ev)
			}
		}
	})
	if err != nil {
		return Page[Site]{}, err
	}
	var rows []Site
	for _, id := range sortedKeys(sites) {
		rows = append(rows, *sites[id])
	}
	out, err := page(rows, &f, func(s *Site) string { return fmt.Sprintf("%s %s %s", many(s.Events), s.Name, s.ID) })
	out.Undated = undated
	return out, err
}

// put counts an event; they come latest first.
func (s *Site) put(ev Event) {
	s.Events++
	if len(s.Sample) < sampled {
		s.Sample = append(s.Sample, ev)
	}
	for _, e := range ev.Evidence {
		s.texts[e.hash] = true
	}
	s.Sources = len(s.texts)
	if ev.Time != nil && ev.Time.Known() {
		s.First = ev.Time
		if s.Last == nil {
			s.Last = ev.Time
		}
	}
}

func (s *Site) order() (*When, int, string) { return s.Last, s.Sources, s.Name }
