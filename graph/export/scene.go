package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/graph/query"
)

// ego draws what surrounds one thing, the best supported first.
func (c *canvas) ego(ctx context.Context) error {
	ref, err := c.q.Ref(ctx, c.scene.Of)
	if err != nil {
		return err
	}
	c.title, c.leftOutURL = ref.Name, "/v1/entities/"+string(ref.ID)+"/neighbours"
	c.thing(ref, 0, 0)
	frontier := []graph.ID{ref.ID}
	for hop := range c.scene.Depth {
		for _, id := range frontier {
			if err := c.surround(ctx, id, 2*hop); err != nil {
				return err
			}
		}
		c.cut(ref.ID)
		frontier = frontier[:0]
		for _, n := range c.sorted() {
			if n.hop > 2*hop && n.Kind != "event" && n.Kind != "role" {
				frontier = append(frontier, n.ID)
			}
		}
	}
	return c.offices(ctx)
}

// surround puts the events and direct edges of a thing onto the canvas.
func (c *canvas) surround(ctx context.Context, id graph.ID, hop int) error {
	err := query.Each(func(f query.Filter) (query.Page[query.Event], error) { return c.q.Events(ctx, id, f) },
		c.scene.Filter, func(ev query.Event) { c.happening(&ev, hop+1) })
	if err != nil {
		return err
	}
	return query.Each(func(f query.Filter) (query.Page[query.Relation], error) { return c.q.Relations(ctx, id, f) },
		c.relationFilter(), func(r query.Relation) { c.relation(&r, hop) })
}

// relationFilter drops what only events have from the scene's filter.
func (c *canvas) relationFilter() query.Filter {
	f := c.scene.Filter
	f.Place, f.Type, f.Status = "", "", ""
	return f
}

// relation puts a direct edge onto the canvas, unless something that is there says
// the same.
func (c *canvas) relation(r *query.Relation, hop int) {
	if c.told(r) || r.Relation == "holds_position" && c.scene.Of != r.From.ID && c.scene.Of != r.To.ID {
		return // the office of a person stands below the name
	}
	t, _ := ontology.Lookup("relation", r.Relation)
	c.thing(r.From, hop+2, r.Sources)
	c.thing(r.To, hop+2, r.Sources)
	c.edge(r.From.ID, r.To.ID, r.Label, !t.Symmetric, r.Evidence)
}

// told reports whether an event on the canvas in which both have a part tells of
// r: from the same label or sentence, or as an encounter of two who met.
func (c *canvas) told(r *query.Relation) bool {
	for i := range c.events {
		ev := &c.events[i]
		if !ev.Has(r.From.ID) || !ev.Has(r.To.ID) {
			continue
		}
		if r.Relation == "met" && ontology.Is(ev.Class, "Encounter") && ev.Asserted || sameWords(r.Evidence, ev.Evidence) {
			return true
		}
	}
	return false
}

// sameWords reports whether each piece of evidence of a rests on a sentence on
// which one of b does.
func sameWords(a, b []query.Evidence) bool {
	sentences := map[string]bool{}
	key := func(e query.Evidence, p query.Passage) string { return fmt.Sprint(e.Article, p.Span) }
	for _, e := range b {
		for _, p := range e.Passages {
			sentences[key(e, p)] = true
		}
	}
	for _, e := range a {
		if !slices.ContainsFunc(e.Passages, func(p query.Passage) bool { return sentences[key(e, p)] }) {
			return false
		}
	}
	return true
}

// sorted returns the nodes: near before far, much supported before little.
func (c *canvas) sorted() []*Node {
	var out []*Node
	for _, n := range c.nodes {
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b *Node) int {
		return cmp.Or(a.hop-b.hop, b.rank-a.rank, cmp.Compare(a.ID, b.ID))
	})
	return out
}

// cut leaves the best supported nodes on the canvas and counts the others. It
// grows from what is kept along edges, so that no node is left without one.
func (c *canvas) cut(keep ...graph.ID) {
	near := map[graph.ID][]graph.ID{}
	for _, e := range c.edges {
		near[e.From] = append(near[e.From], e.To)
		near[e.To] = append(near[e.To], e.From)
	}
	stay, reach := map[graph.ID]bool{}, map[graph.ID]bool{}
	take := func(id graph.ID) {
		stay[id] = true
		for _, n := range near[id] {
			reach[n] = true
		}
	}
	for _, id := range keep {
		take(id)
	}
	order := c.sorted()
	slices.SortStableFunc(order, func(a, b *Node) int { return b.rank - a.rank })
	best := func(reached bool) int {
		return slices.IndexFunc(order, func(n *Node) bool {
			return !stay[n.ID] && len(near[n.ID]) > 0 && reach[n.ID] == reached
		})
	}
	for len(stay) < c.scene.Top {
		i := best(true)
		if i < 0 && len(keep) == 0 {
			i = best(false) // what is connected with the best is drawn whole: on to the next
		}
		if i < 0 {
			break
		}
		take(order[i].ID)
	}
	for id := range c.nodes {
		if !stay[id] {
			delete(c.nodes, id)
			c.leftOut++
		}
	}
}

// offices writes the best supported office of each person under the name, and
// under a position where it is.
func (c *canvas) offices(ctx context.Context) error {
	for _, n := range c.nodes {
		if n.Kind != "person" && n.Kind != "role" {
			continue
		}
		page, err := c.q.Offices(ctx, n.ID, query.Filter{Limit: 1})
		if err != nil {
			return err
		}
		if len(page.Items) == 0 {
			continue
		}
		o, status := page.Items[0], ""
		if o.Status != "current" {
			status = o.Status + " "
		}
		switch {
		case n.Kind == "person":
			n.Sub = status + o.Post.Name
		case o.Organization != nil:
			n.Sub = o.Organization.Name
		}
	}
	return nil
}

// event draws one event with all who take part and the direct edges among them.
func (c *canvas) event(ctx context.Context) error {
	ev, err := c.q.Event(ctx, c.scene.Of)
	if err != nil {
		return err
	}
	c.title = ev.Label
	c.leftOutURL = "/v1/events/" + string(ev.ID)
	c.happening(&ev, 0)
	for _, r := range ev.Roles {
		err := query.Each(func(f query.Filter) (query.Page[query.Relation], error) { return c.q.Relations(ctx, r.Who.ID, f) },
			query.Filter{Limit: query.MaxLimit}, func(rel query.Relation) {
				if ev.Has(rel.From.ID) && ev.Has(rel.To.ID) {
					c.relation(&rel, 0)
				}
			})
		if err != nil {
			return err
		}
	}
	c.cut(ev.ID)
	return c.offices(ctx)
}

// maxThings bounds the things among which the best supported are looked for.
const maxThings = 500

// all draws the best supported part of the whole graph.
func (c *canvas) all(ctx context.Context) error {
	things, err := c.q.Popular(ctx)
	if err != nil {
		return err
	}
	c.leftOutURL = "/v1/articles"
	c.title = "All articles"
	if len(things) > c.scene.Top {
		c.title = fmt.Sprintf("The best supported of %s", plural(len(things), "thing"))
	}
	if len(things) > maxThings {
		c.leftOut = len(things) - maxThings
		things = things[:maxThings]
	}
	for _, t := range things {
		c.thing(t.Ref, 1, t.Articles)
	}
	for _, t := range things {
		if err := c.surround(ctx, t.ID, 0); err != nil {
			return err
		}
	}
	c.cut()
	return c.offices(ctx)
}
