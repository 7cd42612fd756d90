package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// Our own orders of the quads, beside Cayley's indexes and written with them. A key
// holds the whole quad (and that by subject leads to its number in Cayley's log), so that what lies together is read in one go: Cayley looks up
// each quad and the value of each of its nodes by number, some forty times slower.
var (
	bucketOut  = []byte("out")        // subject, predicate, object, label: every quad
	bucketIn   = []byte("in")         // object, predicate, subject, label: where the object is an id
	bucketUses = []byte("predicates") // predicate, subject: once each
)

func outKey(q graph.Quad) (key, long []byte) {
	b := appendID(appendID(make([]byte, 0, 96), q.S), q.P)
	b, long = appendTerm(b, q.O)
	return appendID(b, q.G), long
}

func inKey(q graph.Quad) []byte {
	b := appendID(appendID(make([]byte, 0, 96), q.O.ID), q.P)
	return appendID(appendID(b, q.S), q.G)
}

func useKey(p, s graph.ID) []byte { return appendID(appendID(make([]byte, 0, 64), p), s) }

// A row is a key and its value.
type row struct{ k, v []byte }

// putRows writes rows in the order of their keys, so that neighbours are written together.
// Those of one key are the same.
func putRows(b *bolt.Bucket, rows []row) error {
	slices.SortFunc(rows, func(a, b row) int { return bytes.Compare(a.k, b.k) })
	for i, r := range rows {
		if i > 0 && bytes.Equal(r.k, rows[i-1].k) {
			continue
		}
		if err := b.Put(r.k, r.v); err != nil {
			return fmt.Errorf("put %x: %w", r.k, err)
		}
	}
	return nil
}

// putOrders writes new rows of the orders.
func putOrders(tx *bolt.Tx, out, in, uses []row) error {
	if err := putRows(tx.Bucket(bucketOut), out); err != nil {
		return err
	}
	if err := putRows(tx.Bucket(bucketIn), in); err != nil {
		return err
	}
	return putRows(tx.Bucket(bucketUses), uses)
}

// dropOrders takes quads out of the orders that were dropped.
func dropOrders(tx *bolt.Tx, drop []graph.Quad) error {
	out, in, uses := tx.Bucket(bucketOut), tx.Bucket(bucketIn), tx.Bucket(bucketUses)
	for _, q := range drop {
		k, _ := outKey(q)
		err := out.Delete(k)
		if err == nil && !q.O.IsLiteral() {
			err = in.Delete(inKey(q))
		}
		if err != nil {
			return fmt.Errorf("order quads: %w", err)
		}
	}
	for _, q := range drop {
		prefix := appendID(appendID(nil, q.S), q.P)
		if k, _ := out.Cursor().Seek(prefix); bytes.HasPrefix(k, prefix) {
			continue
		}
		if err := uses.Delete(useKey(q.P, q.S)); err != nil {
			return fmt.Errorf("order quads: %w", err)
		}
	}
	return nil
}

// ordered reads the quads of a pattern from our orders; ok is false for a pattern that
// only Cayley's indexes find: by label, unless that of a hub, or by a literal alone.
func (v *snapshot) ordered(ctx context.Context, p graph.Pattern, yield func(graph.Quad, error) bool) (ok bool) {
	s := &orderScan{v: v, ctx: ctx, p: p, yield: yield}
	switch {
	case p.G != "" && (p.S == "" || !v.kv.hub(p.G)):
		return false
	case p.S != "":
		s.out(s.prefix())
	case p.O != nil && p.O.IsLiteral():
		return false
	case p.O != nil:
		prefix := appendID(nil, p.O.ID)
		if p.P != "" {
			prefix = appendID(prefix, p.P)
		}
		s.scan(bucketIn, prefix, s.in)
	case p.P != "":
		s.uses(appendID(nil, p.P))
	default:
		s.out(nil)
	}
	return true
}

// An orderScan yields the quads of one pattern.
type orderScan struct {
	v     *snapshot
	ctx   context.Context // of one call
	p     graph.Pattern
	yield func(graph.Quad, error) bool
	r     quadReader
	done  bool
}

// prefix returns what the keys of a pattern with a subject begin with.
func (s *orderScan) prefix() []byte {
	b := appendID(nil, s.p.S)
	if s.p.P == "" {
		return b
	}
	b = appendID(b, s.p.P)
	if s.p.O != nil {
		b, _ = appendTerm(b, *s.p.O)
	}
	return b
}

func (s *orderScan) out(prefix []byte) {
	s.scan(bucketOut, prefix, func(k, v []byte) (graph.Quad, error) {
		f, err := s.r.read(k, 2)
		if err != nil {
			return graph.Quad{}, err
		}
		_, width := binary.Uvarint(v)
		o, err := readTerm(f[2], v[max(width, 0):])
		return graph.Quad{S: s.r.ids[0], P: s.r.ids[1], O: o, G: s.r.ids[3]}, err
	})
}

func (s *orderScan) in(k, _ []byte) (graph.Quad, error) {
	_, err := s.r.read(k, -1)
	return graph.Quad{S: s.r.ids[2], P: s.r.ids[1], O: graph.Term{ID: s.r.ids[0]}, G: s.r.ids[3]}, err
}

// uses yields the quads of each subject that has a predicate.
func (s *orderScan) uses(prefix []byte) {
	c := s.v.bucket(bucketUses).Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix) && !s.done; k, _ = c.Next() {
		s.out(slices.Concat(k[len(prefix):], prefix))
	}
}

// scan yields the quads of the keys with a prefix that the pattern selects.
func (s *orderScan) scan(bucket, prefix []byte, read func(k, v []byte) (graph.Quad, error)) {
	c := s.v.bucket(bucket).Cursor()
	for k, val := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, val = s.next(c, k) {
		q, err := read(k, val)
		if err == nil {
			err = s.v.live(s.ctx)
		}
		if err != nil {
			s.yield(graph.Quad{}, fmt.Errorf("quads: %w", err))
			s.done = true
			return
		}
		if s.p.Matches(q) && !s.yield(q, nil) {
			s.done = true
			return
		}
	}
}

// next moves on, and where each fact is wanted once, past the other labels of this one:
// of many it looks for the end, since a hub has thousands.
func (s *orderScan) next(c *bolt.Cursor, k []byte) (key, val []byte) {
	key, val = c.Next()
	if !s.p.Once {
		return key, val
	}
	fact := k[:len(k)-len(s.r.last[3])] // all fields but the label
	for n := 0; bytes.HasPrefix(key, fact); n++ {
		if n == fewLabels {
			return c.Seek(append(bytes.Clone(fact), 0xff)) // no field begins so
		}
		key, val = c.Next()
	}
	return key, val
}

// fewLabels is how many labels are passed one by one: each takes a twentieth of a look-up.
const fewLabels = 8
