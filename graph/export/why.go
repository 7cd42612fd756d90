package export

import (
	"context"
	"fmt"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// mostLinks bounds the relations, events and statements of each kind that a picture
// of a connection looks at.
const mostLinks = 100

// why draws what connects two things: what is between them directly, the events of
// both, what one said about the other, and the shortest ways over others.
func (c *canvas) why(ctx context.Context) error {
	f := c.scene.Filter
	f.Limit = mostLinks
	w, err := c.q.Why(ctx, c.scene.Of, c.scene.To, f)
	if err != nil {
		return err
	}
	c.title = fmt.Sprintf("What connects %s and %s", w.From.Name, w.To.Name)
	if len(w.Relations)+len(w.Events)+len(w.Statements)+len(w.Paths) == 0 {
		c.title = fmt.Sprintf("Nothing connects %s and %s", w.From.Name, w.To.Name)
	}
	c.leftOutURL = "/v1/why?from=" + string(w.From.ID) + "&to=" + string(w.To.ID)
	c.thing(w.From, 0, 0)
	c.thing(w.To, 0, 0)
	for i := range w.Events {
		c.happening(&w.Events[i], 0)
	}
	for i := range w.Relations {
		c.relation(&w.Relations[i], 0)
	}
	for i := range w.Statements {
		st := &w.Statements[i]
		for _, about := range st.About {
			if about.ID == c.scene.Of || about.ID == c.scene.To {
				c.edge(st.Speaker.ID, about.ID, "spoke about", true, st.Evidence)
			}
		}
	}
	if err := c.ways(ctx, w.Paths); err != nil {
		return err
	}
	c.cut(c.scene.Of, c.scene.To)
	return c.offices(ctx)
}

// ways draws paths.
func (c *canvas) ways(ctx context.Context, paths []query.Path) error {
	for _, p := range paths {
		for i, step := range p.Steps {
			if err := c.step(ctx, &step, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// articles draws articles and the things that several of them mention: those that
// mention one thing, or the latest.
func (c *canvas) articles(ctx context.Context) error {
	docs, err := c.docs(ctx)
	if err != nil {
		return err
	}
	most := max(c.scene.Top/2, 1)
	c.leftOut, c.leftOutURL = max(len(docs)-most, 0), "/v1/articles"
	shared := map[graph.ID]int{}
	var views []query.View
	for _, doc := range docs[:min(most, len(docs))] {
		v, err := c.q.Marked(ctx, doc)
		if err != nil {
			return err
		}
		views = append(views, v)
		for id := range firstMarks(&v) {
			shared[id]++
		}
	}
	for i := range views {
		c.article(&views[i], shared)
	}
	keep := []graph.ID{}
	for i := range views {
		keep = append(keep, views[i].ID)
	}
	c.cut(keep...)
	return c.offices(ctx)
}

// docs returns the articles of the scene and sets its title.
func (c *canvas) docs(ctx context.Context) ([]graph.ID, error) {
	var docs []graph.ID
	if c.scene.Of == "" {
		c.title = "Articles and what they share"
		f := query.Filter{Since: c.scene.Filter.Since, Until: c.scene.Filter.Until, Limit: query.MaxLimit}
		err := query.Each(func(f query.Filter) (query.Page[query.Headline], error) { return c.q.Articles(ctx, f) }, f,
			func(h query.Headline) { docs = append(docs, h.ID) })
		return docs, err
	}
	ref, err := c.q.Ref(ctx, c.scene.Of)
	if err != nil {
		return nil, err
	}
	c.title = "Articles that mention " + ref.Name
	f := query.Filter{Limit: query.MaxLimit}
	err = query.Each(func(f query.Filter) (query.Page[query.Naming], error) { return c.q.Mentions(ctx, ref.ID, f) }, f, func(n query.Naming) {
		if len(docs) == 0 || docs[len(docs)-1] != n.Article {
			docs = append(docs, n.Article)
		}
	})
	return docs, err
}

// firstMarks returns the first mention by name of each thing of an article.
func firstMarks(v *query.View) map[graph.ID]query.Mark {
	out := map[graph.ID]query.Mark{}
	for _, m := range v.Marks {
		if _, ok := out[m.Who.ID]; !ok && m.Kind == "name" {
			out[m.Who.ID] = m
		}
	}
	return out
}

// article draws an article and the things in it that others mention too; the things
// of a single article are all drawn.
func (c *canvas) article(v *query.View, shared map[graph.ID]int) {
	n := &Node{
		ID: v.ID, Kind: "article", Name: v.Title, hop: 0, rank: 1,
		Sub: v.Outlet, URL: "/v1/articles/" + string(v.ID), Tip: v.Lead,
	}
	if n.Name == "" {
		n.Name = v.Lead
	}
	if v.Published != "" {
		if n.Sub != "" {
			n.Sub += " · "
		}
		n.Sub += string(v.Published)[:min(10, len(v.Published))]
	}
	if n.Tip == "" {
		n.Tip = n.Name
	}
	c.nodes[v.ID] = n
	single := len(shared) > 0
	for _, times := range shared {
		single = single && times < 2
	}
	for id, m := range firstMarks(v) {
		if shared[id] < 2 && !single {
			continue
		}
		c.thing(m.Who, 1, shared[id])
		key := edgeKey{v.ID, id, ""}
		c.edges[key] = &Edge{From: v.ID, To: id, Tip: around(v, m.Span), URL: "/v1/articles/" + string(v.ID), Sources: 1}
		c.labels[key] = map[graph.ID]bool{}
	}
}

// around returns the sentence of an article that holds a mention.
func around(v *query.View, s graph.Span) string {
	for _, t := range v.Sentences {
		if t.Contains(s) && t.E <= len(v.Text) {
			return v.Text[t.B:t.E]
		}
	}
	return v.Lead
}
