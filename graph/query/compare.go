package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// A Contrast says what outlets tell of one event.
type Contrast struct {
	Event   Ref         `json:"event"`
	Outlets []Telling   `json:"outlets"` // by name
	Roles   []Agreement `json:"roles"`
	Times   []Agreement `json:"times"`
}

// A Telling is what one outlet makes of the event. How is asserts, acknowledges
// (one of whom it is told admits it), claims (someone says so), denies, announces
// (it is planned, asked for or possible) or omits.
type Telling struct {
	Outlet     string      `json:"outlet"`
	How        string      `json:"how" enum:"asserts,acknowledges,claims,denies,announces,omits"`
	Claimants  []Ref       `json:"claimants,omitempty"`
	Articles   int         `json:"articles"` // that tell of the event, or, when it omits it, that mention who takes part
	Evidence   []Evidence  `json:"evidence"`
	Statements []Statement `json:"statements"` // made there, as the outlet has them
}

// An Agreement is one detail and which of the outlets tell it and which do not.
type Agreement struct {
	What  string   `json:"what"`
	Who   *Ref     `json:"who,omitempty"`
	Told  []string `json:"told"`
	Omits []string `json:"omits"`
}

// Compare returns what outlets tell of an event: all that tell of it when none is
// named. An outlet of which there is no article at all is graph.ErrNotFound.
func (q *Query) Compare(ctx context.Context, ev graph.ID, outlets []string) (Contrast, error) {
	accounts, err := q.accounts(ctx, ev)
	if err != nil {
		return Contrast{}, err
	}
	if len(accounts) == 0 {
		return Contrast{}, fmt.Errorf("event %s: %w", ev, graph.ErrNotFound)
	}
	told := map[string][]account{}
	for _, a := range accounts {
		name := cmp.Or(a.d.Outlet(), "unknown outlet")
		told[name] = append(told[name], a)
	}
	if len(outlets) == 0 {
		outlets = sortedKeys(told)
	}
	outlets = slices.Compact(slices.Sorted(slices.Values(outlets)))
	c := Contrast{Event: Ref{ID: ev, Class: class(accounts)}}
	c.Event.Name = describe(c.Event)
	for _, name := range outlets {
		t, err := q.telling(ctx, ev, name, told[name], accounts)
		if err != nil {
			return Contrast{}, err
		}
		c.Outlets = append(c.Outlets, t)
	}
	c.Times = agreements(outlets, told, timesOf)
	c.Roles = agreements(outlets, told, rolesOf)
	for i := range c.Roles {
		role, id, _ := strings.Cut(c.Roles[i].What, " ")
		ref, err := q.Ref(ctx, graph.ID(id))
		if err != nil {
			return Contrast{}, err
		}
		c.Roles[i].What, c.Roles[i].Who = role, &ref
	}
	return c, nil
}

// telling describes one outlet.
func (q *Query) telling(ctx context.Context, ev graph.ID, outlet string, own, all []account) (Telling, error) {
	t := Telling{Outlet: outlet, How: "omits", Evidence: []Evidence{}, Statements: []Statement{}}
	if len(own) == 0 {
		n, err := q.covers(ctx, outlet, all)
		t.Articles = n
		return t, err
	}
	docs := map[graph.ID]bool{}
	for i := range own {
		e, err := q.words(ctx, &own[i].brief)
		if err != nil {
			return t, err
		}
		t.Evidence = append(t.Evidence, e)
		docs[e.Article] = true
		for _, c := range e.Source {
			if !slices.Contains(t.Claimants, c.Speaker) && c.Speaker.Name != "" {
				t.Claimants = append(t.Claimants, c.Speaker)
			}
		}
	}
	sortEvidence(t.Evidence)
	t.How, t.Articles = stance(t.Evidence), len(docs)
	for _, doc := range sortedKeys(docs) {
		more, err := q.saidDuring(ctx, doc, ev)
		if err != nil {
			return t, err
		}
		t.Statements = append(t.Statements, more...)
	}
	return t, nil
}

// stance is the strongest way in which the evidence tells its event.
func stance(evidence []Evidence) string {
	ways := []string{"asserts", "acknowledges", "claims", "denies", "announces"}
	best := len(ways) - 1
	for _, e := range evidence {
		way := "announces"
		switch {
		case e.Asserted:
			way = "asserts"
		case e.Polarity == "-" || e.Status == "denied" || e.Status == "negated":
			way = "denies"
		case e.Status != graph.Happened:
		case len(e.Source) > 0 && e.Source[len(e.Source)-1].Stance == "factive":
			way = "acknowledges"
		case len(e.Source) > 0:
			way = "claims"
		}
		best = min(best, slices.Index(ways, way))
	}
	return ways[best]
}

// covers counts the articles of an outlet that mention who takes part in the event.
func (q *Query) covers(ctx context.Context, outlet string, accounts []account) (int, error) {
	about := map[graph.ID]bool{}
	for _, a := range accounts {
		for _, id := range a.participants() {
			docs, err := q.docs(ctx, id)
			if err != nil {
				return 0, err
			}
			for _, doc := range docs {
				about[doc] = true
			}
		}
	}
	n, known := 0, false
	for doc, err := range q.articles(ctx, "") {
		if err != nil {
			return 0, fmt.Errorf("list articles: %w", err)
		}
		if known && !about[doc] {
			continue
		}
		d, err := q.digest(ctx, doc)
		if err != nil {
			return 0, err
		}
		if d.Outlet() == outlet {
			known = true
			if about[doc] {
				n++
			}
		}
	}
	if !known {
		return 0, fmt.Errorf("outlet %q: %w", outlet, graph.ErrNotFound)
	}
	return n, nil
}

// saidDuring returns what an article has as said during an event.
func (q *Query) saidDuring(ctx context.Context, doc, ev graph.ID) ([]Statement, error) {
	p, err := q.paper(ctx, doc)
	if err != nil {
		return nil, err
	}
	var out []Statement
	for i := range p.Statements() {
		it := p.statement(i)
		id, err := q.event(ctx, p, it.st.During)
		if err != nil {
			return nil, err
		}
		if id != ev {
			continue
		}
		st, err := q.statement(ctx, it)
		if err != nil {
			return nil, err
		}
		out = append(out, st)
	}
	return out, nil
}

// agreements lists the details that of finds in the accounts, each with the outlets
// that tell it.
func agreements(outlets []string, told map[string][]account, of func(*account) []string) []Agreement {
	by := map[string]map[string]bool{}
	for _, name := range outlets {
		for i := range told[name] {
			for _, what := range of(&told[name][i]) {
				if by[what] == nil {
					by[what] = map[string]bool{}
				}
				by[what][name] = true
			}
		}
	}
	out := []Agreement{}
	for _, what := range sortedKeys(by) {
		a := Agreement{What: what, Told: []string{}, Omits: []string{}}
		for _, name := range outlets {
			if by[what][name] {
				a.Told = append(a.Told, name)
			} else {
				a.Omits = append(a.Omits, name)
			}
		}
		out = append(out, a)
	}
	return out
}

func timesOf(a *account) []string {
	w := a.when()
	if w == nil {
		return nil
	}
	if s := cmp.Or(string(w.Value), w.Weekday, w.Text, w.Timex); s != "" {
		return []string{s}
	}
	return nil
}

func rolesOf(a *account) []string {
	var out []string
	for _, f := range a.roles {
		out = append(out, f.role+" "+string(f.id))
	}
	return out
}
