package extract_test

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

// TestRejected: a report tells what else its words could have meant, in text order.
func TestRejected(t *testing.T) {
	for text, want := range map[string]string{
		"Bishop Tadeusz Wrona met Anders Holm in Nuuk on Sunday. He said the talks went well.": "He antecedent Anders Holm",
		"Karen Thulstrup was recently named one of the 70 greatest players.":                   "named rule business.appoint",
		"Explicit conversations between Karen Thulstrup and Anders Holm were held on Monday.":  "conversations rule encounter.call-between",
	} {
		rep := analyse(t, text, "")
		var got []string
		for i := range rep.Rejected {
			a := &rep.Rejected[i]
			if a.Why == "" {
				t.Errorf("%q: no reason for %s", text, a.Reading)
			}
			got = append(got, rep.Article.Text[a.B:a.E]+" "+a.Kind+" "+a.Reading)
		}
		if !slices.Contains(got, want) {
			t.Errorf("%q has\n%s\nwant %s", text, strings.Join(got, "\n"), want)
		}
		if !slices.IsSortedFunc(rep.Rejected, func(a, b graph.Alternative) int { return a.Compare(b.Span) }) {
			t.Errorf("%q: not in text order", text)
		}
	}
}
