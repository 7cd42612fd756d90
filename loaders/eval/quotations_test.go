package eval_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// writeFiles writes files below a new folder.
func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// wantScores compares scores of one set with what they must be.
func wantScores(t *testing.T, table eval.Table, layer, set string, want map[string]float64) {
	t.Helper()
	for measure, v := range want {
		if got, ok := table.Get(layer, set, measure); !ok || got != v {
			t.Errorf("%s, %s: got %v, want %v", layer, measure, got, v)
		}
	}
}

// The second quotation is laid to the wrong one by its gold.
func TestQuotations(t *testing.T) {
	tabs := func(lines ...string) string { return strings.ReplaceAll(strings.Join(lines, "\n"), " | ", "\t") + "\n" }
	dir := writeFiles(t, map[string]string{
		"litbank/quotations/tsv/a.txt": "“ The bridge is gone , ” said Ana Ruiz .\n“ We shall swim , ” said Otto Lind .\n",
		"litbank/quotations/tsv/a.ann": tabs("QUOTE | Q1 | 0 | 0 | 0 | 6 | “ The bridge is gone , ”", "QUOTE | Q2 | 1 | 0 | 1 | 5 | “ We shall swim , ”",
			"ATTRIB | Q1 | Ana-0", "ATTRIB | Q2 | Ana-0"),
		"litbank/coref/tsv/a.ann": tabs("MENTION | T1 | 0 | 8 | 0 | 9 | Ana Ruiz | PER | PROP", "COREF | T1 | Ana-0"),
	})
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := eval.Quotations(t.Context(), l, dir)
	if err != nil {
		t.Fatal(err)
	}
	wantScores(t, table, "quotations", "LitBank", map[string]float64{"found": 100, "speaker recall": 50, "speaker precision": 50})
}

// The gold has the roles of the second event the wrong way round.
func TestParticipants(t *testing.T) {
	dir := writeFiles(t, map[string]string{"meantime_apple/meantime_dev.jsonl": `{"id": "a", "text": "Ana Ruiz met Otto Lind. Otto Lind praised Ana Ruiz.", "annotated_end": 52, "event_mentions": [{"id": "e1", "start": 9, "end": 12}, {"id": "e2", "start": 34, "end": 41}], "entity_mentions": [{"id": "m1", "start": 0, "end": 8}, {"id": "m2", "start": 13, "end": 22}, {"id": "m3", "start": 24, "end": 33}, {"id": "m4", "start": 42, "end": 50}], "roles": [{"event_mention": "e1", "entity_mention": "m1", "role": "Arg0"}, {"event_mention": "e1", "entity_mention": "m2", "role": "Arg1"}, {"event_mention": "e2", "entity_mention": "m3", "role": "Arg1"}, {"event_mention": "e2", "entity_mention": "m4", "role": "Arg0"}]}
`})
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := eval.Participants(t.Context(), l, dir)
	if err != nil {
		t.Fatal(err)
	}
	wantScores(t, table, "participants", "MEANTIME apple", map[string]float64{"labelled F1": 50, "unlabelled F1": 100})
}
