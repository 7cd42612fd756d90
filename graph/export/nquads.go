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
		b.WriteString(quoted(q.O.Literal, literals))
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

// literals escapes literals as canonical N-Quads does.
var literals = escaper(func(c rune) string { return fmt.Sprintf(`\u%04X`, c) })

// escaper escapes what literals of all languages do, and the other control characters as
// other does.
func escaper(other func(rune) string, more ...string) *strings.Replacer {
	pairs := append([]string{`"`, `\"`, `\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\x7f", other(0x7f)}, more...)
	for c := range rune(' ') {
		if c != '\n' && c != '\r' && c != '\t' {
			pairs = append(pairs, string(c), other(c))
		}
	}
	return strings.NewReplacer(pairs...)
}

// quoted returns a literal in quotation marks; bytes that are no UTF-8 become U+FFFD.
func quoted(s string, as *strings.Replacer) string {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	return `"` + as.Replace(s) + `"`
}
