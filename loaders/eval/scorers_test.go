package eval_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// The gold data of this test is right where the model is and wrong where it says so.
var files = map[string]string{
	"ud_ewt/en_ewt-ud-dev.conllu": `# newdoc id = a
# sent_id = a-1
1 The the DET DT Definite=Def|PronType=Art 2 det _ _
2 mayor mayor NOUN NN Number=Sing 3 nsubj _ _
3 met meet VERB VBD Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root _ _
4 Ana Ana PROPN NNP Number=Sing 3 obj _ _
5 Ruiz Ruiz PROPN NNP Number=Sing 4 flat _ SpaceAfter=No
6 . . X X _ 1 dep _ _
`,
	"uner_ewt/en_ewt-ud-dev.iob2": `# sent_id = a-1
1 The O - -
2 mayor O - -
3 met O - -
4 Ana B-PER - -
5 Ruiz I-PER - -
6 . O - -
`,
	"propbank_ewt/ewt_propbank_dev.tsv": `# doc = a sent = 0 ud_sent_id = a-1
1 The DT * - - (ARG0*
2 mayor NN * - - *)
3 met VBD * meet meet.99 (V*)
4 Ana NNP * - - (ARG9*
5 Ruiz NNP * - - *)
6 . . * - - *
`,
}

func TestScores(t *testing.T) {
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		var lines []string
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "#") {
				line = strings.ReplaceAll(line, " ", "\t")
			}
			lines = append(lines, line)
		}
		if err := os.WriteFile(path, []byte(strings.Join(lines, "")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p, err := language.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := eval.Language(context.Background(), p, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		layer, set, measure string
		want                float64
	}{
		{"words (raw)", "EWT dev", "F1", 100},
		{"sentences (raw)", "EWT dev", "F1", 100},
		{"UPOS", "EWT dev", "accuracy", 100 * 5. / 6},
		{"dependencies", "EWT dev", "UAS", 100 * 5. / 6},
		{"names", "UNER EWT dev", "F1 PER", 100},
		{"predicates", "PropBank EWT dev", "F1", 100},
		{"senses", "PropBank EWT dev", "accuracy", 0},
		{"arguments", "PropBank EWT dev", "head F1", 50},
	} {
		got, ok := table.Get(tt.layer, tt.set, tt.measure)
		if !ok || got != tt.want {
			t.Errorf("%s, %s: got %v, want %v", tt.layer, tt.measure, got, tt.want)
		}
	}
	if _, ok := table.Get("mentions", "GUM dev", "head F1"); ok {
		t.Error("scores of a set that is not there")
	}
}
