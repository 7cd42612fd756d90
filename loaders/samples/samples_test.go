package samples_test

import (
	"fmt"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/loaders/samples"
)

func TestAllSamplesAreWholeArticles(t *testing.T) {
	arts, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[graph.ID]string{}
	for _, art := range arts {
		if art.Published == "" || art.Language != "en" || art.Title == "" && art.Agency == "" {
			t.Errorf("%s: published %q, language %q, title %q", art.ID, art.Published, art.Language, art.Title)
		}
		if other, double := ids[art.ID]; double {
			t.Errorf("%q and %q are one article", art.Title, other)
		}
		ids[art.ID] = art.Title
		n := len(strings.Fields(art.Text))
		for _, m := range art.Margins {
			n -= len(strings.Fields(art.Text[m.B:m.E]))
		}
		if n < 180 || n > 450 {
			t.Errorf("%q has %d words, want 180 to 450", art.Title, n)
		}
	}
	if len(arts) < 16 {
		t.Errorf("%d articles, want at least 16", len(arts))
	}
}

func TestSamplesTellOneStoryDifferently(t *testing.T) {
	arts, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	count := func(words string) (n int) {
		for _, art := range arts {
			if strings.Contains(art.Text, words) {
				n++
			}
		}
		return n
	}
	for _, tt := range []struct {
		words string
		want  int
	}{
		{"we shall learn very quickly what it is to be alone", 3}, // one quotation, three outlets
		{"Necessidades Palace", 1},                                // the place in one of them
		{"she announced on Wednesday", 1},                         // the day in another
		{"and a patrol that comes when it is called", 2},
		{"2.4 billion euros", 1}, // the corrected version
		{"4.2 billion euros", 1},
	} {
		if got := count(tt.words); got != tt.want {
			t.Errorf("%q is in %d articles, want %d", tt.words, got, tt.want)
		}
	}
	versions := map[string]int{}
	for _, art := range arts {
		if art.URI != "" {
			versions[art.URI]++
		}
	}
	if got := versions["https://www.exchangereview.example/companies/alder-finch-norrland"]; got != 2 {
		t.Errorf("the merger has %d versions, want 2", got)
	}
}

func ExampleAll() {
	arts, err := samples.All()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(arts[0].Outlet, arts[0].Published)
	fmt.Println(arts[0].Title)
	// Output:
	// The Lisbon Courier 2025-03-12
	// Norway and Portugal to guard Atlantic cables together
}
