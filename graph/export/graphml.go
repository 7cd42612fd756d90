package export

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"newsgraph/graph"
)

// GraphML writes the property graph for Gephi, yEd, Cytoscape and networkx.
func GraphML(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	p, err := newProperty(ctx, r, o, false)
	if err != nil {
		return fmt.Errorf("export graphml: %w", err)
	}
	defer p.close()
	x := bufio.NewWriter(w)
	x.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	fmt.Fprintf(x, " <key id=\"n_name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n")
	for _, c := range vertexColumns {
		fmt.Fprintf(x, " <key id=\"n_%s\" for=\"node\" attr.name=\"%s\" attr.type=\"%s\"/>\n", c.name, c.name, c.kind)
	}
	for _, c := range arcColumns {
		fmt.Fprintf(x, " <key id=\"e_%s\" for=\"edge\" attr.name=\"%s\" attr.type=\"%s\"/>\n", c.name, c.name, c.kind)
	}
	x.WriteString(" <graph id=\"newsgraph\" edgedefault=\"directed\">\n")
	for v, err := range p.vertices() {
		if err != nil {
			return fmt.Errorf("export graphml: %w", err)
		}
		fmt.Fprintf(x, "  <node id=\"%s\"><data key=\"n_name\">%s</data>", xmlText(string(v.ID)), xmlText(v.Name))
		data(x, "n_", vertexColumns, v)
		x.WriteString("</node>\n")
	}
	n := 0
	for a, err := range p.edges() {
		if err != nil {
			return fmt.Errorf("export graphml: %w", err)
		}
		fmt.Fprintf(x, "  <edge id=\"e%d\" source=\"%s\" target=\"%s\">", n, xmlText(string(a.From)), xmlText(string(a.To)))
		data(x, "e_", arcColumns, a)
		x.WriteString("</edge>\n")
		n++
	}
	x.WriteString(" </graph>\n</graphml>\n")
	return x.Flush()
}

// data writes the attributes that are not empty.
func data[T any](x *bufio.Writer, prefix string, columns []column[T], row *T) {
	for _, c := range columns {
		if s := c.get(row); s != "" {
			fmt.Fprintf(x, `<data key="%s%s">%s</data>`, prefix, c.name, xmlText(s))
		}
	}
}
