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
	Claims     int        `json:"claims"` // on which it rests
	Evidence   []Evidence `json:"evidence"`

	told     int       // accounts that there are
	accounts []account // those that the filter takes, without roles
	support  support
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
	rows, undated, err := q.eventRows(ctx, e, &f)
	if err != nil {
		return Page[Event]{}, err
	}
	out, err := page(rows, &f, (*Event).key)
	if err != nil {
		return Page[Event]{}, err
	}
	out.Undated = undated
	return out, fill(out.Items, func(ev *Event) error { return q.tell(ctx, ev, f.Evidence) })
}

// fill gives rows of a page what those that are not shown do without.
func fill[T any](rows []T, with func(*T) error) error {
	for i := range rows {
		if err := with(&rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// eventRows returns what is needed of the events of e to order them, and how many are
// left out for want of a date.
func (q *Query) eventRows(ctx context.Context, e graph.ID, f *Filter) (rows []Event, undated int, err error) {
	ids, err := q.eventIDs(ctx, e, f)
	if err != nil {
		return nil, 0, err
	}
	return q.chosen(ctx, ids, f, func(*Event) (bool, error) { return true, nil })
}

// chosen returns those of the events ids that f and keep take, in the order of ids, and
// how many are left out for want of a date.
func (q *Query) chosen(ctx context.Context, ids []graph.ID, f *Filter, keep func(*Event) (bool, error)) (rows []Event, undated int, err error) {
	for _, id := range ids {
		ev, ok, err := q.selected(ctx, id, f)
		if ok && err == nil {
			ok, err = keep(&ev)
		}
		if err != nil {
			return nil, 0, err
		}
		if !ok {
			continue
		}
		in, dated := f.within(ev.Time, f.published(ev.support.all)...)
		if in {
			rows = append(rows, ev)
		}
		if !dated {
			undated++
		}
	}
	return rows, undated, nil
}

func (ev *Event) key() string {
	return dated(ev.Time) + " " + many(ev.Sources) + " " + string(ev.ID)
}

// eventIDs returns the canonical events of e, or all, among which those of f are.
func (q *Query) eventIDs(ctx context.Context, e graph.ID, f *Filter) ([]graph.ID, error) {
	if e == "" {
		return q.eventsWith(ctx, typeIRI)
	}
	around, err := q.surroundings(ctx, e)
	if err != nil {
		return nil, err
	}
	within, err := q.eventsIn(ctx, e)
	if err != nil {
		return nil, err
	}
	ids := around.events
	if len(within) > 0 {
		ids = slices.Concat(ids, within)
		slices.Sort(ids)
		ids = slices.Compact(ids)
	}
	if f.With == "" {
		return ids, nil
	}
	with, err := q.surroundings(ctx, f.With)
	if err != nil {
		return nil, err
	}
	return common(ids, with.in), nil
}

// eventsWith returns the canonical events of which something says a property, sorted.
func (q *Query) eventsWith(ctx context.Context, property graph.ID) ([]graph.ID, error) {
	quads, err := q.unsorted(ctx, graph.Pattern{P: property, Once: true})
	if err != nil {
		return nil, err
	}
	var out []graph.ID
	for _, quad := range quads {
		if strings.HasPrefix(string(quad.S), "ev:") {
			out = append(out, quad.S)
		}
	}
	return unique(out), nil
}

// selected returns what is needed of an event to order it, if f takes it.
func (q *Query) selected(ctx context.Context, id graph.ID, f *Filter) (Event, bool, error) {
	h, err := q.happening(ctx, id)
	if err != nil || len(h.accounts) == 0 || !f.class(classes(h.accounts)...) {
		return Event{}, false, err
	}
	ev := h.outline
	if !f.whole() {
		if ev, err = q.part(ctx, h, f); err != nil || len(ev.accounts) == 0 {
			return Event{}, false, err
		}
	}
	if ev.Sources < f.MinSources || f.Place == "" && f.With == "" {
		return ev, ev.Sources >= f.MinSources, nil
	}
	if ev.Roles, err = q.roles(ctx, &ev); err != nil {
		return Event{}, false, err
	}
	there := f.Place == "" || slices.ContainsFunc(ev.Roles, func(r Role) bool { return f.at(r.Who.ID) && located(r.Name) })
	with := f.With == "" || slices.ContainsFunc(ev.Roles, func(r Role) bool { return r.Who.ID == f.With && participates(r.Name) })
	return ev, there && with, nil
}

// part returns the outline of an event by those accounts that f takes.
func (q *Query) part(ctx context.Context, h *happening, f *Filter) (Event, error) {
	ev := Event{ID: h.outline.ID, told: len(h.accounts)}
	for i := range h.accounts {
		ok, err := q.takes(ctx, f, &h.accounts[i].brief)
		if err != nil {
			return Event{}, err
		}
		if ok {
			ev.accounts = append(ev.accounts, h.accounts[i])
		}
	}
	if len(ev.accounts) > 0 {
		ev.outline()
	}
	return ev, nil
}

// Event returns one event with all that is told of it.
func (q *Query) Event(ctx context.Context, id graph.ID) (Event, error) {
	ev, ok, err := q.selected(ctx, id, &Filter{})
	if err != nil {
		return Event{}, err
	}
	if !ok {
		return Event{}, fmt.Errorf("event %s: %w", id, graph.ErrNotFound)
	}
	return ev, q.tell(ctx, &ev, AllEvidence)
}

// outline makes of the accounts what events are ordered by.
func (ev *Event) outline() {
	ev.Class, ev.Time = class(ev.accounts), bestTime(times(ev.accounts))
	ev.support = supported(briefsOf(ev.accounts))
	ev.Sources, ev.Claims = ev.support.sources(), len(ev.accounts)
	for i := range ev.accounts {
		if a := &ev.accounts[i]; ev.Aspect == "" {
			ev.Aspect = a.d.Aspect(a.n)
		}
	}
	ev.Label = title(ev)
}

// tell adds the rest, with so many pieces of evidence.
func (q *Query) tell(ctx context.Context, ev *Event, evidence int) (err error) {
	for i := range ev.accounts {
		a := &ev.accounts[i]
		ev.Asserted = ev.Asserted || a.asserted()
		ev.Members = append(ev.Members, a.d.Member(a.n))
		ev.Plover = add(ev.Plover, a.d.Plover(a.n))
		ev.PloverMode = add(ev.PloverMode, a.d.PloverMode(a.n))
		ev.Cameo = add(ev.Cameo, a.d.Cameo(a.n))
	}
	slices.Sort(ev.Members)
	best := ev.support.best()
	ev.Status = best.d.Status(best.n)
	if ev.Roles, err = q.roles(ctx, ev); err != nil {
		return err
	}
	ev.Evidence, err = q.show(ctx, &ev.support, evidence)
	return err
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
func (q *Query) roles(ctx context.Context, ev *Event) ([]Role, error) {
	if ev.Roles != nil {
		return ev.Roles, nil
	}
	c, err := q.parts(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	var out []Role
	for f, labels := range c.parts {
		if labels = ev.of(labels); len(labels) == 0 {
			continue
		}
		ref, err := q.Ref(ctx, f.id)
		if err != nil {
			return nil, err
		}
		out = append(out, Role{Name: f.role, Who: ref, Labels: labels})
	}
	sorted := make([]Role, 0, len(out))
	for _, r := range inOrder(out, (*Role).key) {
		sorted = append(sorted, *r)
	}
	return sorted, nil
}

func (r *Role) key() string {
	rank := "false "
	if !participates(r.Name) {
		rank = "true "
	}
	return rank + r.Name + " " + r.Who.Name + " " + string(r.Who.ID)
}

// of returns those of the labels that are of one of the accounts.
func (ev *Event) of(labels []graph.ID) []graph.ID {
	if len(ev.accounts) == ev.told {
		return labels
	}
	return slices.DeleteFunc(slices.Clone(labels), func(l graph.ID) bool { return !ev.has(l) })
}

// has reports whether a label is of one of the accounts.
func (ev *Event) has(label graph.ID) bool {
	_, ok := slices.BinarySearchFunc(ev.accounts, label, func(a account, l graph.ID) int { return strings.Compare(string(a.label), string(l)) })
	return ok
}

// title gives an event a few words: its class, or for a plain action its verb.
func title(ev *Event) string {
	words := describe(Ref{ID: ev.ID, Class: ev.Class})
	if ev.Class == "Action" || ev.Class == "Event" {
		for i := range ev.accounts {
			if lemma := ev.accounts[i].d.Lemma(ev.accounts[i].n); lemma != "" {
				words = lemma
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
