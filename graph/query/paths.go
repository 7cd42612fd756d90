package query

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"math/bits"
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
	Degree int // things with more facts are not passed through, 20 000
	// InTime asks for paths whose steps follow each other in time: each has a link
	// whose date is known and not before that of the step before.
	InTime bool
	// Filter says of what claims a link may be made; its Evidence is how many pieces a link
	// shows. A Type, of events, and a Place leave out what is no event.
	Filter Filter
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
	Time     *When      `json:"time,omitempty"`
	Sources  int        `json:"sources"`
	Claims   int        `json:"claims"` // on which it rests
	Evidence []Evidence `json:"evidence"`
}

// A hop is a step that has not been looked up yet.
type hop struct {
	to   graph.ID
	vias map[via]edge // for an event the edge names who takes part, its labels count
}

// A via is what a link goes by: a relation's IRI or an event.
type via struct {
	id      graph.ID
	reverse bool
}

// A walk searches paths from both ends at once: what one step from a thing leads to
// is looked up only for things near the ends, since those in the middle are many.
type walk struct {
	q      *Query
	opt    PathOptions
	ends   [2]graph.ID
	near   map[graph.ID]map[graph.ID]hop
	side   [2]shore
	hubs   map[graph.ID]bool
	weight map[graph.ID]int
	found  []Path
}

// A shore is what has been looked at from one end.
type shore struct {
	dist  map[graph.ID]int        // steps to the end
	front []graph.ID              // the farthest of dist, not looked up yet
	depth int                     // things nearer than this have been looked up
	back  map[graph.ID][]graph.ID // for each thing those that lead nearer to the end
}

// Paths returns the shortest paths from a to b along direct edges and events that
// articles assert as having happened, the shorter first, each thing at most once a
// path. Of equally long ones those over things that few articles mention come first:
// what everybody has to do with says little. Things with very many edges are not
// passed through at all and are named in the answer.
func (q *Query) Paths(ctx context.Context, a, b graph.ID, opt PathOptions) (Paths, error) {
	opt.Count, opt.Length = cmp.Or(opt.Count, 5), cmp.Or(opt.Length, 4)
	opt.Nodes, opt.Degree = cmp.Or(opt.Nodes, 20_000), cmp.Or(opt.Degree, 20_000)
	if opt.Count < 1 || opt.Count > 50 || opt.Length < 1 || opt.Length > 6 || a == b {
		return Paths{}, fmt.Errorf("%w: paths need two different ends, count within 1 and 50, length within 1 and 6", graph.ErrInvalid)
	}
	if err := q.check(ctx, &opt.Filter); err != nil {
		return Paths{}, err
	}
	w := &walk{q: q, opt: opt, ends: [2]graph.ID{a, b}, near: map[graph.ID]map[graph.ID]hop{}, hubs: map[graph.ID]bool{}, weight: map[graph.ID]int{}}
	for i, end := range w.ends {
		w.side[i] = shore{dist: map[graph.ID]int{end: 0}, front: []graph.ID{end}, back: map[graph.ID][]graph.ID{}}
	}
	for length := 1; length <= opt.Length && len(w.found) < opt.Count; length++ {
		if err := w.widen(ctx, length); err != nil {
			return Paths{}, err
		}
		if err := w.search(ctx, length); err != nil {
			return Paths{}, err
		}
	}
	hubs, err := q.refsByID(ctx, sortedKeys(w.hubs))
	return Paths{Items: append([]Path{}, w.found...), MaxLength: opt.Length, Hubs: hubs}, err
}

// widen looks things up, on the side with fewer of them, until each step of a path of
// that length begins or ends at one that has been.
func (w *walk) widen(ctx context.Context, length int) error {
	for w.side[0].depth == 0 || w.side[0].depth+w.side[1].depth < length {
		side := &w.side[0]
		if w.side[0].depth > 0 && (w.side[1].depth == 0 || len(w.side[1].front) < len(side.front)) {
			side = &w.side[1]
		}
		var next []graph.ID
		for _, id := range side.front {
			hops, err := w.hops(ctx, id)
			if err != nil {
				return err
			}
			for to := range hops {
				if _, seen := side.dist[to]; !seen {
					side.dist[to] = side.depth + 1
					next = append(next, to)
				}
				side.back[to] = append(side.back[to], id)
			}
			if n := len(w.side[0].dist) + len(w.side[1].dist); n > w.opt.Nodes {
				return fmt.Errorf("%w: paths to %s lead over more than %d things", graph.ErrTooLarge, w.ends[1], w.opt.Nodes)
			}
		}
		slices.Sort(next)
		side.front = next
		side.depth++
	}
	return nil
}

// A trail is the beginning of a path.
type trail struct {
	cost int // the weights of what it passes through
	ids  []graph.ID
}

// trails is a heap, the least cost first.
type trails []trail

func (t trails) Len() int      { return len(t) }
func (t trails) Swap(i, j int) { t[i], t[j] = t[j], t[i] }
func (t *trails) Push(x any)   { *t = append(*t, x.(trail)) }
func (t trails) Less(i, j int) bool {
	return cmp.Or(t[i].cost-t[j].cost, slices.Compare(t[i].ids, t[j].ids)) < 0
}
func (t *trails) Pop() any {
	last := (*t)[len(*t)-1]
	*t = (*t)[:len(*t)-1]
	return last
}

// maxTrails bounds the beginnings of paths of one length that are looked at.
const maxTrails = 200_000

// search collects the paths of exactly the given length, the least cost first.
func (w *walk) search(ctx context.Context, length int) error {
	open := &trails{{ids: []graph.ID{w.ends[0]}}}
	for n := 0; open.Len() > 0 && len(w.found) < w.opt.Count; n++ {
		if n > maxTrails {
			return fmt.Errorf("%w: there are more than %d ways to begin a path of %d steps", graph.ErrTooLarge, maxTrails, length)
		}
		t := heap.Pop(open).(trail)
		if len(t.ids) == length+1 {
			if err := w.keep(ctx, t.ids); err != nil {
				return err
			}
			continue
		}
		for _, to := range w.onward(t.ids[len(t.ids)-1], length-len(t.ids)+1) {
			if slices.Contains(t.ids, to) || w.hubs[to] {
				continue
			}
			cost, err := w.weigh(ctx, to)
			if err != nil {
				return err
			}
			heap.Push(open, trail{t.cost + cost, append(slices.Clone(t.ids), to)})
		}
	}
	return ctx.Err()
}

// onward returns what a step leads to from which the end can be reached in the steps
// that are left after it; left counts this one too.
func (w *walk) onward(id graph.ID, left int) []graph.ID {
	end := &w.side[1]
	reaches := func(to graph.ID) bool {
		d, known := end.dist[to]
		if to == w.ends[1] {
			return left == 1
		}
		return known && d <= left-1 || !known && left-1 > end.depth
	}
	var out []graph.ID
	if hops, ok := w.near[id]; ok {
		for to := range hops {
			if reaches(to) {
				out = append(out, to)
			}
		}
		return out
	}
	for _, to := range end.back[id] {
		if reaches(to) {
			out = append(out, to)
		}
	}
	return out
}

// weigh says how little it means to pass through a thing: the binary digits of the
// number of articles that mention it.
func (w *walk) weigh(ctx context.Context, id graph.ID) (int, error) {
	if id == w.ends[1] {
		return 0, nil
	}
	if n, ok := w.weight[id]; ok {
		return n, nil
	}
	n, err := w.q.thing(ctx, id)
	w.weight[id] = bits.Len(uint(n.Articles))
	return w.weight[id], err
}

// keep looks the steps of a path up and keeps it if articles assert all of them.
func (w *walk) keep(ctx context.Context, ids []graph.ID) error {
	for _, id := range ids[1 : len(ids)-1] {
		hub, err := w.isHub(ctx, id)
		if err != nil || hub {
			return err
		}
	}
	var p Path
	last := graph.Date("")
	for i, from := range ids[:len(ids)-1] {
		step, ok, err := w.step(ctx, from, w.between(from, ids[i+1]))
		if err != nil || !ok {
			return err
		}
		if w.opt.InTime {
			if last, ok = step.after(last); !ok {
				return nil
			}
		}
		p.Steps = append(p.Steps, step)
	}
	w.found = append(w.found, p)
	return nil
}

// after drops the links whose date is unknown or before the given one, and returns
// the earliest date that is left. Of two dates the less exact decides how far they
// are compared.
func (s *Step) after(date graph.Date) (graph.Date, bool) {
	s.Links = slices.DeleteFunc(s.Links, func(l Link) bool {
		if l.Time == nil || !l.Time.Known() {
			return true
		}
		n := min(len(l.Time.Value), len(date))
		return l.Time.Value[:n] < date[:n]
	})
	if len(s.Links) == 0 {
		return "", false
	}
	first := s.Links[0].Time.Value
	for _, l := range s.Links {
		first = min(first, l.Time.Value)
	}
	return max(first, date), true
}

// isHub reports whether a thing has too many edges to be passed through.
func (w *walk) isHub(ctx context.Context, id graph.ID) (bool, error) {
	if _, ok := w.near[id]; ok || w.hubs[id] {
		return w.hubs[id], nil
	}
	around, err := w.q.surroundings(ctx, id)
	if err == nil && around.facts > w.opt.Degree {
		w.hubs[id] = true
	}
	return w.hubs[id], err
}

// between returns the hop from one thing to another, of which one has been looked up.
func (w *walk) between(from, to graph.ID) hop {
	if hops, ok := w.near[from]; ok {
		return hops[to]
	}
	out := hop{to: to, vias: map[via]edge{}}
	for by, e := range w.near[to][from].vias {
		t, relation := ontology.ByIRI("relation", by.id)
		if relation && !t.Symmetric {
			by.reverse = !by.reverse
		}
		out.vias[by] = e
	}
	return out
}

// hops returns what one step from id leads to; nothing from a hub.
func (w *walk) hops(ctx context.Context, id graph.ID) (map[graph.ID]hop, error) {
	if h, ok := w.near[id]; ok {
		return h, nil
	}
	around, err := w.q.surroundings(ctx, id)
	if err != nil {
		return nil, err
	}
	if around.facts > w.opt.Degree && id != w.ends[0] && id != w.ends[1] {
		w.hubs[id], w.near[id] = true, nil
		return nil, nil
	}
	found := map[graph.ID]hop{}
	put := func(to graph.ID, by via, e edge) {
		if found[to].vias == nil {
			found[to] = hop{to: to, vias: map[via]edge{}}
		}
		found[to].vias[by] = e
	}
	for _, l := range around.leads {
		put(l.to, l.by, l.edge)
	}
	for _, ev := range around.events {
		if err := w.through(ctx, id, ev, put); err != nil {
			return nil, err
		}
	}
	w.near[id] = found
	return found, nil
}

// surroundings are what leads away from a thing.
type surroundings struct {
	facts  int // of and about it
	leads  []lead
	events []graph.ID // in which it takes part, sorted
}

func (s *surroundings) weight() int { return 1 + len(s.leads) + len(s.events)/2 }

// A lead is a direct edge, in either direction.
type lead struct {
	edge
	to graph.ID
	by via
}

// surroundings finds out what leads away from a thing.
func (q *Query) surroundings(ctx context.Context, id graph.ID) (*surroundings, error) {
	return recall(q, func(m *memo) map[graph.ID]*surroundings { return m.around }, id, func() (*surroundings, error) {
		out, err := q.unsorted(ctx, graph.Pattern{S: id, Once: true})
		if err != nil {
			return nil, err
		}
		in, err := q.unsorted(ctx, graph.Pattern{O: &graph.Term{ID: id}, Once: true})
		if err != nil {
			return nil, err
		}
		s := &surroundings{facts: len(out) + len(in)}
		for _, quad := range out {
			if _, ok := relationNames[quad.P]; ok && !quad.O.IsLiteral() && quad.O.ID != id {
				s.leads = append(s.leads, lead{edge{id, quad.P, quad.O.ID}, quad.O.ID, via{quad.P, false}})
			}
		}
		for _, quad := range in {
			if name, ok := relationNames[quad.P]; ok && !symmetric[name] && quad.S != id {
				s.leads = append(s.leads, lead{edge{quad.S, quad.P, id}, quad.S, via{quad.P, true}})
			}
			if strings.HasPrefix(string(quad.S), "ev:") && participates(roleNames[quad.P]) {
				s.events = append(s.events, quad.S)
			}
		}
		slices.Sort(s.events)
		s.events = slices.Compact(s.events)
		return s, nil
	})
}

// through puts the others who take part in an event.
func (w *walk) through(ctx context.Context, id, ev graph.ID, put func(to graph.ID, by via, e edge)) error {
	c, err := w.q.parts(ctx, ev)
	if err != nil {
		return err
	}
	for part := range c.parts {
		if participates(part.role) && part.id != id {
			put(part.id, via{ev, false}, edge{from: ev, to: part.id})
		}
	}
	return nil
}
