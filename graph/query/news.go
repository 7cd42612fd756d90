package query

import (
	"context"
	"errors"
	"fmt"

	"newsgraph/graph"
)

// News is an event or a statement that a new article tells: exactly one of the two.
type News struct {
	Version   graph.Version `json:"version"` // of the store, with which it came
	Article   Headline      `json:"article"`
	Event     *Event        `json:"event,omitempty"`
	Statement *Statement    `json:"statement,omitempty"`
}

// News returns what the articles put after a version tell of e, or of all when e is
// "", in the order in which they came. Articles that are gone again tell nothing.
func (q *Query) News(ctx context.Context, e graph.ID, f Filter, since graph.Version) ([]News, error) {
	if err := q.check(ctx, &f); err != nil {
		return nil, err
	}
	var out []News
	for change, err := range q.r.Changes(ctx, since) {
		if err != nil {
			return nil, fmt.Errorf("changes since %d: %w", since, err)
		}
		for _, doc := range change.Articles {
			more, err := q.newsOf(ctx, doc, e, &f)
			if errors.Is(err, graph.ErrGone) || errors.Is(err, graph.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			for i := range more {
				more[i].Version = change.Version
			}
			out = append(out, more...)
		}
	}
	return out, nil
}

// newsOf returns what one article tells.
func (q *Query) newsOf(ctx context.Context, doc, e graph.ID, f *Filter) ([]News, error) {
	p, err := q.paper(ctx, doc)
	if err != nil {
		return nil, err
	}
	var out []News
	told := map[graph.ID]bool{}
	for i := range p.Events() {
		id, err := q.event(ctx, p, i)
		if err != nil {
			return nil, err
		}
		ev, ok, err := q.selected(ctx, id, f)
		if err != nil {
			return nil, err
		}
		if ok && !told[id] {
			err = q.tell(ctx, &ev, f.Evidence)
		}
		if err != nil {
			return nil, err
		}
		if ok && !told[id] && (e == "" || ev.Has(e)) {
			told[id] = true
			out = append(out, News{Article: p.headline(), Event: &ev})
		}
	}
	for i := range p.Statements() {
		st, err := q.statement(ctx, p.statement(i))
		if err != nil {
			return nil, err
		}
		if f.class(st.Class) && f.takes(&st) && (e == "" || st.concerns(e)) {
			out = append(out, News{Article: p.headline(), Statement: &st})
		}
	}
	return out, nil
}

// concerns reports whether e speaks or is spoken of.
func (st *Statement) concerns(e graph.ID) bool {
	about := Filter{About: e}
	speaker := Filter{Speaker: e}
	return speaker.takes(st) || about.takes(st)
}
