package store_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	bolt "go.etcd.io/bbolt"

	"newsgraph/graph"
	"newsgraph/graph/store"
)

// TestMain lets the test program be the other process: with HOLD set it opens
// that store and keeps it until it is told to end.
func TestMain(m *testing.M) {
	dir := os.Getenv("NEWSGRAPH_TEST_HOLD")
	if dir == "" {
		os.Exit(m.Run())
	}
	s, err := store.Open(context.Background(), dir, store.Options{Address: "http://127.0.0.1:8080"})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("open")
	bufio.NewReader(os.Stdin).ReadString('\n')
	s.Close()
}

func TestSecondProcess(t *testing.T) {
	dir := t.TempDir()
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), "NEWSGRAPH_TEST_HOLD="+dir)
	in, _ := other.StdinPipe()
	out, _ := other.StdoutPipe()
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatalf("other process: %q", line)
	}
	start := time.Now()
	_, err := store.Open(t.Context(), dir, store.Options{})
	var busy *store.BusyError
	if !errors.As(err, &busy) || !errors.Is(err, graph.ErrConflict) {
		t.Fatalf("error %v", err)
	}
	if busy.PID != other.Process.Pid || busy.Address != "http://127.0.0.1:8080" || !strings.Contains(err.Error(), busy.Address) {
		t.Errorf("busy %+v: %v", busy, err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v to say so", took)
	}
	fmt.Fprintln(in)
	if err := other.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "holder.json")); err == nil {
		t.Error("the holder file is left behind")
	}
	open(t, dir).Close()
}

func TestFormat(t *testing.T) {
	dir := t.TempDir()
	open(t, dir).Close()
	edit(t, dir, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("format"), []byte{0, 0, 0, 0, 0, 0, 0, store.Format + 1})
	})
	if _, err := store.Open(t.Context(), dir, store.Options{}); !errors.Is(err, graph.ErrInvalid) || !strings.Contains(err.Error(), fmt.Sprint("format ", store.Format+1)) {
		t.Errorf("a newer format: %v", err)
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "graph.bbolt"), []byte(strings.Repeat("no database\n", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), other, store.Options{}); err == nil {
		t.Error("opened a file that is no database")
	}
}

// edit changes the file of a closed store behind its back.
func edit(t *testing.T, dir string, change func(*bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(filepath.Join(dir, "graph.bbolt"), 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(change), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// hub returns n quads that share predicate, object and label.
func hub(n, of int) []graph.Quad {
	var out []graph.Quad
	for i := range n {
		out = append(out, graph.Quad{S: graph.ID(fmt.Sprintf("e:%d.%d", of, i)), P: "rdf:type", O: graph.Term{ID: "schema:Person"}, G: "g:n"})
	}
	return out
}

// TestUpgrade: a store of the first format answers from what it had not once it was
// opened.
func TestUpgrade(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	quads := append(hub(300, 1), graph.Quad{S: "e:1.1", P: "ng:name", O: graph.Term{Literal: strings.Repeat("long ", 99)}, G: "g:n"})
	r := &graph.Report{Article: graph.Article{ID: graph.ArticleID("", "text"), Text: "text"}}
	if _, err := s.Apply(t.Context(), graph.Batch{Put: []*graph.Report{r}, Add: quads}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	edit(t, dir, func(tx *bolt.Tx) error {
		for _, b := range []string{"cayley", "out", "in", "predicates", "packed", "words", "digests"} {
			if err := tx.DeleteBucket([]byte(b)); err != nil {
				return err
			}
		}
		if err := oldLog(tx, quads); err != nil {
			return err
		}
		return tx.Bucket([]byte("meta")).Put([]byte("format"), []byte{0, 0, 0, 0, 0, 0, 0, 1})
	})
	s = open(t, dir)
	defer s.Close()
	sound(t, s)
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	n := 0
	for q, err := range v.Quads(t.Context(), graph.Pattern{S: "e:1.1"}) {
		if n++; err != nil || q.S != "e:1.1" {
			t.Errorf("%v %v", q, err)
		}
	}
	if n != 2 {
		t.Errorf("%d quads, want 2", n)
	}
	if got, err := v.Report(t.Context(), r.Article.ID); err != nil || got.Article.Text != "text" {
		t.Errorf("report %+v, %v", got, err)
	}
}

// oldLog writes quads as Cayley numbers them, as files up to format 6 had them.
func oldLog(tx *bolt.Tx, quads []graph.Quad) error {
	b, err := tx.CreateBucket([]byte("quads"))
	if err == nil {
		b, err = b.CreateBucket([]byte("log"))
	}
	if err != nil {
		return err
	}
	last, nodes := uint64(0), map[graph.Term]uint64{}
	put := func(p *proto.Primitive) error {
		last++
		p.ID = last
		v, err := p.Marshal()
		return errors.Join(err, b.Put(binary.BigEndian.AppendUint64(nil, p.ID), v))
	}
	node := func(t graph.Term) uint64 {
		if nodes[t] == 0 {
			var val quad.Value = quad.IRI(t.ID)
			if t.IsLiteral() {
				val = quad.String(t.Literal)
			}
			v, e := pquads.MarshalValue(val)
			err = errors.Join(err, e, put(&proto.Primitive{Value: v, Timestamp: 1}))
			nodes[t] = last
		}
		return nodes[t]
	}
	for _, q := range quads {
		p := proto.Primitive{Subject: node(graph.Term{ID: q.S}), Predicate: node(graph.Term{ID: q.P}), Object: node(q.O), Label: node(graph.Term{ID: q.G}), Timestamp: 1}
		gone := p
		gone.Deleted = true
		err = errors.Join(err, put(&gone), put(&p))
	}
	return err
}

// TestHub: long lists of an index are cut into parts; all of them are read, added
// to and withdrawn from.
func TestHub(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	const rounds, each = 40, 250
	for i := range rounds {
		b := graph.Batch{Add: hub(each, i)}
		if i >= 10 {
			b.Drop = hub(each, i-10)
		}
		if _, err := s.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Apply(t.Context(), graph.Batch{Add: hub(each, i)[:1]}); !errors.Is(err, graph.ErrConflict) {
			t.Fatalf("round %d: added twice: %v", i, err)
		}
	}
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []graph.Pattern{{O: &graph.Term{ID: "schema:Person"}}, {P: "rdf:type", O: &graph.Term{ID: "schema:Person"}}, {G: "g:n"}, {P: "rdf:type"}, {}} {
		seen := map[graph.Quad]bool{}
		for q, err := range v.Quads(t.Context(), p) {
			if err != nil || seen[q] {
				t.Fatalf("%+v: %v %v", p, q, err)
			}
			seen[q] = true
		}
		if len(seen) != 10*each {
			t.Errorf("%+v: %d quads, want %d", p, len(seen), 10*each)
		}
	}
	v.Close()
	sound(t, s)
	s.Close()
}

func sound(t *testing.T, s *store.Store) {
	t.Helper()
	if found, err := s.Check(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}

// TestCheck damages one thing at a time and wants it found.
func TestCheck(t *testing.T) {
	quads := []byte("cayley")
	id := graph.ArticleID("", "text")
	m := graph.In("m", id, graph.Span{B: 0, E: 2})
	for name, tt := range map[string]struct {
		change func(*bolt.Tx) error
		want   string
	}{
		"lost index entry": {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket(quads).Bucket([]byte("op"))) }, "leads to"},
		"lost number":      {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket(quads).Bucket([]byte("v"))) }, "have a number"},
		"lost use of a node": {func(tx *bolt.Tx) error {
			b := tx.Bucket(quads).Bucket([]byte("v"))
			k, v := b.Cursor().First()
			return b.Put(k, append(append([]byte{}, v[:len(v)-1]...), v[len(v)-1]+1))
		}, "uses are counted"},
		"lost label":          {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket(quads).Bucket([]byte("c"))) }, "leads to"},
		"lost node":           {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket(quads).Bucket([]byte("log"))) }, "missing"},
		"lost in order":       {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket([]byte("out"))) }, "by subject"},
		"lost in other order": {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket([]byte("in"))) }, "by object"},
		"lost use":            {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket([]byte("predicates"))) }, "under its predicate"},
		"quad too many": {func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("in")).Put([]byte("x"), nil)
		}, "order in"},
		"use of nothing": {func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("predicates")).Put([]byte{0, 1, 'a', 0, 1, 'b'}, nil)
		}, "has none"},
		"report packed otherwise": {func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("packed"))
			return b.Put([]byte(id), append([]byte{}, b.Get([]byte(id))[1:]...))
		}, "packed otherwise"},
		"another digest": {func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("digests"))
			return b.Put([]byte(id), append([]byte{}, b.Get([]byte(id))[1:]...))
		}, "another digest"},
		"digest of nothing": {func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("digests")).Put([]byte("doc:0"), []byte("0123456789abcdef"))
		}, "has no report"},
		"word too few": {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket([]byte("words"))) }, "its words"},
		"word too many": {func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("words")).Put([]byte("more\x0012345678"), []byte("12345678"))
		}, "words: articles"},
		"packed report of nothing": {func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("packed")).Put([]byte("doc:0"), []byte("0123456789abcdef"))
		}, "has no report"},
		"damaged report": {func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("reports"))
			v := append([]byte{}, b.Get([]byte(id))...)
			v[len(v)-6] ^= 1
			return b.Put([]byte(id), v)
		}, "report"},
		"redirect without member": {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket([]byte("members"))) }, "does not list it"},
		"member of no article": {func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("superseded")).Put([]byte(id), nil)
		}, "member of no article"},
		"gap in the log": {func(tx *bolt.Tx) error { return deleteFirst(tx.Bucket([]byte("changes"))) }, "numbered"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir)
			r := &graph.Report{Article: graph.Article{ID: id, Text: "text"}}
			for i := range 2 {
				b := graph.Batch{Put: []*graph.Report{r}, Add: hub(3, i), Redirects: []graph.Redirect{{From: m, To: "e:a"}}}
				if _, err := s.Apply(t.Context(), b); err != nil {
					t.Fatal(err)
				}
			}
			sound(t, s)
			s.Close()
			edit(t, dir, tt.change)
			s = open(t, dir)
			defer s.Close()
			found, err := s.Check(t.Context())
			if err != nil || !strings.Contains(strings.Join(found, "\n"), tt.want) {
				t.Errorf("found %q, %v; want %q", found, err, tt.want)
			}
		})
	}
}

func deleteFirst(b *bolt.Bucket) error {
	k, _ := b.Cursor().First()
	return b.Delete(k)
}

// TestForgottenSnapshots: readers that nobody closes end with their context, and
// the store can be written and closed meanwhile.
func TestForgottenSnapshots(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	for range 200 {
		if _, err := s.Snapshot(ctx); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 20 {
		if _, err := s.Apply(t.Context(), graph.Batch{Add: hub(500, i)}); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	if _, err := s.Snapshot(t.Context()); err != nil { // not closed either
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- s.Close() }()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the store does not close")
	}
	open(t, dir).Close()
}
