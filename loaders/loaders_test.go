package loaders_test

import (
	"bytes"
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

func TestWriteAnnotation(t *testing.T) {
	l := open(t)
	art := graph.Article{Text: "“Très bien,” said Zoë Müller. She met Tomas Okello on Friday.", Published: "2024-05-06"}
	rep, doc, err := l.AnalyseLayers(context.Background(), art)
	if err != nil {
		t.Fatal(err)
	}
	for unit, slice := range map[loaders.Offsets]func(b, e int) string{
		loaders.Bytes: func(b, e int) string { return art.Text[b:e] },
		loaders.Runes: func(b, e int) string { return string([]rune(art.Text)[b:e]) },
	} {
		var out bytes.Buffer
		if err := loaders.WriteAnnotation(&out, doc, rep, unit); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Mentions []struct{ B, E int }
			Times    []struct {
				B, E  int
				Value string
			}
			Statements []struct {
				Speaker *int
				Content [][2]int
			}
			Events []struct {
				Type, Status string
				Source       *int
			}
		}
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		st := got.Statements[0]
		speaker := got.Mentions[*st.Speaker]
		if s := slice(speaker.B, speaker.E); s != "Zoë Müller" {
			t.Errorf("unit %d: speaker %q", unit, s)
		}
		if s := slice(st.Content[0][0], st.Content[0][1]); s != "“Très bien,”" {
			t.Errorf("unit %d: content %q", unit, s)
		}
		if len(got.Times) != 1 || got.Times[0].Value != "2024-05-03" {
			t.Errorf("unit %d: times %v", unit, got.Times)
		}
		if len(got.Events) != 1 || got.Events[0].Type != "Meeting" || got.Events[0].Source != nil {
			t.Errorf("unit %d: events %v", unit, got.Events)
		}
	}
}
