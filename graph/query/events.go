package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// An Event is something that happens, as all its articles together tell it.
type Event struct {
	ID         graph.ID   `json:"id"`
	Class      string     `json:"class"`
	Label      string     `json:"label"` // a few words for it, from the text
	Status     string     `json:"status"`
	Asserted   bool       `json:"asserted"`
	Aspect     string     `json:"aspect,omitempty"`
	Roles      []Role     `json:"roles"`
	Time       *When      `json:"time,omitempty"`
	Plover     []string   `json:"plover,omitempty"`
	PloverMode []string   `json:"ploverMode,omitempty"`
	Cameo      []string   `json:"cameo,omitempty"`
	Members    []graph.ID `json:"members"` // one an article and trigger
	Sources    int        `json:"sources"`
	Evidence   []Evidence `json:"evidence"`
}

// A Role says who takes part in an event, how, and which claims say so.
type Role struct {
	Name   string     `json:"role"`
	Who    Ref        `json:"who"`
	Labels []graph.ID `json:"labels"`
}

// Events returns the events in which e has a part or which happen there; of all
// articles when e is "".
func (q *Query) Events(ctx context.Context, e graph.ID, f Filter) (Page[Event], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Event]{}, err
	}
	ids, err := q.eventIDs(ctx, e)
	if err != nil {
		return Page[Event]{}, err
	}
	var rows []Event
	undated := 0
	for _, id := range ids {
		ev, ok, err := q.selected(ctx, id, &f)
		if err != nil {
			return Page[Event]{}, err
		}
		if !ok {
			continue
		}
		in, dated := f.within(ev.Time, ev.Evidence)
		if in {
			rows = append(rows, ev)
		}
		if !dated {
			undated++
		}
	}
	out, err := page(rows, &f, (*Event).key)
	out.Undated = undated
	return out, err
}

func (ev *Event) key() string {
	return fmt.Sprintf("%s %s %s", dated(ev.Time), many(ev.Sources), ev.ID)
}

// eventIDs returns the canonical events of e, or all.
func (q *Query) eventIDs(ctx context.Context, e graph.ID) ([]graph.ID, error) {
	if e != "" {
		return q.eventsOf(ctx, e, func(string) bool { return true })
	}
	var out []graph.ID
	for doc, err := range q.articles(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("list articles: %w", err)
		}
		p, err := q.paper(ctx, doc)
		if err != nil {
			return nil, err
		}
		for i := range p.Events() {
			id, err := q.event(ctx, p, i)
			if err != nil {
				return nil, err
			}
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// selected returns an event if f takes it.
func (q *Query) selected(ctx context.Context, id graph.ID, f *Filter) (Event, bool, error) {
	accounts, err := q.accounts(ctx, id)
	if err != nil || len(accounts) == 0 || !f.class(classes(accounts)...) {
		return Event{}, false, err
	}
	kept := slices.Clone(accounts)
	kept = slices.DeleteFunc(kept, func(a account) bool { return !f.counts(&a.evidence) })
	if len(kept) == 0 {
		return Event{}, false, nil
	}
	ev, err := q.assemble(ctx, id, kept)
	if err != nil {
		return Event{}, false, err
	}
	if ev.Sources < f.MinSources {
		return Event{}, false, nil
	}
	has := func(id graph.ID, want func(string) bool) bool {
		return id == "" || slices.ContainsFunc(ev.Roles, func(r Role) bool { return r.Who.ID == id && want(r.Name) })
	}
	return ev, has(f.Place, located) && has(f.With, participates), nil
}

// Event returns one event with all that is told of it.
func (q *Query) Event(ctx context.Context, id graph.ID) (Event, error) {
	accounts, err := q.accounts(ctx, id)
	if err != nil {
		return Event{}, err
	}
	if len(accounts) == 0 {
		return Event{}, fmt.Errorf("event %s: %w", id, graph.ErrNotFound)
	}
	return q.assemble(ctx, id, accounts)
}

// assemble makes one event of its accounts.
func (q *Query) assemble(ctx context.Context, id graph.ID, accounts []account) (Event, error) {
	ev := Event{ID: id, Class: class(accounts), Time: bestTime(times(accounts))}
	for _, a := range accounts {
		ev.Evidence = append(ev.Evidence, a.evidence)
		ev.Asserted = ev.Asserted || a.evidence.Asserted
		ev.Members = append(ev.Members, a.ev.ID)
		ev.Plover = add(ev.Plover, a.ev.Plover)
		ev.PloverMode = add(ev.PloverMode, a.ev.PloverMode)
		ev.Cameo = add(ev.Cameo, a.ev.Cameo)
		if ev.Aspect == "" {
			ev.Aspect = a.ev.Aspect
		}
	}
	slices.Sort(ev.Members)
	sortEvidence(ev.Evidence)
	ev.Status, ev.Sources = ev.Evidence[0].Status, Sources(ev.Evidence)
	var err error
	if ev.Roles, err = q.roles(ctx, accounts); err != nil {
		return ev, err
	}
	ev.Label = title(&ev, accounts)
	return ev, nil
}

// add puts s into a sorted set.
func add(set []string, s string) []string {
	if s == "" || slices.Contains(set, s) {
		return set
	}
	set = append(set, s)
	slices.Sort(set)
	return set
}

// roles joins the roles of all accounts, participants first.
func (q *Query) roles(ctx context.Context, accounts []account) ([]Role, error) {
	found := map[filled][]graph.ID{}
	for _, a := range accounts {
		for _, f := range a.roles {
			found[f] = append(found[f], a.evidence.Label)
		}
	}
	var out []Role
	for f, labels := range found {
		ref, err := q.Ref(ctx, f.id)
		if err != nil {
			return nil, err
		}
		slices.Sort(labels)
		out = append(out, Role{Name: f.role, Who: ref, Labels: slices.Compact(labels)})
	}
	key := func(r Role) string {
		return fmt.Sprintf("%t %s %s %s", !participates(r.Name), r.Name, r.Who.Name, r.Who.ID)
	}
	slices.SortFunc(out, func(a, b Role) int { return strings.Compare(key(a), key(b)) })
	return out, nil
}

// title gives an event a few words: its class, or for a plain action its verb.
func title(ev *Event, accounts []account) string {
	words := describe(Ref{ID: ev.ID, Class: ev.Class})
	if ev.Class == "Action" || ev.Class == "Event" {
		for _, a := range accounts {
			if a.ev.Lemma != "" {
				words = a.ev.Lemma
				break
			}
		}
	}
	if ev.Aspect != "" {
		words += " " + ev.Aspect
	}
	return words
}

// Has reports whether id has a part in the event.
func (ev *Event) Has(id graph.ID) bool {
	return slices.ContainsFunc(ev.Roles, func(r Role) bool { return r.Who.ID == id })
}

// Of returns the evidence of one role.
func (ev *Event) Of(r Role) []Evidence {
	var out []Evidence
	for _, e := range ev.Evidence {
		if slices.Contains(r.Labels, e.Label) {
			out = append(out, e)
		}
	}
	return out
}
