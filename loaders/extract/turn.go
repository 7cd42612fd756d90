package extract

import (
	"regexp"
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file reads interviews that are printed as questions and answers.

// A turn is what one of two says in an interview printed as question and answer.
type turn struct {
	label string // "Q", "A", "ADLER"
	graph.Span
}

// turnLabel matches the label of a turn at the start of a paragraph: "Q:", "A.", "ADLER:".
var turnLabel = regexp.MustCompile(`^(?:(Q|A)[:.]|(\p{Lu}[\p{Lu} .'’-]{1,30}|\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,3}):)\s+`)

// turnsIn returns the turns of the interview that text is, or nil when its paragraphs
// are not labelled by turns: at least two labels, and one of them twice.
func turnsIn(text string) []turn {
	var turns []turn
	count := map[string]int{}
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		lead := at + len(text[at:end]) - len(strings.TrimLeft(text[at:end], " \t"))
		if m := turnLabel.FindStringSubmatch(text[lead:end]); m != nil {
			label := m[1] + m[2]
			count[label]++
			turns = append(turns, turn{label, graph.Span{B: lead + len(m[0]), E: at + len(strings.TrimRight(text[at:end], " \t\r"))}})
		}
		at = end + 1
	}
	if len(count) < 2 || len(turns) < 3 || len(count) > len(turns)/2+1 {
		return nil
	}
	return turns
}

// readTurns makes each turn of an interview one quotation, instead of what stands in
// marks within it. Labels of which none is a person's are those of a table or a list.
func (r *reading) readTurns() {
	turns := turnsIn(r.doc.Text)
	speakers := make([]int, len(turns))
	someone := false
	for i, t := range turns {
		speakers[i] = r.turnSpeaker(t.label, turns[0].B)
		someone = someone || speakers[i] != graph.None
	}
	if !someone {
		return
	}
	for _, t := range turns {
		r.quotes = slices.DeleteFunc(r.quotes, func(q quote) bool { return q.B < t.E && t.B < q.E })
	}
	for i := range r.quotes {
		r.quotes[i].joins = graph.None // across turns nothing goes on
	}
	for i, t := range turns {
		if t.B < t.E {
			r.quotes = append(r.quotes, quote{Span: t.Span, joins: graph.None, turn: true, speaker: speakers[i]})
		}
	}
	slices.SortFunc(r.quotes, func(a, b quote) int { return a.B - b.B })
}

// turnSpeaker returns the mention of the person who speaks under a label: by surname or
// name, or, for "A", the one of whom the words before the first turn speak most; None for
// whoever asks.
func (r *reading) turnSpeaker(label string, first int) int {
	label = graph.NormalName(label)
	best, most := graph.None, 0
	for c := range r.chains {
		ch := &r.chains[c]
		if ch.typ != person || !ch.named {
			continue
		}
		if strings.Join(ch.words, " ") == label || len(ch.words) > 0 && ch.words[len(ch.words)-1] == label {
			return r.fullest(ch)
		}
		before := 0
		for _, m := range ch.mentions {
			if r.tok(r.mentions[m].head).B < first {
				before++
			}
		}
		if label == "a" && before > most {
			best, most = r.fullest(ch), before
		}
	}
	return best
}

// fullest returns the first mention of ch by its fullest name.
func (r *reading) fullest(ch *chain) int {
	for _, m := range ch.mentions {
		if r.mentions[m].name == ch.name {
			return m
		}
	}
	return ch.mentions[0]
}
