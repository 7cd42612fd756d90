package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
	Evidence []Evidence `json:"evidence"`
}

// Relations returns the direct edges of e, both ways, best supported first. An
// edge that says the same in both directions is listed once, from e.
func (q *Query) Relations(ctx context.Context, e graph.ID, f Filter) (Page[Relation], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Relation]{}, err
	}
	edges, err := q.edges(ctx, e)
	if err != nil {
		return Page[Relation]{}, err
	}
	var rows []Relation
	for _, key := range sortedKeys(edges) {
		row, err := q.relation(ctx, edges[key])
		if err != nil {
			return Page[Relation]{}, err
		}
		row.Evidence = f.facts(row.Evidence)
		in, _ := f.within(nil, row.Evidence)
		if in && len(row.Evidence) > 0 && f.class(row.From.Class, row.To.Class) && (f.With == "" || row.To.ID == f.With || row.From.ID == f.With) {
			rows = append(rows, row)
		}
	}
	return page(rows, &f, (*Relation).key)
}

func (r *Relation) key() string {
	return fmt.Sprintf("%s %s %s %s", many(r.Sources), r.Relation, r.From.ID, r.To.ID)
}

// edges returns the direct edges of e with their labels.
func (q *Query) edges(ctx context.Context, e graph.ID) (map[string][]graph.Quad, error) {
	out, err := q.Quads(ctx, graph.Pattern{S: e})
	if err != nil {
		return nil, err
	}
	in, err := q.to(ctx, e)
	if err != nil {
		return nil, err
	}
	edges := map[string][]graph.Quad{}
	for _, quad := range append(out, in...) {
		name, ok := relationNames[quad.P]
		if !ok || quad.O.IsLiteral() {
			continue
		}
		if t, _ := ontology.Lookup("relation", name); t.Symmetric && quad.S != e {
			continue
		}
		key := fmt.Sprintf("%s|%s|%s", quad.S, quad.P, quad.O.ID)
		edges[key] = append(edges[key], quad)
	}
	return edges, nil
}

// relation makes one row of the quads of an edge.
func (q *Query) relation(ctx context.Context, quads []graph.Quad) (Relation, error) {
	first := quads[0]
	t, _ := ontology.ByIRI("relation", first.P)
	row := Relation{Relation: t.Name, Label: t.Label}
	var err error
	if row.From, err = q.Ref(ctx, first.S); err != nil {
		return row, err
	}
	if row.To, err = q.Ref(ctx, first.O.ID); err != nil {
		return row, err
	}
	items, err := q.items(ctx, labels(quads), func(item) bool { return true })
	if err != nil {
		return row, err
	}
	for _, it := range items {
		e, err := q.evidence(ctx, it)
		if err != nil {
			return row, err
		}
		row.Evidence = append(row.Evidence, e)
		if it.ev != nil && row.Event == nil {
			id, err := q.r.Canonical(ctx, it.ev.ID)
			if err == nil {
				row.Event = &id
			}
		}
	}
	sortEvidence(row.Evidence)
	row.Sources = Sources(row.Evidence)
	return row, nil
}

// A Neighbour is a thing to which an edge or an event leads.
type Neighbour struct {
	Ref
	How      []string   `json:"how"` // labels of relations and classes of events
	Claims   int        `json:"claims"`
	Sources  int        `json:"sources"`
	Evidence []Evidence `json:"evidence"` // the best of each way
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
	for _, id := range sortedKeys(ways) {
		ref, err := q.Ref(ctx, id)
		if err != nil {
			return Page[Neighbour]{}, err
		}
		if n := neighbour(ref, ways[id]); f.class(ref.Class) && n.Sources >= f.MinSources {
			rows = append(rows, n)
		}
	}
	return page(rows, &f, func(n *Neighbour) string { return fmt.Sprintf("%s %s %s", many(n.Sources), n.Name, n.ID) })
}

// ways collects, for each neighbour of e, the evidence of each way to it.
func (q *Query) ways(ctx context.Context, e graph.ID, f *Filter) (map[graph.ID]map[string][]Evidence, error) {
	all := *f
	all.Limit, all.Cursor, all.Type, all.Sort, all.MinSources = MaxLimit, "", "", "", 0
	ways := map[graph.ID]map[string][]Evidence{}
	put := func(id graph.ID, how string, ev []Evidence) {
		if id == e {
			return
		}
		if ways[id] == nil {
			ways[id] = map[string][]Evidence{}
		}
		ways[id][how] = append(ways[id][how], ev...)
	}
	err := Each(func(f Filter) (Page[Relation], error) { return q.Relations(ctx, e, f) }, all, func(r Relation) {
		put(r.To.ID, r.Label, r.Evidence)
		put(r.From.ID, r.Label, r.Evidence)
	})
	if err != nil {
		return nil, err
	}
	err = Each(func(f Filter) (Page[Event], error) { return q.Events(ctx, e, f) }, all, func(ev Event) {
		for _, r := range ev.Roles {
			put(r.Who.ID, ev.Label, ev.Evidence)
		}
	})
	return ways, err
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

func neighbour(ref Ref, ways map[string][]Evidence) Neighbour {
	n := Neighbour{Ref: ref}
	labels, texts := map[graph.ID]bool{}, map[string]bool{}
	for _, how := range sortedKeys(ways) {
		n.How = append(n.How, how)
		for i, e := range ways[how] {
			labels[e.Label], texts[e.hash] = true, true
			if i == 0 {
				n.Evidence = append(n.Evidence, e)
			}
		}
	}
	n.Claims, n.Sources = len(labels), len(texts)
	slices.SortFunc(n.Evidence, func(a, b Evidence) int { return strings.Compare(string(a.Label), string(b.Label)) })
	n.Evidence = slices.CompactFunc(n.Evidence, func(a, b Evidence) bool { return a.Label == b.Label })
	sortEvidence(n.Evidence)
	return n
}
