package segment_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/loaders/language/segment"
)

// render writes a segmentation with spaces between words and bars between sentences.
func render(text string, r segment.Result) string {
	var b strings.Builder
	first := 0
	for _, end := range r.Ends {
		if first > 0 {
			b.WriteString(" | ")
		}
		for i, w := range r.Words[first:end] {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(text[w.B:w.E])
		}
		first = end
	}
	return b.String()
}

var words = []struct{ text, want string }{
	{"", ""},
	{"We don't know what he'd've done.", "We do n't know what he 'd 've done ."},
	{"They cannot; I can’t.", "They can not ; I ca n’t ."},
	{"The dogs' bowls and Maria's hat", "The dogs ' bowls and Maria 's hat"},
	{"a well-known, state-run co-founder", "a well - known , state - run co-founder"},
	{"It cost $5.20 (US$3m) or 20%.", "It cost $ 5.20 ( US$ 3 m ) or 20 % ."},
	{"On 3/14/2024 at 7:30pm he ran 10km.", "On 3/14/2024 at 7:30 pm he ran 10 km ."},
	{"the 1990s, the 21st, the '80s", "the 1990s , the 21st , the '80s"},
	{"the Union of Bakers (UB)'s head", "the Union of Bakers ( UB ) 's head"},
	{"the 80's, G7's and MiG-29's end", "the 80's , G7 's and MiG - 29 's end"},
	{"Mail a.b@example.org or see http://example.org/x?y=(z).", "Mail a.b@example.org or see http://example.org/x?y=(z) ."},
	{"and/or, 1/2, 9/11", "and / or , 1 / 2 , 9/11"},
	{"AT&T of the U.S. and the U.N.'s head", "AT&T of the U.S. and the U.N. 's head"},
	{"Wait... what?! No -- yes — maybe", "Wait ... what ?! No -- yes — maybe"},
	{"call 212-555-0142 now", "call 212-555-0142 now"},
	{"pages 10-12", "pages 10 - 12"},
	{"@mayor tweeted #MeToo, #1 and 5G", "@mayor tweeted #MeToo , # 1 and 5G"},
	{"In Jan. and on Sat. 4 May; they sat.", "In Jan. and on Sat. 4 May ; they sat ."},
	{"O'Brien met d'Arcy at five o'clock", "O'Brien met d'Arcy at five o'clock"},
	{"“Yes,” she said", "“ Yes , ” she said"},
	{"\x00a\xffb c", "a \xff b c"},
}

func TestWords(t *testing.T) {
	for _, tt := range words {
		t.Run(tt.text, func(t *testing.T) {
			got := strings.ReplaceAll(render(tt.text, segment.Text(tt.text, nil)), " | ", " ")
			if got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

var sentences = []struct{ text, want string }{
	{"One came. Two left.", "One came . | Two left ."},
	{"Mr. Ames and Dr. Hale of Orion Corp. met Gov. Dean Wu in the U.S. on Monday.",
		"Mr. Ames and Dr. Hale of Orion Corp. met Gov. Dean Wu in the U.S. on Monday ."},
	{"John P. Smith met Sofia Q. Hale. See p. 5.", "John P. Smith met Sofia Q. Hale . | See p. 5 ."},
	{"Rep. Tom Hale met the rep. She left.", "Rep. Tom Hale met the rep . | She left ."},
	{"Vote, said Sen. Dean Wu, D-N.Y. Sen. Ann Hale, R-Fla., agreed.", "Vote , said Sen. Dean Wu , D - N.Y . | Sen. Ann Hale , R - Fla. , agreed ."},
	{"She moved to the U.S. The move was hard.", "She moved to the U.S. | The move was hard ."},
	{"\"Stay here. Do not move.\" He left.", "\" Stay here . | Do not move . \" | He left ."},
	{"“Why?” she asked. “Because,” he said.", "“ Why ? ” she asked . | “ Because , ” he said ."},
	{"(He was ill.) She was not.", "( He was ill . ) | She was not ."},
	{"It ended.Then it began again.", "It ended . | Then it began again ."},
	{"A heading\n\nThe first line goes\non here.", "A heading | The first line goes on here ."},
	{"Winners:\n- Ana Ruiz of Chile\n- Paul Okoro", "Winners : | - Ana Ruiz of Chile | - Paul Okoro"},
	{"The ministers of the two countries met on\nMonday in Oslo to talk about the fish.",
		"The ministers of the two countries met on Monday in Oslo to talk about the fish ."},
	{"Storm hits the coast\nA storm hit the coast of the island on Monday.\nNobody was hurt.",
		"Storm hits the coast | A storm hit the coast of the island on Monday . | Nobody was hurt ."},
	{"J. R. Moss wrote it. I read it.", "J. R. Moss wrote it . | I read it ."},
	{"It was 5 p.m. when they met.", "It was 5 p.m. when they met ."},
}

func TestSentences(t *testing.T) {
	for _, tt := range sentences {
		t.Run(tt.text, func(t *testing.T) {
			if got := render(tt.text, segment.Text(tt.text, nil)); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestSkip(t *testing.T) {
	text := "PARIS (Own) - He came. Photo: me He went."
	skip := []segment.Span{{B: 23, E: 32}, {B: 0, E: 14}}
	if got, want := render(text, segment.Text(text, skip)), "He came . | He went ."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// check says what is wrong with a segmentation of text.
func check(text string, r segment.Result) error {
	at := 0
	for i, w := range r.Words {
		if w.B < at || w.E <= w.B || w.E > len(text) {
			return fmt.Errorf("word %d is %v behind %d of %d bytes", i, w, at, len(text))
		}
		if strings.TrimFunc(text[at:w.B], isGap) != "" {
			return fmt.Errorf("%q stands between words", text[at:w.B])
		}
		at = w.E
	}
	if strings.TrimFunc(text[at:], isGap) != "" {
		return fmt.Errorf("%q stands behind the last word", text[at:])
	}
	last := 0
	for _, e := range r.Ends {
		if e <= last {
			return fmt.Errorf("sentence ends %v", r.Ends)
		}
		last = e
	}
	if last != len(r.Words) {
		return fmt.Errorf("sentences end at word %d of %d", last, len(r.Words))
	}
	return nil
}

func isGap(r rune) bool {
	return strings.ContainsRune(" \t\n\v\f\r\x00\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff\u2060", r) ||
		'\u2000' <= r && r <= '\u200a'
}

func FuzzText(f *testing.F) {
	for _, tt := range append(words, sentences...) {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := segment.Text(text, nil)
		if err := check(text, r); err != nil {
			t.Fatal(err)
		}
		if again := segment.Text(text, nil); !cmp.Equal(r, again) {
			t.Fatal("another run gives another result")
		}
	})
}

func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"one word":   strings.Repeat("a", 1<<17),
		"points":     strings.Repeat(".", 1<<17),
		"acronym":    strings.Repeat("A.", 1<<16),
		"hyphens":    strings.Repeat("a-", 1<<16),
		"quotes":     strings.Repeat("'", 1<<17),
		"digits":     strings.Repeat("1-", 1<<16),
		"slashes":    strings.Repeat("1/", 1<<16),
		"mail":       strings.Repeat("a@", 1<<16),
		"lines":      strings.Repeat("a\n", 1<<16),
		"no letters": strings.Repeat("\xff", 1<<17),
		"brackets":   strings.Repeat("(", 1<<17),
		"closed":     strings.Repeat(") ", 1<<16),
	} {
		t.Run(name, func(t *testing.T) {
			if err := check(text, segment.Text(text, nil)); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func Example() {
	text := "Dr. Wu didn't come. She's ill."
	r := segment.Text(text, nil)
	first := 0
	for _, end := range r.Ends {
		for _, w := range r.Words[first:end] {
			fmt.Printf("[%s]", text[w.B:w.E])
		}
		fmt.Println()
		first = end
	}
	// Output:
	// [Dr.][Wu][did][n't][come][.]
	// [She]['s][ill][.]
}

func BenchmarkText(b *testing.B) {
	text := strings.Repeat("The minister, who didn't stay, met Mr. Ames in the U.S. on Monday. ", 100)
	n := len(segment.Text(text, nil).Words)
	for b.Loop() {
		segment.Text(text, nil)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "words/s")
}
