package extract_test

import (
	"slices"
	"strings"
	"testing"
)

// TestChains: which mentions of an article are one, as the class, the table id and the
// mentions of a chain.
func TestChains(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"surname of a junior": {"Pavel Dorn Jr. signed it on Monday. Dorn said his father, Pavel Dorn Sr., would be proud.",
			[]string{"Person: Pavel Dorn Jr. | Dorn | his", "Person: his father | Pavel Dorn Sr."}},
		"the younger": {"Pavel Dorn died on Monday in Lima. His son, Pavel Dorn Jr., runs the firm. The younger Dorn wept.",
			[]string{"Person: His son | Pavel Dorn Jr. | Dorn"}},
		"the elder": {"Pavel Dorn Jr. met Jane Osei, as Pavel Dorn had done in 1980. The elder Dorn died in Lima.",
			[]string{"Person: Pavel Dorn | Dorn"}},
	} {
		t.Run(name, func(t *testing.T) {
			rep := analyse(t, tt.text, "")
			var got []string
			for i := range rep.Chains {
				c := &rep.Chains[i]
				var texts []string
				for _, m := range c.Mentions {
					texts = append(texts, rep.Article.Text[rep.Mentions[m].B:rep.Mentions[m].E])
				}
				got = append(got, strings.TrimSuffix(c.Class+" "+string(c.Ref), " ")+": "+strings.Join(texts, " | "))
			}
			for _, want := range tt.want {
				if w, not := strings.CutPrefix(want, "!"); slices.Contains(got, w) == not {
					t.Errorf("%q has\n%s\nwant %s", tt.text, strings.Join(got, "\n"), want)
				}
			}
		})
	}
}
