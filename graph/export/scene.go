package export

import (
	"cmp"
	"container/heap"
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
	for _, i := range c.with[r.From.ID] {
		ev := &c.events[i]
		if !ev.Has(r.To.ID) {
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
	for _, ids := range near {
		slices.Sort(ids) // they come from a map
	}
	stay, reach := map[graph.ID]bool{}, map[graph.ID]bool{}
	for _, id := range keep {
		stay[id] = true
		for _, n := range near[id] {
			reach[n] = true
		}
	}
	order := c.sorted()
	slices.SortStableFunc(order, func(a, b *Node) int { return b.rank - a.rank })
	if len(keep) == 0 {
		c.connect(order, near, stay)
		for id := range stay {
			for _, n := range near[id] {
				reach[n] = true
			}
		}
	}
	// What is reached comes before what is not, the better supported before the less.
	h := &frontier{rank: map[graph.ID]int{}}
	for i, n := range order {
		h.rank[n.ID] = i
	}
	for _, n := range order {
		if reach[n.ID] && !stay[n.ID] {
			heap.Push(h, n.ID)
		}
	}
	for next := 0; len(stay) < c.scene.Top; {
		if len(h.ids) == 0 {
			if len(keep) > 0 {
				break
			}
			for next < len(order) && (stay[order[next].ID] || len(near[order[next].ID]) == 0) {
				next++
			}
			if next == len(order) {
				break
			}
			heap.Push(h, order[next].ID) // what is connected with the best is drawn whole: on to the next
		}
		id := heap.Pop(h).(graph.ID)
		if stay[id] {
			continue
		}
		stay[id] = true
		for _, n := range near[id] {
			if !stay[n] && c.nodes[n] != nil {
				heap.Push(h, n)
			}
		}
	}
	for id := range c.nodes {
		if !stay[id] {
			delete(c.nodes, id)
			c.leftOut++
		}
	}
}

// connect keeps the best supported things that have to do with each other: a thing
// as soon as an edge or an event leads to another that is as well supported.
func (c *canvas) connect(order []*Node, near map[graph.ID][]graph.ID, stay map[graph.ID]bool) {
	chosen := map[graph.ID]bool{}
	count := 0
	put := func(id graph.ID, folds bool) {
		if !stay[id] && !folds {
			count++
		}
		stay[id] = true
	}
	for _, n := range order {
		if n.Kind == "event" {
			continue
		}
		chosen[n.ID] = true
		for _, id := range near[n.ID] {
			to := c.nodes[id]
			if to == nil {
				continue
			}
			if to.Kind != "event" {
				if chosen[id] {
					put(id, false)
					put(n.ID, false)
				}
				continue
			}
			if with := among(near[id], chosen); len(with) > 1 && (stay[id] || count+len(with) < c.scene.Top) {
				put(id, c.scene.Top > mostBoxes && len(with) < 4) // it will be an edge
				for _, w := range with {
					put(w, false)
				}
			}
		}
		if count >= c.scene.Top-1 {
			return
		}
	}
}

// among returns those of ids that are in set, each once.
func among(ids []graph.ID, set map[graph.ID]bool) []graph.ID {
	var out []graph.ID
	for _, id := range ids {
		if set[id] && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// A frontier is a heap of what may be drawn next, the best supported first.
type frontier struct {
	ids  []graph.ID
	rank map[graph.ID]int
}

func (h *frontier) Len() int           { return len(h.ids) }
func (h *frontier) Less(i, j int) bool { return h.rank[h.ids[i]] < h.rank[h.ids[j]] }
func (h *frontier) Swap(i, j int)      { h.ids[i], h.ids[j] = h.ids[j], h.ids[i] }

// Push and Pop implement heap.Interface.
func (h *frontier) Push(x any) { h.ids = append(h.ids, x.(graph.ID)) }

// Pop removes the last one.
func (h *frontier) Pop() any {
	last := h.ids[len(h.ids)-1]
	h.ids = h.ids[:len(h.ids)-1]
	return last
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
			query.Filter{Limit: query.MaxLimit, Evidence: query.AllEvidence}, func(rel query.Relation) {
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
	if most := max(maxThings, c.scene.Top); len(things) > most {
		c.leftOut = len(things) - most
		things = things[:most]
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

// things draws what a query found: each with its events and direct edges.
func (c *canvas) things(ctx context.Context) error {
	c.title = plural(len(c.scene.IDs), "thing") + " of a query"
	for _, id := range c.scene.IDs {
		ref, err := c.q.Ref(ctx, id)
		if err != nil {
			return err
		}
		if ontology.Is(ref.Class, "Event") {
			ev, err := c.q.Event(ctx, id)
			if err != nil {
				return err
			}
			c.happening(&ev, 0)
			continue
		}
		c.thing(ref, 0, 0)
		if err := c.surround(ctx, id, 0); err != nil {
			return err
		}
	}
	c.cut(c.scene.IDs...)
	return c.offices(ctx)
}
