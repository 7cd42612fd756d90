// Package store keeps a graph on disk: quads in Cayley over bbolt, and in the
// same file and the same transactions the reports, the log, the redirects and
// the names. It is the only package that imports Cayley.
//
// It decides nothing: package integrate says what to write. One process writes at
// a time; a second one is told who holds the store (BusyError). Start at Open,
// then Store.Apply for what a write is and snapshot for what a read is.
//
// The file is a database of Cayley's, which reads it; what it holds we write ourselves
// (quadWriter). Cayley's own writing takes twice the time and would lose data in two
// ways: a failed write leaves ids of nodes in its caches that were rolled back, and one
// batch that both adds and deletes around the same node writes broken quads. Every
// snapshot has a Cayley store of its own, over one transaction; its iterators end early and
// silently when the context is done, so every row is followed by a look at it.
package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"

	"github.com/klauspost/compress/zstd"
	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"newsgraph/graph"
)

// Format is the version of the file format that this program writes. Older ones are
// brought up to it when they are opened; a newer one is refused.
const Format = 7

// fileName is the name of the database in the directory of a store.
const fileName = "graph.bbolt"

var errClosed = errors.New("store is closed")

// Options say how to open a store.
type Options struct {
	// Address is where this process answers for the store, if it serves: what a
	// second process is told. See Store.Announce.
	Address string
	// MapSize is how much of the file is mapped from the start. Growing the map
	// later waits for all readers, so it is generous: address space, not memory.
	// 0 means a size that fits the machine.
	MapSize int
	// NoSync leaves it to the system when data reaches the disk: for tests and for
	// stores that can be loaded again. A crash of the machine may lose all.
	NoSync bool
}

// A Store is a graph.Store in a directory.
type Store struct {
	path string // of the database file
	db   *bolt.DB
	enc  *zstd.Encoder
	dec  *zstd.Decoder

	writer sync.Mutex // held by Apply, so that only one waits inside bbolt
	wrote  bool       // under that lock: something was written since it was opened
	mu     sync.Mutex // guards the rest
	open   map[*snapshot]struct{}
	idle   *sync.Cond // signalled when a snapshot ends
	closed bool
}

// Open opens the store of directory dir and makes it if there is none.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{path: filepath.Join(dir, fileName), open: map[*snapshot]struct{}{}}
	s.idle = sync.NewCond(&s.mu)
	if err := s.start(ctx, opts); err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	return s, nil
}

func (s *Store) start(ctx context.Context, opts Options) (err error) {
	// One encoder at a time is enough: encoding is spread by Apply's callers.
	if s.enc, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0))); err != nil {
		return err
	}
	if s.dec, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30)); err != nil {
		return err
	}
	if s.db, err = openFile(s.path, opts); err != nil {
		return err
	}
	if err = s.db.Update(initialise); err == nil {
		err = s.upgrade(ctx)
	}
	if err == nil {
		err = s.Announce(opts.Address)
	}
	if err != nil {
		return errors.Join(err, s.db.Close())
	}
	return nil
}

func openFile(path string, opts Options) (*bolt.DB, error) {
	size := opts.MapSize
	if size == 0 {
		size = mapSize()
	}
	var locked *os.File
	db, err := bolt.Open(path, 0o644, &bolt.Options{
		OpenFile: func(name string, flag int, perm os.FileMode) (f *os.File, err error) {
			f, err = os.OpenFile(name, flag, perm)
			locked = f
			return f, err
		},
		Timeout:         lockTimeout,
		InitialMmapSize: size,
		FreelistType:    bolt.FreelistMapType,
		NoFreelistSync:  true, // see Store.Close
		NoSync:          opts.NoSync,
		NoGrowSync:      opts.NoSync,
	})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, busy(path)
	case errors.Is(err, syscall.ENOMEM) && opts.MapSize == 0: // addresses are rationed here
		opts.MapSize = 1 << 26
		return openFile(path, opts)
	case err == nil && replaced(path, locked):
		if err := db.Close(); err != nil {
			return nil, err
		}
		return openFile(path, opts)
	}
	return db, err
}

// replaced reports whether path names another file than the one that was opened: Compact
// put a new one there while this process waited for the lock of the old.
func replaced(path string, f *os.File) bool {
	now, err := os.Stat(path)
	was, oerr := f.Stat()
	return err == nil && oerr == nil && !os.SameFile(now, was)
}

// mapSize is 64 GiB where addresses are plenty: 250 million quads.
func mapSize() int {
	if strconv.IntSize < 64 || runtime.GOOS == "windows" { // Windows makes the file that large
		return 1 << 26
	}
	return 1 << 36
}

// initialise makes the buckets of a new file and checks the format of an old one.
func initialise(tx *bolt.Tx) error {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		return create(tx)
	}
	format := number(meta.Get(keyFormat))
	if format < 1 || format > Format {
		return fmt.Errorf("store has format %d, this program knows %d: %w", format, Format, graph.ErrInvalid)
	}
	if format < 7 {
		return nil // upgrade makes them
	}
	return checkIndexes(tx)
}

func create(tx *bolt.Tx) error {
	if err := createBuckets(tx); err != nil {
		return err
	}
	if err := tx.Bucket(bucketMeta).Put(keyFormat, encodeNumber(Format)); err != nil {
		return err
	}
	return createQuads(tx)
}

func createBuckets(tx *bolt.Tx) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return fmt.Errorf("create %s: %w", name, err)
		}
	}
	return nil
}

// Close ends the store: open snapshots answer with an error from now on. It
// waits for reads that are under way.
//
// It writes which pages of the file are free. No other write does: after a bulk load half
// of the file is free, and a list of that, written with every article, takes longer than
// the article. Whoever opens a store that was not closed finds out by a walk over its pages.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	for v := range s.open {
		v.end(errClosed)
	}
	for len(s.open) > 0 {
		s.idle.Wait()
	}
	s.mu.Unlock()
	s.writer.Lock()
	defer s.writer.Unlock()
	var err error
	if s.wrote {
		s.db.NoFreelistSync = false
		err = s.db.Update(func(*bolt.Tx) error { return nil })
	}
	s.dec.Close()
	return errors.Join(err, s.enc.Close(), forgetHolder(s.path), s.db.Close())
}

// Apply applies b whole in one durable transaction or, with an error, not at all.
func (s *Store) Apply(ctx context.Context, b graph.Batch) (graph.Version, error) {
	v, err := s.apply(ctx, &b)
	if err != nil {
		return 0, fmt.Errorf("apply: %w", err)
	}
	return v, nil
}

func (s *Store) apply(ctx context.Context, b *graph.Batch) (_ graph.Version, err error) {
	if err := b.Check(); err != nil {
		return 0, err
	}
	encoded, err := s.encode(ctx, b.Put)
	if err != nil {
		return 0, err
	}
	s.writer.Lock()
	defer s.writer.Unlock()
	if s.isClosed() {
		return 0, errClosed
	}
	tx, err := s.db.Begin(true)
	if err != nil {
		return 0, err
	}
	defer func() {
		if rb := tx.Rollback(); rb != nil && !errors.Is(rb, berrors.ErrTxClosed) {
			err = errors.Join(err, rb)
		}
	}()
	s.wrote = true
	w := &writer{tx: tx, b: b, encoded: encoded}
	if err := w.run(ctx); err != nil {
		return 0, err
	}
	return w.version, tx.Commit()
}

// encoded is a report as it is kept: JSON in zstd, which is what counts, packed, which
// is what is read, and its digest, which says whether it needs to be read.
type encoded struct{ text, packed, digest []byte }

// encode makes what is kept of reports, outside of the lock.
func (s *Store) encode(ctx context.Context, reports []*graph.Report) ([]encoded, error) {
	out := make([]encoded, len(reports))
	for i, r := range reports {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		text, err := r.Encode()
		if err != nil {
			return nil, err
		}
		out[i] = encoded{s.enc.EncodeAll(text, nil), r.Pack(), r.Digest()}
	}
	return out, nil
}

func (s *Store) isClosed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// Stats are counts of a store.
type Stats struct {
	Version    graph.Version
	Articles   int
	Superseded int
	Quads      int
	Bytes      int64 // of the file that hold data
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	v, err := s.view(ctx)
	if err != nil {
		return Stats{}, fmt.Errorf("stats: %w", err)
	}
	defer v.Close()
	if err := v.acquire(ctx); err != nil {
		return Stats{}, fmt.Errorf("stats: %w", err)
	}
	defer v.release()
	n, dbs := v.tx.Bucket(bucketSuperseded).Stats().KeyN, s.db.Stats()
	return Stats{
		Version:    v.version,
		Articles:   v.tx.Bucket(bucketReports).Stats().KeyN - n,
		Superseded: n,
		Quads:      v.kv.size(),
		Bytes:      v.tx.Size() - int64((dbs.FreePageN+dbs.PendingPageN)*s.db.Info().PageSize),
	}, nil
}

func number(b []byte) uint64 {
	if len(b) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

func encodeNumber(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
