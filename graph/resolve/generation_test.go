package resolve_test

import (
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
)

// people is an article that names persons, separated by semicolons.
func people(uri, names string) *graph.Report {
	r := &graph.Report{Article: graph.Article{URI: uri, Text: names, Published: "2024-03-05"}}
	r.Article.ID = graph.ArticleID(uri, names)
	at := 0
	for name := range strings.SplitSeq(names, "; ") {
		span := graph.Span{B: at, E: at + len(name)}
		at = span.E + len("; ")
		r.Mentions = append(r.Mentions, graph.Mention{Span: span, Head: span, Type: "person", Kind: "name", Chain: len(r.Chains)})
		r.Chains = append(r.Chains, graph.Chain{ID: graph.In("m", r.Article.ID, span), Class: "Person", Name: name, Named: true, Mentions: []int{len(r.Chains)}})
	}
	return r
}

// TestGenerations: the one without a suffix is the other of the two that an article
// tells of, and either where it tells of one.
func TestGenerations(t *testing.T) {
	articles := map[string]string{
		"both": "Erik Holm Jr.; Erik Holm Sr.", "father": "Erik Holm; Erik Holm Jr.", "son": "Erik Holm; Erik Holm Sr.",
		"one": "Erik Holm", "short": "Holm Jr.; Erik Holm Jr.",
	}
	s := resolve.New(knowledge.Default())
	for uri, names := range articles {
		s.Update(resolve.Members(people(uri, names)), nil, nil)
	}
	for _, tt := range []struct {
		a, b string // article and number of the chain
		same bool
	}{
		{"both0", "both1", false}, {"father0", "both1", true}, {"father1", "both0", true}, {"son0", "both0", true},
		{"son1", "both1", true}, {"one0", "both0", false}, {"one0", "both1", false}, {"short0", "both0", true},
	} {
		if got := s.Canonical(memberAt(articles, tt.a)) == s.Canonical(memberAt(articles, tt.b)); got != tt.same {
			t.Errorf("%s and %s one: %v, want %v", tt.a, tt.b, got, tt.same)
		}
	}
}

// memberAt returns the member that "both1" names: of the second person of the article.
func memberAt(articles map[string]string, at string) graph.ID {
	uri, n := at[:len(at)-1], int(at[len(at)-1]-'0')
	return people(uri, articles[uri]).Chains[n].ID
}
