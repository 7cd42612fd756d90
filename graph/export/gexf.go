package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"regexp"

	"newsgraph/graph"
)

// GEXF writes the property graph as GEXF 1.2, with the time of events as the start
// and end of their nodes, for Gephi's timeline.
func GEXF(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	p, err := newProperty(ctx, r, o, false)
	if err != nil {
		return fmt.Errorf("export gexf: %w", err)
	}
	defer p.close()
	x := bufio.NewWriter(w)
	x.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">` + "\n")
	x.WriteString(" <meta><creator>newsgraph</creator></meta>\n <graph mode=\"dynamic\" timeformat=\"date\" defaultedgetype=\"directed\">\n")
	attributes(x, "node", vertexColumns)
	attributes(x, "edge", arcColumns)
	x.WriteString("  <nodes>\n")
	for v, err := range p.vertices() {
		if err != nil {
			return fmt.Errorf("export gexf: %w", err)
		}
		fmt.Fprintf(x, `   <node id="%s" label="%s"`, xmlText(string(v.ID)), xmlText(v.Name))
		if day.MatchString(v.Time) {
			fmt.Fprintf(x, ` start="%s" end="%s"`, v.Time, v.Time)
		}
		x.WriteByte('>')
		values(x, vertexColumns, v)
		x.WriteString("</node>\n")
	}
	x.WriteString("  </nodes>\n  <edges>\n")
	n := 0
	for a, err := range p.edges() {
		if err != nil {
			return fmt.Errorf("export gexf: %w", err)
		}
		fmt.Fprintf(x, `   <edge id="%d" source="%s" target="%s" label="%s" weight="%d">`,
			n, xmlText(string(a.From)), xmlText(string(a.To)), xmlText(a.Label), a.Sources)
		values(x, arcColumns, a)
		x.WriteString("</edge>\n")
		n++
	}
	x.WriteString("  </edges>\n </graph>\n</gexf>\n")
	return x.Flush()
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

func attributes[T any](x *bufio.Writer, class string, columns []column[T]) {
	fmt.Fprintf(x, "  <attributes class=\"%s\" mode=\"static\">\n", class)
	for _, c := range columns {
		kind := map[string]string{"int": "integer"}[c.kind]
		if kind == "" {
			kind = c.kind
		}
		fmt.Fprintf(x, "   <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", c.name, c.name, kind)
	}
	x.WriteString("  </attributes>\n")
}

func values[T any](x *bufio.Writer, columns []column[T], row *T) {
	x.WriteString("<attvalues>")
	for _, c := range columns {
		if s := c.get(row); s != "" {
			fmt.Fprintf(x, `<attvalue for="%s" value="%s"/>`, c.name, xmlText(s))
		}
	}
	x.WriteString("</attvalues>")
}
