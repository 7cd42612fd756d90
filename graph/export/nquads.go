package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// NQuads writes every quad as RDF 1.1 N-Quads, lines sorted by their bytes.
func NQuads(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	base := cmp.Or(o.Base, DefaultBase)
	if err := checkBase(base); err != nil {
		return err
	}
	lines := newSorter()
	defer lines.close()
	err := quads(ctx, r, o, func(q graph.Quad) error { return lines.add(nquad(q, base)) })
	if err != nil {
		return fmt.Errorf("export nq: %w", err)
	}
	out := bufio.NewWriter(w)
	for line, err := range lines.all() {
		if err != nil {
			return fmt.Errorf("export nq: %w", err)
		}
		if _, err := out.WriteString(line); err != nil {
			return fmt.Errorf("export nq: %w", err)
		}
	}
	return out.Flush()
}

// checkBase refuses what would not be an absolute IRI in angle brackets.
func checkBase(base string) error {
	scheme, rest, ok := strings.Cut(base, ":")
	if !ok || scheme == "" || rest == "" || strings.ContainsAny(base, "<>\"{}|^`\\ \t\r\n") {
		return fmt.Errorf("%w: base %q is not an absolute IRI", graph.ErrInvalid, base)
	}
	return nil
}

// nquad returns the line of a quad.
func nquad(q graph.Quad, base string) string {
	var b strings.Builder
	writeIRI(&b, q.S, base)
	writeIRI(&b, q.P, base)
	if !q.O.IsLiteral() {
		writeIRI(&b, q.O.ID, base)
	} else {
		b.WriteByte('"')
		escape(&b, q.O.Literal)
		b.WriteByte('"')
		if q.O.Type != "" {
			b.WriteString("^^")
			writeIRI(&b, q.O.Type, base)
		} else {
			b.WriteByte(' ')
		}
	}
	if q.G != "" {
		writeIRI(&b, q.G, base)
	}
	b.WriteString(".\n")
	return b.String()
}

func writeIRI(b *strings.Builder, id graph.ID, base string) {
	b.WriteByte('<')
	b.WriteString(ontology.Expand(id, base))
	b.WriteString("> ")
}

// escape writes the characters of a literal as canonical N-Quads does; bytes that
// are no UTF-8 become U+FFFD.
func escape(b *strings.Builder, s string) {
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(b, `\u%04X`, r)
		case r == utf8.RuneError:
			b.WriteString("\uFFFD")
		default:
			b.WriteRune(r)
		}
	}
}
