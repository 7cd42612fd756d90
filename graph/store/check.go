package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"
	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// maxFindings bounds what Check returns in full.
const maxFindings = 100

// Check audits the file: the pages of bbolt, that each index leads to exactly the
// quads there are and each order holds them, that each report can be read, is that of
// its key and is packed, has its digest and is found by its words, that redirects and members agree and
// belong to articles, that the log has no gaps.
// It returns what it finds, nothing for a sound store; an error only says that it
// could not go on. What the quads say is not its business, see package integrate.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	v, err := s.view(ctx)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	defer v.Close()
	if err := v.acquire(ctx); err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	defer v.release()
	a := &auditor{v: v}
	for _, step := range []func(context.Context) error{a.pages, a.indexes, a.orders, a.reports, a.packed, a.redirects, a.logs} {
		if err := step(ctx); err != nil {
			return nil, fmt.Errorf("check: %w", err)
		}
	}
	if a.more > 0 {
		a.found = append(a.found, fmt.Sprintf("and %d more", a.more))
	}
	return a.found, nil
}

type auditor struct {
	v     *snapshot
	found []string
	more  int
}

func (a *auditor) add(format string, args ...any) {
	if len(a.found) == maxFindings {
		a.more++
		return
	}
	a.found = append(a.found, fmt.Sprintf(format, args...))
}

func (a *auditor) pages(ctx context.Context) error {
	for err := range a.v.tx.Check() {
		a.add("bbolt: %v", err)
	}
	return ctx.Err()
}

// indexes counts the living quads of the log of primitives and those that each
// index leads to; every one must lie under its own key.
func (a *auditor) indexes(ctx context.Context) error {
	total, err := a.living(ctx)
	if err != nil {
		return err
	}
	if n := a.v.kv.size(); n != total {
		a.add("quads: %d are counted, %d are there", n, total)
	}
	for _, ind := range indexes {
		n, err := a.index(ctx, ind)
		if err != nil {
			return err
		}
		if n != total {
			a.add("index %v: leads to %d quads of %d", ind.Dirs, n, total)
		}
	}
	return nil
}

// living counts the quads of the log, and how many use each node.
func (a *auditor) living(ctx context.Context) (n int, err error) {
	uses := map[uint64]uint64{}
	it := a.v.kv.Scan(hkv.SKey(bucketLog))
	for it.Next(ctx) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		var p proto.Primitive
		if val := it.Val(); val == nil || p.Unmarshal(val) != nil {
			a.add("primitive %x is broken", it.Key()[1])
			continue
		}
		if p.IsNode() || p.Deleted {
			continue
		}
		n++
		for _, dir := range quad.Directions {
			uses[p.GetDirection(dir)]++
			if node := a.primitive(p.GetDirection(dir)); node == nil || !node.IsNode() {
				a.add("quad %d: its %s is missing", p.ID, dir)
			}
		}
	}
	return n, errors.Join(it.Err(), a.nodes(ctx, uses))
}

// nodes wants each node of the log under its field, with the number of its uses.
func (a *auditor) nodes(ctx context.Context, uses map[uint64]uint64) error {
	log, b := a.v.kv.b[bucketLog], a.v.kv.b[bucketNodes]
	seen := 0
	c := b.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		seen++
		id, n := readNode(v)
		if n != uses[id] {
			a.add("node %d: %d uses are counted, %d are there", id, n, uses[id])
		}
		if field := a.field(id); !bytes.Equal(field, k) {
			a.add("node %d lies under another field: %x", id, log.Get(encodeNumber(id)))
		}
	}
	if seen != len(uses) {
		a.add("nodes: %d have a number, %d are used", seen, len(uses))
	}
	return nil
}

// field returns what stands in keys for the node of a number, nil if there is none.
func (a *auditor) field(id uint64) []byte {
	whole := a.v.kv.b[bucketLog].Get(encodeNumber(id))
	if len(whole) == 0 || fieldLen(whole) != len(whole) {
		return nil
	}
	term, err := readTerm(whole, nil)
	if err != nil {
		return nil
	}
	field, _ := appendTerm(nil, term)
	return field
}

// primitive returns the node or quad of a number, nil if there is none.
func (a *auditor) primitive(id uint64) *proto.Primitive {
	val := a.v.kv.get(hkv.Key{[]byte(bucketLog), binary.BigEndian.AppendUint64(nil, id)})
	var p proto.Primitive
	if val == nil || p.Unmarshal(val) != nil {
		return nil
	}
	return &p
}

// index returns how many living quads an index leads to.
func (a *auditor) index(ctx context.Context, ind kv.QuadIndex) (n int, err error) {
	name := ind.Key(nil)[0]
	size := 8 * len(ind.Dirs)
	it := a.v.kv.Scan(hkv.Key{name})
	for it.Next(ctx) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		key, list := it.Key()[1], it.Val()
		if len(key) != size && len(key) != size+4 {
			a.add("index %s: key %x", name, key)
			continue
		}
		for len(list) > 0 {
			id, width := binary.Uvarint(list)
			if width <= 0 {
				a.add("index %s: list of %x is broken", name, key)
				break
			}
			list = list[width:]
			p := a.primitive(id)
			switch {
			case p == nil:
				a.add("index %s: %x leads to no quad %d", name, key, id)
			case p.Deleted:
			case !bytes.Equal(ind.KeyFor(p)[1], key[:size]):
				a.add("index %s: quad %d lies under %x", name, id, key)
			default:
				n++
			}
		}
	}
	return n, it.Err()
}

// orders wants every quad of Cayley's in each of our orders, and nothing else there.
func (a *auditor) orders(ctx context.Context) error {
	out, in, uses := a.v.tx.Bucket(bucketOut), a.v.tx.Bucket(bucketIn), a.v.tx.Bucket(bucketUses)
	quads, pointing := 0, 0
	c := a.v.kv.b[bucketLog].Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, err := unpack(v)
		if err != nil || p.IsNode() || p.Deleted {
			continue // told of by living
		}
		quads++
		var f [4][]byte
		for i, dir := range quad.Directions {
			f[i] = a.field(p.GetDirection(dir))
		}
		if id, _ := binary.Uvarint(out.Get(slices.Concat(f[:]...))); id != number(k) {
			a.add("quad %d is not in order by subject", number(k))
		}
		if len(f[2]) > 0 && f[2][0] < fieldLiteral {
			if pointing++; in.Get(slices.Concat(f[2], f[1], f[0], f[3])) == nil {
				a.add("quad %d is not in order by object", number(k))
			}
		}
		if uses.Get(slices.Concat(f[1], f[0])) == nil {
			a.add("the subject of quad %d is not listed under its predicate", number(k))
		}
	}
	a.size(bucketOut, quads)
	a.size(bucketIn, pointing)
	return a.used(ctx, out)
}

func (a *auditor) size(bucket []byte, want int) {
	if n := a.v.tx.Bucket(bucket).Stats().KeyN; n != want {
		a.add("order %s: %d quads of %d", bucket, n, want)
	}
}

// used wants a quad for every subject that is listed under a predicate.
func (a *auditor) used(ctx context.Context, out *bolt.Bucket) error {
	for k, err := range a.v.keys(ctx, bucketUses, nil) {
		if err != nil {
			return err
		}
		p, s := cutField(k)
		prefix := slices.Concat(s, p)
		if k, _ := out.Cursor().Seek(prefix); !bytes.HasPrefix(k, prefix) {
			a.add("predicate %x: subject %x has none", p, s)
		}
	}
	return nil
}

func (a *auditor) reports(ctx context.Context) error {
	words := 0
	for e, err := range a.v.entries(ctx, bucketReports, nil) {
		if err != nil {
			return err
		}
		id := graph.ID(e.k)
		r, err := a.v.s.decodeReport(e.v)
		switch {
		case err != nil:
			a.add("report %s: %v", id, err)
		case !bytes.Equal(a.v.tx.Bucket(bucketPacked).Get(e.k), r.Pack()):
			a.add("report %s is packed otherwise", id)
		case !bytes.Equal(a.v.tx.Bucket(bucketDigests).Get(e.k), r.Digest()):
			a.add("report %s has another digest", id)
		case r.Article.ID != id:
			a.add("report %s is kept as %s", r.Article.ID, id)
		case !a.worded(&r.Article, &words):
			a.add("report %s is not found by all of its words", id)
		case a.v.has(bucketGone, id):
			a.add("report %s is kept and retracted", id)
		}
	}
	if err := a.wordCount(ctx, words); err != nil {
		return err
	}
	for k, err := range a.v.keys(ctx, bucketSuperseded, nil) {
		if err != nil {
			return err
		}
		if !a.v.has(bucketReports, graph.ID(k)) {
			a.add("superseded report %s is not kept", k)
		}
	}
	return nil
}

// worded reports whether an article is listed under each of its words, which it counts.
func (a *auditor) worded(art *graph.Article, n *int) bool {
	c := &wordCursor{b: a.v.tx.Bucket(bucketWords)}
	for _, p := range postings(art) {
		if c.seek(p) != nil {
			return false
		}
		if _, found := c.find(p.doc); !found {
			return false
		}
		*n++
	}
	return true
}

// wordCount wants the blocks of words sorted, and as many articles in them as there are.
func (a *auditor) wordCount(ctx context.Context, want int) error {
	n := 0
	for e, err := range a.v.entries(ctx, bucketWords, nil) {
		if err != nil {
			return err
		}
		n += len(e.v) / 8
		for i := 8; i+8 <= len(e.v); i += 8 {
			if bytes.Compare(e.v[i-8:i], e.v[i:i+8]) >= 0 {
				a.add("words: block %x is not sorted", e.k)
				break
			}
		}
	}
	if n != want {
		a.add("words: articles are listed %d times, not %d", n, want)
	}
	return nil
}

// packed wants no packed report and no digest but those of reports.
func (a *auditor) packed(ctx context.Context) error {
	for _, bucket := range [][]byte{bucketPacked, bucketDigests} {
		for k, err := range a.v.keys(ctx, bucket, nil) {
			if err != nil {
				return err
			}
			if !a.v.has(bucketReports, graph.ID(k)) {
				a.add("%s: %s has no report", bucket, k)
			}
		}
	}
	return nil
}

func (a *auditor) redirects(ctx context.Context) error {
	members := a.v.tx.Bucket(bucketMembers)
	forward, back := 0, 0
	for e, err := range a.v.entries(ctx, bucketCanonical, nil) {
		if err != nil {
			return err
		}
		forward++
		from := graph.ID(e.k)
		if members.Get(pair(string(e.v), string(e.k))) == nil {
			a.add("%s leads to %s, which does not list it", from, e.v)
		}
		if doc := from.Doc(); doc != "" && (!a.v.has(bucketReports, doc) || a.v.has(bucketSuperseded, doc)) {
			a.add("%s is a member of no article", from)
		}
	}
	for _, err := range a.v.keys(ctx, bucketMembers, nil) {
		if err != nil {
			return err
		}
		back++
	}
	if forward != back {
		a.add("%d members lead to an id, %d are listed", forward, back)
	}
	return nil
}

// logs wants judgements and changes numbered without gaps.
func (a *auditor) logs(ctx context.Context) error {
	for _, bucket := range [][]byte{bucketLogs, bucketChanges} {
		want := uint64(0)
		for e, err := range a.v.entries(ctx, bucket, nil) {
			if err != nil {
				return err
			}
			want++
			if number(e.k) != want || !json.Valid(e.v) {
				a.add("%s: entry %d is numbered %d", bucket, want, number(e.k))
			}
		}
	}
	return nil
}
