package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
)

func TestTimes(t *testing.T) {
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"The ferry sank on March 07, 2021.":                        {"March 07, 2021 DATE 2021-03-07"},
		"The council met this morning and will vote tomorrow.":     {"this morning TIME 2024-05-15TMO", "tomorrow DATE 2024-05-16"},
		"The mill burned down last night.":                         {"last night TIME 2024-05-14TNI"},
		"Sales fell in the last quarter.":                          {"last quarter DATE 2024-Q1"},
		"The bridge will reopen at the end of next month.":         {"the end of next month DATE 2024-06"},
		"Rents have doubled over the past decade.":                 {"the past decade DURATION P10Y"},
		"The strike may go on for the next two weeks.":             {"the next two weeks DURATION P2W"},
		"Talks dragged on for several hours after days of unrest.": {"several hours DURATION PTXH"},
		"They had been neighbours for decades.":                    {"decades DURATION PXY"},
		"The harbour closed in early 2009 and reopened in mid-2011.": {
			"early 2009 DATE 2009", "mid-2011 DATE 2011"},
		"The mill burned down in the spring of 2001.":                {"the spring of 2001 DATE 2001-SP"},
		"They met over the weekend.":                                 {"the weekend DATE 2024-W19-WE"},
		"The bridge closed at the end of March.":                     {"the end of March DATE 2024-03"},
		"The company now has forty ships.":                           {"now DATE PRESENT_REF"},
		"She left on Saturday. A day earlier she had met the mayor.": {"Saturday DATE 2024-05-11", "A day earlier DATE 2024-05-10"},
		"The vote was on May 3. Two days later he resigned.":         {"May 3 DATE 2024-05-03", "Two days later DATE 2024-05-05"},
		"He left on Monday, after a meeting the day before.":         {"Monday DATE 2024-05-13", "the day before DATE 2024-05-12"},
		"He resigned a day earlier.":                                 {"a day earlier DATE 2024-05-14"},
		"He won the game in the last quarter of it.":                 nil,
	} {
		rep, err := l.Analyse(t.Context(), graph.Article{Text: text, Published: "2024-05-15", Basis: "field"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range rep.Times {
			got = append(got, text[x.B:x.E]+" "+x.Type+" "+x.Value)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", text, d)
		}
	}
}
