package query

import (
	"context"
	"fmt"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A Meeting says that someone met someone, in the wide sense of an encounter.
type Meeting struct {
	Other      Ref        `json:"other"`
	Event      graph.ID   `json:"event"`
	Class      string     `json:"class"`
	Directness string     `json:"directness"` // asserted-meeting joint-appearance call letter inferred
	Status     string     `json:"status"`     // planned and denied meetings are listed too
	Asserted   bool       `json:"asserted"`
	Source     []Claimant `json:"source,omitempty"`
	Place      []Ref      `json:"place,omitempty"`
	Time       *When      `json:"time,omitempty"`
	Sources    int        `json:"sources"` // independent ones
	Claims     int        `json:"claims"`  // on which it rests
	Evidence   []Evidence `json:"evidence"`
	// Corroborating are accounts of a joint appearance of the two that an article ties
	// to the meeting; they are no accounts of it and do not count in Sources.
	Corroborating []Evidence `json:"corroborating,omitempty"`

	claimed string // by whom, see Evidence.claimed
	told    []brief
	support support
}

// Inferred is the directness of an encounter that no article tells of as such:
// the two take part in one event, each according to another article.
const Inferred = "inferred"

// directness orders the kinds of encounter, the strongest first.
var directness = []string{"asserted-meeting", "joint-appearance", "call", "letter", Inferred}

// Met returns whom e met, appeared with, called or wrote to, the most direct and
// best supported first. What is only planned, claimed or denied is listed as such.
func (q *Query) Met(ctx context.Context, e graph.ID, f Filter) (Page[Meeting], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Meeting]{}, err
	}
	around, err := q.surroundings(ctx, e)
	if err != nil {
		return Page[Meeting]{}, err
	}
	var rows []Meeting
	undated := 0
	for _, ev := range around.in {
		more, err := q.encounters(ctx, e, ev, &f)
		if err != nil {
			return Page[Meeting]{}, err
		}
		for _, m := range more {
			in, dated := f.within(m.Time, f.published(m.told)...)
			if in {
				rows = append(rows, m)
			}
			if !dated {
				undated++
			}
		}
	}
	out, err := page(rows, &f, (*Meeting).key)
	if err != nil {
		return Page[Meeting]{}, err
	}
	out.Undated = undated
	return out, fill(out.Items, func(m *Meeting) (err error) {
		if m.Evidence, err = q.show(ctx, &m.support, f.Evidence); err != nil {
			return err
		}
		return q.corroborate(ctx, e, m, &f)
	})
}

// key orders meetings: by directness, what is asserted first, then by support.
func (m *Meeting) key() string {
	rank := slices.Index(directness, m.Directness)
	if rank < 0 {
		rank = len(directness)
	}
	return fmt.Sprintf("%t %d %s %s %s %s %s %s", !m.Asserted, rank, many(m.Sources), dated(m.Time),
		m.Other.Name, m.Other.ID, m.Event, m.Status+m.claimed)
}

// encounters returns the rows of one event, none if it is no encounter.
func (q *Query) encounters(ctx context.Context, e, ev graph.ID, f *Filter) ([]Meeting, error) {
	h, err := q.happening(ctx, ev)
	if err != nil || !isEncounter(h.accounts) || !f.class(classes(h.accounts)...) {
		return nil, err
	}
	accounts, err := q.accounts(ctx, ev)
	if err != nil {
		return nil, err
	}
	places, err := q.places(ctx, accounts)
	if err != nil || f.Place != "" && !slices.ContainsFunc(places, func(r Ref) bool { return f.at(r.ID) }) {
		return nil, err
	}
	rows, err := q.pairs(ctx, e, accounts)
	if err != nil {
		return nil, err
	}
	when := bestTime(times(accounts))
	var out []Meeting
	for _, key := range sortedKeys(rows) {
		m := rows[key]
		if f.With != "" && m.Other.ID != f.With {
			continue
		}
		if m.told, err = q.taken(ctx, f, m.told); err != nil {
			return nil, err
		}
		if len(m.told) == 0 || m.Directness == Inferred && len(m.told) < 2 {
			continue
		}
		if m.support = supported(m.told); m.support.sources() < f.MinSources {
			continue
		}
		if m.Other, err = q.Ref(ctx, m.Other.ID); err != nil {
			return nil, err
		}
		m.Event, m.Place, m.Time = ev, places, when
		m.Sources, m.Claims = m.support.sources(), len(m.told)
		out = append(out, *m)
	}
	return out, nil
}

// pairs groups what the accounts tell of e with each other participant, by status
// and by who says so.
func (q *Query) pairs(ctx context.Context, e graph.ID, accounts []account) (map[string]*Meeting, error) {
	rows := map[string]*Meeting{}
	together := map[graph.ID]bool{e: true}
	for i := range accounts {
		a := &accounts[i]
		if !ontology.Is(a.class(), "Encounter") || !a.takes(e) {
			continue
		}
		for _, other := range a.participants() {
			if other != e {
				together[other] = true
				if a.apart(e, other) {
					continue
				}
				if _, err := q.addPair(ctx, rows, other, direct(a), a); err != nil {
					return nil, err
				}
			}
		}
	}
	for i := range accounts {
		a := &accounts[i]
		for _, other := range a.participants() {
			if !together[other] && a.asserted() {
				if err := q.addInferred(ctx, rows, e, other, a, accounts); err != nil {
					return nil, err
				}
			}
		}
	}
	return rows, nil
}

// direct returns the directness of an encounter, that of its class if the report
// gives none.
func direct(a *account) string {
	if how := a.d.Directness(a.n); how != "" {
		return how
	}
	switch a.class() {
	case "NewsConference":
		return "joint-appearance"
	case "PhoneCall":
		return "call"
	case "Letter":
		return "letter"
	}
	return "asserted-meeting"
}

// addPair adds an account to the row of the other one, of how direct it is, of its status
// and of who says so.
func (q *Query) addPair(ctx context.Context, rows map[string]*Meeting, other graph.ID, how string, a *account) (*Meeting, error) {
	var e Evidence
	if a.d.Claimed(a.n) {
		var err error
		if e, err = q.words(ctx, &a.brief); err != nil {
			return nil, err
		}
	}
	status := a.d.Status(a.n)
	key := fmt.Sprintf("%s %s %s %s", other, how, status, e.claimed())
	m := rows[key]
	if m == nil {
		m = &Meeting{Other: Ref{ID: other}, Class: a.class(), Directness: how, Status: status, Source: e.Source, claimed: e.claimed()}
		rows[key] = m
	}
	m.Asserted = m.Asserted || a.asserted()
	m.told = append(m.told, a.brief)
	return m, nil
}

// addInferred joins the account of the other one to those of e: both are needed
// to see that they were at one event.
func (q *Query) addInferred(ctx context.Context, rows map[string]*Meeting, e, other graph.ID, a *account, accounts []account) error {
	for i := range accounts {
		own := &accounts[i]
		if !own.asserted() || !own.takes(e) {
			continue
		}
		m, err := q.addPair(ctx, rows, other, Inferred, a)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(m.told, func(b brief) bool { return b.label == own.label }) {
			m.told = append(m.told, own.brief)
		}
		m.Asserted = false
		return nil
	}
	return nil
}
