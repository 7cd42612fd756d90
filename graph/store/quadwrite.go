package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// A quadWriter writes quads to Cayley's buckets and to our own orders. Cayley's own way
// takes twice the time: it finds each term of each quad by a hash, keeps them in places
// that no two terms of an article share, and looks a quad up in three lists.
//
// What is written is held back until finish, and each bucket is written in the order of
// its keys.
type quadWriter struct {
	tx    *bolt.Tx
	t     *shared
	out   *bolt.Bucket
	nodes map[graph.Term]*node
	last  uint64 // number
	size  int    // quads more than there were

	log             []row
	rows            [3][]row // of our orders
	objects, labels []listed
	drop            []graph.Quad
}

// A node is a term of the quads that are written.
type node struct {
	field []byte // what stands for it in keys
	long  []byte // whole field of a long literal, else nil
	id    uint64
	uses  uint64
	fresh bool
}

// listed is a quad in an index: under the numbers of two nodes, or of one and zero.
type listed struct{ a, b, number uint64 }

func newQuadWriter(tx *bolt.Tx) *quadWriter {
	w := &quadWriter{tx: tx, t: newShared(tx), out: tx.Bucket(bucketOut), nodes: map[graph.Term]*node{}}
	w.last = metaNumber(w.t.b[bucketCayley].Get(keyHorizon))
	w.t.b[bucketLog].FillPercent = 0.95 // numbers only rise
	return w
}

// metaNumber reads a number as Cayley writes it.
func metaNumber(v []byte) uint64 {
	if len(v) != 8 {
		return 0
	}
	return binary.LittleEndian.Uint64(v)
}

// readNode reads the number of a node and how many quads use it, 0 for none.
func readNode(v []byte) (id, uses uint64) {
	id, width := binary.Uvarint(v)
	if width <= 0 {
		return 0, 0
	}
	uses, _ = binary.Uvarint(v[width:])
	return id, uses
}

// node returns the node of a term; one without a number is none yet.
func (w *quadWriter) node(t graph.Term) *node {
	n := w.nodes[t]
	if n == nil {
		n = &node{}
		n.field, n.long = appendTerm(nil, t)
		n.id, n.uses = readNode(w.t.b[bucketNodes].Get(n.field))
		n.fresh = n.id == 0
		w.nodes[t] = n
	}
	return n
}

// terms returns the nodes of a quad: subject, predicate, object, label.
func (w *quadWriter) terms(q graph.Quad) [4]*node {
	return [4]*node{w.node(graph.Term{ID: q.S}), w.node(graph.Term{ID: q.P}), w.node(q.O), w.node(graph.Term{ID: q.G})}
}

func (w *quadWriter) number() uint64 {
	w.last++
	return w.last
}

// add takes up a new quad. One that is there already is a conflict.
func (w *quadWriter) add(q graph.Quad) error {
	n := w.terms(q)
	s, p, o, g := n[0].field, n[1].field, n[2].field, n[3].field
	key := slices.Concat(s, p, o, g)
	if !n[0].fresh && !n[1].fresh && !n[2].fresh && !n[3].fresh && w.out.Get(key) != nil {
		return fmt.Errorf("quad %s %s under %s is there already: %w", q.S, q.P, q.G, graph.ErrConflict)
	}
	for _, x := range n {
		if x.id == 0 {
			x.id = w.number()
			whole := x.field
			if x.long != nil {
				whole = x.long
			}
			w.log = append(w.log, row{encodeNumber(x.id), whole})
		}
		x.uses++
	}
	number := w.number()
	w.size++
	w.log = append(w.log, row{encodeNumber(number), packQuad(n)})
	w.rows[0] = append(w.rows[0], row{key, append(binary.AppendUvarint(nil, number), n[2].long...)})
	if !q.O.IsLiteral() {
		w.rows[1] = append(w.rows[1], row{slices.Concat(o, p, s, g), nothing})
	}
	w.rows[2] = append(w.rows[2], row{slices.Concat(p, s), nothing})
	w.objects = append(w.objects, listed{n[2].id, n[1].id, number})
	w.labels = append(w.labels, listed{n[3].id, 0, number})
	return nil
}

// remove takes a quad away. Indexes go on to list its number: what they lead to says that
// it is gone.
func (w *quadWriter) remove(q graph.Quad) error {
	n := w.terms(q)
	key := slices.Concat(n[0].field, n[1].field, n[2].field, n[3].field)
	number, width := binary.Uvarint(w.out.Get(key))
	if width <= 0 {
		return fmt.Errorf("quad %s %s under %s is not there: %w", q.S, q.P, q.G, graph.ErrConflict)
	}
	for _, x := range n {
		x.uses--
	}
	w.size--
	w.log = append(w.log, row{encodeNumber(number), []byte{packedGone}})
	w.drop = append(w.drop, q)
	return nil
}

// finish writes.
func (w *quadWriter) finish() error {
	meta := w.t.b[bucketCayley]
	size := uint64(w.t.size() + w.size)
	for _, step := range []func() error{
		func() error { return putRows(w.t.b[bucketLog], w.log) },
		w.writeNodes,
		func() error { return w.list(w.t.b[bucketOP], 16, w.objects) },
		func() error { return w.list(w.t.b[bucketLabel], 8, w.labels) },
		func() error { return putOrders(w.tx, w.rows[0], w.rows[1], w.rows[2]) },
		func() error { return dropOrders(w.tx, w.drop) },
		func() error { return meta.Put(keyHorizon, binary.LittleEndian.AppendUint64(nil, w.last)) },
		func() error { return meta.Put(keySize, binary.LittleEndian.AppendUint64(nil, size)) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (w *quadWriter) writeNodes() error {
	nodes := make([]*node, 0, len(w.nodes))
	for _, n := range w.nodes {
		nodes = append(nodes, n)
	}
	slices.SortFunc(nodes, func(a, b *node) int { return bytes.Compare(a.field, b.field) })
	b := w.t.b[bucketNodes]
	for _, n := range nodes {
		var err error
		if n.uses > 0 {
			err = b.Put(n.field, binary.AppendUvarint(binary.AppendUvarint(nil, n.id), n.uses))
		} else if err = b.Delete(n.field); err == nil {
			err = w.t.b[bucketLog].Delete(encodeNumber(n.id))
		}
		if err != nil {
			return fmt.Errorf("write node: %w", err)
		}
	}
	return nil
}

// list appends quads to the lists of an index whose keys have that many bytes.
func (w *quadWriter) list(b *bolt.Bucket, size int, entries []listed) error {
	slices.SortFunc(entries, func(x, y listed) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.number, y.number))
	})
	for i := 0; i < len(entries); {
		first := entries[i]
		key := append(encodeNumber(first.a), encodeNumber(first.b)...)[:size]
		list := bytes.Clone(b.Get(key))
		for ; i < len(entries) && entries[i].a == first.a && entries[i].b == first.b; i++ {
			list = binary.AppendUvarint(list, entries[i].number)
		}
		if err := putList(b, key, list); err != nil {
			return fmt.Errorf("write index: %w", err)
		}
	}
	return nil
}

// putList writes the open part of a list, or closes it.
func putList(b *bolt.Bucket, key, list []byte) error {
	if len(list) <= chunkSize {
		return b.Put(key, list)
	}
	if err := b.Put(part(key, closed(b, key)), list); err != nil {
		return err
	}
	return b.Delete(key)
}
