package eval_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// TestRelationsCountsClaimsAndFacts has one fact that is read, one that is not, and
// one passage of a fold that is not scored. The offsets are code points.
func TestRelationsCountsClaimsAndFacts(t *testing.T) {
	dir := t.TempDir()
	lines := `{"fold":3,"text":"“Très bien”, it read. Jane Osei was born in Kenya.","facts":[{"property":"PLACE_OF_BIRTH","subj":[22,31],"obj":[44,49]}],"annotated_properties":["PLACE_OF_BIRTH"]}
{"fold":3,"text":"The Kenyan skies saw little of Jane Osei's cradle.","facts":[{"property":"PLACE_OF_BIRTH","subj":[31,40],"obj":[4,10]}],"annotated_properties":["PLACE_OF_BIRTH"]}
{"fold":1,"text":"Pavel Dorn was born in Oslo.","facts":[{"property":"PLACE_OF_BIRTH","subj":[0,10],"obj":[23,27]}],"annotated_properties":["PLACE_OF_BIRTH"]}
`
	if err := os.MkdirAll(filepath.Join(dir, "knowledgenet"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "knowledgenet", "knowledgenet_folds123.jsonl"), []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := eval.Relations(context.Background(), l, dir)
	if err != nil {
		t.Fatal(err)
	}
	for measure, want := range map[string]float64{"precision": 100, "recall": 50, "place_of_birth recall": 50} {
		if got, ok := table.Get("relations", "knowledgenet 3", measure); !ok || got != want {
			t.Errorf("%s is %v, want %v", measure, got, want)
		}
	}
}
