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
	brief
	roles []filled // of a cast
}

// A filled role says who takes part and how.
type filled struct {
	role string
	id   graph.ID
}

// A happening is all that is told of an event.
type happening struct {
	accounts []account // by label
	outline  Event     // of all accounts, what events are ordered by
}

func (h *happening) weight() int { return 1 + len(h.accounts) }

// A cast says who takes part in an event.
type cast struct {
	accounts []account             // of the happening, with their roles
	parts    map[filled][]graph.ID // for each role and thing the labels that say so
	who      []graph.ID            // take part, sorted
}

func (c *cast) weight() int { return 1 + len(c.accounts) + len(c.who)/4 }

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
	return unique(out)
}

// apart reports whether one and other are on one side of the encounter, as those are whom
// another met or wrote to: it says nothing of the two.
func (a *account) apart(one, other graph.ID) bool {
	side := func(id graph.ID) string {
		i := slices.IndexFunc(a.roles, func(f filled) bool { return f.id == id && participates(f.role) })
		if i < 0 {
			return ""
		}
		return a.roles[i].role
	}
	of := side(one)
	return of != "participant" && of != "speaker" && of == side(other)
}

// happening returns what the articles tell of a canonical event.
func (q *Query) happening(ctx context.Context, ev graph.ID) (*happening, error) {
	return recall(q, func(m *memo) map[graph.ID]*happening { return m.events }, ev, func() (*happening, error) {
		types, err := q.unsorted(ctx, graph.Pattern{S: ev, P: typeIRI}) // one an account at least
		if err != nil {
			return nil, err
		}
		told, err := q.briefs(ctx, labels(types), graph.IsEvent)
		if err != nil {
			return nil, err
		}
		h := &happening{accounts: make([]account, len(told))}
		for i := range told {
			h.accounts[i].brief = told[i]
		}
		h.outline = Event{ID: ev, accounts: h.accounts, told: len(told)}
		if len(told) > 0 {
			h.outline.outline()
		}
		return h, nil
	})
}

// parts finds out who takes part in an event.
func (q *Query) parts(ctx context.Context, ev graph.ID) (*cast, error) {
	return recall(q, func(m *memo) map[graph.ID]*cast { return m.casts }, ev, func() (*cast, error) {
		h, err := q.happening(ctx, ev)
		if err != nil {
			return nil, err
		}
		quads, err := q.among(ctx, graph.Pattern{S: ev}, roleIRIs)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(quads, graph.Quad.Compare)
		c := &cast{accounts: slices.Clone(h.accounts), parts: map[filled][]graph.ID{}}
		for _, quad := range quads {
			at, told := slices.BinarySearchFunc(c.accounts, quad.G, func(a account, label graph.ID) int { return strings.Compare(string(a.label), string(label)) })
			if quad.O.IsLiteral() || !told {
				continue
			}
			f := filled{roleNames[quad.P], quad.O.ID}
			c.parts[f] = append(c.parts[f], quad.G)
			c.accounts[at].roles = append(c.accounts[at].roles, f)
			if participates(f.role) {
				c.who = append(c.who, f.id)
			}
		}
		c.who = unique(c.who)
		return c, nil
	})
}

// accounts returns what the articles tell of a canonical event, by label, and who takes
// part according to each.
func (q *Query) accounts(ctx context.Context, ev graph.ID) ([]account, error) {
	c, err := q.parts(ctx, ev)
	if err != nil {
		return nil, err
	}
	return c.accounts, nil
}

// briefsOf returns the claims of accounts.
func briefsOf(accounts []account) []brief {
	out := make([]brief, len(accounts))
	for i := range accounts {
		out[i] = accounts[i].brief
	}
	return out
}

// labels returns the labels of quads, sorted, each once.
func labels(quads []graph.Quad) []graph.ID {
	var out []graph.ID
	for _, quad := range quads {
		out = append(out, quad.G)
	}
	return unique(out)
}

// classes returns the classes that the accounts give an event, sorted.
func classes(accounts []account) []string {
	var out []string
	for i := range accounts {
		if c := accounts[i].class(); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
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
	for i := range accounts {
		if w := accounts[i].when(); w != nil {
			out = append(out, *w)
		}
	}
	if w := tied(accounts, out); w != nil {
		out = append(out, *w)
	}
	return out
}

// isEncounter reports whether one of the accounts tells of a meeting in the wide
// sense.
func isEncounter(accounts []account) bool {
	return slices.ContainsFunc(classes(accounts), func(c string) bool { return ontology.Is(c, "Encounter") })
}
