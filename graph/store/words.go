package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// bucketWords has for each word the articles in which it stands, eight bytes each: word,
// NUL, an article not behind the first of the block -> block of articles, sorted. It
// holds all kept reports; superseded ones are left out when it is read.
var bucketWords = []byte("words")

// wordBlock is how long a block may be: a part of a page of bbolt.
const wordBlock = 1024

type docKey = [8]byte

// keyOfDoc returns the digits of an article's id as bytes.
func keyOfDoc(id graph.ID) (k docKey) {
	_, _ = hex.Decode(k[:], []byte(id.Hex())) // ids of reports have sixteen digits
	return k
}

// A posting is a word of an article.
type posting struct {
	word string
	doc  docKey
}

func (p posting) compare(o posting) int {
	return cmp.Or(strings.Compare(p.word, o.word), bytes.Compare(p.doc[:], o.doc[:]))
}

// words brings the words up to date with the reports put and removed; it comes before
// both, while what was kept is there.
func (w *writer) words() error {
	var add, drop []posting
	for _, r := range w.b.Put {
		if err := w.unword(r.Article.ID, &drop); err != nil {
			return err
		}
		add = append(add, postings(&r.Article)...)
	}
	for _, id := range w.b.Remove {
		if err := w.unword(id, &drop); err != nil {
			return err
		}
	}
	if err := dropWords(w.tx, drop); err != nil {
		return fmt.Errorf("words: %w", err)
	}
	if err := addWords(w.tx, add); err != nil {
		return fmt.Errorf("words: %w", err)
	}
	return nil
}

// unword adds the words of the kept report of an article, if there is one.
func (w *writer) unword(id graph.ID, drop *[]posting) error {
	b := w.tx.Bucket(bucketPacked).Get([]byte(id))
	if b == nil {
		return nil
	}
	p, err := graph.OpenPacked(b)
	if err != nil {
		return fmt.Errorf("words of %s: %w", id, err)
	}
	a := p.Article()
	*drop = append(*drop, postings(&a)...)
	return nil
}

func postings(a *graph.Article) []posting {
	var out []posting
	doc := keyOfDoc(a.ID)
	for _, word := range a.Words() {
		out = append(out, posting{word, doc})
	}
	return out
}

// A wordCursor is at one block, which it writes when it moves on.
type wordCursor struct {
	b       *bolt.Bucket
	word    string
	key     []byte // of the block, nil before the first
	block   []byte
	end     []byte // key of the next block of the word, nil for none
	changed bool
}

func wordKey(word string, doc docKey) []byte {
	return append(append([]byte(word), 0), doc[:]...)
}

func sameWord(key []byte, word string) bool {
	return len(key) == len(word)+9 && string(key[:len(word)]) == word && key[len(word)] == 0
}

// seek goes to the block in which an article is, or would be.
func (c *wordCursor) seek(p posting) error {
	want := wordKey(p.word, p.doc)
	if c.key != nil && c.word == p.word && (c.end == nil || bytes.Compare(want, c.end) < 0) {
		return nil
	}
	if err := c.flush(); err != nil {
		return err
	}
	cur := c.b.Cursor()
	k, v := cur.Seek(want)
	next := k
	switch {
	case bytes.Equal(k, want):
		next, _ = cur.Next()
	case k == nil:
		k, v = cur.Last()
	default:
		k, v = cur.Prev()
	}
	if !sameWord(k, p.word) { // the first block of the word
		k, v = want, nil
	}
	if !sameWord(next, p.word) {
		next = nil
	}
	c.word, c.key, c.block, c.end = p.word, bytes.Clone(k), bytes.Clone(v), bytes.Clone(next)
	return nil
}

// find returns where an article is in the block, or would be.
func (c *wordCursor) find(doc docKey) (at int, found bool) {
	lo, hi := 0, len(c.block)/8
	for lo < hi {
		mid := (lo + hi) / 2
		if bytes.Compare(c.block[8*mid:8*mid+8], doc[:]) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	at = 8 * lo
	return at, at < len(c.block) && bytes.Equal(c.block[at:at+8], doc[:])
}

// flush writes the block: in two halves, and halves of these, if it grew too long.
func (c *wordCursor) flush() error {
	if !c.changed {
		return nil
	}
	c.changed = false
	if len(c.block) == 0 {
		return c.b.Delete(c.key)
	}
	key, block := c.key, c.block
	for len(block) > wordBlock {
		half := min(len(block)/16*8, wordBlock)
		if err := c.b.Put(key, block[:half]); err != nil {
			return err
		}
		block = block[half:]
		key = wordKey(c.word, docKey(block[:8]))
	}
	return c.b.Put(key, block)
}

func addWords(tx *bolt.Tx, add []posting) error {
	slices.SortFunc(add, posting.compare)
	c := &wordCursor{b: tx.Bucket(bucketWords)}
	for _, p := range add {
		if err := c.seek(p); err != nil {
			return err
		}
		if at, found := c.find(p.doc); !found {
			c.block = slices.Insert(c.block, at, p.doc[:]...)
			c.changed = true
		}
	}
	return c.flush()
}

func dropWords(tx *bolt.Tx, drop []posting) error {
	slices.SortFunc(drop, posting.compare)
	c := &wordCursor{b: tx.Bucket(bucketWords)}
	for _, p := range drop {
		if err := c.seek(p); err != nil {
			return err
		}
		if at, found := c.find(p.doc); found {
			c.block = slices.Delete(c.block, at, at+8)
			c.changed = true
		}
	}
	return c.flush()
}

// WithWord returns the articles whose title or text has a word, or with begins one that
// begins so, sorted.
func (v *snapshot) WithWord(ctx context.Context, word string, begins bool) ([]graph.ID, error) {
	prefix := []byte(word)
	if !begins {
		prefix = append(prefix, 0)
	}
	var docs []docKey
	for e, err := range v.entries(ctx, bucketWords, prefix) {
		if err != nil {
			return nil, fmt.Errorf("articles with %q: %w", word, err)
		}
		if !bytes.HasPrefix(e.k, prefix) {
			break
		}
		for b := e.v; len(b) >= 8; b = b[8:] {
			docs = append(docs, docKey(b[:8]))
		}
	}
	if begins {
		slices.SortFunc(docs, func(a, b docKey) int { return bytes.Compare(a[:], b[:]) })
		docs = slices.Compact(docs)
	}
	return v.present(ctx, docs)
}

// present returns the ids of those that are not superseded.
func (v *snapshot) present(ctx context.Context, docs []docKey) ([]graph.ID, error) {
	var out []graph.ID
	old := map[graph.ID]bool{}
	for id, err := range v.Superseded(ctx) {
		if err != nil {
			return nil, err
		}
		old[id] = true
	}
	for _, d := range docs {
		if id := graph.ID("doc:" + hex.EncodeToString(d[:])); !old[id] {
			out = append(out, id)
		}
	}
	return out, nil
}
