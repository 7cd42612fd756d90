package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// Backup writes a copy of the store as it is now to w, in zstd with a checksum; writes go
// on meanwhile and are not in it. Restore reads it.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	if err := s.backup(ctx, w); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, w io.Writer) error {
	v, err := s.view(ctx)
	if err != nil {
		return err
	}
	defer v.Close()
	if err := v.acquire(ctx); err != nil {
		return err
	}
	defer v.release()
	enc, err := zstd.NewWriter(w)
	if err != nil {
		return err
	}
	_, err = v.tx.WriteTo(liveWriter{enc, func() error { return v.live(ctx) }})
	return errors.Join(err, enc.Close())
}

// A liveWriter ends with the read that it copies.
type liveWriter struct {
	io.Writer
	live func() error
}

func (w liveWriter) Write(b []byte) (int, error) {
	if err := w.live(); err != nil {
		return 0, err
	}
	return w.Writer.Write(b)
}

// Restore makes the store dir from what Backup wrote: graph.ErrConflict if there is one,
// graph.ErrInvalid for a copy that is cut, changed or damaged. It audits the copy, as Check
// does, before it gives it the name.
func Restore(ctx context.Context, r io.Reader, dir string) error {
	if err := restore(ctx, r, filepath.Clean(dir)); err != nil {
		return fmt.Errorf("restore %s: %w", dir, err)
	}
	return nil
}

func restore(ctx context.Context, r io.Reader, dir string) (err error) {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("there is a file or folder of that name: %w", graph.ErrConflict))
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(tmp))
		}
	}()
	if err := unwrap(r, filepath.Join(tmp, fileName)); err != nil {
		return err
	}
	if err := audit(ctx, tmp); err != nil {
		return err
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	return os.Rename(tmp, dir)
}

// unwrap writes the file of a store. That it is whole is known before bbolt maps it: a
// read of a page that is not there would end the process.
func unwrap(r io.Reader, path string) (err error) {
	dec, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer dec.Close()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	n, err := io.Copy(f, dec)
	if err == nil && n == 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return fmt.Errorf("%w: the copy is cut, changed or none of a store: %w", graph.ErrInvalid, err)
	}
	return f.Sync()
}

// audit opens the store of a folder and checks it.
func audit(ctx context.Context, dir string) (err error) {
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	damage, err := s.Check(ctx)
	if err == nil && len(damage) > 0 {
		err = fmt.Errorf("%w: %d findings, the first: %s", graph.ErrInvalid, len(damage), damage[0])
	}
	return err
}

// compactWrite is how many bytes Compact writes in one transaction.
const compactWrite = 16 << 20

// Compact writes the store's file anew, without the pages that are free and with full ones,
// and puts it in the place of the old. Nobody else may have the store open: BusyError
// says who has. It returns the bytes of the file before and after.
func Compact(ctx context.Context, dir string) (before, after int64, err error) {
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	tmp := s.path + ".compact"
	if before, after, err = s.compact(tmp); err != nil {
		err = errors.Join(err, os.RemoveAll(tmp))
		return before, after, fmt.Errorf("compact store %s: %w", dir, err)
	}
	return before, after, nil
}

func (s *Store) compact(tmp string) (before, after int64, err error) {
	if err := os.RemoveAll(tmp); err != nil { // of a run that was cut short
		return 0, 0, err
	}
	if before, err = sizeOf(s.path); err != nil {
		return 0, 0, err
	}
	to, err := bolt.Open(tmp, 0o644, &bolt.Options{FreelistType: bolt.FreelistMapType})
	if err != nil {
		return 0, 0, err
	}
	if err := errors.Join(bolt.Compact(to, s.db, compactWrite), to.Close()); err != nil {
		return 0, 0, err
	}
	if after, err = sizeOf(tmp); err != nil {
		return 0, 0, err
	}
	return before, after, os.Rename(tmp, s.path)
}

func sizeOf(path string) (int64, error) {
	fi, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return fi.Size(), nil
}
