package memory

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"newsgraph/graph"
)

type quads = map[graph.Quad]struct{}

// A state is everything that the store holds at one version.
type state struct {
	version    graph.Version
	reports    map[graph.ID][]byte
	superseded map[graph.ID]bool // of reports
	gone       map[graph.ID]bool // retracted
	all        quads
	byS, byG   map[graph.ID]quads
	byO        map[graph.Term]quads
	canonical  map[graph.ID]graph.ID
	members    map[graph.ID]map[graph.ID]bool
	names      map[graph.NameEntry]bool
	judgements []graph.Judgement
	changes    []graph.Change
}

func newState() *state {
	return &state{
		reports: map[graph.ID][]byte{}, superseded: map[graph.ID]bool{}, gone: map[graph.ID]bool{},
		all: quads{}, byS: map[graph.ID]quads{}, byG: map[graph.ID]quads{}, byO: map[graph.Term]quads{},
		canonical: map[graph.ID]graph.ID{}, members: map[graph.ID]map[graph.ID]bool{},
		names: map[graph.NameEntry]bool{},
	}
}

func (s *state) clone() *state {
	c := *s
	c.reports, c.superseded, c.gone = maps.Clone(s.reports), maps.Clone(s.superseded), maps.Clone(s.gone)
	c.all, c.canonical, c.names = maps.Clone(s.all), maps.Clone(s.canonical), maps.Clone(s.names)
	c.byS, c.byG, c.byO, c.members = deep(s.byS), deep(s.byG), deep(s.byO), deep(s.members)
	c.judgements, c.changes = slices.Clone(s.judgements), slices.Clone(s.changes)
	return &c
}

func deep[K comparable, M ~map[L]V, L comparable, V any](m map[K]M) map[K]M {
	out := make(map[K]M, len(m))
	for k, v := range m {
		out[k] = maps.Clone(v)
	}
	return out
}

// check returns the error with which b cannot be applied to s.
func (s *state) check(b *graph.Batch) error {
	put := map[graph.ID]bool{}
	for _, r := range b.Put {
		put[r.Article.ID] = true
	}
	for _, id := range b.Remove {
		if s.reports[id] == nil && !s.gone[id] {
			return fmt.Errorf("remove %s: %w", id, graph.ErrNotFound)
		}
	}
	for _, id := range b.Superseded {
		if s.reports[id] == nil && !put[id] || slices.Contains(b.Remove, id) {
			return fmt.Errorf("supersede %s: %w", id, graph.ErrNotFound)
		}
	}
	for _, q := range b.Add {
		if _, ok := s.all[q]; ok {
			return fmt.Errorf("add %s %s under %s: already present: %w", q.S, q.P, q.G, graph.ErrConflict)
		}
	}
	for _, q := range b.Drop {
		if _, ok := s.all[q]; !ok {
			return fmt.Errorf("drop %s %s under %s: not present: %w", q.S, q.P, q.G, graph.ErrConflict)
		}
	}
	return s.checkLog(b.Judge)
}

func (s *state) checkLog(js []graph.Judgement) error {
	next := len(s.judgements) + 1
	for _, j := range js {
		switch {
		case j.Seq == next:
			next++
		case j.Seq < 1 || j.Seq > len(s.judgements) || !reflect.DeepEqual(s.judgements[j.Seq-1], j):
			return fmt.Errorf("judgement %d: the log goes on with %d: %w", j.Seq, next, graph.ErrConflict)
		}
	}
	return nil
}

// apply cannot fail: check came before.
func (s *state) apply(b *graph.Batch, encoded map[graph.ID][]byte) {
	s.version++
	s.applyReports(b, encoded)
	for _, q := range b.Drop {
		delete(s.all, q)
		without(s.byS, q.S, q)
		without(s.byO, q.O, q)
		without(s.byG, q.G, q)
	}
	for _, q := range b.Add {
		s.all[q] = struct{}{}
		with(s.byS, q.S, q, struct{}{})
		with(s.byO, q.O, q, struct{}{})
		with(s.byG, q.G, q, struct{}{})
	}
	for _, r := range b.Redirects {
		s.redirect(r)
	}
	for _, n := range b.Unname {
		delete(s.names, n)
	}
	for _, n := range b.Names {
		s.names[n] = true
	}
	for _, j := range b.Judge {
		if j.Seq > len(s.judgements) {
			s.judgements = append(s.judgements, j)
		}
	}
}

func (s *state) applyReports(b *graph.Batch, encoded map[graph.ID][]byte) {
	change := graph.Change{Version: s.version}
	for _, r := range b.Put {
		id := r.Article.ID
		s.reports[id] = encoded[id]
		delete(s.superseded, id)
		delete(s.gone, id)
		if !slices.Contains(b.Superseded, id) {
			change.Articles = append(change.Articles, id)
		}
	}
	for _, id := range b.Superseded {
		s.superseded[id] = true
		change.Removed = append(change.Removed, id)
	}
	for _, id := range b.Remove {
		delete(s.reports, id)
		delete(s.superseded, id)
		s.gone[id] = true
		change.Removed = append(change.Removed, id)
	}
	slices.Sort(change.Articles)
	slices.Sort(change.Removed)
	change.Touched = slices.Sorted(slices.Values(b.Touched))
	change.Things = slices.Sorted(slices.Values(b.Things))
	s.changes = append(s.changes, change)
}

func (s *state) redirect(r graph.Redirect) {
	if old, ok := s.canonical[r.From]; ok {
		without(s.members, old, r.From)
		delete(s.canonical, r.From)
	}
	if r.To != "" {
		s.canonical[r.From] = r.To
		with(s.members, r.To, r.From, true)
	}
}

func with[K, L comparable, M ~map[L]V, V any](m map[K]M, k K, l L, v V) {
	if m[k] == nil {
		m[k] = M{}
	}
	m[k][l] = v
}

func without[K, L comparable, M ~map[L]V, V any](m map[K]M, k K, l L) {
	delete(m[k], l)
	if len(m[k]) == 0 {
		delete(m, k)
	}
}
