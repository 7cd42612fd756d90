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

// relation puts a direct edge onto the canvas, unless an event that is there says
// the same.
func (c *canvas) relation(r *query.Relation, hop int) {
	if c.told(r) {
		return
	}
	t, _ := ontology.Lookup("relation", r.Relation)
	c.thing(r.From, hop+2, r.Sources)
	c.thing(r.To, hop+2, r.Sources)
	c.edge(r.From.ID, r.To.ID, r.Label, !t.Symmetric, r.Evidence)
}

// told reports whether events on the canvas carry the evidence of r, or tell of an
// encounter of the two of whom r says that they met.
func (c *canvas) told(r *query.Relation) bool {
	labels := map[graph.ID]bool{}
	for i := range c.events {
		ev := &c.events[i]
		for _, e := range ev.Evidence {
			labels[e.Label] = true
		}
		if r.Relation == "met" && ontology.Is(ev.Class, "Encounter") && ev.Asserted && ev.Has(r.From.ID) && ev.Has(r.To.ID) {
			return true
		}
	}
	return !slices.ContainsFunc(r.Evidence, func(e query.Evidence) bool { return !labels[e.Label] })
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
	for len(stay) < c.scene.Top {
		i := slices.IndexFunc(order, func(n *Node) bool {
			return !stay[n.ID] && len(near[n.ID]) > 0 && (reach[n.ID] || len(keep) == 0)
		})
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

// offices writes the best supported office of each person under the name.
func (c *canvas) offices(ctx context.Context) error {
	for _, n := range c.nodes {
		if n.Kind != "person" {
			continue
		}
		page, err := c.q.Offices(ctx, n.ID, query.Filter{Limit: 1})
		if err != nil {
			return err
		}
		if len(page.Items) > 0 {
			o := page.Items[0]
			n.Sub = o.Post.Name
			if o.Status != "current" {
				n.Sub = o.Status + " " + n.Sub
			}
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

// all draws the best supported part of the whole graph: three fifths of the nodes
// for things, the rest for the events that connect them.
func (c *canvas) all(ctx context.Context) error {
	c.title, c.leftOutURL = "All articles", "/v1/articles"
	things, err := c.q.Popular(ctx)
	if err != nil {
		return err
	}
	share := max(1, c.scene.Top*3/5)
	for i, t := range things {
		if i < share {
			c.thing(t.Ref, 1, t.Articles)
		} else {
			c.leftOut++
		}
	}
	if err := c.connect(ctx); err != nil {
		return err
	}
	c.cut()
	c.title = fmt.Sprintf("The best supported of %s", plural(len(things), "thing"))
	return c.offices(ctx)
}

// connect adds the events and direct edges that hold between things on the canvas.
func (c *canvas) connect(ctx context.Context) error {
	ids := map[graph.ID]bool{}
	var order []graph.ID
	for _, n := range c.sorted() {
		ids[n.ID] = true
		order = append(order, n.ID)
	}
	events := map[graph.ID]query.Event{}
	var relations []query.Relation
	for _, id := range order {
		err := query.Each(func(f query.Filter) (query.Page[query.Event], error) { return c.q.Events(ctx, id, f) },
			c.scene.Filter, func(ev query.Event) { events[ev.ID] = ev })
		if err != nil {
			return err
		}
		err = query.Each(func(f query.Filter) (query.Page[query.Relation], error) { return c.q.Relations(ctx, id, f) },
			c.relationFilter(), func(r query.Relation) {
				if ids[r.From.ID] && ids[r.To.ID] && r.From.ID == id {
					relations = append(relations, r)
				}
			})
		if err != nil {
			return err
		}
	}
	c.choose(events, ids)
	for i := range relations {
		c.relation(&relations[i], 1)
	}
	return nil
}

// choose draws the events that connect most of the drawn things.
func (c *canvas) choose(events map[graph.ID]query.Event, ids map[graph.ID]bool) {
	var list []query.Event
	known := func(ev *query.Event) int {
		n := 0
		for _, r := range ev.Roles {
			if ids[r.Who.ID] {
				n++
			}
		}
		return n
	}
	for _, ev := range events {
		ev.Roles = slices.DeleteFunc(slices.Clone(ev.Roles), func(r query.Role) bool { return !ids[r.Who.ID] })
		list = append(list, ev)
	}
	slices.SortFunc(list, func(a, b query.Event) int {
		return cmp.Or(b.Sources-a.Sources, known(&b)-known(&a), cmp.Compare(a.ID, b.ID))
	})
	room := c.scene.Top - len(ids)
	for i := range list {
		if room > 0 && known(&list[i]) > 1 {
			c.happening(&list[i], 0)
			room--
		} else {
			c.leftOut++
		}
	}
}
