package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
)

// This file finds what stands in quotation marks.

// A quote is a stretch of text in quotation marks, marks included.
type quote struct {
	graph.Span
	open  bool // goes on in the next paragraph, or has no closing mark
	joins int  // the quote that it goes on from, or None
	// turn says that it is a turn of an interview, of the person of mention speaker,
	// None for who asks.
	turn    bool
	speaker int
}

// A mark is one quotation mark with what it can do.
type mark struct {
	at, size    int
	open, close bool
	single      bool
}

// findQuotes finds what stands in quotation marks, paragraph by paragraph:
// curly, straight and mixed marks, marks turned the wrong way, and quotes that
// run over several paragraphs, each opened anew and closed once.
func findQuotes(text string) []quote {
	var out []quote
	carried := graph.None // the quote left open by the paragraph before
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		end += at
		if strings.TrimSpace(text[at:end]) != "" {
			out, carried = quotesIn(text, at, end, out, carried)
		}
		at = end + 1
	}
	return out
}

// quotesIn adds the quotes of the paragraph text[from:to] and returns the one
// that it leaves open.
func quotesIn(text string, from, to int, out []quote, carried int) ([]quote, int) {
	marks := marksIn(text, from, to)
	start := graph.None
	for n, m := range marks {
		switch {
		case start == graph.None && (m.open || m.close && n+1 < len(marks) && turned(marks[n:])):
			start = n
		case start != graph.None && m.close && m.single == marks[start].single:
			q := quote{Span: graph.Span{B: marks[start].at, E: m.at + m.size}, joins: graph.None}
			if carried != graph.None && start == 0 && strings.TrimSpace(text[from:q.B]) == "" {
				q.joins = carried
			}
			out = append(out, q)
			start, carried = graph.None, graph.None
		}
	}
	if start != graph.None && !marks[start].single && strings.TrimSpace(text[marks[start].at+marks[start].size:to]) != "" {
		q := quote{Span: graph.Span{B: marks[start].at, E: from + len(strings.TrimRight(text[from:to], " \t\r"))}, open: true, joins: graph.None}
		if carried != graph.None && start == 0 && strings.TrimSpace(text[from:q.B]) == "" {
			q.joins = carried
		}
		out = append(out, q)
		return out, len(out) - 1
	}
	return out, graph.None
}

// turned reports whether a closing mark where none is open was meant to open: the
// next mark closes before another opens.
func turned(marks []mark) bool {
	return len(marks) > 1 && !marks[0].single && marks[1].close && !marks[1].open && !marks[1].single
}

// marksIn returns the quotation marks of a paragraph. Single marks count only
// where they cannot be apostrophes.
func marksIn(text string, from, to int) []mark {
	var out []mark
	for i := from; i < to; {
		c, size := utf8.DecodeRuneInString(text[i:to])
		before, _ := utf8.DecodeLastRuneInString(text[from:i])
		after, _ := utf8.DecodeRuneInString(text[i+size : to])
		m := mark{at: i, size: size}
		starts := i == from || unicode.IsSpace(before) || strings.ContainsRune("([—–-\"“", before)
		ends := i+size >= to || unicode.IsSpace(after) || unicode.IsPunct(after)
		switch c {
		case '“', '„', '«':
			m.open = true
		case '”', '»':
			m.close = true
		case '"':
			m.open, m.close = starts && !unicode.IsSpace(after), !starts || ends
		case '‘':
			m.open, m.single = starts, true
		case '’', '\'':
			m.single = true
			m.close = ends && !starts && strings.ContainsRune(",.!?", before)
			m.open = c == '\'' && starts && unicode.IsUpper(after)
		case '`':
			if i+1 < to && text[i+1] == '`' {
				m.open, m.size = true, 2
			}
		}
		if m.open || m.close {
			out = append(out, m)
		}
		i += m.size
	}
	return out
}
