package language_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/loaders/language"
)

var pipeline = sync.OnceValues(func() (*language.Pipeline, error) { return language.New(language.Options{}) })

func annotate(t testing.TB, text string, skip ...language.Span) *language.Document {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	doc := &language.Document{Text: text, Skip: skip}
	if err := p.Annotate(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	if err := check(doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// check says what is wrong with the layers of a document.
func check(doc *language.Document) error {
	at, tok := 0, 0
	for i, s := range doc.Sentences {
		if s.First != tok || s.End <= s.First {
			return fmt.Errorf("sentence %d has tokens %d to %d", i, s.First, s.End)
		}
		roots := 0
		for ; tok < s.End; tok++ {
			t := doc.Tokens[tok]
			if t.B < at || t.E <= t.B || t.E > len(doc.Text) {
				return fmt.Errorf("token %d has span %v", tok, t.Span)
			}
			at = t.E
			if t.UPOS == "" || t.XPOS == "" || t.Lemma == "" || t.Rel == "" {
				return fmt.Errorf("token %d lacks a layer: %+v", tok, t)
			}
			if t.Head < 0 {
				roots++
			} else if t.Head < s.First || t.Head >= s.End {
				return fmt.Errorf("token %d has head %d outside its sentence", tok, t.Head)
			}
			h := tok
			for n := 0; h >= 0; n++ {
				if n > s.End-s.First {
					return fmt.Errorf("token %d lies on a cycle", tok)
				}
				h = doc.Tokens[h].Head
			}
		}
		if roots != 1 {
			return fmt.Errorf("sentence %d has %d roots", i, roots)
		}
	}
	if tok != len(doc.Tokens) {
		return fmt.Errorf("%d of %d tokens stand in sentences", tok, len(doc.Tokens))
	}
	return nil
}

func TestAnnotate(t *testing.T) {
	doc := annotate(t, "Maria Olsen, the finance minister of Norway, met Paul Reyes in Oslo on Friday. "+
		"She didn't answer questions.")
	var names []string
	for _, n := range doc.Names {
		names = append(names, n.Type+" "+doc.Text[doc.Tokens[n.First].B:doc.Tokens[n.End-1].E])
	}
	want := []string{"PER Maria Olsen", "LOC Norway", "PER Paul Reyes", "LOC Oslo"}
	for _, w := range want {
		if !strings.Contains(strings.Join(names, "\n")+"\n", w+"\n") {
			t.Errorf("names %q lack %q", names, w)
		}
	}
	frames := map[string]map[string]string{}
	for _, f := range doc.Frames {
		lemma, _, _ := strings.Cut(f.Sense, ".")
		frames[lemma] = map[string]string{}
		for _, a := range f.Args {
			frames[lemma][a.Role] = doc.Text[doc.Tokens[a.First].B:doc.Tokens[a.End-1].E]
		}
	}
	if got := frames["answer"]["ARGM-NEG"]; got != "n't" {
		t.Errorf("negation of answer is %q in %v", got, frames)
	}
	got := map[string]string{}
	for _, role := range []string{"ARG1", "ARGM-LOC", "ARGM-TMP"} {
		got[role] = frames["meet"][role]
	}
	wantArgs := map[string]string{"ARG1": "Paul Reyes", "ARGM-LOC": "in Oslo", "ARGM-TMP": "on Friday"}
	if d := cmp.Diff(wantArgs, got); d != "" {
		t.Errorf("meet (-want +got):\n%s", d)
	}
}

func TestSameAloneAndTogether(t *testing.T) {
	s := []string{"The court ruled on Tuesday.", "Nobody had expected it.", "Shares of Orion Corp. fell by 3%."}
	all := annotate(t, strings.Join(s, " ")+" "+strings.Join(s, " "))
	p, err := language.New(language.Options{}) // a cache of its own
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range s {
		one := &language.Document{Text: text}
		if err := p.Annotate(context.Background(), one); err != nil {
			t.Fatal(err)
		}
		for _, k := range []int{i, i + len(s)} {
			sent := all.Sentences[k]
			for j, tok := range one.Tokens {
				got := all.Tokens[sent.First+j]
				got.Span = tok.Span
				if got.Head >= 0 {
					got.Head -= sent.First
				}
				if d := cmp.Diff(tok, got); d != "" {
					t.Errorf("sentence %d, token %d (-alone +together):\n%s", k, j, d)
				}
			}
		}
	}
}

func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"empty":        "",
		"space":        " \n\n\t ",
		"no letters":   "?? -- ...",
		"invalid":      "The \xff\xfe \xc3( report \x80ended.",
		"one sentence": strings.Repeat("and so it went on ", 2000),
		"one word":     strings.Repeat("a", 1<<20),
		"one symbol":   strings.Repeat("$ ", 3000),
		"zero":         "a\x00b",
		"other script": "政府は発表した。 Правительство сообщило.",
	} {
		t.Run(name, func(t *testing.T) { annotate(t, text) })
	}
}

func TestCancelled(t *testing.T) {
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc := &language.Document{Text: "It rained."}
	if err := p.Annotate(ctx, doc); err == nil || doc.Sentences != nil {
		t.Errorf("got error %v and %d sentences", err, len(doc.Sentences))
	}
}

func TestSkipped(t *testing.T) {
	doc := annotate(t, "OSLO, May 3 (Own) - It rained. Photo: A. Berg", language.Span{B: 0, E: 20}, language.Span{B: 31, E: 45})
	if len(doc.Sentences) != 1 || doc.Sentences[0].Span != (language.Span{B: 20, E: 30}) {
		t.Errorf("sentences %v", doc.Sentences)
	}
}

func ExamplePipeline() {
	p, err := language.New(language.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := &language.Document{Text: "The mayor met Ana Ruiz."}
	if err := p.Annotate(context.Background(), doc); err != nil {
		fmt.Println(err)
		return
	}
	for i, t := range doc.Tokens {
		fmt.Println(doc.Form(i), t.UPOS, t.Lemma, t.Rel)
	}
	// Output:
	// The DET the det
	// mayor NOUN mayor nsubj
	// met VERB meet root
	// Ana PROPN Ana obj
	// Ruiz PROPN Ruiz flat
	// . PUNCT . punct
}

func TestParallel(t *testing.T) {
	texts := []string{
		"The court ruled on Tuesday that the law was void.", "Nobody had expected it, Ana Ruiz said.",
		"Shares of Orion Corp. fell by 3% in Oslo.", strings.Repeat("The talks went on for weeks. ", 40),
	}
	want := make([]*language.Document, len(texts))
	for i, s := range texts {
		want[i] = annotate(t, s)
	}
	fresh, err := language.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for k := range 4 {
		wg.Go(func() {
			for i := range texts {
				n := (i + k) % len(texts)
				doc := &language.Document{Text: texts[n]}
				if err := fresh.Annotate(context.Background(), doc); err != nil {
					t.Error(err)
				} else if d := cmp.Diff(want[n], doc); d != "" {
					t.Errorf("text %d (-alone +in parallel):\n%s", n, d)
				}
			}
		})
	}
	wg.Wait()
}

// article returns about 750 words that differ with n.
func article(n int) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "Minister %d-%d of the western province told reporters that talks on the new treaty would go on for weeks. ", n, i)
	}
	return b.String()
}

func BenchmarkAnnotate(b *testing.B) {
	p, err := pipeline()
	if err != nil {
		b.Fatal(err)
	}
	words := 0
	for i := 0; b.Loop(); i++ {
		doc := &language.Document{Text: article(i)} // another each time: the cache must not do the work
		if err := p.Annotate(context.Background(), doc); err != nil {
			b.Fatal(err)
		}
		words += len(doc.Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkSegment(b *testing.B) {
	words, text := 0, article(0)
	for b.Loop() {
		doc := &language.Document{Text: text}
		language.Segment(doc)
		words += len(doc.Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
