package query

import (
	"slices"

	"newsgraph/graph"
)

// A memo keeps what questions found out about single things, so that one of which
// thousands of articles tell is looked into once and not with every question. What is in
// it does not depend on a filter, is shared by questions and never changed.
type memo struct {
	events  map[graph.ID]*happening
	casts   map[graph.ID]*cast // of events
	edges   map[edge]*strand
	ends    map[graph.ID][]edge        // the edges of a thing
	tenures map[graph.ID]*tenures      // of positions
	reaches map[graph.ID]*reach        // of things
	around  map[graph.ID]*surroundings // of things
	weight  int                        // of all of these
}

// maxMemo bounds the weight of a memo that is shared: about a hundred bytes each.
const maxMemo = 1 << 21

func newMemo() *memo {
	return &memo{
		events: map[graph.ID]*happening{}, casts: map[graph.ID]*cast{}, edges: map[edge]*strand{}, ends: map[graph.ID][]edge{},
		tenures: map[graph.ID]*tenures{}, reaches: map[graph.ID]*reach{}, around: map[graph.ID]*surroundings{},
	}
}

// A weighed value says about how many claims it holds.
type weighed interface{ weight() int }

// recall returns what one table of the memo has under a key, or finds it and keeps it.
func recall[K comparable, V weighed](q *Query, table func(*memo) map[K]V, key K, find func() (V, error)) (V, error) {
	if v, ok := table(q.memo)[key]; ok {
		return v, nil
	}
	if v, ok := shared(q.cache, q.r.Version(), table, key); ok {
		return v, nil
	}
	v, err := find()
	if err != nil {
		return v, err
	}
	if !follows(key) || !share(q.cache, q.r.Version(), table, key, v) {
		q.memo.note(key)
		table(q.memo)[key] = v
	}
	return v, nil
}

// shared returns what the memo of a cache knows at version v.
func shared[K comparable, V weighed](c *Cache, v graph.Version, table func(*memo) map[K]V, key K) (val V, ok bool) {
	if c == nil {
		return val, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v != c.version {
		return val, false
	}
	val, ok = table(c.memo)[key]
	return val, ok
}

// share keeps what was found at version v for other questions, or returns false.
func share[K comparable, V weighed](c *Cache, v graph.Version, table func(*memo) map[K]V, key K, val V) bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v != c.version || c.memo.weight+val.weight() > maxMemo {
		return false
	}
	if _, ok := table(c.memo)[key]; !ok {
		c.memo.note(key)
		c.memo.weight += val.weight()
		table(c.memo)[key] = val
	}
	return true
}

// follows reports whether changes of the store name what is kept under a key.
func follows(key any) bool {
	switch k := key.(type) {
	case edge:
		return k.from.IsThing() && k.to.IsThing()
	case graph.ID:
		return k.IsThing()
	}
	return false
}

// note remembers of which things an edge is.
func (m *memo) note(key any) {
	if e, ok := key.(edge); ok {
		m.ends[e.from] = append(m.ends[e.from], e)
		m.ends[e.to] = append(m.ends[e.to], e)
	}
}

// follow drops what is kept of things that changed, of edges those of which both ends did.
func (m *memo) follow(things []graph.ID) {
	changed := make(map[graph.ID]bool, len(things))
	for _, id := range things {
		changed[id] = true
	}
	for _, id := range things {
		forget(m, m.events, id)
		forget(m, m.casts, id)
		forget(m, m.tenures, id)
		forget(m, m.reaches, id)
		forget(m, m.around, id)
		m.ends[id] = slices.DeleteFunc(m.ends[id], func(e edge) bool {
			gone := changed[e.from] && changed[e.to]
			if gone {
				forget(m, m.edges, e)
			}
			return gone
		})
		if len(m.ends[id]) == 0 {
			delete(m.ends, id)
		}
	}
}

func forget[K comparable, V weighed](m *memo, table map[K]V, key K) {
	if v, ok := table[key]; ok {
		m.weight -= v.weight()
		delete(table, key)
	}
}
