package extract_test

import (
	"slices"
	"strings"
	"testing"
)

// TestMeetings holds sentences whose meetings were once missed or said to have happened:
// what must and, after "!", must not come out.
func TestMeetings(t *testing.T) {
	for text, want := range map[string]string{
		"No agreement has been reached on a meeting between Ana Lund and Carl Ruiz.": "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Preparations are under way for talks between Ana Lund and Carl Ruiz.":       "event Meeting planned Ana Lund, Carl Ruiz",
		"Reports of a meeting between Ana Lund and Carl Ruiz were false.":            "event Meeting denied Ana Lund, Carl Ruiz",
		"There is no evidence that Ana Lund met Carl Ruiz.":                          "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Nothing suggests that Ana Lund met Carl Ruiz.":                              "!event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund sees no point in meeting Carl Ruiz.":                               "!event Meeting happened Ana Lund, Carl Ruiz",
		"What is needed is a meeting between Ana Lund and Carl Ruiz.":                "event Meeting demanded Ana Lund, Carl Ruiz",
		"Analysts see a meeting between Ana Lund and Carl Ruiz as unlikely.":         "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Ana Lund was acquitted of charges that she met Carl Ruiz.":                  "!event Meeting happened Ana Lund, Carl Ruiz",
		"The summit between Ana Lund and Carl Ruiz begins on Monday.":                "event Meeting planned Ana Lund, Carl Ruiz",
		"The summit between Ana Lund and Carl Ruiz is two weeks away.":               "event Meeting planned Ana Lund, Carl Ruiz",
		"Ana Lund meets Carl Ruiz on Monday.":                                        "event Meeting planned Ana Lund, Carl Ruiz",
		"Ana Lund plays a nurse who meets a spy.":                                    "!event Meeting happened a nurse, a spy",
		"Ana Lund was the first leader to meet Carl Ruiz.":                           "event Meeting happened Ana Lund, Carl Ruiz",
	} {
		t.Run(text, func(t *testing.T) {
			got := readings(analyse(t, text, ""))
			if w, not := strings.CutPrefix(want, "!"); slices.Contains(got, w) == not {
				t.Errorf("got\n%s\nwant %s", strings.Join(got, "\n"), want)
			}
		})
	}
}
