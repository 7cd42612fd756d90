package loaders_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"newsgraph/graph"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
)

var loader = sync.OnceValues(func() (*loaders.Loader, error) { return loaders.New(language.Options{}) })

func open(t testing.TB) *loaders.Loader {
	t.Helper()
	l, err := loader()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func ExampleLoader_Analyse() {
	l, err := loaders.New(language.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	rep, err := l.Analyse(context.Background(), graph.Article{
		Text: "Kenyan Foreign Minister Tomas Okello met Mara Lindqvist in Oslo on Friday.",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	name := func(m int) string { return rep.Chains[rep.Mentions[m].Chain].Name }
	for _, c := range rep.Claims {
		fmt.Println(name(c.Subject), c.Relation, name(c.Object), c.Post)
	}
	// Output:
	// Tomas Okello holds_position Kenya Foreign Minister
	// Tomas Okello met Mara Lindqvist
}

// texts are articles of several lengths, one of them no article at all.
var texts = []string{
	"Mara Lindqvist met Tomas Okello in Oslo. \"We had a good talk,\" she said.",
	"",
	"The bank's chief executive, Jane Osei, resigned on Monday, the company said.",
	"\xff\xfe not text \x00",
	"Ministers from three countries gathered. Nothing was agreed.",
}

func TestRunKeepsOrder(t *testing.T) {
	l := open(t)
	var arts []graph.Article
	for n := range 20 {
		arts = append(arts, graph.Article{Text: texts[n%len(texts)]})
	}
	var want []byte
	for _, jobs := range []int{1, 4, 0} {
		var got []loaders.Result
		for res := range l.Run(context.Background(), slices.Values(arts), jobs) {
			got = append(got, res)
		}
		b, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = b
		}
		if len(got) != len(arts) || string(b) != string(want) {
			t.Errorf("%d jobs give %d results, other than 1 job gives", jobs, len(got))
		}
	}
}

func TestRunStops(t *testing.T) {
	l := open(t)
	endless := func(yield func(graph.Article) bool) {
		for yield(graph.Article{Text: texts[0]}) {
		}
	}
	n := 0
	for range l.Run(context.Background(), endless, 2) {
		if n++; n == 3 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for res := range l.Run(ctx, endless, 2) {
		if res.Err == nil {
			t.Error("an article was analysed after the context had ended")
		}
	}
}
