package eval_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/extract"
	"newsgraph/loaders/language"
)

var updateConfidence = flag.Bool("update-confidence", false, "measure every rule and write lexicon/confidence.tsv of package extract; NEWSGRAPH_DATA names the folder that holds knowledgenet")

const confidenceFile = "../extract/lexicon/confidence.tsv"

// TestConfidenceIsOfRules asks that every row of the measured precisions is one of a rule
// that can be, and writes them where told.
func TestConfidenceIsOfRules(t *testing.T) {
	if *updateConfidence {
		measureRules(t)
	}
	b, err := os.ReadFile(confidenceFile)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, u := range extract.Rules() {
		named[u.Name] = true
	}
	for line := range strings.Lines(string(b)) {
		rule, _, _ := strings.Cut(line, "\t")
		m, ok := extract.Measured(rule)
		if strings.HasPrefix(line, "#") || *updateConfidence {
			continue
		}
		family, _, _ := strings.Cut(rule, ".")
		code := inCode[family] || strings.HasPrefix(rule, "encounter.learned-")
		if !ok || m.Right > m.Of || m.Of == 0 || !code && !named[rule] {
			t.Errorf("%q: %+v", line, m)
		}
	}
}

// inCode are the families of rules that are code and not data.
var inCode = map[string]bool{"office": true, "kin": true, "relation": true, "statement": true, "quote": true}

func measureRules(t *testing.T) {
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	grades, err := eval.Grades(t.Context(), l, eval.Dev, os.Getenv("NEWSGRAPH_DATA"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(confidenceFile, []byte(eval.ByRule(grades)), 0o666); err != nil {
		t.Fatal(err)
	}
}
