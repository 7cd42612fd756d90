package query

import (
	"context"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// An account is what one article tells of an event that several may tell of.
type account struct {
	item
	roles    []filled
	evidence Evidence
}

// A filled role says who takes part and how.
type filled struct {
	role string
	id   graph.ID
}

// takes reports whether id takes part in the event, in a role that only rests
// when place is false: someone and not somewhere.
func (a *account) takes(id graph.ID) bool {
	return slices.ContainsFunc(a.roles, func(f filled) bool { return f.id == id && participates(f.role) })
}

// participants returns those who take part, sorted, each once.
func (a *account) participants() []graph.ID {
	var out []graph.ID
	for _, f := range a.roles {
		if participates(f.role) {
			out = append(out, f.id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// accounts returns what the articles tell of a canonical event, by label.
func (q *Query) accounts(ctx context.Context, ev graph.ID) ([]account, error) {
	if out, ok := q.events[ev]; ok {
		return out, nil
	}
	types, err := q.Quads(ctx, graph.Pattern{S: ev, P: typeIRI}) // one an account at least
	if err != nil {
		return nil, err
	}
	var out []account
	for _, label := range labels(types) {
		it, ok, err := q.item(ctx, label)
		if err != nil {
			return nil, err
		}
		if !ok || it.ev == nil {
			continue
		}
		a, err := q.account(ctx, it)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	q.events[ev] = out
	return out, nil
}

func (q *Query) account(ctx context.Context, it item) (account, error) {
	a := account{item: it}
	for _, r := range it.ev.Roles {
		id, err := q.who(ctx, it.paper, r.Mention)
		if err != nil {
			return a, err
		}
		if id != "" {
			a.roles = append(a.roles, filled{r.Name, id})
		}
	}
	var err error
	a.evidence, err = q.evidence(ctx, it)
	return a, err
}

// labels returns the labels of quads, sorted, each once.
func labels(quads []graph.Quad) []graph.ID {
	var out []graph.ID
	for _, quad := range quads {
		out = append(out, quad.G)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// eventsOf returns the canonical events in which id has a role that want accepts,
// sorted.
func (q *Query) eventsOf(ctx context.Context, id graph.ID, want func(role string) bool) ([]graph.ID, error) {
	quads, err := q.to(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []graph.ID
	for _, quad := range quads {
		if role, ok := roleNames[quad.P]; ok && want(role) && strings.HasPrefix(string(quad.S), "ev:") {
			out = append(out, quad.S)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// classes returns the classes that the accounts give an event, sorted.
func classes(accounts []account) []string {
	var out []string
	for _, a := range accounts {
		out = append(out, a.ev.Class)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// class returns the most special class of the accounts.
func class(accounts []account) string {
	best := ""
	for _, c := range classes(accounts) {
		if best == "" || depth(c) > depth(best) {
			best = c
		}
	}
	return best
}

// places returns where the accounts say that the event is, each once.
func (q *Query) places(ctx context.Context, accounts []account) ([]Ref, error) {
	var ids []graph.ID
	for _, a := range accounts {
		for _, f := range a.roles {
			if located(f.role) && !slices.Contains(ids, f.id) {
				ids = append(ids, f.id)
			}
		}
	}
	return q.refsByID(ctx, ids)
}

// refsByID returns the things with these ids, sorted by name.
func (q *Query) refsByID(ctx context.Context, ids []graph.ID) ([]Ref, error) {
	var out []Ref
	for _, id := range ids {
		ref, err := q.Ref(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, ref)
	}
	slices.SortFunc(out, func(a, b Ref) int { return strings.Compare(a.Name+string(a.ID), b.Name+string(b.ID)) })
	return out, nil
}

// times returns the times that the accounts give, and the date that one account's
// weekday has by another's article.
func times(accounts []account) []When {
	var out []When
	for _, a := range accounts {
		out = append(out, a.when())
	}
	if w := tied(accounts, out); w != nil {
		out = append(out, *w)
	}
	return out
}

// isEncounter reports whether one of the accounts tells of a meeting in the wide
// sense.
func isEncounter(accounts []account) bool {
	return slices.ContainsFunc(accounts, func(a account) bool { return ontology.Is(a.ev.Class, "Encounter") })
}
