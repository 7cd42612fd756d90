package query

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"newsgraph/graph"
)

// terms are what a text is asked to have: each word, "words in quotation marks" one
// behind the other, and with a star at its end a word that begins so.
type terms struct {
	words   []string
	begins  []string
	phrases [][]string
}

// parseTerms reads what a person asks for; a text without a word asks for nothing and
// is graph.ErrInvalid.
func parseTerms(text string) (terms, error) {
	var t terms
	for i, part := range strings.Split(strings.NewReplacer("“", `"`, "”", `"`).Replace(text), `"`) {
		if words := graph.WordsOf(part); i%2 == 1 && len(words) > 1 {
			t.phrases = append(t.phrases, words)
			t.words = append(t.words, words...)
			continue
		}
		for _, w := range strings.Fields(part) {
			words := graph.WordsOf(w)
			if strings.HasSuffix(w, "*") && len(words) > 0 {
				t.begins = append(t.begins, words[len(words)-1])
				words = words[:len(words)-1]
			}
			t.words = append(t.words, words...)
		}
	}
	if len(t.words)+len(t.begins) == 0 {
		return t, fmt.Errorf("%w: %.80q has no word to look for", graph.ErrInvalid, text)
	}
	slices.Sort(t.words)
	t.words = slices.Compact(t.words)
	return t, nil
}

// is reports whether a word is one of those asked for.
func (t *terms) is(word string) bool {
	_, found := slices.BinarySearch(t.words, word)
	return found || slices.ContainsFunc(t.begins, func(b string) bool { return strings.HasPrefix(word, b) })
}

// in reports whether words hold all that is asked for.
func (t *terms) in(words []string) bool {
	for _, w := range t.words {
		if !slices.Contains(words, w) {
			return false
		}
	}
	for _, b := range t.begins {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, b) }) {
			return false
		}
	}
	for _, p := range t.phrases {
		if !holds(words, p) {
			return false
		}
	}
	return true
}

// holds reports whether a phrase stands in words.
func holds(words, phrase []string) bool {
	for i := range words {
		if len(words)-i >= len(phrase) && slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

// textual returns the articles that have each word in title or text, sorted. Whether
// they have it as a phrase, their texts say.
func (q *Query) textual(ctx context.Context, t *terms) ([]graph.ID, error) {
	var out []graph.ID
	for i, w := range slices.Concat(t.words, t.begins) {
		docs, err := q.r.WithWord(ctx, w, i >= len(t.words))
		if err != nil {
			return nil, fmt.Errorf("look for %q: %w", w, err)
		}
		if i == 0 {
			out = docs
		}
		out = slices.DeleteFunc(out, func(doc graph.ID) bool {
			_, found := slices.BinarySearch(docs, doc)
			return !found
		})
		if len(out) == 0 {
			return nil, nil
		}
	}
	if len(t.phrases) == 0 {
		return out, nil
	}
	var phrased []graph.ID
	for _, doc := range out {
		p, err := q.paper(ctx, doc)
		if err != nil {
			return nil, err
		}
		if t.in(graph.WordsOf(p.head.Title + "\n" + p.head.Text)) {
			phrased = append(phrased, doc)
		}
	}
	return phrased, nil
}

// docsWith yields the articles with what is asked for, all where t is nil.
func (q *Query) docsWith(ctx context.Context, t *terms) iter.Seq2[graph.ID, error] {
	if t == nil {
		return q.articles(ctx, "")
	}
	return func(yield func(graph.ID, error) bool) {
		docs, err := q.textual(ctx, t)
		if err != nil {
			yield("", err)
			return
		}
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// passage returns the first of the sentences with most of the words asked for, nil where
// only the title has them.
func (p *paper) passage(t *terms) *Passage {
	var best Passage
	most := 0
	for _, s := range p.bounds {
		marks := p.marks(t, s)
		words := map[string]bool{}
		for _, m := range marks {
			words[strings.Join(graph.WordsOf(p.text(m)), "")] = true
		}
		score := len(words)
		if len(t.phrases) > 0 && t.in(graph.WordsOf(p.text(s))) {
			score += len(t.words)
		}
		if score > most {
			most, best = score, Passage{Span: s, Marks: marks}
		}
	}
	if most == 0 {
		return nil
	}
	p.fill(&best)
	return &best
}

// marks returns the words of a stretch of the text that are asked for.
func (p *paper) marks(t *terms, within graph.Span) []graph.Span {
	var out []graph.Span
	text, begin := p.text(within), -1
	end := func(at int) {
		if begin >= 0 {
			if w := graph.WordsOf(text[begin:at]); len(w) == 1 && t.is(w[0]) {
				word := strings.TrimRight(text[begin:at], ".'’")
				out = append(out, graph.Span{B: within.B + begin, E: within.B + begin + len(word)})
			}
		}
		begin = -1
	}
	for i, r := range text {
		inWord := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '.'
		switch {
		case !inWord:
			end(i)
		case begin < 0:
			begin = i
		}
	}
	end(len(text))
	return out
}
