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
)

// bucketQuads holds Cayley's buckets.
var bucketQuads = []byte("quads")

// Cayley's own names.
const (
	bucketSP    = "sp" // index subject, predicate
	bucketOP    = "op"
	bucketLabel = "c"
	bucketLog   = "log" // primitives (nodes and quads) by number
)

// indexes are the ways quads are found by. Cayley has no index on labels unless
// it is told, and then only when the database is made.
var indexes = []kv.QuadIndex{
	{Dirs: []quad.Direction{quad.Subject, quad.Predicate}},
	{Dirs: []quad.Direction{quad.Object, quad.Predicate}},
	{Dirs: []quad.Direction{quad.Label}},
}

// cayleyOptions: the Bloom filter of all quads would be read in at every opening,
// four seconds for a million quads.
var cayleyOptions = cayley.Options{kv.OptNoBloom: true}

// initIndexes guards Cayley's global list of indexes.
var initIndexes sync.Mutex

func createQuads(tx *bolt.Tx) error {
	if _, err := tx.CreateBucketIfNotExists(bucketQuads); err != nil {
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
	val := newShared(tx).get(hkv.SKey("meta", "indexes"))
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
// Cayley asks for 2 x 65536 buckets of hashes; they are folded into two. Its
// indexes map a key to the list of all quads under it, as one value that is read
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
	for _, name := range []string{"meta", bucketLog, bucketSP, bucketOP, bucketLabel, "v", "n"} {
		if b := quads.Bucket([]byte(name)); b != nil {
			// numbers of primitives only rise, so pages are left full
			if name == bucketLog {
				b.FillPercent = 0.95
			}
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

// bucketName folds Cayley's buckets of hashes, 'v' and 'n' with two bytes each.
func bucketName(name []byte) string {
	if len(name) == 3 && (name[0] == 'v' || name[0] == 'n') {
		return string(name[:1])
	}
	return string(name)
}

func isIndex(name string) bool {
	return name == bucketSP || name == bucketOP || name == bucketLabel
}

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
	name := bucketName(k[0])
	b := t.b[name]
	if b == nil {
		return nil
	}
	if isIndex(name) {
		return whole(b, k[1])
	}
	return b.Get(k[1])
}

// GetBatch returns the values of keys. Cayley uses it in two ways when it
// writes, and each needs only a part of long lists:
//
//   - one key of each index, to intersect the lists and find a quad in what is
//     left: the shortest of the lists for all three leads to the same quad;
//   - keys of one index, to append to each list and put it back: the open part.
func (t *shared) GetBatch(_ context.Context, keys []hkv.Key) ([]hkv.Value, error) {
	out := make([]hkv.Value, len(keys))
	if t.tx.Writable() && len(keys) > 0 && isIndex(bucketName(keys[0][0])) {
		if len(keys) == len(indexes) && !bytes.Equal(keys[0][0], keys[1][0]) {
			list := t.shortest(keys)
			for i := range out {
				out[i] = list
			}
			return out, nil
		}
		for i, k := range keys {
			out[i] = t.b[bucketName(k[0])].Get(k[1])
		}
		return out, nil
	}
	for i, k := range keys {
		out[i] = t.get(k)
	}
	return out, nil
}

func (t *shared) shortest(keys []hkv.Key) hkv.Value {
	best, size := 0, -1
	for i, k := range keys {
		if n := t.length(bucketName(k[0]), k[1]); size < 0 || n < size {
			best, size = i, n
		}
	}
	return t.get(keys[best])
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

// Put sets the value of key k; with one part it makes the bucket.
func (t *shared) Put(k hkv.Key, v hkv.Value) error {
	name := bucketName(k[0])
	b := t.b[name]
	if b == nil {
		var err error
		if b, err = t.tx.Bucket(bucketQuads).CreateBucketIfNotExists([]byte(name)); err != nil {
			return fmt.Errorf("create bucket %s: %w", name, err)
		}
		t.b[name] = b
	}
	if len(k) < 2 || len(k[1]) == 0 {
		return nil
	}
	if !isIndex(name) || len(v) <= chunkSize {
		return b.Put(k[1], v)
	}
	if err := b.Put(part(k[1], closed(b, k[1])), v); err != nil {
		return err
	}
	return b.Delete(k[1])
}

// Del removes key k.
func (t *shared) Del(k hkv.Key) error {
	if b := t.b[bucketName(k[0])]; b != nil {
		return b.Delete(k[1])
	}
	return nil
}

// Scan iterates over the keys of a bucket with a prefix. The parts of a list of
// an index come as entries of their own.
func (t *shared) Scan(prefix hkv.Key) hkv.Iterator {
	it := &scan{}
	if b := t.b[bucketName(prefix[0])]; b != nil {
		it.c, it.bucket = b.Cursor(), prefix[0]
		if len(prefix) > 1 {
			it.prefix = prefix[1]
		}
	}
	return it
}

// size returns the number of quads that Cayley counts.
func (t *shared) size() int {
	v := t.b["meta"].Get([]byte("size"))
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

func (s *scan) Err() error     { return nil }
func (s *scan) Close() error   { s.c = nil; return nil }
func (s *scan) Key() hkv.Key   { return hkv.Key{s.bucket, s.k} }
func (s *scan) Val() hkv.Value { return s.v }
