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

// PathOptions bound the search for paths; a zero field stands for its default.
type PathOptions struct {
	Count  int // paths wanted, 5
	Length int // steps of a path, 4
	Nodes  int // things looked at, 20 000
	Degree int // things with more quads are not passed through, 20 000
}

// Paths are the shortest ways between two things.
type Paths struct {
	Items     []Path `json:"items"`
	MaxLength int    `json:"maxLength"`      // that was looked for
	Hubs      []Ref  `json:"hubs,omitempty"` // that were not passed through
}

// A Path is a way from one thing to another.
type Path struct {
	Steps []Step `json:"steps"`
}

// A Step leads from one thing to the next by all that links the two.
type Step struct {
	From  Ref    `json:"from"`
	To    Ref    `json:"to"`
	Links []Link `json:"links"` // best supported first
}

// A Link is a direct edge, or an event in which both take part.
type Link struct {
	Relation string     `json:"relation,omitempty"`
	Reverse  bool       `json:"reverse,omitempty"` // the relation leads from To to From
	Event    graph.ID   `json:"event,omitempty"`
	Label    string     `json:"label"`
	Sources  int        `json:"sources"`
	Evidence []Evidence `json:"evidence"`
}

// A hop is a step that has not been looked up yet.
type hop struct {
	to   graph.ID
	vias map[via][]graph.ID // labels
}

// A via is what a link goes by: a relation's IRI or an event.
type via struct {
	id      graph.ID
	reverse bool
}

// A walk searches paths to one end.
type walk struct {
	q     *Query
	opt   PathOptions
	ends  [2]graph.ID
	near  map[graph.ID][]hop
	dist  map[graph.ID]int // steps to the end, as far as has been looked
	front []graph.ID       // the farthest of dist
	hubs  map[graph.ID]bool
	found []Path
	on    map[graph.ID]bool
}

// Paths returns the shortest paths from a to b along direct edges and events that
// articles assert as having happened, the shorter first, each thing at most once a
// path. Things with very many edges are not passed through and are named in the
// answer, since they connect everything.
func (q *Query) Paths(ctx context.Context, a, b graph.ID, opt PathOptions) (Paths, error) {
	opt.Count, opt.Length = cmp.Or(opt.Count, 5), cmp.Or(opt.Length, 4)
	opt.Nodes, opt.Degree = cmp.Or(opt.Nodes, 20_000), cmp.Or(opt.Degree, 20_000)
	if opt.Count < 1 || opt.Count > 50 || opt.Length < 1 || opt.Length > 6 || a == b {
		return Paths{}, fmt.Errorf("%w: paths need two different ends, count within 1 and 50, length within 1 and 6", graph.ErrInvalid)
	}
	w := &walk{q: q, opt: opt, ends: [2]graph.ID{a, b}, near: map[graph.ID][]hop{}, hubs: map[graph.ID]bool{}, on: map[graph.ID]bool{}}
	w.dist, w.front = map[graph.ID]int{b: 0}, []graph.ID{b}
	for length := 1; length <= opt.Length && len(w.found) < opt.Count; length++ {
		if err := w.widen(ctx, length); err != nil {
			return Paths{}, err
		}
		if _, near := w.dist[a]; near {
			if err := w.descend(ctx, a, length, nil); err != nil {
				return Paths{}, err
			}
		}
	}
	hubs, err := q.refsByID(ctx, sortedKeys(w.hubs))
	return Paths{Items: append([]Path{}, w.found...), MaxLength: opt.Length, Hubs: hubs}, err
}

// widen finds what is d steps from the end, from what is a step nearer. Paths are
// looked for as soon as they can be there, so that near ends cost little.
func (w *walk) widen(ctx context.Context, d int) error {
	var next []graph.ID
	for _, id := range w.front {
		hops, err := w.hops(ctx, id)
		if err != nil {
			return err
		}
		for _, h := range hops {
			if _, seen := w.dist[h.to]; !seen {
				w.dist[h.to] = d
				next = append(next, h.to)
			}
		}
		if len(w.dist) > w.opt.Nodes {
			return fmt.Errorf("%w: paths to %s lead over more than %d things", graph.ErrTooLarge, w.ends[1], w.opt.Nodes)
		}
	}
	w.front = next
	return nil
}

// descend collects the paths of exactly the given length from id.
func (w *walk) descend(ctx context.Context, id graph.ID, length int, steps []Step) error {
	if id == w.ends[1] {
		if length == 0 {
			w.found = append(w.found, Path{Steps: slices.Clone(steps)})
		}
		return nil
	}
	hops, err := w.hops(ctx, id)
	if err != nil {
		return err
	}
	w.on[id] = true
	defer delete(w.on, id)
	for _, h := range hops {
		if d, ok := w.dist[h.to]; !ok || d > length-1 || w.on[h.to] || len(w.found) >= w.opt.Count {
			continue
		}
		step, ok, err := w.step(ctx, id, h)
		if err != nil {
			return err
		}
		if ok {
			if err := w.descend(ctx, h.to, length-1, append(steps, step)); err != nil {
				return err
			}
		}
	}
	return nil
}

// hops returns what one step from id leads to, in order; none from a hub.
func (w *walk) hops(ctx context.Context, id graph.ID) ([]hop, error) {
	if h, ok := w.near[id]; ok {
		return h, nil
	}
	out, err := w.q.Quads(ctx, graph.Pattern{S: id})
	if err != nil {
		return nil, err
	}
	in, err := w.q.to(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(out)+len(in) > w.opt.Degree && id != w.ends[0] && id != w.ends[1] {
		w.hubs[id], w.near[id] = true, nil
		return nil, nil
	}
	found := map[graph.ID]hop{}
	put := func(to graph.ID, by via, label graph.ID) {
		if found[to].vias == nil {
			found[to] = hop{to: to, vias: map[via][]graph.ID{}}
		}
		found[to].vias[by] = append(found[to].vias[by], label)
	}
	for _, ev := range directHops(id, out, in, put) {
		if err := w.through(ctx, id, ev, put); err != nil {
			return nil, err
		}
	}
	hops := make([]hop, 0, len(found))
	for _, to := range sortedKeys(found) {
		hops = append(hops, found[to])
	}
	w.near[id] = hops
	return hops, nil
}

// directHops puts the direct edges of id in both directions and returns the events in
// which it takes part.
func directHops(id graph.ID, out, in []graph.Quad, put func(to graph.ID, by via, label graph.ID)) []graph.ID {
	for _, quad := range out {
		if _, ok := relationNames[quad.P]; ok && !quad.O.IsLiteral() && quad.O.ID != id {
			put(quad.O.ID, via{quad.P, false}, quad.G)
		}
	}
	var events []graph.ID
	for _, quad := range in {
		if t, ok := ontology.ByIRI("relation", quad.P); ok && !t.Symmetric && quad.S != id {
			put(quad.S, via{quad.P, true}, quad.G)
		}
		if strings.HasPrefix(string(quad.S), "ev:") && participates(roleNames[quad.P]) {
			events = append(events, quad.S)
		}
	}
	slices.Sort(events)
	return slices.Compact(events)
}

// through puts the others who take part in an event.
func (w *walk) through(ctx context.Context, id, ev graph.ID, put func(to graph.ID, by via, label graph.ID)) error {
	quads, err := w.q.Quads(ctx, graph.Pattern{S: ev})
	if err != nil {
		return err
	}
	for _, quad := range quads {
		if participates(roleNames[quad.P]) && quad.O.ID != id && quad.O.ID != "" {
			put(quad.O.ID, via{ev, false}, quad.G)
		}
	}
	return nil
}

// step looks a hop up; false if no article asserts it.
func (w *walk) step(ctx context.Context, from graph.ID, h hop) (Step, bool, error) {
	var s Step
	var err error
	if s.From, err = w.q.Ref(ctx, from); err != nil {
		return s, false, err
	}
	if s.To, err = w.q.Ref(ctx, h.to); err != nil {
		return s, false, err
	}
	for by, labels := range h.vias {
		l, err := w.link(ctx, by, labels)
		if err != nil {
			return s, false, err
		}
		if len(l.Evidence) > 0 {
			s.Links = append(s.Links, l)
		}
	}
	slices.SortFunc(s.Links, func(a, b Link) int {
		return cmp.Or(b.Sources-a.Sources, cmp.Compare(b.Relation, a.Relation), cmp.Compare(a.Event, b.Event))
	})
	return s, len(s.Links) > 0, nil
}

// link looks up what one edge or event rests on.
func (w *walk) link(ctx context.Context, by via, labels []graph.ID) (Link, error) {
	l := Link{Reverse: by.reverse}
	if t, ok := ontology.ByIRI("relation", by.id); ok {
		l.Relation, l.Label = t.Name, t.Label
	} else {
		l.Event = by.id
	}
	slices.Sort(labels)
	items, err := w.q.items(ctx, slices.Compact(labels), func(it item) bool { return it.facets().Asserted() })
	if err != nil {
		return l, err
	}
	for _, it := range items {
		e, err := w.q.evidence(ctx, it)
		if err != nil {
			return l, err
		}
		l.Evidence = append(l.Evidence, e)
		if it.ev != nil && l.Event != "" {
			l.Label = describe(Ref{Class: it.ev.Class})
		}
	}
	sortEvidence(l.Evidence)
	l.Sources = Sources(l.Evidence)
	return l, nil
}
