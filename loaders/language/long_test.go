package language_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"newsgraph/loaders/language"
)

// long are sentences of n bytes without an end: words in an order that does not repeat,
// one word, open brackets and commas.
func long(n int) map[string]string {
	words := strings.Fields("the minister whom Ana Ruiz had met in Oslo said that an old bank , which paid them")
	rng := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(words[rng.IntN(len(words))] + " ")
	}
	return map[string]string{
		"words":    b.String(),
		"word":     strings.Repeat("x", n),
		"brackets": strings.Repeat("( ", n/2),
		"commas":   strings.Repeat(",", n),
	}
}

// BenchmarkLongSentence shows that time grows with the length of a sentence and no
// faster: the parts that the encoder takes are parsed one by one.
func BenchmarkLongSentence(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"64KB", 1 << 16}, {"1MB", 1 << 20}} {
		for name, text := range long(size.bytes) {
			b.Run(name+"/"+size.name, func(b *testing.B) {
				p, err := pipeline()
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if err := p.Annotate(context.Background(), &language.Document{Text: text}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
