package language

import (
	"strings"
	"testing"

	"newsgraph/loaders/language/model"
)

// TestLemmaFits holds that an irregular rule leaves unknown forms alone whose ending it
// never cut off a known one.
func TestLemmaFits(t *testing.T) {
	ablaut := lemmaRule{how: 'L', cut: 3, add: "eak"}
	l := lemmatizer{rules: []lemmaRule{ablaut, {how: 'L', cut: 2}}, cuts: map[lemmaRule]map[string]bool{}}
	l.learnCut(ablaut, "broke")
	for form, want := range map[string]string{"parted": "part", "outspoke": "outspeak"} {
		if got := l.guess(form, "VERB", []float32{2, 1}); got != want {
			t.Errorf("lemma of %q: %q, want %q", form, got, want)
		}
	}
}

// TestLemmaAstray holds that the table gives no form the lemma of another word, as
// treebanks of mail do by the addresses that their marks cut up.
func TestLemmaAstray(t *testing.T) {
	l, err := newLemmatizer(&model.Labels{
		Lemma: []string{"=DoeJane@EXAMPLE", "K0+"},
		Forms: map[string]map[string]string{
			"PROPN": {"=DoeJane@EXAMPLE": "Doe", "=other": "Name", "=PetShop": "PETSHOP"},
			"AUX":   {"=be": "was"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]string{"Doe": "", "Name": "", "PETSHOP": "PetShop"} {
		if got, _ := l.known(form, "PROPN"); got != want {
			t.Errorf("lemma of the name %q in the table: %q, want %q", form, got, want)
		}
	}
	if got, _ := l.known("was", "AUX"); got != "be" {
		t.Errorf(`lemma of "was": %q, want "be"`, got)
	}
	if got := l.guess("Roe", "PROPN", []float32{2, 1}); got != "Roe" {
		t.Errorf("guessed lemma of %q: %q", "Roe", got)
	}
}

// TestLemmaTable holds that no lemma of the embedded tables is an address.
func TestLemmaTable(t *testing.T) {
	m, err := model.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	l, err := newLemmatizer(m.Labels)
	if err != nil {
		t.Fatal(err)
	}
	for f := range l.forms {
		if lemma, _ := l.known(f.form, f.pos); strings.Contains(lemma, "@") && !strings.Contains(f.form, "@") {
			t.Errorf("lemma of %s %q: %q", f.pos, f.form, lemma)
		}
	}
}
