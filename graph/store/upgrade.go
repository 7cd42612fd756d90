package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// upgradeRows bounds the quads that one transaction orders: bbolt divides a page only
// at its end, so that a long one works on ever longer pages.
const upgradeRows = 1 << 12

// bucketPrints was of format 3.
var bucketPrints = []byte("prints")

// upgradeReports bounds the reports that one transaction packs or digests.
const upgradeReports = 1000

// upgrade brings a file to the current format: 1 had Cayley's indexes alone, 2 our
// orders of quads but of reports only what counts, 3 packed them otherwise, 4 had no
// words, 5 no digests. Begun again, it does what it did already once more.
func (s *Store) upgrade(ctx context.Context) error {
	var format uint64
	err := s.db.Update(func(tx *bolt.Tx) error {
		if format = number(tx.Bucket(bucketMeta).Get(keyFormat)); format == Format {
			return nil
		}
		if tx.Bucket(bucketPrints) != nil {
			if err := tx.DeleteBucket(bucketPrints); err != nil {
				return err
			}
		}
		return createBuckets(tx)
	})
	if err == nil && format < 2 {
		err = s.inSteps(func(tx *bolt.Tx, from []byte) ([]byte, error) { return orderSome(ctx, tx, from) })
	}
	if err == nil && format < 5 {
		err = s.inSteps(func(tx *bolt.Tx, from []byte) ([]byte, error) { return s.packSome(ctx, tx, from) })
	}
	if err == nil && format < 6 {
		err = s.inSteps(func(tx *bolt.Tx, from []byte) ([]byte, error) { return digestSome(ctx, tx, from) })
	}
	if err == nil && format != Format {
		err = s.db.Update(func(tx *bolt.Tx) error { return tx.Bucket(bucketMeta).Put(keyFormat, encodeNumber(Format)) })
	}
	if err != nil {
		return fmt.Errorf("bring format %d up to %d: %w", format, Format, err)
	}
	return nil
}

// inSteps calls step in a transaction of its own with the key that the step before
// returned, until it returns none.
func (s *Store) inSteps(step func(tx *bolt.Tx, from []byte) ([]byte, error)) error {
	for from := []byte{}; from != nil; {
		err := s.db.Update(func(tx *bolt.Tx) (err error) {
			from, err = step(tx, from)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// packSome packs reports from that article on and lists their words.
func (s *Store) packSome(ctx context.Context, tx *bolt.Tx, from []byte) ([]byte, error) {
	packed, n := tx.Bucket(bucketPacked), 0
	var words []posting
	c := tx.Bucket(bucketReports).Cursor()
	for k, v := c.Seek(from); k != nil; k, v = c.Next() {
		if n++; n > upgradeReports {
			return bytes.Clone(k), errors.Join(addWords(tx, words), ctx.Err())
		}
		r, err := s.decodeReport(v)
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", k, err)
		}
		if err := packed.Put(bytes.Clone(k), r.Pack()); err != nil {
			return nil, fmt.Errorf("report %s: %w", k, err)
		}
		words = append(words, postings(&r.Article)...)
	}
	return nil, addWords(tx, words)
}

// digestSome makes the digests of packed reports from that article on.
func digestSome(ctx context.Context, tx *bolt.Tx, from []byte) ([]byte, error) {
	digests, n := tx.Bucket(bucketDigests), 0
	c := tx.Bucket(bucketPacked).Cursor()
	for k, v := c.Seek(from); k != nil; k, v = c.Next() {
		if n++; n > upgradeReports {
			return bytes.Clone(k), ctx.Err()
		}
		p, err := graph.OpenPacked(v)
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", k, err)
		}
		r, err := p.Report()
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", k, err)
		}
		if err := digests.Put(bytes.Clone(k), r.Digest()); err != nil {
			return nil, fmt.Errorf("report %s: %w", k, err)
		}
	}
	return nil, nil
}

// orderSome orders quads from that number of the log of primitives on.
func orderSome(ctx context.Context, tx *bolt.Tx, from []byte) ([]byte, error) {
	quads, next, err := quadsFrom(ctx, tx, from)
	if err != nil || len(quads) == 0 {
		return nil, err
	}
	return encodeNumber(next), addOrders(tx, quads)
}

// quadsFrom reads quads from that number of the log of primitives on, none at its end,
// and returns the number to go on with.
func quadsFrom(ctx context.Context, tx *bolt.Tx, from []byte) (_ []graph.Quad, next uint64, err error) {
	v := &snapshot{tx: tx, kv: newShared(tx)}
	if v.qs, err = kv.New(v.kv, cayleyOptions); err != nil {
		return nil, 0, err
	}
	var found [][4]cayley.Ref
	c := v.kv.b[bucketLog].Cursor()
	k, val := c.Seek(from)
	for ; k != nil && len(found) < upgradeRows; k, val = c.Next() {
		var p proto.Primitive
		if err := p.Unmarshal(bytes.Clone(val)); err != nil {
			return nil, 0, fmt.Errorf("primitive %x: %w", k, err)
		}
		next = p.ID + 1
		if p.IsNode() || p.Deleted {
			continue
		}
		var refs [4]cayley.Ref
		for i, dir := range quad.Directions {
			refs[i] = kv.Int64Value(p.GetDirection(dir))
		}
		found = append(found, refs)
	}
	r := &rows{v: v, cache: map[cayley.Ref]quad.Value{}}
	out, err := r.values(ctx, found)
	return out, next, err
}
