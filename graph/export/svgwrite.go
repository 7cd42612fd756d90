package export

import (
	"bytes"
	"fmt"
	"strconv"
)

// svg writes a sheet. It holds no script, no style sheet and no address but those
// of links, so that it may stand in any page.
func (s *sheet) svg() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" font-family="Liberation Sans, Arial, Helvetica, sans-serif">`,
		px(s.width), px(s.height), px(s.width), px(s.height))
	fmt.Fprintf(&b, "\n<title>%s</title>\n<desc>%s</desc>\n", svgText(s.title), svgText(s.desc))
	fmt.Fprintf(&b, `<rect width="%s" height="%s" fill="%s"/>`+"\n", px(s.width), px(s.height), s.paper)
	var open []*group
	for _, it := range s.items {
		switch {
		case it.open != nil:
			open = append(open, it.open)
			openGroup(&b, it.open)
		case it.shut:
			if open[len(open)-1].url != "" {
				b.WriteString("</a>")
			}
			b.WriteString("</g>\n")
			open = open[:len(open)-1]
		case it.path != nil:
			writePath(&b, it.path)
		case it.text != nil:
			writeLabel(&b, it.text)
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func openGroup(b *bytes.Buffer, g *group) {
	fmt.Fprintf(b, `<g class="%s">`, svgText(g.class))
	if g.url != "" {
		fmt.Fprintf(b, `<a href="%s">`, svgText(g.url))
	}
	if g.tip != "" {
		fmt.Fprintf(b, "<title>%s</title>", svgText(g.tip))
	}
}

// svgText writes text for SVG; what XML cannot hold is left out.
func svgText(s string) string { return xmlText(clean(s)) }

// px writes a length in pixels.
func px(n int) string {
	s := strconv.Itoa(n / unit)
	r := n % unit
	if r == 0 {
		return s
	}
	if n < 0 {
		r = -r
		if n > -unit {
			s = "-0"
		}
	}
	return s + "." + strconv.Itoa(r)
}

func writePath(b *bytes.Buffer, p *path) {
	b.WriteString(`<path d="`)
	for _, st := range p.steps {
		switch {
		case st.shut:
			b.WriteByte('Z')
		case st.move:
			b.WriteString("M" + px(st.p[2].x) + " " + px(st.p[2].y))
		case st.curve:
			b.WriteString("C" + px(st.p[0].x) + " " + px(st.p[0].y) + " " + px(st.p[1].x) + " " + px(st.p[1].y) + " " + px(st.p[2].x) + " " + px(st.p[2].y))
		default:
			b.WriteString("L" + px(st.p[2].x) + " " + px(st.p[2].y))
		}
	}
	b.WriteString(`" fill="`)
	if p.fill == "" {
		b.WriteString("none")
	} else {
		b.WriteString(p.fill)
	}
	b.WriteByte('"')
	if p.stroke != "" {
		fmt.Fprintf(b, ` stroke="%s" stroke-width="%s" stroke-linejoin="round"`, p.stroke, px(p.width))
	}
	if p.dash > 0 {
		fmt.Fprintf(b, ` stroke-dasharray="%s %s"`, px(p.dash), px(p.dash*8/10))
	}
	if p.opacity > 0 {
		fmt.Fprintf(b, ` opacity=".%02d"`, p.opacity)
	}
	b.WriteString("/>")
}

// writeLabel writes a line of text with the width that it was given room for: where
// none of its fonts is at hand, a wider one would leave its box or the picture.
func writeLabel(b *bytes.Buffer, l *label) {
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" fill="%s"`, px(l.x), px(l.y), px(l.size), l.fill)
	switch l.font {
	case fontBold:
		b.WriteString(` font-weight="bold"`)
	case fontTitle:
		b.WriteString(` font-weight="bold" font-family="Liberation Serif, Times New Roman, Times, serif"`)
	}
	if l.anchor > 0 {
		b.WriteString([...]string{"", ` text-anchor="middle"`, ` text-anchor="end"`}[l.anchor])
	}
	if l.text != "" {
		fmt.Fprintf(b, ` textLength="%s" lengthAdjust="spacingAndGlyphs"`, px(measure(l.text, l.size, l.font)))
	}
	fmt.Fprintf(b, ">%s</text>", svgText(l.text))
}
