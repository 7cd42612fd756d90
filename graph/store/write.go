package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
)

// Our buckets beside Cayley's. Keys sort as the ids and names they hold.
var (
	bucketMeta       = []byte("meta")       // format, version
	bucketReports    = []byte("reports")    // article -> report, JSON in zstd
	bucketPacked     = []byte("packed")     // article -> its report packed
	bucketDigests    = []byte("digests")    // article -> the digest of its report
	bucketSuperseded = []byte("superseded") // article -> nothing, of reports
	bucketGone       = []byte("gone")       // retracted article -> version of its removal
	bucketCanonical  = []byte("canonical")  // member -> canonical id
	bucketMembers    = []byte("members")    // canonical id, NUL, member -> nothing
	bucketNames      = []byte("names")      // normalised name, NUL, id -> nothing
	bucketLogs       = []byte("judgements") // number -> judgement, JSON
	bucketChanges    = []byte("changes")    // version -> change, JSON

	buckets = [][]byte{bucketMeta, bucketReports, bucketSuperseded, bucketGone, bucketCanonical,
		bucketMembers, bucketNames, bucketLogs, bucketChanges, bucketOut, bucketIn, bucketUses, bucketPacked, bucketDigests, bucketWords}

	keyFormat  = []byte("format")
	keyVersion = []byte("version")
	nothing    = []byte{}
)

// A writer applies one batch within one transaction. Any error ends the
// transaction, so no step has to clean up.
type writer struct {
	tx      *bolt.Tx
	b       *graph.Batch
	encoded []encoded // of b.Put
	version graph.Version
}

func (w *writer) run(ctx context.Context) error {
	for _, step := range []func() error{
		w.words, w.reports, w.remove, w.supersede, w.judge, w.quads, w.redirects, w.names, w.change,
	} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (w *writer) reports() error {
	reports, superseded, gone := w.tx.Bucket(bucketReports), w.tx.Bucket(bucketSuperseded), w.tx.Bucket(bucketGone)
	packed, digests := w.tx.Bucket(bucketPacked), w.tx.Bucket(bucketDigests)
	for i, r := range w.b.Put {
		key := []byte(r.Article.ID)
		if err := errors.Join(reports.Put(key, w.encoded[i].text), packed.Put(key, w.encoded[i].packed), digests.Put(key, w.encoded[i].digest), superseded.Delete(key), gone.Delete(key)); err != nil {
			return fmt.Errorf("put %s: %w", key, err)
		}
	}
	return nil
}

func (w *writer) remove() error {
	reports, superseded, gone := w.tx.Bucket(bucketReports), w.tx.Bucket(bucketSuperseded), w.tx.Bucket(bucketGone)
	for _, id := range w.b.Remove {
		key := []byte(id)
		if reports.Get(key) == nil && gone.Get(key) == nil {
			return fmt.Errorf("remove %s: %w", id, graph.ErrNotFound)
		}
		at := encodeNumber(number(w.tx.Bucket(bucketMeta).Get(keyVersion)) + 1)
		if err := errors.Join(reports.Delete(key), w.tx.Bucket(bucketPacked).Delete(key), w.tx.Bucket(bucketDigests).Delete(key), superseded.Delete(key), gone.Put(key, at)); err != nil {
			return fmt.Errorf("remove %s: %w", id, err)
		}
	}
	return nil
}

func (w *writer) supersede() error {
	reports, superseded := w.tx.Bucket(bucketReports), w.tx.Bucket(bucketSuperseded)
	for _, id := range w.b.Superseded {
		if reports.Get([]byte(id)) == nil {
			return fmt.Errorf("supersede %s: %w", id, graph.ErrNotFound)
		}
		if err := superseded.Put([]byte(id), nothing); err != nil {
			return fmt.Errorf("supersede %s: %w", id, err)
		}
	}
	return nil
}

func (w *writer) judge() error {
	log := w.tx.Bucket(bucketLogs)
	last, _ := log.Cursor().Last()
	next := number(last) + 1
	for _, j := range w.b.Judge {
		text, err := json.Marshal(j)
		if err != nil {
			return fmt.Errorf("judgement %d: %w", j.Seq, err)
		}
		key := encodeNumber(uint64(j.Seq))
		switch {
		case uint64(j.Seq) == next:
			next++
		case bytes.Equal(log.Get(key), text):
			continue
		default:
			return fmt.Errorf("judgement %d: the log goes on with %d: %w", j.Seq, next, graph.ErrConflict)
		}
		if err := log.Put(key, text); err != nil {
			return fmt.Errorf("judgement %d: %w", j.Seq, err)
		}
	}
	return nil
}

// quads adds first, so that the nodes of a quad that moves stay.
func (w *writer) quads() error {
	if len(w.b.Add) == 0 && len(w.b.Drop) == 0 {
		return nil
	}
	quads := newQuadWriter(w.tx)
	for _, q := range w.b.Add {
		if err := quads.add(q); err != nil {
			return err
		}
	}
	for _, q := range w.b.Drop {
		if err := quads.remove(q); err != nil {
			return err
		}
	}
	if err := quads.finish(); err != nil {
		return fmt.Errorf("write quads: %w", err)
	}
	return nil
}

func termValue(t graph.Term) quad.Value {
	switch {
	case !t.IsLiteral():
		return quad.IRI(t.ID)
	case t.Type != "":
		return quad.TypedString{Value: quad.String(t.Literal), Type: quad.IRI(t.Type)}
	}
	return quad.String(t.Literal)
}

func (w *writer) redirects() error {
	canonical, members := w.tx.Bucket(bucketCanonical), w.tx.Bucket(bucketMembers)
	for _, r := range w.b.Redirects {
		from := []byte(r.From)
		if old := canonical.Get(from); old != nil {
			if err := errors.Join(members.Delete(pair(string(old), string(from))), canonical.Delete(from)); err != nil {
				return fmt.Errorf("redirect %s: %w", r.From, err)
			}
		}
		if r.To == "" {
			continue
		}
		if err := errors.Join(canonical.Put(from, []byte(r.To)), members.Put(pair(string(r.To), string(from)), nothing)); err != nil {
			return fmt.Errorf("redirect %s: %w", r.From, err)
		}
	}
	return nil
}

func (w *writer) names() error {
	names := w.tx.Bucket(bucketNames)
	for _, n := range w.b.Unname {
		if err := names.Delete(pair(n.Name, string(n.ID))); err != nil {
			return fmt.Errorf("remove name %q: %w", n.Name, err)
		}
	}
	for _, n := range w.b.Names {
		if err := names.Put(pair(n.Name, string(n.ID)), nothing); err != nil {
			return fmt.Errorf("add name %q: %w", n.Name, err)
		}
	}
	return nil
}

// pair joins two strings without NUL so that keys sort by the first, then the second.
func pair(a, b string) []byte { return []byte(a + "\x00" + b) }

func (w *writer) change() error {
	meta := w.tx.Bucket(bucketMeta)
	w.version = graph.Version(number(meta.Get(keyVersion)) + 1)
	key := encodeNumber(uint64(w.version))
	if err := meta.Put(keyVersion, key); err != nil {
		return fmt.Errorf("write version: %w", err)
	}
	c := graph.Change{Version: w.version}
	for _, r := range w.b.Put {
		if !slices.Contains(w.b.Superseded, r.Article.ID) {
			c.Articles = append(c.Articles, r.Article.ID)
		}
	}
	c.Removed = slices.Concat(w.b.Superseded, w.b.Remove)
	slices.Sort(c.Articles)
	slices.Sort(c.Removed)
	c.Touched = slices.Sorted(slices.Values(w.b.Touched))
	c.Things = slices.Sorted(slices.Values(w.b.Things))
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write change: %w", err)
	}
	if err := w.tx.Bucket(bucketChanges).Put(key, text); err != nil {
		return fmt.Errorf("write change: %w", err)
	}
	return nil
}
