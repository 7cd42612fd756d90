package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph/ontology"
)

// encountersOf returns the encounters of a text, as class, status, those who take part and
// whether only the scorer found them.
func encountersOf(t *testing.T, text string) []string {
	t.Helper()
	rep := analyse(t, text, "")
	var out []string
	for i := range rep.Events {
		ev := &rep.Events[i]
		if !ontology.Is(ev.Class, "Encounter") {
			continue
		}
		var who []string
		for _, role := range ev.Roles {
			if role.Name == "participant" || role.Name == "counterpart" {
				who = append(who, rep.Chains[rep.Mentions[role.Mention].Chain].Name)
			}
		}
		out = append(out, fmt.Sprint(ev.Class, " ", ev.Status, " ", strings.Join(who, " + "), " ", strings.HasPrefix(ev.Rule, "encounter.learned")))
	}
	return out
}

// TestLearnedEncounters: who met in words that no rule knows, and who did not.
func TestLearnedEncounters(t *testing.T) {
	for text, want := range map[string][]string{
		"Petra Holm took a long walk with Idris Kane along the shore.": {"Meeting happened Petra Holm + Idris Kane true"},
		"Petra Holm, who succeeded Idris Kane, thanked Omar Sy.":       nil,
		"Petra Holm compared Idris Kane with Omar Sy.":                 nil,
		"Petra Holm met Idris Kane in Oslo.":                           {"Meeting happened Petra Holm + Idris Kane false"},
	} {
		if got := encountersOf(t, text); !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}
