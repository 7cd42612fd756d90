package export

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// JSONLD writes every quad as JSON-LD 1.1: one named graph a claim, terms compacted
// by the prefixes of the context.
func JSONLD(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	base := cmp.Or(o.Base, DefaultBase)
	if err := checkBase(base); err != nil {
		return err
	}
	j := &jsonldWriter{Writer: bufio.NewWriter(w), base: base, prefixed: map[string]bool{}}
	j.WriteString(`{"@context":{`)
	for i, p := range prefixes(base) {
		if i > 0 {
			j.WriteByte(',')
		}
		// As an object: a plain string is a prefix only if it ends in a gen-delim.
		fmt.Fprintf(j, "%s:{\"@id\":%s,\"@prefix\":true}", jsonText(p[0]), jsonText(p[1]))
		j.prefixed[p[0]] = true
	}
	j.WriteString("},\n\"@graph\":[")
	if err := j.graphs(ctx, r, o); err != nil {
		return fmt.Errorf("export jsonld: %w", err)
	}
	j.WriteString("\n]}\n")
	return j.Flush()
}

type jsonldWriter struct {
	*bufio.Writer
	base     string
	prefixed map[string]bool
}

// graphs writes the named graphs one after the other.
func (j *jsonldWriter) graphs(ctx context.Context, r graph.Reader, o Options) error {
	var last graph.Quad
	started := false
	for q, err := range sortedQuads(ctx, r, o, true) {
		if err != nil {
			return err
		}
		switch {
		case started && q.G == last.G && q.S == last.S && q.P == last.P:
			j.WriteByte(',')
		case started && q.G == last.G && q.S == last.S:
			j.WriteString("],")
			j.key(q.P)
		case started && q.G == last.G:
			j.WriteString("]},\n ")
			j.node(&q)
		default:
			if started {
				j.WriteString("]}]},")
			}
			j.WriteString("\n{")
			if q.G != "" {
				j.WriteString(`"@id":` + jsonText(j.id(q.G)) + ",")
			}
			j.WriteString("\"@graph\":[\n ")
			j.node(&q)
		}
		j.value(&q)
		last, started = q, true
	}
	if started {
		j.WriteString("]}]}")
	}
	return nil
}

// node begins the object of a subject.
func (j *jsonldWriter) node(q *graph.Quad) {
	j.WriteString(`{"@id":` + jsonText(j.id(q.S)) + ",")
	j.key(q.P)
}

// key begins the list of values of a predicate.
func (j *jsonldWriter) key(p graph.ID) {
	name := j.id(p)
	if p == typeIRI {
		name = "@type"
	}
	j.WriteString(jsonText(name) + ":[")
}

func (j *jsonldWriter) value(q *graph.Quad) {
	o := q.O
	switch {
	case q.P == typeIRI && !o.IsLiteral():
		j.WriteString(jsonText(j.id(o.ID)))
	case !o.IsLiteral():
		j.WriteString(`{"@id":` + jsonText(j.id(o.ID)) + "}")
	case o.Type != "":
		j.WriteString(`{"@value":` + jsonText(o.Literal) + `,"@type":` + jsonText(j.id(o.Type)) + "}")
	default:
		j.WriteString(`{"@value":` + jsonText(o.Literal) + "}")
	}
}

// id compacts an identifier where its prefix is in the context.
func (j *jsonldWriter) id(id graph.ID) string {
	if prefix, _, _ := strings.Cut(string(id), ":"); j.prefixed[prefix] {
		return string(id)
	}
	return ontology.Expand(id, j.base)
}

// jsonText writes s as a JSON string. Bytes that are no UTF-8 become U+FFFD, "<"
// and the line separators of JavaScript are escaped.
func jsonText(s string) string {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(s); err != nil {
		panic(err) // a string can always be encoded
	}
	return strings.TrimSuffix(b.String(), "\n")
}
