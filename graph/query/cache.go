package query

import (
	"container/list"
	"context"
	"fmt"
	"math"
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
	refs    map[graph.ID]Ref     // of version
	memo    *memo                // of version
	digests map[uint64]*graph.Digest
	briefly int             // bytes of digests
	opposed []Contradiction // of version, nil: not looked for
}

// Bounds of what a cache knows beside reports: some 30 MB of things, as much of their
// names, and digests of more than 100 000 articles, a kilobyte each.
const (
	maxThings  = 200_000
	maxDigests = 1 << 27
)

// NewCache returns a cache of reports that take at most so many bytes.
func NewCache(bytes int) *Cache {
	return &Cache{
		size: bytes, recent: list.New(), byDoc: map[graph.ID]*list.Element{}, things: map[graph.ID]Popular{}, refs: map[graph.ID]Ref{}, memo: newMemo(), digests: map[uint64]*graph.Digest{},
	}
}

// Warm reads the digests of all articles and joins what they tell of each thing, as far as
// there is room: questions about things of which thousands of articles tell are then
// answered at once.
func (c *Cache) Warm(ctx context.Context, r graph.Reader) error {
	q, err := c.New(ctx, r, Limits{Quads: math.MaxInt})
	if err != nil {
		return err
	}
	for doc, err := range r.Articles(ctx, "") {
		if err == nil {
			_, err = q.digest(ctx, doc)
		}
		if err != nil {
			return fmt.Errorf("read digests: %w", err)
		}
	}
	return q.warm(ctx)
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

// follow drops what changed since the cache last looked.
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
		for _, id := range change.Things {
			delete(c.things, id)
			delete(c.refs, id)
		}
		c.memo.follow(change.Things)
	}
	c.opposed = nil
	c.version = r.Version()
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

// ref returns the name and class of a thing at version v.
func (c *Cache) ref(id graph.ID, v graph.Version) (Ref, bool) {
	if c == nil {
		return Ref{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	ref, ok := c.refs[id]
	return ref, ok && v == c.version
}

// keepRef remembers a thing as it is called at version v.
func (c *Cache) keepRef(ref Ref, v graph.Version) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v == c.version && len(c.refs) < maxThings {
		c.refs[ref.ID] = ref
	}
}

// contradictions returns those of version v, nil where they are not known.
func (c *Cache) contradictions(v graph.Version) []Contradiction {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v != c.version {
		return nil
	}
	return c.opposed
}

// keepContradictions remembers those of version v.
func (c *Cache) keepContradictions(all []Contradiction, v graph.Version) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v == c.version {
		c.opposed = all
	}
}

// digest returns the digest of an article as it is at version v, or nil.
func (c *Cache) digest(number uint64, v graph.Version) *graph.Digest {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v != c.version {
		return nil
	}
	return c.digests[number]
}

// keepDigest keeps a digest that was read at version v, or returns false.
func (c *Cache) keepDigest(d *graph.Digest, v graph.Version) bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := d.Number()
	if _, ok := c.digests[key]; ok || v != c.version || c.briefly+d.Size() > maxDigests {
		return ok && v == c.version
	}
	c.digests[key] = d
	c.briefly += d.Size()
	return true
}

// drop forgets an article that changed.
func (c *Cache) drop(doc graph.ID) {
	if d, ok := c.digests[graph.HexNumber(doc.Hex())]; ok {
		c.briefly -= d.Size()
		delete(c.digests, d.Number())
	}
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
