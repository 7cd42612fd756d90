package store

import (
	"bytes"
	"context"
	"encoding/binary"
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

// upgrade brings a file of format 1, which had Cayley's indexes alone, to the current
// one. Begun again, it does what it did already once more.
func upgrade(ctx context.Context, db *bolt.DB) error {
	for from := uint64(0); ; {
		done := false
		err := db.Update(func(tx *bolt.Tx) (err error) {
			if number(tx.Bucket(bucketMeta).Get(keyFormat)) == Format {
				done = true
				return nil
			}
			if err := createBuckets(tx); err != nil {
				return err
			}
			var quads []graph.Quad
			if quads, from, err = quadsFrom(ctx, tx, from); err != nil {
				return err
			}
			if len(quads) == 0 {
				return tx.Bucket(bucketMeta).Put(keyFormat, encodeNumber(Format))
			}
			return addOrders(tx, quads)
		})
		if err != nil {
			return fmt.Errorf("bring it up to format %d: %w", Format, err)
		}
		if done {
			return nil
		}
	}
}

// quadsFrom reads quads from that number of the log of primitives on, none at its end,
// and returns the number to go on with.
func quadsFrom(ctx context.Context, tx *bolt.Tx, from uint64) (_ []graph.Quad, next uint64, err error) {
	v := &snapshot{tx: tx, kv: newShared(tx)}
	if v.qs, err = kv.New(v.kv, cayleyOptions); err != nil {
		return nil, 0, err
	}
	var found [][4]cayley.Ref
	c := v.kv.b[bucketLog].Cursor()
	k, val := c.Seek(binary.BigEndian.AppendUint64(nil, from))
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
