package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// upgradeRows bounds the quads that one transaction writes: bbolt divides a page only
// at its end, so that a long one works on ever longer pages.
const upgradeRows = 1 << 12

// Buckets of older formats.
var (
	bucketPrints   = []byte("prints") // of 3
	bucketOldQuads = []byte("quads")  // Cayley's, up to 6
)

// upgradeReports bounds the reports that one transaction packs or digests.
const upgradeReports = 1000

// upgrade brings a file to the current format: 1 had Cayley's indexes alone, 2 our
// orders of quads but of reports only what counts, 3 packed them otherwise, 4 had no
// words, 5 no digests, 6 all that Cayley writes as it writes it. Begun again, it does what
// it did already once more.
func (s *Store) upgrade(ctx context.Context) error {
	var format uint64
	err := s.db.Update(func(tx *bolt.Tx) error {
		if format = number(tx.Bucket(bucketMeta).Get(keyFormat)); format == Format {
			return nil
		}
		return renew(tx)
	})
	if err == nil && format < 5 {
		err = s.inSteps(func(tx *bolt.Tx, from []byte) ([]byte, error) { return s.packSome(ctx, tx, from) })
	}
	if err == nil && format < 6 {
		err = s.inSteps(func(tx *bolt.Tx, from []byte) ([]byte, error) { return digestSome(ctx, tx, from) })
	}
	if err == nil && format < 7 {
		err = s.inSteps(func(tx *bolt.Tx, from []byte) ([]byte, error) { return rewriteSome(ctx, tx, from) })
	}
	if err == nil && format != Format {
		err = s.db.Update(func(tx *bolt.Tx) error {
			return errors.Join(tx.DeleteBucket(bucketOldQuads), tx.Bucket(bucketMeta).Put(keyFormat, encodeNumber(Format)))
		})
	}
	if err != nil {
		return fmt.Errorf("bring format %d up to %d: %w", format, Format, err)
	}
	return nil
}

// renew makes what is written anew of the old quads, and what else an old file lacks.
func renew(tx *bolt.Tx) error {
	for _, name := range [...][]byte{bucketPrints, bucketQuads, bucketOut, bucketIn, bucketUses} {
		if tx.Bucket(name) == nil {
			continue
		}
		if err := tx.DeleteBucket(name); err != nil {
			return fmt.Errorf("delete %s: %w", name, err)
		}
	}
	return errors.Join(createBuckets(tx), createQuads(tx))
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

// rewriteSome writes the quads of old primitives from that number on.
func rewriteSome(ctx context.Context, tx *bolt.Tx, from []byte) ([]byte, error) {
	quads, next, err := oldQuads(tx.Bucket(bucketOldQuads).Bucket([]byte(bucketLog)), from)
	if err != nil {
		return nil, err
	}
	w := &writer{tx: tx, b: &graph.Batch{Add: quads}}
	return next, errors.Join(w.quads(), ctx.Err())
}

// oldQuads reads quads from that number of an old log of primitives on, and returns the
// number to go on with, nil at its end.
func oldQuads(log *bolt.Bucket, from []byte) (quads []graph.Quad, next []byte, err error) {
	nodes := map[uint64]graph.Term{}
	c := log.Cursor()
	k, v := c.Seek(from)
	for ; k != nil && len(quads) < upgradeRows; k, v = c.Next() {
		var p proto.Primitive
		if err := p.Unmarshal(v); err != nil {
			return nil, nil, fmt.Errorf("primitive %x: %w", k, err)
		}
		if p.IsNode() || p.Deleted {
			continue
		}
		var terms [4]graph.Term
		for i, dir := range quad.Directions {
			if terms[i], err = oldNode(log, nodes, p.GetDirection(dir)); err != nil {
				return nil, nil, err
			}
		}
		quads = append(quads, graph.Quad{S: terms[0].ID, P: terms[1].ID, O: terms[2], G: terms[3].ID})
	}
	return quads, bytes.Clone(k), nil
}

// oldNode returns the term of a node of an old log.
func oldNode(log *bolt.Bucket, known map[uint64]graph.Term, id uint64) (graph.Term, error) {
	if t, ok := known[id]; ok {
		return t, nil
	}
	var p proto.Primitive
	if err := p.Unmarshal(log.Get(encodeNumber(id))); err != nil {
		return graph.Term{}, fmt.Errorf("node %d: %w", id, err)
	}
	val, err := pquads.UnmarshalValue(p.Value)
	if err != nil {
		return graph.Term{}, fmt.Errorf("node %d: %w", id, err)
	}
	t, ok := term(val)
	if !ok {
		return graph.Term{}, fmt.Errorf("node %d: %v is not known", id, val)
	}
	known[id] = t
	return t, nil
}
