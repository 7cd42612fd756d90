package extract_test

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/loaders/extract"
)

// TestRetold: which words of a text tell of one event or thing. A word that comes
// more than once is written with its number: "met/2".
func TestRetold(t *testing.T) {
	l, err := loader()
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		text, a, b string
		want       bool
	}{
		"headline and lead":    {"Kenya buys Norwegian ferry\n\nKenya has bought a ferry in Oslo, the ministry said on Monday.", "buys", "bought", true},
		"another actor":        {"Kenya sued Northwind.\n\nNorway sued Northwind too.", "sued", "sued/2", false},
		"another object":       {"The weather was fine. Jane Osei bought a boat. She left. Jane Osei bought a house.", "bought", "bought/2", false},
		"other numbers":        {"The weather was fine. A storm killed three people on Monday. The storm killed five people in all.", "killed", "killed/2", false},
		"noun after its verb":  {"The weather was fine. Jane Osei resigned on Monday. The resignation surprised her party.", "resigned", "resignation", true},
		"other days":           {"The weather was fine. Jane Osei visited Oslo on Monday. Jane Osei visited Oslo on Friday.", "visited", "visited/2", false},
		"relative pronoun":     {"They sell a strip which bends.", "strip", "which", true},
		"put beside its name":  {"The firm hired Northwind, a maker of masts.", "Northwind", "maker", true},
		"name that comes back": {"They sell the iPhone. He likes the iPhone.", "iPhone", "iPhone/2", true},
	} {
		t.Run(name, func(t *testing.T) {
			rep, doc, err := l.AnalyseLayers(t.Context(), graph.Article{Text: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			first := extract.Retold(doc, rep)
			at := func(word string) int {
				word, n, _ := strings.Cut(word, "/")
				for i := range doc.Tokens {
					if doc.Form(i) == word {
						if n == "" || n == "1" {
							return i
						}
						n = ""
					}
				}
				t.Fatalf("no %s", word)
				return 0
			}
			if got := first[at(tt.a)] == first[at(tt.b)]; got != tt.want {
				t.Errorf("%q: %s and %s are one: %v, want %v", tt.text, tt.a, tt.b, got, tt.want)
			}
		})
	}
}

// TestSameEvent: which events of an article a report ties to an earlier one.
func TestSameEvent(t *testing.T) {
	for text, want := range map[string]bool{
		"Osei meets Dorn in Oslo\n\nJane Osei met Pavel Dorn in Oslo on Monday.":                                         true,
		"The weather was fine. Jane Osei met Pavel Dorn in Oslo. Jane Osei met Pavel Dorn.":                              false, // people meet again
		"Kenya launched an offensive in Lamu. They slept. Kenya's operation in Lamu was criticised.":                     true,
		"Kenya attacked Lamu. Kenya attacked Garissa. The attack was criticised.":                                        false, // which of them
		"Jane Osei cancelled a meeting with Pavel Dorn. A meeting of experts was held on Monday.":                        false,
		"The weather was fine. Police arrested Jane Osei. She slept. Police arrested Jane Osei after a chase.":           true,
		"The weather was fine. Kenya attacked Lamu. They slept. Ethiopia attacked Lamu.":                                 false,
		"Jane Osei met Pavel Dorn in Oslo on Monday. They ate. Jane Osei met Pavel Dorn in Nairobi, Kenya, on Thursday.": false,
	} {
		rep := analyse(t, text, "")
		got := slices.ContainsFunc(rep.Events, func(ev graph.Event) bool {
			return slices.ContainsFunc(ev.Links, func(l graph.Link) bool { return l.Name == "same_event" })
		})
		if got != want {
			t.Errorf("%q: one event told twice: %v, want %v\n%s", text, got, want, strings.Join(readings(rep), "\n"))
		}
	}
}
