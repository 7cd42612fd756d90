package extract_test

import (
	"slices"
	"strings"
	"testing"
)

// TestNames: which named things an article has, as class, name and table id.
func TestNames(t *testing.T) {
	for text, want := range map[string]string{
		"Apple released the iPhone 4 in June. The iPhone 4 sold well.":                "Product iPhone 4 ",
		"Matsushita Electric today announced its latest camera, the Lumix.":           "Company Matsushita Electric org:panasonic",
		"The game will be held in San Jose, California, on Monday.":                   "City San Jose geo:5392171",
		"He flew to San Jose, Costa Rica, on Monday.":                                 "City San Jose geo:3621849",
		"Apple Corps sued Apple Inc. over a logo. Apple said it would answer Monday.": "Company Apple Inc. org:apple-inc",
	} {
		rep := analyse(t, text, "")
		var got []string
		for i := range rep.Chains {
			if c := &rep.Chains[i]; c.Named {
				got = append(got, c.Class+" "+c.Name+" "+string(c.Ref))
			}
		}
		if !slices.Contains(got, want) {
			t.Errorf("%q has\n%s\nwant %s", text, strings.Join(got, "\n"), want)
		}
	}
}

// TestTitlesAreNobody: a title that the tagger took for a person of its own is none.
func TestTitlesAreNobody(t *testing.T) {
	rep := analyse(t, "She attended a camel race near Doha with Sheikh Hamad al-Suwaidi. Madame Qian Ruoyu and Sir Hilary Youde-Clarke had a sharp exchange.", "")
	for _, m := range rep.Mentions {
		if m.Type == "person" && m.Kind == "name" && slices.Contains([]string{"Sheikh", "Madame", "Sir"}, rep.Article.Text[m.Span.B:m.Span.E]) {
			t.Errorf("a person called %q", rep.Article.Text[m.Span.B:m.Span.E])
		}
	}
}
