package main

import (
	"bytes"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/api"
	"newsgraph/graph/integrate"
	"newsgraph/graph/store"
	"newsgraph/graph/world"
)

// TestBackupServed: a store that a server has is copied through the server, and is what the
// server's store is when it is restored.
func TestBackupServed(t *testing.T) {
	dir := t.TempDir()
	from, copied, file := filepath.Join(dir, "from.db"), filepath.Join(dir, "copy.db"), filepath.Join(dir, "copy.zst")
	st, err := store.Open(t.Context(), from, store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	in, err := integrate.New(st, integrateOptions())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Put(t.Context(), world.New(1, world.Size{}).Report(0)); err != nil {
		t.Fatal(err)
	}
	tokens, err := api.ParseTokens("read 0123456789abcdef")
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(api.New(api.Deps{Source: st.Snapshot, Backup: st.Backup, Tokens: tokens}))
	defer srv.Close()
	if err := st.Announce(srv.URL); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want int
		says string
	}{
		{[]string{"backup", file, "--store", from}, exitFailed, "a token is needed"},
		{[]string{"backup", file, "--store", from, "--token", "0123456789abcdef"}, exitOK, ""},
		{[]string{"restore", file, "--store", copied}, exitOK, "restored"},
		{[]string{"backup", file, "--url", srv.URL, "--token", "0123456789abcdef"}, exitOK, ""},
	} {
		var out, errs bytes.Buffer
		if got := run(t.Context(), c.args, nil, &out, &errs); got != c.want || !strings.Contains(errs.String(), c.says) {
			t.Fatalf("newsgraph %s: %d, %s", strings.Join(c.args, " "), got, &errs)
		}
	}
	two, err := store.Open(t.Context(), copied, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer two.Close()
	want, err := st.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, err := two.Stats(t.Context())
	if err != nil || got.Quads != want.Quads || got.Articles != 1 {
		t.Errorf("%+v of %+v: %v", got, want, err)
	}
}
