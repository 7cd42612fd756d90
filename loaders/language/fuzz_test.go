package language_test

import (
	"strings"
	"testing"

	"newsgraph/loaders/language"
)

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{
		"", "The mayor met Ana Ruiz. She didn't speak.", "“Why?” he asked.\n\n- one\n- two", "\xff\x00 a\u0301\u200bb",
		"a.b@c.org http://x.y/z (U.S.) 3/4 10km $5m '90s ...", strings.Repeat("( ", 600),
	} {
		f.Add(s, 3, 5)
	}
	f.Fuzz(func(t *testing.T, text string, b, e int) {
		if len(text) > 4000 {
			return
		}
		doc := annotate(t, text, language.Span{B: b, E: e})
		var out strings.Builder
		if err := language.WriteCoNLLU(&out, doc); err != nil {
			t.Fatal(err)
		}
		if err := checkCoNLLU(out.String()); err != nil {
			t.Fatalf("%v in\n%s", err, out.String())
		}
		if _, err := language.ReadCoNLLU(strings.NewReader(out.String())); err != nil {
			t.Fatalf("%v in\n%s", err, out.String())
		}
	})
}
