package api_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"newsgraph/api"
)

// TestBackup: a copy comes whole, as a file; one that ends early is a problem and no torn
// file, and so is a server without a store to copy.
func TestBackup(t *testing.T) {
	d := deps(t)
	w := do(t, api.New(d), call{method: "GET", path: "/v1/backup"})
	if w.Code != 200 || w.Body.String() != "a copy of the store" || !strings.Contains(w.Header().Get("Content-Disposition"), `"newsgraph.zst"`) {
		t.Errorf("copy: %d %v %s", w.Code, w.Header(), w.Body)
	}
	d.Backup = func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, "half of")
		return errors.Join(err, errors.New("the disk ends"))
	}
	if w := do(t, api.New(d), call{method: "GET", path: "/v1/backup"}); w.Code != 500 || strings.Contains(w.Body.String(), "half") {
		t.Errorf("cut: %d %s", w.Code, w.Body)
	}
	d.Backup = nil
	if w := do(t, api.New(d), call{method: "GET", path: "/v1/backup"}); w.Code != 503 || !strings.Contains(w.Body.String(), `"code":"no_backup"`) {
		t.Errorf("none: %d %s", w.Code, w.Body)
	}
}
