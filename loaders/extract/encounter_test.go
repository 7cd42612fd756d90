package extract_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/loaders/samples"
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

// TestWordTellsOfOneEvent: where a rule has an event, the scorer adds no other. The demo
// could not be put into a store when it did, for events are known by their words.
func TestWordTellsOfOneEvent(t *testing.T) {
	l, err := loader()
	if err != nil {
		t.Fatal(err)
	}
	arts, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, art := range arts {
		rep, err := l.Analyse(context.Background(), art)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[graph.ID]bool{}
		for _, ev := range rep.Events {
			if seen[ev.ID] {
				t.Errorf("%q has two events of id %s", art.Title, ev.ID)
			}
			seen[ev.ID] = true
		}
	}
}
