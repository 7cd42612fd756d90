package eval_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// TestIdentity: two articles on the same two ministers and on two cities.
func TestIdentity(t *testing.T) {
	type mention struct {
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Instance string `json:"instance"`
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "meantime_apple"), 0o755); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, a := range []struct {
		id, text  string
		instances map[string]string
	}{
		{"a", "Norwegian Foreign Minister Mara Lindqvist met Kenyan Trade Minister Tomas Okello in Oslo.", map[string]string{"Mara Lindqvist": "1", "Tomas Okello": "2", "Oslo": "3"}},
		{"b", "Foreign Minister Mara Lindqvist of Norway flew to Nairobi, and Kenyan Trade Minister Tomas Okello thanked her.", map[string]string{"Mara Lindqvist": "1", "Tomas Okello": "2", "Nairobi": "4"}},
	} {
		line := map[string]any{"id": a.id, "dct": "2024-03-05", "text": a.text, "annotated_end": len(a.text)}
		var ms []mention
		for name, instance := range a.instances {
			at := strings.Index(a.text, name)
			ms = append(ms, mention{at, at + len(name), instance})
		}
		line["entity_mentions"] = ms
		b, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(b, '\n'))
	}
	if err := os.WriteFile(filepath.Join(dir, "meantime_apple", "meantime_dev.jsonl"), []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := eval.Identity(t.Context(), l, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, measure := range []string{"CoNLL F1 by gold mentions, with singletons", "CoNLL F1 by gold mentions, without singletons", "gold mentions that the system has"} {
		if v, ok := table.Get("identity entities", "MEANTIME apple", measure); !ok || v != 100 {
			t.Errorf("%s: %.1f\n%s", measure, v, table)
		}
	}
}
