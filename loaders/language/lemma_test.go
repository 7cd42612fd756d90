package language

import "testing"

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
