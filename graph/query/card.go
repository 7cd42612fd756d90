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
	if c.Articles, c.Outlets, err = q.outlets(ctx, id); err != nil {
		return Card{}, err
	}
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

// count counts by quads alone, without reading a report.
func (q *Query) count(ctx context.Context, c *Card) error {
	in, err := q.to(ctx, c.ID, roleIRIs)
	if err != nil {
		return err
	}
	by, err := q.unsorted(ctx, graph.Pattern{P: speakerIRI, O: &graph.Term{ID: c.ID}})
	if err != nil {
		return err
	}
	events, said := map[graph.ID]bool{}, map[graph.ID]bool{}
	for _, quad := range in {
		if strings.HasPrefix(string(quad.S), "ev:") {
			events[quad.S] = events[quad.S] || participates(roleNames[quad.P])
		}
	}
	for _, quad := range by {
		if strings.HasPrefix(string(quad.S), "st:") {
			said[quad.S] = true
		}
	}
	c.Counts.Events, c.Counts.Statements = len(events), len(said)
	for _, ev := range sortedKeys(events) {
		if !events[ev] {
			continue
		}
		types, err := q.unsorted(ctx, graph.Pattern{S: ev, P: typeIRI})
		if err != nil {
			return err
		}
		if ontology.Is(classOf(types), "Encounter") {
			c.Counts.Encounters++
		}
	}
	edges, err := q.edges(ctx, c.ID)
	c.Counts.Relations = len(edges)
	return err
}

// outlets counts the articles that mention a thing, by where they are from.
func (q *Query) outlets(ctx context.Context, id graph.ID) (int, []Tally, error) {
	docs, err := q.digits(ctx, id)
	if err != nil {
		return 0, nil, err
	}
	counts := map[string]int{}
	for _, hex := range docs {
		d := q.held(keyOf(hex))
		if d == nil {
			if d, err = q.digest(ctx, graph.ID("doc:"+hex)); err != nil {
				return 0, nil, err
			}
		}
		if name := d.Outlet(); name != "" {
			counts[name]++
		}
	}
	var out []Tally
	for name, n := range counts {
		out = append(out, Tally{name, n})
	}
	slices.SortFunc(out, func(a, b Tally) int {
		return cmp.Or(b.Articles-a.Articles, strings.Compare(a.Name, b.Name))
	})
	return len(docs), out, nil
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
