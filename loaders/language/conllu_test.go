package language

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/loaders/language/model"
)

// columns writes tabs for the spaces of a compact CoNLL-U.
func columns(s string) string { return strings.ReplaceAll(strings.TrimLeft(s, "\n"), " ", "\t") }

func labelsOf(paths []string) *model.Labels {
	l := &model.Labels{Paths: map[string]int{}}
	for i, p := range paths {
		l.Paths[p] = i
	}
	return l
}

const sample = `
1-2 Don't _ _ _ _ _ _ _ _
1 Do do AUX VB Mood=Imp|VerbForm=Fin 3 aux _ _
2 n't not PART RB _ 3 advmod _ _
3 leave leave VERB VB VerbForm=Inf 0 root _ Args=ARGM-NEG:2:2-2,ARG1:4:4-5|Factuality=-900|Frame=leave.01
4 New New PROPN NNP Number=Sing 3 obj _ Ment=place|Name=B-LOC
5 Delhi Delhi PROPN NNP Number=Sing 4 flat _ Name=I-LOC|SpaceAfter=No
6 ! ! PUNCT . _ 3 punct _ _

1 Ana Ana PROPN NNP Number=Sing 2 nsubj _ Ment=person|Name=B-PER
2 stayed stay VERB VBD _ 0 root _ SpaceAfter=No
`

func TestCoNLLURoundTrip(t *testing.T) {
	docs, err := ReadCoNLLU(strings.NewReader(columns(sample)))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || docs[0].Text != "Don't leave New Delhi! Ana stayed" {
		t.Fatalf("documents %+v", docs)
	}
	doc := docs[0]
	wantFrames := []Frame{{Predicate: 2, Sense: "leave.01", Factuality: -900, Args: []Arg{
		{Role: "ARGM-NEG", Head: 1, First: 1, End: 2}, {Role: "ARG1", Head: 3, First: 3, End: 5},
	}}}
	if d := cmp.Diff(wantFrames, doc.Frames); d != "" {
		t.Errorf("frames (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]Name{{3, 5, "LOC"}, {6, 7, "PER"}}, doc.Names); d != "" {
		t.Errorf("names (-want +got):\n%s", d)
	}
	var b strings.Builder
	if err := WriteCoNLLU(&b, doc); err != nil {
		t.Fatal(err)
	}
	again, err := ReadCoNLLU(strings.NewReader(b.String()))
	if err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	if d := cmp.Diff(doc, again[0]); d != "" {
		t.Errorf("(-read +written and read):\n%s\n%s", d, b.String())
	}
}

func TestCoNLLURefused(t *testing.T) {
	for name, s := range map[string]string{
		"columns":  "1 a",
		"number":   "2 a a X X _ 0 root _ _",
		"head":     "1 a a X X _ 5 dep _ _",
		"negative": "1 a a X X _ -1 dep _ _",
		"name":     "1 a a X X _ 0 root _ Name=I-PER",
		"argument": "1 a a X X _ 0 root _ Frame=a.01|Args=ARG0:1:1-9",
		"order":    "1 a a X X _ 0 root _ Frame=a.01|Args=ARG0:3:2-1",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ReadCoNLLU(strings.NewReader(columns(s))); err == nil {
				t.Error("is taken")
			}
		})
	}
}

func FuzzReadCoNLLU(f *testing.F) {
	f.Add(columns(sample))
	f.Fuzz(func(t *testing.T, s string) {
		docs, err := ReadCoNLLU(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, d := range docs {
			var b strings.Builder
			if err := WriteCoNLLU(&b, d); err != nil {
				t.Fatal(err)
			}
		}
	})
}
