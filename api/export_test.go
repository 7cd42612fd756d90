package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"newsgraph/api"
	"newsgraph/graph/export"
)

// TestExportFormats asks for every format, of the whole graph, of a part and of what
// a query finds; parts are smaller and hold what they are about.
func TestExportFormats(t *testing.T) {
	h := api.New(deps(t))
	size := map[string]int{}
	for _, f := range export.Formats {
		if testing.Short() && (f.Name == "png" || f.Name == "html") {
			continue // Graphviz in wasm is slow under the race detector
		}
		for _, of := range []string{"", "&ego=Lena+Ortiz", "&query=" + url.QueryEscape(`g.V("Lena Ortiz").All()`)} {
			w := do(t, h, call{method: "GET", path: "/v1/export?format=" + f.Name + of})
			if w.Code != http.StatusOK || w.Body.Len() == 0 && f.Name != "contradictions" {
				t.Fatalf("%s%s: status %d, %d bytes: %.200s", f.Name, of, w.Code, w.Body.Len(), w.Body)
			}
			if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, f.Type) {
				t.Errorf("%s: content type %q, want %q", f.Name, got, f.Type)
			}
			size[f.Name+of] = w.Body.Len()
		}
		if f.Name != "contradictions" && size[f.Name+"&ego=Lena+Ortiz"] >= size[f.Name] {
			t.Errorf("%s: the part is as large as the whole", f.Name)
		}
	}
}
