package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A Card is what the graph knows of one thing at a glance.
type Card struct {
	Ref
	Aliases  []string   `json:"aliases,omitempty"`
	Classes  []string   `json:"classes,omitempty"`
	Gender   string     `json:"gender,omitempty"`
	Members  []graph.ID `json:"members"` // the chains of articles that are this thing
	Articles int        `json:"articles"`
	Outlets  []Tally    `json:"outlets,omitempty"`
	Counts   Counts     `json:"counts"`
	Offices  []Office   `json:"offices,omitempty"`
}

// A Tally says how many articles come from one outlet.
type Tally struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
}

// Counts say how much there is to ask for.
type Counts struct {
	Encounters int `json:"encounters"` // events, of whatever status
	Events     int `json:"events"`
	Statements int `json:"statements"`
	Relations  int `json:"relations"`
}

// Card returns the card of a canonical entity.
func (q *Query) Card(ctx context.Context, id graph.ID) (Card, error) {
	ref, err := q.Ref(ctx, id)
	if err != nil {
		return Card{}, err
	}
	c := Card{Ref: ref}
	c.Members, err = q.r.Members(ctx, id)
	if err != nil && !isPosition(id) { // positions have no members
		return Card{}, fmt.Errorf("members of %s: %w", id, err)
	}
	if err := q.describe(ctx, &c); err != nil {
		return Card{}, err
	}
	if err := q.count(ctx, &c); err != nil {
		return Card{}, err
	}
	r, err := q.reach(ctx, id)
	if err != nil {
		return Card{}, err
	}
	c.Articles, c.Outlets = r.articles, r.outlets
	offices, err := q.Offices(ctx, id, Filter{Limit: MaxLimit})
	c.Offices = offices.Items
	return c, err
}

// describe sets what the quads of a thing say of itself.
func (q *Query) describe(ctx context.Context, c *Card) error {
	for _, p := range []graph.ID{typeIRI, nameIRI, aliasIRI, genderIRI} {
		quads, err := q.Quads(ctx, graph.Pattern{S: c.ID, P: p})
		if err != nil {
			return err
		}
		for _, quad := range quads {
			c.put(quad)
		}
	}
	slices.Sort(c.Aliases)
	return nil
}

func (c *Card) put(quad graph.Quad) {
	switch quad.P {
	case typeIRI:
		if t, ok := ontology.ByIRI("class", quad.O.ID); ok {
			c.Classes = add(c.Classes, t.Name)
		}
	case genderIRI:
		c.Gender = quad.O.Literal
	default:
		if name := quad.O.Literal; name != c.Name && !slices.Contains(c.Aliases, name) {
			c.Aliases = append(c.Aliases, name)
		}
	}
}

// count counts the facts about a thing, without reading a report.
func (q *Query) count(ctx context.Context, c *Card) error {
	around, err := q.surroundings(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, ev := range around.in {
		h, err := q.happening(ctx, ev)
		if err != nil {
			return err
		}
		if ontology.Is(h.outline.Class, "Encounter") {
			c.Counts.Encounters++
		}
	}
	c.Counts.Events, c.Counts.Statements, c.Counts.Relations = len(around.events), around.statements, len(around.leads)
	return nil
}

// A reach says in how many articles a thing is mentioned, and of which outlets.
type reach struct {
	articles int
	outlets  []Tally
}

func (r *reach) weight() int { return 1 + len(r.outlets) }

// reach counts the articles that mention a thing, by where they are from.
func (q *Query) reach(ctx context.Context, id graph.ID) (*reach, error) {
	return recall(q, func(m *memo) map[graph.ID]*reach { return m.reaches }, id, func() (*reach, error) {
		docs, err := q.digits(ctx, id)
		if err != nil {
			return nil, err
		}
		counts := map[string]int{}
		for _, hex := range docs {
			d := q.held(graph.HexNumber(hex))
			if d == nil {
				if d, err = q.digest(ctx, graph.ID("doc:"+hex)); err != nil {
					return nil, err
				}
			}
			if name := d.Outlet(); name != "" {
				counts[name]++
			}
		}
		r := &reach{articles: len(docs)}
		for name, n := range counts {
			r.outlets = append(r.outlets, Tally{name, n})
		}
		slices.SortFunc(r.outlets, func(a, b Tally) int {
			return cmp.Or(b.Articles-a.Articles, strings.Compare(a.Name, b.Name))
		})
		return r, nil
	})
}

// A Naming is one mention of a thing in its sentence.
type Naming struct {
	Article   graph.ID   `json:"article"`
	Title     string     `json:"title,omitempty"`
	Published graph.Date `json:"published,omitempty"`
	Member    graph.ID   `json:"member"`
	Kind      string     `json:"kind"` // name nominal pronoun
	Passage   Passage    `json:"passage"`
}

// Mentions returns every mention of a thing, by article and place in the text.
func (q *Query) Mentions(ctx context.Context, id graph.ID, f Filter) (Page[Naming], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Naming]{}, err
	}
	docs, err := q.docs(ctx, id)
	if err != nil {
		return Page[Naming]{}, err
	}
	var rows []Naming
	undated := 0
	for _, doc := range docs {
		p, err := q.paper(ctx, doc)
		if err != nil {
			return Page[Naming]{}, err
		}
		in, dated := f.within(nil, p.head.Published)
		if !dated {
			undated++
		}
		if !in || !f.knew(doc, p.head.Published) || !f.printed(cmp.Or(p.head.Outlet, p.head.Agency)) {
			continue
		}
		more, err := q.namings(ctx, p, id)
		if err != nil {
			return Page[Naming]{}, err
		}
		rows = append(rows, more...)
	}
	out, err := page(rows, &f, func(n *Naming) string {
		return fmt.Sprintf("%s %09d %09d", n.Article, n.Passage.Span.B+n.Passage.Marks[0].B, n.Passage.Marks[0].E)
	})
	out.Undated = undated
	return out, err
}

func (q *Query) namings(ctx context.Context, p *paper, id graph.ID) ([]Naming, error) {
	var out []Naming
	for i := range p.Mentions() {
		m := p.Mention(i)
		who, err := q.chainOf(ctx, p, m.Chain)
		if err != nil {
			return nil, err
		}
		passages := p.passages([]graph.Span{m.Span})
		if who != id || len(passages) == 0 {
			continue
		}
		out = append(out, Naming{
			Article: p.head.ID, Title: p.head.Title, Published: p.head.Published,
			Member: p.Member(m.Chain), Kind: m.Kind, Passage: passages[0],
		})
	}
	return out, nil
}
