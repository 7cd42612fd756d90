package query

import (
	"container/list"
	"context"
	"fmt"
	"sync"

	"newsgraph/graph"
)

// A Cache keeps reports between questions, since reading one takes longer than
// most of what is done with it. It follows the store by its changes, so an answer
// never shows a report of another version than the snapshot's. It is safe for
// concurrent use.
type Cache struct {
	Names   NameIndex // set before the first question, or nil: every search looks at all names
	mu      sync.Mutex
	size    int // bytes of reports that are kept
	held    int // bytes of reports
	version graph.Version
	recent  *list.List // of *paper, the last used first
	byDoc   map[graph.ID]*list.Element
	things  map[graph.ID]Popular // of version
	outlets map[graph.ID]string  // of articles
}

// Bounds of what a cache knows beside reports, some 30 MB each.
const (
	maxThings  = 200_000
	maxOutlets = 500_000
)

// NewCache returns a cache of reports that take at most so many bytes.
func NewCache(bytes int) *Cache {
	return &Cache{
		size: bytes, recent: list.New(), byDoc: map[graph.ID]*list.Element{}, things: map[graph.ID]Popular{}, outlets: map[graph.ID]string{},
	}
}

// New returns a Query over r that shares the reports of c.
func (c *Cache) New(ctx context.Context, r graph.Reader, lim Limits) (*Query, error) {
	q := New(r, lim)
	if err := c.follow(ctx, r); err != nil {
		return nil, err
	}
	q.cache = c
	return q, nil
}

// follow drops the reports that changed since the cache last looked.
func (c *Cache) follow(ctx context.Context, r graph.Reader) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.Version() <= c.version {
		return nil
	}
	for change, err := range r.Changes(ctx, c.version) {
		if err != nil {
			return fmt.Errorf("changes since %d: %w", c.version, err)
		}
		for _, docs := range [...][]graph.ID{change.Articles, change.Removed, change.Touched} {
			for _, doc := range docs {
				c.drop(doc)
			}
		}
	}
	c.version = r.Version()
	clear(c.things)
	return nil
}

// thing returns what is known of a thing at version v.
func (c *Cache) thing(id graph.ID, v graph.Version) (Popular, bool) {
	if c == nil {
		return Popular{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.things[id]
	return p, ok && v == c.version
}

// keep remembers a thing as it is at version v.
func (c *Cache) keep(p Popular, v graph.Version) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v == c.version && len(c.things) < maxThings {
		c.things[p.ID] = p
	}
}

// outlet returns where an article is from, as far as that is known at version v.
func (c *Cache) outlet(doc graph.ID, v graph.Version) (string, bool) {
	if c == nil {
		return "", false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	name, ok := c.outlets[doc]
	return name, ok && v == c.version
}

// keepOutlet remembers where an article is from at version v.
func (c *Cache) keepOutlet(doc graph.ID, name string, v graph.Version) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v == c.version && len(c.outlets) < maxOutlets {
		c.outlets[doc] = name
	}
}

// drop forgets an article that changed.
func (c *Cache) drop(doc graph.ID) {
	delete(c.outlets, doc)
	c.forget(doc)
}

func (c *Cache) forget(doc graph.ID) {
	if el, ok := c.byDoc[doc]; ok {
		c.held -= el.Value.(*paper).size()
		c.recent.Remove(el)
		delete(c.byDoc, doc)
	}
}

// get returns a report as it is at version v, or nil. Snapshots older than the
// cache read for themselves.
func (c *Cache) get(doc graph.ID, v graph.Version) *paper {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.byDoc[doc]
	if !ok || v != c.version {
		return nil
	}
	c.recent.MoveToFront(el)
	return el.Value.(*paper)
}

// put keeps a report that was read at version v.
func (c *Cache) put(p *paper, v graph.Version) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byDoc[p.head.ID]; ok || v != c.version {
		return
	}
	c.byDoc[p.head.ID] = c.recent.PushFront(p)
	for c.held += p.size(); c.held > c.size; {
		c.forget(c.recent.Back().Value.(*paper).head.ID)
	}
}
