package query

import (
	"context"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A Relation is a direct edge of the graph: something that at least one article
// itself asserts of two things.
type Relation struct {
	From     Ref        `json:"from"`
	Relation string     `json:"relation"`
	Label    string     `json:"label"` // for people: "is a member of"
	To       Ref        `json:"to"`
	Event    *graph.ID  `json:"event,omitempty"` // from which the edge follows
	Sources  int        `json:"sources"`
	Claims   int        `json:"claims"` // on which it rests
	Evidence []Evidence `json:"evidence"`

	support support
	event   graph.ID // of an article
}

// Relations returns the direct edges of e, both ways, best supported first. An
// edge that says the same in both directions is listed once, from e.
func (q *Query) Relations(ctx context.Context, e graph.ID, f Filter) (Page[Relation], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Relation]{}, err
	}
	rows, err := q.relationRows(ctx, e, &f)
	if err != nil {
		return Page[Relation]{}, err
	}
	out, err := page(rows, &f, (*Relation).key)
	if err != nil {
		return Page[Relation]{}, err
	}
	return out, fill(out.Items, func(r *Relation) error { return q.relate(ctx, r, f.Evidence) })
}

// relationRows returns what is needed of the direct edges of e to order them.
func (q *Query) relationRows(ctx context.Context, e graph.ID, f *Filter) ([]Relation, error) {
	edges, err := q.edges(ctx, e)
	if err != nil {
		return nil, err
	}
	var rows []Relation
	for _, key := range edges {
		if f.With != "" && key.to != f.With && key.from != f.With {
			continue
		}
		row, err := q.relation(ctx, key, f)
		if err != nil {
			return nil, err
		}
		if in, _ := f.within(nil, f.published(row.support.all)...); in && row.Claims > 0 && row.Sources >= f.MinSources && f.class(row.From.Class, row.To.Class) {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func (r *Relation) key() string {
	return many(r.Sources) + " " + r.Relation + " " + string(r.From.ID) + " " + string(r.To.ID)
}

// An edge is a direct edge without its label.
type edge struct{ from, relation, to graph.ID }

// A strand is all that says the same edge.
type strand struct {
	all     []brief  // by label
	event   graph.ID // of an article, from which the edge follows, or ""
	support support
}

func (s *strand) weight() int { return 1 + len(s.all) }

// edges returns the direct edges of e, each once.
func (q *Query) edges(ctx context.Context, e graph.ID) ([]edge, error) {
	around, err := q.surroundings(ctx, e)
	if err != nil {
		return nil, err
	}
	edges := make([]edge, len(around.leads))
	for i := range around.leads {
		edges[i] = around.leads[i].edge
	}
	return edges, nil
}

// strand returns what says an edge.
func (q *Query) strand(ctx context.Context, e edge) (*strand, error) {
	return recall(q, func(m *memo) map[edge]*strand { return m.edges }, e, func() (*strand, error) {
		quads, err := q.unsorted(ctx, graph.Pattern{S: e.from, P: e.relation, O: &graph.Term{ID: e.to}})
		if err != nil {
			return nil, err
		}
		s := &strand{}
		if s.all, err = q.briefs(ctx, labels(quads), -1); err != nil {
			return nil, err
		}
		for i := range s.all {
			if b := &s.all[i]; b.kind() == graph.IsEvent && s.event == "" {
				s.event = b.d.Member(b.n)
			}
		}
		s.support = supported(s.all)
		return s, nil
	})
}

// relation makes what is needed of a row of an edge.
func (q *Query) relation(ctx context.Context, e edge, f *Filter) (row Relation, err error) {
	t, _ := ontology.ByIRI("relation", e.relation)
	row = Relation{Relation: t.Name, Label: t.Label, From: Ref{ID: e.from}, To: Ref{ID: e.to}}
	if f.Type != "" || f.Sort != "" {
		if err := q.between(ctx, &row); err != nil {
			return row, err
		}
	}
	s, err := q.strand(ctx, e)
	if err != nil {
		return row, err
	}
	row.event, row.support = s.event, s.support
	if !f.whole() {
		all, err := q.taken(ctx, f, s.all)
		if err != nil {
			return row, err
		}
		row.support = supported(all)
	}
	row.Sources, row.Claims = row.support.sources(), len(row.support.all)
	return row, nil
}

// between names the two ends of a row.
func (q *Query) between(ctx context.Context, r *Relation) (err error) {
	if r.From, err = q.Ref(ctx, r.From.ID); err == nil {
		r.To, err = q.Ref(ctx, r.To.ID)
	}
	return err
}

// relate gives a row its names and its evidence.
func (q *Query) relate(ctx context.Context, r *Relation, evidence int) (err error) {
	if err := q.between(ctx, r); err != nil {
		return err
	}
	if id, err := q.r.Canonical(ctx, r.event); err == nil {
		r.Event = &id
	}
	r.Evidence, err = q.show(ctx, &r.support, evidence)
	return err
}

// A Neighbour is a thing to which an edge or an event leads.
type Neighbour struct {
	Ref
	How      []string   `json:"how"` // labels of relations and classes of events
	Claims   int        `json:"claims"`
	Sources  int        `json:"sources"`
	Evidence []Evidence `json:"evidence"` // the best of each way

	best []brief
}

// Neighbours returns what e is connected with, best supported first: by direct
// edges and by events in which both have a part.
func (q *Query) Neighbours(ctx context.Context, e graph.ID, f Filter) (Page[Neighbour], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Neighbour]{}, err
	}
	ways, err := q.ways(ctx, e, &f)
	if err != nil {
		return Page[Neighbour]{}, err
	}
	var rows []Neighbour
	for id, w := range ways {
		n := Neighbour{How: w.how, best: w.best}
		if n.Claims, n.Sources = w.count(); n.Sources < f.MinSources {
			continue
		}
		if n.Ref, err = q.Ref(ctx, id); err != nil {
			return Page[Neighbour]{}, err
		}
		if f.class(n.Class) {
			rows = append(rows, n)
		}
	}
	out, err := page(rows, &f, func(n *Neighbour) string { return many(n.Sources) + " " + n.Name + " " + string(n.ID) })
	if err != nil {
		return Page[Neighbour]{}, err
	}
	return out, fill(out.Items, func(n *Neighbour) error { return q.introduce(ctx, n) })
}

// A way is all that leads to a neighbour.
type way struct {
	how  []string
	best []brief   // of each how
	by   []support // some claims are in several
}

// count counts claims and texts, each once.
func (w *way) count() (claims, texts int) {
	n := 0
	for i := range w.by {
		n += len(w.by[i].all)
	}
	if n == 1 {
		return 1, 1
	}
	c, t := newSieve(n), newSieve(n)
	for i := range w.by {
		for k := range w.by[i].all {
			b := &w.by[i].all[k]
			claims += c.add(b.d.Number() ^ uint64(b.n+1)*spreading)
			texts += t.add(b.d.TextNumber())
		}
	}
	return claims, texts
}

// ways collects, for each neighbour of e, what leads to it.
func (q *Query) ways(ctx context.Context, e graph.ID, f *Filter) (map[graph.ID]*way, error) {
	all := *f
	all.Type, all.Sort, all.MinSources = "", "", 0
	ways := map[graph.ID]*way{}
	put := func(id graph.ID, how string, s *support) {
		if id == e {
			return
		}
		w := ways[id]
		if w == nil {
			w = &way{}
			ways[id] = w
		}
		if !slices.Contains(w.how, how) {
			w.how = append(w.how, how)
			w.best = append(w.best, *s.best())
		}
		w.by = append(w.by, *s)
	}
	relations, err := q.relationRows(ctx, e, &all)
	if err != nil {
		return nil, err
	}
	for _, r := range inOrder(relations, (*Relation).key) {
		put(r.To.ID, r.Label, &r.support)
		put(r.From.ID, r.Label, &r.support)
	}
	events, _, err := q.eventRows(ctx, e, &all)
	if err != nil {
		return nil, err
	}
	for _, ev := range inOrder(events, (*Event).key) {
		c, err := q.parts(ctx, ev.ID)
		if err != nil {
			return nil, err
		}
		for part, labels := range c.parts {
			if len(ev.of(labels)) > 0 {
				put(part.id, ev.Label, &ev.support)
			}
		}
	}
	return ways, nil
}

// introduce gives a neighbour the evidence of each way to it.
func (q *Query) introduce(ctx context.Context, n *Neighbour) error {
	slices.Sort(n.How)
	slices.SortFunc(n.best, func(a, b brief) int { return a.compare(&b) })
	n.best = slices.CompactFunc(n.best, func(a, b brief) bool { return a.label == b.label })
	for i := range n.best {
		e, err := q.words(ctx, &n.best[i])
		if err != nil {
			return err
		}
		n.Evidence = append(n.Evidence, e)
	}
	markCopies(n.Evidence)
	return nil
}

// Each calls visit with every row of all pages.
func Each[T any](ask func(Filter) (Page[T], error), f Filter, visit func(T)) error {
	for {
		p, err := ask(f)
		if err != nil {
			return err
		}
		for _, row := range p.Items {
			visit(row)
		}
		if f.Cursor = p.Next; p.Next == "" {
			return nil
		}
	}
}
