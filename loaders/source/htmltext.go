package source

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unreadTags are elements that hold no sentences of an article.
var unreadTags = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true,
	atom.Figure: true, atom.Figcaption: true, atom.Nav: true, atom.Aside: true, atom.Form: true,
	atom.Button: true, atom.Select: true, atom.Iframe: true, atom.Svg: true, atom.Footer: true,
	atom.Video: true, atom.Audio: true, atom.Object: true, atom.Textarea: true,
}

// blockTags are elements that begin and end a paragraph.
var blockTags = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Blockquote: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Table: true, atom.Tr: true, atom.Pre: true, atom.Hr: true, atom.Address: true, atom.Details: true, atom.Summary: true,
}

// renderText writes the text below n as a browser shows it: paragraphs with an
// empty line between them, other white space folded.
func renderText(n *html.Node) string {
	if n == nil {
		return ""
	}
	var w textWriter
	w.node(n)
	return w.b.String()
}

// A textWriter holds back the space or the breaks that stand before the next word.
type textWriter struct {
	b     strings.Builder
	space bool
	lines int // 1 line break, 2 paragraph
}

func (w *textWriter) node(n *html.Node) {
	tag := tagOf(n)
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data)
		return
	case unreadTags[tag]:
		return
	case tag == atom.Br:
		w.lines = min(w.lines+1, 2)
		return
	case tag == atom.Td || tag == atom.Th:
		w.space = true
	}
	block := blockTags[tag]
	if block {
		w.lines = 2
	}
	for c := range n.ChildNodes() {
		w.node(c)
	}
	if block {
		w.lines = 2
	}
}

// tagOf returns the tag of an element. Those that readability makes have a name
// and no atom.
func tagOf(n *html.Node) atom.Atom {
	if n.Type == html.ElementNode && n.DataAtom == 0 {
		return atom.Lookup([]byte(n.Data))
	}
	return n.DataAtom
}

func (w *textWriter) text(s string) {
	for _, r := range s {
		if unicode.IsSpace(r) {
			w.space = true
			continue
		}
		if w.b.Len() > 0 {
			switch {
			case w.lines > 0:
				w.b.WriteString("\n\n"[:w.lines])
			case w.space:
				w.b.WriteByte(' ')
			}
		}
		w.space, w.lines = false, 0
		w.b.WriteRune(r)
	}
}

// cleanLine returns s as one line: character references resolved, white space folded.
func cleanLine(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}
