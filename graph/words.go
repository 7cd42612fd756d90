package graph

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxWord is the length in bytes to which words are cut to be looked up.
const MaxWord = 64

// Words returns the words of the title and the text, each once, sorted, in the form in
// which they are looked up.
func (a *Article) Words() []string {
	out := WordsOf(a.Title + "\n" + a.Text)
	slices.Sort(out)
	return slices.Compact(out)
}

// WordsOf returns the words of a text in its order, in the form of NormalName but
// without the s of a genitive: "harbour's" is found by "harbour".
func WordsOf(text string) []string {
	out := strings.Fields(NormalName(nominative(text)))
	for i, w := range out {
		if len(w) > MaxWord {
			out[i] = strings.ToValidUTF8(w[:MaxWord], "")
		}
	}
	return out
}

// nominative drops the apostrophe and the s at the end of words.
func nominative(text string) string {
	var b strings.Builder
	for {
		at := strings.IndexAny(text, "'’")
		if at < 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		rest := text[at+size:]
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(strings.TrimPrefix(rest, "s"))
		b.WriteString(text[:at])
		if strings.HasPrefix(rest, "s") && unicode.IsLetter(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			rest = rest[1:]
		}
		text = rest
	}
	return b.String() + text
}
