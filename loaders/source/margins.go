package source

import (
	"slices"
	"strings"
	"unicode"

	"newsgraph/graph"
)

// captionBytes is the longest paragraph that a photo credit at its end makes a
// caption; longer ones lose the credit only.
const captionBytes = 600

// markMargins marks the parts of the text that are about the article and not of
// it, and takes from them what art does not know yet. It goes from the top line by
// line until the first that is none of them, then from the bottom, then looks for
// captions and notices between. What it is not sure of stays text.
func markMargins(art *graph.Article) {
	m := marker{art: art, text: art.Text, lines: splitLines(art.Text)}
	m.end = len(m.lines)
	m.leading()
	m.trailing()
	for ; m.first < m.end; m.first++ {
		m.between()
	}
	slices.SortFunc(m.margins, func(a, b graph.Margin) int { return a.Compare(b.Span) })
	art.Margins = m.margins
}

// A line is a line of the text without the white space around it; gap says that
// an empty line stands before it.
type line struct {
	graph.Span
	gap bool
}

func splitLines(text string) []line {
	var lines []line
	at, gap := 0, true
	for raw := range strings.Lines(text) {
		left := len(raw) - len(strings.TrimLeftFunc(raw, unicode.IsSpace))
		if s := strings.TrimSpace(raw); s != "" {
			lines = append(lines, line{graph.Span{B: at + left, E: at + left + len(s)}, gap})
			gap = false
		} else {
			gap = true
		}
		at += len(raw)
	}
	return lines
}

// A marker walks over the lines from both sides.
type marker struct {
	art        *graph.Article
	text       string
	lines      []line
	first, end int // the lines not yet judged
	margins    []graph.Margin
	titled     bool
}

func (m *marker) at(i int) string {
	if i < 0 || i >= m.end {
		return ""
	}
	return m.text[m.lines[i].B:m.lines[i].E]
}

func (m *marker) mark(kind string, b, e int) {
	e = b + len(strings.TrimRightFunc(m.text[b:e], unicode.IsSpace))
	if b < e {
		m.margins = append(m.margins, graph.Margin{Span: graph.Span{B: b, E: e}, Kind: kind})
	}
}

// markLine marks the first line that is left, and goes on to the next.
func (m *marker) markLine(kind string) bool {
	l := m.lines[m.first]
	m.mark(kind, l.B, l.E)
	m.first++
	return true
}

func (m *marker) leading() {
	for m.first < m.end {
		if !m.headerBlock() && !m.dateLine() && !m.bylineLine() && !m.caption() && !m.title() && !m.notice("start") {
			m.inline()
			return
		}
	}
}

func (m *marker) trailing() {
	for m.end > m.first {
		l := m.lines[m.end-1]
		s := m.text[l.B:l.E]
		if p := marginPatterns().match("end", s); p != nil {
			setIfEmpty(&m.art.Byline, reportedBy(s))
			m.mark(p.kind, l.B, l.E)
		} else if p := marginPatterns().match("any", s); p != nil {
			m.mark(p.kind, l.B, l.E)
		} else {
			if b := trailingCredit(s); b >= 0 {
				setIfEmpty(&m.art.Byline, reportedBy(s[b:]))
				m.mark("boilerplate", l.B+b, l.E)
			}
			return
		}
		m.end--
	}
}

// between marks captions and notices inside the article.
func (m *marker) between() {
	l := m.lines[m.first]
	s := m.text[l.B:l.E]
	if p := marginPatterns().match("any", s); p != nil {
		m.mark(p.kind, l.B, l.E)
		return
	}
	b := creditStart(s)
	if b < 0 {
		return
	}
	if len(s) <= captionBytes {
		if before := m.at(m.first - 1); !l.gap && before != "" && strings.HasPrefix(s, before) && m.first > 0 {
			m.mark("caption", m.lines[m.first-1].B, m.lines[m.first-1].E)
		}
		m.mark("caption", l.B, l.B+b)
	}
	m.mark("credit", l.B+b, l.E)
}

// notice marks a line of a data pattern for this place.
func (m *marker) notice(where string) bool {
	s := m.at(m.first)
	p := marginPatterns().match(where, s)
	if p == nil {
		p = marginPatterns().match("any", s)
	}
	return p != nil && m.markLine(p.kind)
}

// caption marks a line that ends in a photo credit, and a line just above one
// that it repeats or describes.
func (m *marker) caption() bool {
	s := m.at(m.first)
	l := m.lines[m.first]
	if b := creditStart(s); b >= 0 && len(s) <= captionBytes {
		m.mark("caption", l.B, l.B+b)
		m.mark("credit", l.B+b, l.E)
		m.first++
		return true
	}
	next := m.at(m.first + 1)
	b := creditStart(next)
	if next == "" || b < 0 || m.lines[m.first+1].gap || len(s) > captionBytes {
		return false
	}
	if b == 0 || strings.HasPrefix(next, s) {
		return m.markLine("caption")
	}
	return false
}

const (
	titleBytes = 220
	titleWords = 3
	// asideLines is the most lines between a title and the article.
	asideLines = 8
	// bodyBytes is the least length of the paragraph below a title.
	bodyBytes = 60
	// wrapBytes is more than a line has that was broken to fit a screen or a mail: what
	// stands above a longer one is no first part of its sentence.
	wrapBytes = 120
)

// title marks the article's own title: the known one, or a first line that ends
// without a full stop and stands apart above a paragraph that has one.
func (m *marker) title() bool {
	s := m.at(m.first)
	if m.titled || len(s) > titleBytes {
		return false
	}
	if known := m.art.Title; known != "" {
		if !sameTitle(s, known) {
			return false
		}
	} else if words(s) < titleWords || !m.standsApart() || !endsOpen(s) || !startsTitle(s) {
		return false
	}
	m.titled = true
	setIfEmpty(&m.art.Title, withoutSite(cleanLine(s), m.art.Outlet))
	m.markLine("title")
	if sub := m.at(m.first); sub != "" && m.isSubtitle(sub) {
		m.markLine("title")
	}
	return true
}

// isSubtitle reports whether s, just below the title, is a second one.
func (m *marker) isSubtitle(s string) bool {
	return len(s) <= titleBytes && words(s) >= titleWords && endsOpen(s) && startsTitle(s) &&
		creditStart(s) < 0 && !bylineLine().MatchString(s) && !placeByline().MatchString(s) && !dated(s) && m.standsApart()
}

// dated reports whether s has a date, as lines between title and text often do.
func dated(s string) bool {
	_, _, ok := findDate(s)
	return ok
}

// sameTitle reports whether a line is the title that the metadata gives, or the
// longer or shorter form of it that stands on the page.
func sameTitle(s, known string) bool {
	a, b := graph.NormalName(s), graph.NormalName(known)
	return a == b || len(a) > 20 && strings.HasPrefix(b, a) || len(b) > 20 && strings.HasPrefix(a, b)
}

// standsApart reports whether the first line is followed by an empty line, a
// byline or a date, and then by a paragraph longer than itself, or right by a line that
// is a paragraph.
func (m *marker) standsApart() bool {
	i := m.first + 1
	if i >= m.end {
		return false
	}
	below := marker{art: &graph.Article{Text: m.text}, text: m.text, lines: m.lines, first: i, end: m.end, titled: true}
	apart := m.lines[i].gap || len(m.at(i)) > wrapBytes
	for below.first < min(below.end, i+asideLines) && (below.dateLine() || below.bylineLine() || below.caption() || below.notice("start")) {
		apart = true
	}
	if sub := below.at(below.first); below.first == m.first+1 && !m.titled && len(sub) <= titleBytes && endsOpen(sub) && below.first+1 < m.end && m.lines[below.first+1].gap {
		apart = true
		below.first++
	}
	body := below.at(below.first)
	return apart && len(body) >= bodyBytes && !endsOpen(body)
}

// endsOpen reports whether s lacks the punctuation that ends a sentence or a part
// of one.
func endsOpen(s string) bool {
	s = strings.TrimRight(s, `"'”’)]`)
	return !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "!") && !strings.HasSuffix(s, "?") &&
		!strings.HasSuffix(s, ",") && !strings.HasSuffix(s, ":") && !strings.HasSuffix(s, ";") && !strings.HasSuffix(s, "…")
}

func startsTitle(s string) bool {
	r := []rune(strings.TrimLeft(s, `"'“‘([`))
	return len(r) > 0 && (unicode.IsUpper(r[0]) || unicode.IsDigit(r[0]))
}
