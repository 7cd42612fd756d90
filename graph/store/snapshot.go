package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	bolt "go.etcd.io/bbolt"

	stored "github.com/segmentio/encoding/json"

	"newsgraph/graph"
)

// A snapshot is one read transaction of bbolt with a Cayley store of its own.
//
// Pages that it sees may be reused as soon as the transaction ends, so no read
// may be under way then: reads hold it (acquire), and the transaction ends when
// it was closed, or its context is done, and the last read has let go.
type snapshot struct {
	s       *Store
	tx      *bolt.Tx
	buckets map[string]*bolt.Bucket // ours: to look for one takes longer than to look into it
	kv      *shared
	qs      cayley.QuadStore
	version graph.Version
	due     func() error // the error of the context that bounds it
	stop    func() bool  // forgets that context

	mu    sync.Mutex
	reads int
	ended error       // why it may no longer be read
	over  atomic.Bool // ended is set: what reads that are under way look at
	done  bool        // the transaction has ended
}

// Snapshot opens a view. When ctx is done it ends by itself, because a reader
// that is forgotten keeps bbolt from reusing pages.
func (s *Store) Snapshot(ctx context.Context) (graph.Snapshot, error) {
	v, err := s.view(ctx)
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	return v, nil
}

func (s *Store) view(ctx context.Context) (*snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	// Not under the lock: this waits while bbolt grows its map, and that waits for
	// readers, who need the lock to end.
	tx, err := s.db.Begin(false)
	if err != nil {
		return nil, err
	}
	v := &snapshot{s: s, tx: tx, kv: newShared(tx), due: ctx.Err}
	if v.qs, err = kv.New(v.kv, cayleyOptions); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	v.buckets = make(map[string]*bolt.Bucket, len(buckets))
	for _, name := range buckets {
		v.buckets[string(name)] = tx.Bucket(name)
	}
	v.version = graph.Version(number(tx.Bucket(bucketMeta).Get(keyVersion)))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errors.Join(errClosed, tx.Rollback())
	}
	s.open[v] = struct{}{}
	v.stop = context.AfterFunc(ctx, func() { _ = v.finish(ctx.Err()) })
	return v, nil
}

// Close ends the snapshot. Reads that are under way end with an error.
func (v *snapshot) Close() error {
	v.stop()
	return v.finish(errClosed)
}

// finish is end for those who do not hold the store's lock.
func (v *snapshot) finish(why error) error {
	v.s.mu.Lock()
	defer v.s.mu.Unlock()
	return v.end(why)
}

// end marks the snapshot as ended and, when nobody reads, ends its transaction.
func (v *snapshot) end(why error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.ended == nil {
		v.ended = why
		v.over.Store(true)
	}
	return v.rollback()
}

// rollback ends the transaction once, when it may; the caller holds both locks.
func (v *snapshot) rollback() error {
	if v.done || v.ended == nil || v.reads > 0 {
		return nil
	}
	v.done = true
	delete(v.s.open, v)
	v.s.idle.Broadcast()
	if err := v.tx.Rollback(); err != nil {
		return fmt.Errorf("close snapshot: %w", err)
	}
	return nil
}

// acquire lets one read begin; release lets it go.
func (v *snapshot) acquire(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.live(ctx); err != nil {
		return err
	}
	v.reads++
	return nil
}

func (v *snapshot) release() {
	v.mu.Lock()
	v.reads--
	last := v.reads == 0 && v.ended != nil
	v.mu.Unlock()
	if last {
		_ = v.finish(errClosed) // the error of a rollback tells a reader nothing
	}
}

func (v *snapshot) bucket(name []byte) *bolt.Bucket { return v.buckets[string(name)] }

// live returns the error with which a read that is under way has to end.
func (v *snapshot) live(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := v.due(); err != nil {
		return err
	}
	if v.over.Load() {
		return errClosed
	}
	return nil
}

// Version returns the version that this snapshot sees.
func (v *snapshot) Version() graph.Version { return v.version }

// Report returns the report of an article, as it was packed.
func (v *snapshot) Report(ctx context.Context, doc graph.ID) (*graph.Report, error) {
	p, err := v.Packed(ctx, doc)
	if err != nil {
		return nil, err
	}
	r, err := p.Report()
	if err != nil {
		return nil, fmt.Errorf("report %s: %w", doc, err)
	}
	return r, nil
}

// Packed returns the report of an article to be read in parts.
func (v *snapshot) Packed(ctx context.Context, doc graph.ID) (*graph.Packed, error) {
	if err := v.acquire(ctx); err != nil {
		return nil, fmt.Errorf("report %s: %w", doc, err)
	}
	defer v.release()
	b := v.bucket(bucketPacked).Get([]byte(doc))
	if b == nil {
		if v.has(bucketGone, doc) {
			return nil, fmt.Errorf("report %s: %w", doc, graph.ErrGone)
		}
		return nil, fmt.Errorf("report %s: %w", doc, graph.ErrNotFound)
	}
	p, err := graph.OpenPacked(b)
	if err != nil {
		return nil, fmt.Errorf("report %s: %w", doc, err)
	}
	return p, nil
}

// Digest returns what orders and counts of claims need of the report of an article.
func (v *snapshot) Digest(ctx context.Context, doc graph.ID) (*graph.Digest, error) {
	if err := v.acquire(ctx); err != nil {
		return nil, fmt.Errorf("digest of %s: %w", doc, err)
	}
	defer v.release()
	b := v.bucket(bucketDigests).Get([]byte(doc))
	if b == nil {
		if v.has(bucketGone, doc) {
			return nil, fmt.Errorf("digest of %s: %w", doc, graph.ErrGone)
		}
		return nil, fmt.Errorf("digest of %s: %w", doc, graph.ErrNotFound)
	}
	d, err := graph.OpenDigest(b)
	if err != nil {
		return nil, fmt.Errorf("digest of %s: %w", doc, err)
	}
	return d, nil
}

// decodeReport reads what encode wrote of a report.
func (s *Store) decodeReport(text []byte) (*graph.Report, error) {
	text, err := s.dec.DecodeAll(text, nil)
	if err != nil {
		return nil, err
	}
	var rep graph.Report
	if err := stored.Unmarshal(text, &rep); err != nil { // what Encode wrote, so a fast reader will do
		return nil, err
	}
	return &rep, nil
}

func (v *snapshot) has(bucket []byte, id graph.ID) bool {
	return v.bucket(bucket).Get([]byte(id)) != nil
}

// Canonical returns the canonical id of a member or of a canonical id.
func (v *snapshot) Canonical(ctx context.Context, id graph.ID) (graph.ID, error) {
	if err := v.acquire(ctx); err != nil {
		return "", fmt.Errorf("canonical %s: %w", id, err)
	}
	defer v.release()
	if to := v.bucket(bucketCanonical).Get([]byte(id)); to != nil {
		return graph.ID(to), nil
	}
	if k, _ := v.bucket(bucketMembers).Cursor().Seek(pair(string(id), "")); bytes.HasPrefix(k, pair(string(id), "")) {
		return id, nil
	}
	if doc := id.Doc(); doc != "" && (v.has(bucketGone, doc) || v.has(bucketSuperseded, doc)) {
		return "", fmt.Errorf("canonical %s: %w", id, graph.ErrGone)
	}
	return "", fmt.Errorf("canonical %s: %w", id, graph.ErrNotFound)
}

// Members returns the members behind a canonical id.
func (v *snapshot) Members(ctx context.Context, id graph.ID) ([]graph.ID, error) {
	prefix := pair(string(id), "")
	var out []graph.ID
	for k, err := range v.keys(ctx, bucketMembers, prefix) {
		if err != nil {
			return nil, fmt.Errorf("members %s: %w", id, err)
		}
		member, ok := bytes.CutPrefix(k, prefix)
		if !ok {
			break
		}
		out = append(out, graph.ID(member))
	}
	if out == nil {
		return nil, fmt.Errorf("members %s: %w", id, graph.ErrNotFound)
	}
	return out, nil
}

// Articles yields the ids of the articles after the given one.
func (v *snapshot) Articles(ctx context.Context, after graph.ID) iter.Seq2[graph.ID, error] {
	return func(yield func(graph.ID, error) bool) {
		for k, err := range v.keys(ctx, bucketReports, []byte(after)) {
			if err != nil {
				yield("", fmt.Errorf("articles: %w", err))
				return
			}
			if id := graph.ID(k); id == after || v.has(bucketSuperseded, id) {
				continue
			}
			if !yield(graph.ID(k), nil) {
				return
			}
		}
	}
}

// Superseded yields the ids of the superseded reports.
func (v *snapshot) Superseded(ctx context.Context) iter.Seq2[graph.ID, error] {
	return func(yield func(graph.ID, error) bool) {
		for k, err := range v.keys(ctx, bucketSuperseded, nil) {
			if err != nil {
				yield("", fmt.Errorf("superseded: %w", err))
				return
			}
			if !yield(graph.ID(k), nil) {
				return
			}
		}
	}
}

// Names yields names from the given one on.
func (v *snapshot) Names(ctx context.Context, from string) iter.Seq2[graph.NameEntry, error] {
	return func(yield func(graph.NameEntry, error) bool) {
		for k, err := range v.keys(ctx, bucketNames, []byte(from)) {
			if err != nil {
				yield(graph.NameEntry{}, fmt.Errorf("names: %w", err))
				return
			}
			name, id, _ := bytes.Cut(k, []byte{0})
			if !yield(graph.NameEntry{Name: string(name), ID: graph.ID(id)}, nil) {
				return
			}
		}
	}
}

// Judgements returns the log.
func (v *snapshot) Judgements(ctx context.Context) ([]graph.Judgement, error) {
	var out []graph.Judgement
	for j, err := range decoded[graph.Judgement](ctx, v, bucketLogs, nil) {
		if err != nil {
			return nil, fmt.Errorf("judgements: %w", err)
		}
		out = append(out, j)
	}
	return out, nil
}

// Changes yields what was applied after since.
func (v *snapshot) Changes(ctx context.Context, since graph.Version) iter.Seq2[graph.Change, error] {
	return decoded[graph.Change](ctx, v, bucketChanges, encodeNumber(uint64(since)+1))
}

// keys yields the keys of a bucket from the given one on; they are valid until
// the next one.
func (v *snapshot) keys(ctx context.Context, bucket, from []byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for e, err := range v.entries(ctx, bucket, from) {
			if !yield(e.k, err) {
				return
			}
		}
	}
}

type entry struct{ k, v []byte }

func (v *snapshot) entries(ctx context.Context, bucket, from []byte) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		if err := v.acquire(ctx); err != nil {
			yield(entry{}, err)
			return
		}
		defer v.release()
		c := v.bucket(bucket).Cursor()
		for k, val := c.Seek(from); k != nil; k, val = c.Next() {
			if err := v.live(ctx); err != nil {
				yield(entry{}, err)
				return
			}
			if !yield(entry{k, val}, nil) {
				return
			}
		}
	}
}

// decoded yields the JSON values of a bucket from a key on.
func decoded[T any](ctx context.Context, v *snapshot, bucket, from []byte) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for e, err := range v.entries(ctx, bucket, from) {
			var x T
			if err == nil {
				err = json.Unmarshal(e.v, &x)
			}
			if err != nil {
				yield(x, fmt.Errorf("read %s: %w", bucket, err))
				return
			}
			if !yield(x, nil) {
				return
			}
		}
	}
}
