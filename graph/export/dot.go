package export

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
)

// Longest texts inside a node, in characters.
const (
	longestName = 44
	longestSub  = 60
)

// DOT writes the picture as Graphviz source. The same picture gives the same bytes.
func (p *Picture) DOT() string {
	var b strings.Builder
	t, err := themeOf(p.Theme)
	if err != nil {
		t = themes[Themes[0]] // Draw refuses others
	}
	b.WriteString("digraph newsgraph {\n")
	fmt.Fprintf(&b, " graph [rankdir=%s, newrank=true, bgcolor=%s, pad=0.35, nodesep=0.35, ranksep=0.6, splines=spline, outputorder=edgesfirst, fontname=\"Arial\", fontsize=12, fontcolor=%s, labelloc=t, labeljust=l, tooltip=%s, label=<%s>];\n",
		"LR", quote(t.Paper), quote(t.Text), quote(p.Title), p.head(t))
	b.WriteString(" node [shape=box, fontname=\"Arial\", fontsize=12, margin=\"0.06,0.03\", penwidth=1.4];\n")
	fmt.Fprintf(&b, " edge [fontname=\"Arial\", fontsize=9.5, fontcolor=%s, color=%s, arrowsize=0.65];\n", quote(t.Text), quote(t.Line))
	names := p.called()
	for i := range p.Nodes {
		b.WriteString(" " + p.Nodes[i].dot(t) + "\n")
	}
	for i := range p.Edges {
		e := &p.Edges[i]
		b.WriteString(" " + e.dot(t, e.say(names)) + "\n")
	}
	if last := len(p.Nodes) - 1; last >= 0 && p.Nodes[last].Kind == "more" {
		b.WriteString(" { rank=max; \"more\"; }\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// head writes the title, the line below it and a legend of the kinds that occur.
func (p *Picture) head(t *theme) string {
	used := map[string]bool{}
	for _, n := range p.Nodes {
		used[n.Kind] = true
	}
	var legend strings.Builder
	for _, k := range kinds {
		if used[k.Key] {
			fmt.Fprintf(&legend, `<TD ALIGN="LEFT" WIDTH="%d"><FONT POINT-SIZE="13" COLOR="%s">%s</FONT> %s</TD>`,
				width(k.Name, 12, false)/10+34, t.look(k.Key).Stroke, k.Glyph, k.Name)
		}
	}
	if legend.Len() == 0 {
		legend.WriteString("<TD>nothing to draw</TD>")
	}
	title := shorten(p.Title, 80)
	return fmt.Sprintf(`<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="2"><TR><TD ALIGN="LEFT" WIDTH="%d"><FONT FACE="Times" POINT-SIZE="26" COLOR="%s"><B>%s</B></FONT></TD></TR><TR><TD ALIGN="LEFT" WIDTH="%d"><FONT POINT-SIZE="12" COLOR="%s">%s</FONT></TD></TR><TR><TD ALIGN="LEFT"><TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>%s</TR></TABLE></TD></TR></TABLE>`,
		width(title, 26, true)/10, t.Ink, markup(title), width(p.Dek, 12, false)/10, t.Faint, markup(p.Dek), legend.String())
}

// called returns the names of the nodes.
func (p *Picture) called() map[graph.ID]string {
	names := map[graph.ID]string{}
	for i := range p.Nodes {
		names[p.Nodes[i].ID] = p.Nodes[i].Name
	}
	return names
}

// say is the tooltip of an edge: who, how often and the words.
func (e *Edge) say(names map[graph.ID]string) string {
	return fmt.Sprintf("%s – %s (%s): %s", names[e.From], names[e.To], plural(e.Sources, "source"), e.Tip)
}

// dot writes the statement of a node.
func (n *Node) dot(t *theme) string {
	l := t.look(n.Kind)
	name, sub := shorten(n.Name, longestName), shorten(n.Sub, longestSub)
	w := max(width(name, 12, true), width(sub, 9, false))/10 + 2
	second := ""
	if sub != "" {
		second = fmt.Sprintf(`<BR ALIGN="LEFT"/><FONT POINT-SIZE="9">%s</FONT>`, markup(sub))
	}
	style := "rounded,filled"
	if n.Kind == "role" || n.Kind == "more" {
		style += ",dashed"
	}
	return fmt.Sprintf(`%s [class=%s, style="%s", fillcolor="%s", color="%s", fontcolor="%s", tooltip=%s, URL=%s, label=<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2"><TR><TD WIDTH="14"><FONT POINT-SIZE="13" COLOR="%s">%s</FONT></TD><TD ALIGN="LEFT" BALIGN="LEFT" WIDTH="%d"><B>%s</B>%s</TD></TR></TABLE>>];`,
		quote(string(n.ID)), quote(n.Kind), style, l.Fill, l.Stroke, l.Ink, quote(n.Tip), quote(n.URL), l.Stroke, kindOf(n.Kind).Glyph, w, markup(name), second)
}

// dot writes the statement of an edge with that tooltip.
func (e *Edge) dot(t *theme, tip string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s -> %s [penwidth=%s", quote(string(e.From)), quote(string(e.To)), px(pen(e.Sources)))
	if !e.Arrow {
		b.WriteString(", dir=none")
	}
	if e.Claimed {
		b.WriteString(", style=dashed")
	}
	fmt.Fprintf(&b, ", URL=%s, tooltip=%s, edgetooltip=%s, labeltooltip=%s", quote(e.URL), quote(tip), quote(tip), quote(tip))
	if e.Label != "" {
		fmt.Fprintf(&b, `, label=<<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="1" BGCOLOR="%sD9"><TR><TD WIDTH="%d">%s</TD></TR></TABLE>>`,
			t.Paper, width(e.Label, 10, false)/10, markup(e.Label))
	}
	b.WriteString("];")
	return b.String()
}

// markup escapes text for an HTML-like label. Backslashes are doubled there too:
// \N would be the id of the node.
func markup(s string) string {
	return strings.NewReplacer(`\`, `\\`, "&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;").Replace(clean(s))
}

// quote writes a quoted string whose value is s. Backslashes are doubled because
// tooltips and addresses are escStrings, in which \N is the name of the node, and
// "&" is written as an entity because Graphviz reads entities in them.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;").Replace(clean(s)) + `"`
}

// clean drops what XML cannot hold and joins lines.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, s)
}
