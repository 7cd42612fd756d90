package extract

import (
	"context"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// benchText is news of the usual kind, ten paragraphs of it.
var benchText = strings.Repeat(`Ugandan President Moses Kato, who hosted the two-day summit, embraced his Ethiopian counterpart, Tigist Alemu, after the ceremony on Saturday. Egypt, which had sent only its irrigation minister, Hany Fahmy, did not sign.

"We came as neighbours and we leave as partners," Kato said at a joint news conference with Alemu. Fahmy told journalists that Cairo could not accept an agreement "written without us". He left Kampala before the closing dinner and did not meet Alemu, diplomats said.

`, 5)

// BenchmarkExtract reads the annotated text; parsing is not counted.
func BenchmarkExtract(b *testing.B) {
	p, err := language.New(language.Options{})
	if err != nil {
		b.Fatal(err)
	}
	doc := &language.Document{Text: benchText}
	if err := p.Annotate(context.Background(), doc); err != nil {
		b.Fatal(err)
	}
	x, art := New(noKnowledge{}), graph.Article{Text: benchText}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Extract(art, doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// noKnowledge knows nothing.
type noKnowledge struct{}

func (noKnowledge) Lookup(string) []Known                             { return nil }
func (noKnowledge) Demonym(string) (Known, bool)                      { return Known{}, false }
func (noKnowledge) Gender(string) (string, bool)                      { return "", false }
func (noKnowledge) Noun(string) string                                { return "" }
func (noKnowledge) Holder(string, string, Known) (Known, Known, bool) { return Known{}, Known{}, false }
func (noKnowledge) Office(string, Known, Known, graph.Date) (string, bool) {
	return "", false
}
