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
	Evidence   []Evidence `json:"evidence"`
	// Corroborating are accounts of a joint appearance of the two that an article ties
	// to the meeting; they are no accounts of it and do not count in Sources.
	Corroborating []Evidence `json:"corroborating,omitempty"`
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
	events, err := q.eventsOf(ctx, e, participates)
	if err != nil {
		return Page[Meeting]{}, err
	}
	var rows []Meeting
	undated := 0
	for _, ev := range events {
		more, err := q.encounters(ctx, e, ev, &f)
		if err != nil {
			return Page[Meeting]{}, err
		}
		for _, m := range more {
			in, dated := f.within(m.Time, m.Evidence)
			if in {
				rows = append(rows, m)
			}
			if !dated {
				undated++
			}
		}
	}
	out, err := page(rows, &f, (*Meeting).key)
	out.Undated = undated
	return out, err
}

// key orders meetings: by directness, what is asserted first, then by support.
func (m *Meeting) key() string {
	rank := slices.Index(directness, m.Directness)
	if rank < 0 {
		rank = len(directness)
	}
	return fmt.Sprintf("%t %d %s %s %s %s %s %s", !m.Asserted, rank, many(m.Sources), dated(m.Time),
		m.Other.Name, m.Other.ID, m.Event, m.Status+m.Evidence[0].claimed())
}

// encounters returns the rows of one event, none if it is no encounter.
func (q *Query) encounters(ctx context.Context, e, ev graph.ID, f *Filter) ([]Meeting, error) {
	accounts, err := q.accounts(ctx, ev)
	if err != nil || !isEncounter(accounts) || !f.class(classes(accounts)...) {
		return nil, err
	}
	places, err := q.places(ctx, accounts)
	if err != nil || f.Place != "" && !slices.ContainsFunc(places, func(r Ref) bool { return r.ID == f.Place }) {
		return nil, err
	}
	rows := pairs(e, accounts)
	var out []Meeting
	for _, key := range sortedKeys(rows) {
		m := rows[key]
		m.Evidence = f.facts(m.Evidence)
		if len(m.Evidence) == 0 || m.Directness == Inferred && len(m.Evidence) < 2 || f.With != "" && m.Other.ID != f.With {
			continue
		}
		if m.Other, err = q.Ref(ctx, m.Other.ID); err != nil {
			return nil, err
		}
		m.Event, m.Place, m.Time = ev, places, bestTime(times(accounts))
		m.Sources = Sources(m.Evidence)
		sortEvidence(m.Evidence)
		if err := q.corroborate(ctx, e, ev, m, f); err != nil {
			return nil, err
		}
		out = append(out, *m)
	}
	return out, nil
}

// pairs groups what the accounts tell of e with each other participant, by status
// and by who says so.
func pairs(e graph.ID, accounts []account) map[string]*Meeting {
	rows := map[string]*Meeting{}
	together := map[graph.ID]bool{e: true}
	for _, a := range accounts {
		if !a.takes(e) || !ontology.Is(a.ev.Class, "Encounter") {
			continue
		}
		for _, other := range a.participants() {
			if other != e {
				together[other] = true
				addPair(rows, other, a.ev.Class, direct(a.ev), a)
			}
		}
	}
	for _, a := range accounts {
		for _, other := range a.participants() {
			if !together[other] && a.evidence.Asserted {
				addInferred(rows, e, other, a, accounts)
			}
		}
	}
	return rows
}

// direct returns the directness of an encounter, that of its class if the report
// gives none.
func direct(ev *graph.Event) string {
	if ev.Directness != "" {
		return ev.Directness
	}
	switch ev.Class {
	case "NewsConference":
		return "joint-appearance"
	case "PhoneCall":
		return "call"
	case "Letter":
		return "letter"
	}
	return "asserted-meeting"
}

func addPair(rows map[string]*Meeting, other graph.ID, class, how string, a account) {
	key := fmt.Sprintf("%s %s %s %s", other, how, a.ev.Status, a.evidence.claimed())
	m := rows[key]
	if m == nil {
		m = &Meeting{Other: Ref{ID: other}, Class: class, Directness: how, Status: a.ev.Status, Source: a.evidence.Source}
		rows[key] = m
	}
	m.Asserted = m.Asserted || a.evidence.Asserted
	m.Evidence = append(m.Evidence, a.evidence)
}

// addInferred joins the account of the other one to those of e: both are needed
// to see that they were at one event.
func addInferred(rows map[string]*Meeting, e, other graph.ID, a account, accounts []account) {
	for _, own := range accounts {
		if own.takes(e) && own.evidence.Asserted {
			addPair(rows, other, a.ev.Class, Inferred, a)
			m := rows[fmt.Sprintf("%s %s %s %s", other, Inferred, a.ev.Status, a.evidence.claimed())]
			if !slices.ContainsFunc(m.Evidence, func(x Evidence) bool { return x.Label == own.evidence.Label }) {
				m.Evidence = append(m.Evidence, own.evidence)
			}
			m.Asserted = false
			return
		}
	}
}
