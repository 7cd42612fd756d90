package integrate_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/store"
	"newsgraph/graph/world"
)

// groupSize is how many reports the killed process puts at a time.
const groupSize = 10

// TestMain lets the test program be the process that is killed: told a store, it
// loads made-up reports into it and says after each group that it is in.
func TestMain(m *testing.M) {
	dir := os.Getenv("NEWSGRAPH_TEST_LOAD")
	if dir == "" {
		os.Exit(m.Run())
	}
	var n int
	fmt.Sscan(os.Getenv("NEWSGRAPH_TEST_COUNT"), &n)
	if err := loadAloud(context.Background(), os.Stdout, dir, n); err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
}

func killWorld() *world.World { return world.New(11, world.Size{}) }

func loadAloud(ctx context.Context, out io.Writer, dir string, n int) error {
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	i, err := integrate.New(s, integrate.Options{Resolver: resolver})
	if err != nil {
		return err
	}
	w := killWorld()
	for at := 0; at < n; at += groupSize {
		var group []*graph.Report
		for k := at; k < min(at+groupSize, n); k++ {
			r := w.Report(k)
			group = append(group, r)
		}
		if _, err := i.Put(ctx, group...); err != nil {
			return err
		}
		fmt.Fprintln(out, at+groupSize)
	}
	return s.Close()
}

// TestKill: a process that loads is killed again and again. The store opens each
// time, is sound and holds all that was acknowledged; loading again completes,
// and the graph is that of an undisturbed load. NEWSGRAPH_KILL=1 kills ten times
// during a load of 2 000 reports.
func TestKill(t *testing.T) {
	n, kills := 300, 4
	switch {
	case os.Getenv("NEWSGRAPH_KILL") != "": // a minute or two, most of it waiting for the disk
		n, kills = 2000, 10
	case testing.Short():
		n, kills = 200, 3
	}
	dir := t.TempDir()
	for k := range kills {
		// later kills let more groups through, since the first are loaded already
		acknowledged := loadAndKill(t, dir, n, n/groupSize*(k+1)/(kills+1), time.Duration(k)*3*time.Millisecond)
		wantLoaded(t, dir, acknowledged)
	}
	if err := loadAloud(t.Context(), io.Discard, dir, n); err != nil {
		t.Fatal(err)
	}
	calm := t.TempDir()
	if err := loadAloud(t.Context(), io.Discard, calm, n); err != nil {
		t.Fatal(err)
	}
	equal(t, "after kills", storeDump(t, dir), storeDump(t, calm))
}

// loadAndKill kills a loading process some time after it acknowledged the given
// number of groups, and returns how many reports it acknowledged.
func loadAndKill(t *testing.T, dir string, n, groups int, after time.Duration) int {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "NEWSGRAPH_TEST_LOAD="+dir, fmt.Sprint("NEWSGRAPH_TEST_COUNT=", n))
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	reports := 0
	lines := bufio.NewScanner(out)
	for k := 0; lines.Scan(); k++ {
		if strings.HasPrefix(lines.Text(), "error") {
			t.Fatal(lines.Text())
		}
		fmt.Sscan(lines.Text(), &reports)
		if k == groups {
			time.AfterFunc(after, func() { _ = c.Process.Kill() })
		}
	}
	_ = c.Wait() // killed
	return reports
}

func wantLoaded(t *testing.T, dir string, reports int) {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatalf("after a kill: %v", err)
	}
	defer s.Close()
	if found, err := s.Check(t.Context()); err != nil || len(found) > 0 {
		t.Fatalf("after a kill: %v, %v", found, err)
	}
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	w := killWorld()
	for k := range reports {
		r := w.Report(k)
		if _, err := v.Report(t.Context(), r.Article.ID); err != nil {
			t.Fatalf("acknowledged report %d of %d: %v", k, reports, err)
		}
	}
	found, err := integrate.Check(t.Context(), v, integrate.Options{Resolver: resolver})
	if err != nil || len(found) > 0 {
		t.Fatalf("after a kill: %v, %v", found, err)
	}
}

func storeDump(t *testing.T, dir string) string {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return dump(t, s, resolver)
}
