package language

import "sync"

// cacheWords bounds each half of the cache: some 4 MB, 15 articles.
const cacheWords = 1 << 13

// A cache keeps the parses of the sentences seen last, since the same agency report
// stands in many papers. What it returns equals what would be computed, so results do
// not depend on it. It has two halves: when the newer is full, the older is dropped.
type cache struct {
	mu       sync.Mutex
	new, old map[string]*parse
	words    int // in new
}

func (c *cache) get(key string) *parse {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p := c.new[key]; p != nil {
		return p
	}
	p := c.old[key]
	if p != nil {
		c.store(key, p)
	}
	return p
}

func (c *cache) put(key string, p *parse) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.store(key, p)
}

func (c *cache) store(key string, p *parse) {
	if c.new == nil || c.words+len(p.tokens) > cacheWords {
		c.new, c.old, c.words = map[string]*parse{}, c.new, 0
	}
	if c.new[key] == nil {
		c.words += len(p.tokens)
	}
	c.new[key] = p
}
