package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"
	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// bucketQuads holds Cayley's buckets.
var bucketQuads = []byte("cayley")

// Cayley's own names.
const (
	bucketCayley = "meta"
	bucketLog    = "log" // primitives (nodes and quads) by number
	bucketNodes  = "v"   // value: its number
	bucketOP     = "op"  // index object, predicate
	bucketLabel  = "c"
)

var (
	keyHorizon = []byte("horizon") // the last number
	keySize    = []byte("size")    // number of quads
)

// indexes are the ways Cayley finds quads by. It has no index on labels unless
// it is told, and then only when the database is made. What begins with a subject our own
// order finds.
var indexes = []kv.QuadIndex{
	{Dirs: []quad.Direction{quad.Object, quad.Predicate}},
	{Dirs: []quad.Direction{quad.Label}},
}

// cayleyOptions: the Bloom filter of all quads would be read in at every opening,
// four seconds for a million quads.
var cayleyOptions = cayley.Options{kv.OptNoBloom: true}

// initIndexes guards Cayley's global list of indexes.
var initIndexes sync.Mutex

func createQuads(tx *bolt.Tx) error {
	b, err := tx.CreateBucketIfNotExists(bucketQuads)
	if err == nil {
		_, err = b.CreateBucketIfNotExists([]byte(bucketNodes)) // the others Cayley makes
	}
	if err != nil {
		return fmt.Errorf("create %s: %w", bucketQuads, err)
	}
	initIndexes.Lock()
	defer initIndexes.Unlock()
	kept := kv.DefaultQuadIndexes
	kv.DefaultQuadIndexes = indexes
	defer func() { kv.DefaultQuadIndexes = kept }()
	if err := kv.Init(newShared(tx), cayleyOptions); err != nil {
		return fmt.Errorf("create quads: %w", err)
	}
	return checkIndexes(tx)
}

// checkIndexes refuses a file whose quads are indexed otherwise.
func checkIndexes(tx *bolt.Tx) error {
	val := newShared(tx).get(hkv.SKey(bucketCayley, "indexes"))
	if val == nil {
		return fmt.Errorf("read list of indexes: %w", hkv.ErrNotFound)
	}
	var got []kv.QuadIndex
	if err := json.Unmarshal(val, &got); err != nil {
		return fmt.Errorf("read list of indexes: %w", err)
	}
	if !reflect.DeepEqual(got, indexes) {
		return fmt.Errorf("quads are indexed by %s", val)
	}
	return nil
}

// A shared is one bbolt transaction as Cayley's key-value store: every
// transaction that Cayley begins is this one, and its commit is ours to do. For a
// read-only transaction it is safe for concurrent use.
//
// Cayley reads; what it reads quadWriter has written, so that an article goes to few
// pages: nodes lie under their fields (key.go) and not under hashes in 2 x 65536 buckets,
// and primitives are packed (primitive.go).
//
// Its indexes map a key to the list of all quads under it, as one value that is read
// and written whole with every quad: ruinous for hubs (every label has a
// confidence, every person a type). Here a list that grows beyond chunkSize is
// closed and a new one begun:
//
//	key            the open, newest part of the list
//	key + 0,1,2…   closed parts (four bytes, big endian), never written again
type shared struct {
	tx *bolt.Tx
	b  map[string]*bolt.Bucket
}

// chunkSize keeps a part of a list within a page of bbolt.
const chunkSize = 2048

var _ hkv.KV = (*shared)(nil)
var _ hkv.Tx = (*shared)(nil)

func newShared(tx *bolt.Tx) *shared {
	t := &shared{tx: tx, b: map[string]*bolt.Bucket{}}
	quads := tx.Bucket(bucketQuads)
	for _, name := range []string{bucketCayley, bucketLog, bucketOP, bucketLabel, bucketNodes} {
		if b := quads.Bucket([]byte(name)); b != nil {
			t.b[name] = b
		}
	}
	return t
}

// Tx returns the one transaction.
func (t *shared) Tx(rw bool) (hkv.Tx, error) {
	if rw && !t.tx.Writable() {
		return nil, hkv.ErrReadOnly
	}
	return t, nil
}

// Commit does nothing: who began the transaction commits it.
func (t *shared) Commit(context.Context) error { return nil }

// Close does nothing: who began the transaction ends it.
func (t *shared) Close() error { return nil }

// isIndex reports whether the values of a bucket are lists that may have parts.
func isIndex(name string) bool { return name == bucketOP || name == bucketLabel }

// Get returns the value of key k.
func (t *shared) Get(_ context.Context, k hkv.Key) (hkv.Value, error) {
	if len(k) != 2 {
		return nil, fmt.Errorf("key of %d parts", len(k))
	}
	if v := t.get(k); v != nil {
		return v, nil
	}
	return nil, hkv.ErrNotFound
}

func (t *shared) get(k hkv.Key) hkv.Value {
	name := string(k[0])
	b := t.b[name]
	switch {
	case b == nil:
		return nil
	case name == bucketLog:
		return expand(k[1], b.Get(k[1]))
	case isIndex(name):
		return whole(b, k[1])
	}
	return b.Get(k[1])
}

// GetBatch returns the values of keys.
func (t *shared) GetBatch(_ context.Context, keys []hkv.Key) ([]hkv.Value, error) {
	out := make([]hkv.Value, len(keys))
	for i, k := range keys {
		out[i] = t.get(k)
	}
	return out, nil
}

// length returns about how many bytes the list of key has: closed parts count
// as full ones.
func (t *shared) length(name string, key []byte) int {
	b := t.b[name]
	return len(b.Get(key)) + closed(b, key)*chunkSize
}

// closed returns the number of closed parts of the list of key.
func closed(b *bolt.Bucket, key []byte) int {
	// The last part sorts just before the first key behind all parts.
	end := append(bytes.Clone(key), 0xff, 0xff, 0xff, 0xff)
	c := b.Cursor()
	k, _ := c.Seek(end)
	if k == nil {
		k, _ = c.Last()
	} else {
		k, _ = c.Prev()
	}
	if len(k) != len(key)+4 || !bytes.HasPrefix(k, key) {
		return 0
	}
	return int(binary.BigEndian.Uint32(k[len(key):])) + 1
}

// whole returns the list of key with all its parts, oldest first.
func whole(b *bolt.Bucket, key []byte) hkv.Value {
	open := b.Get(key)
	n := closed(b, key)
	if n == 0 {
		return open
	}
	var out hkv.Value
	for i := range n {
		out = append(out, b.Get(part(key, i))...)
	}
	return append(out, open...)
}

func part(key []byte, i int) []byte {
	return binary.BigEndian.AppendUint32(bytes.Clone(key), uint32(i))
}

// Put sets the value of key k; with one part it makes the bucket. Cayley does so when the
// database is made.
func (t *shared) Put(k hkv.Key, v hkv.Value) error {
	name := string(k[0])
	if t.b[name] == nil {
		b, err := t.tx.Bucket(bucketQuads).CreateBucketIfNotExists(k[0])
		if err != nil {
			return fmt.Errorf("create bucket %s: %w", name, err)
		}
		t.b[name] = b
	}
	if len(k) < 2 || len(k[1]) == 0 {
		return nil
	}
	return t.b[name].Put(k[1], v)
}

// Del refuses: Cayley only reads.
func (t *shared) Del(hkv.Key) error { return hkv.ErrReadOnly }

// Scan iterates over the keys of a bucket with a prefix. The parts of a list of
// an index come as entries of their own.
func (t *shared) Scan(prefix hkv.Key) hkv.Iterator {
	it := &scan{}
	if b := t.b[string(prefix[0])]; b != nil {
		it.c, it.bucket = b.Cursor(), prefix[0]
		if len(prefix) > 1 {
			it.prefix = prefix[1]
		}
	}
	return it
}

// size returns the number of quads that Cayley counts.
func (t *shared) size() int {
	v := t.b[bucketCayley].Get(keySize)
	if len(v) != 8 {
		return 0
	}
	return int(binary.LittleEndian.Uint64(v))
}

type scan struct {
	c              *bolt.Cursor
	bucket, prefix []byte
	k, v           []byte
	started        bool
}

// Next does not look at ctx: Cayley would take an early end for the end. Who
// reads looks after every row.
func (s *scan) Next(context.Context) bool {
	if s.c == nil {
		return false
	}
	if !s.started {
		s.started = true
		s.k, s.v = s.c.Seek(s.prefix)
	} else {
		s.k, s.v = s.c.Next()
	}
	return s.k != nil && bytes.HasPrefix(s.k, s.prefix)
}

func (s *scan) Err() error   { return nil }
func (s *scan) Close() error { s.c = nil; return nil }
func (s *scan) Key() hkv.Key { return hkv.Key{s.bucket, s.k} }

// Val returns the value of the key.
func (s *scan) Val() hkv.Value {
	if string(s.bucket) == bucketLog {
		return expand(s.k, s.v)
	}
	return s.v
}

// find returns the number of the node of a term, 0 for none.
func (t *shared) find(term graph.Term) uint64 {
	field, _ := appendTerm(nil, term)
	id, _ := readNode(t.b[bucketNodes].Get(field))
	return id
}

// hub reports whether the quads under a label are many.
func (t *shared) hub(label graph.ID) bool {
	id := t.find(graph.Term{ID: label})
	return id != 0 && closed(t.b[bucketLabel], binary.BigEndian.AppendUint64(nil, id)) > 0
}
