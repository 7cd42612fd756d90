package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// learnedRelations returns the relations of a text that only the scorer finds, as
// relation(subject, object).
func learnedRelations(t *testing.T, text string) []string {
	t.Helper()
	rep := analyse(t, text, "")
	name := func(m int) string { return rep.Chains[rep.Mentions[m].Chain].Name }
	var out []string
	for _, c := range rep.Claims {
		if strings.HasPrefix(c.Rule, "relation.learned") {
			out = append(out, fmt.Sprintf("%s(%s, %s)", c.Relation, name(c.Subject), name(c.Object)))
		}
	}
	return out
}

// TestLearnedRelations: what is said in words that no rule knows.
func TestLearnedRelations(t *testing.T) {
	for text, want := range map[string]string{
		"Omar Sissoko spent his student years at Cairo University.": "educated_at(Omar Sissoko, Cairo University)",
		"Rosa Marques became the wife of Tiago Neves in 2004.":      "spouse(Rosa Marques, Tiago Neves)",
		"Jon Holm and his bride, Mara Lind, moved to Oslo.":         "spouse(Jon Holm, Mara Lind)",
		"Mara Lind has made her home in Bergen.":                    "lives_in(Mara Lind, Bergen)",
	} {
		if got := learnedRelations(t, text); !slices.Contains(got, want) {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestNoLearnedRelations: what is not said, or is said by a rule.
func TestNoLearnedRelations(t *testing.T) {
	for _, text := range []string{
		"Petra Holm denied that she had studied at Lund University.",
		"Petra Holm sued Lund University over the fees.",
		"Petra Holm flew to Uppsala to see Idris Kane.",
		"Arvo Bank opened a branch in Riga.",
		"Norwegian Foreign Minister Petra Holm met her Portuguese counterpart, Rui Costa, in Oslo.",
		"Petra Holm, a deputy who left the Green Party last year, won.",
		"Petra Holm was born in Uppsala.",
	} {
		if got := learnedRelations(t, text); len(got) > 0 {
			t.Errorf("%q gives %q", text, got)
		}
	}
}
