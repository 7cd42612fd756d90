package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// quads calls put with every quad that o asks for, in no stated order.
func quads(ctx context.Context, r graph.Reader, o Options, put func(graph.Quad) error) error {
	for quad, err := range r.Quads(ctx, graph.Pattern{}) {
		if err != nil {
			return fmt.Errorf("read quads: %w", err)
		}
		if err := put(quad); err != nil {
			return err
		}
	}
	if !o.Full {
		return nil
	}
	var failed error
	err := full(ctx, r, func(q graph.Quad) {
		if failed == nil {
			failed = put(q)
		}
	})
	return cmp.Or(failed, err)
}

// sortedQuads yields the quads by graph, subject, predicate and object; without
// labels all are in the graph "". It calls close of the sorter itself.
func sortedQuads(ctx context.Context, r graph.Reader, o Options, labels bool) iter.Seq2[graph.Quad, error] {
	return func(yield func(graph.Quad, error) bool) {
		s := newSorter()
		defer s.close()
		err := quads(ctx, r, o, func(q graph.Quad) error {
			if !labels {
				q.G = ""
			}
			return s.add(strings.Join([]string{string(q.G), string(q.S), string(q.P), string(q.O.ID), string(q.O.Type), q.O.Literal}, "\x00"))
		})
		if err != nil {
			yield(graph.Quad{}, err)
			return
		}
		for rec, err := range s.all() {
			if err != nil {
				yield(graph.Quad{}, err)
				return
			}
			f := strings.SplitN(rec, "\x00", 6) // identifiers hold no NUL, the literal comes last
			q := graph.Quad{G: graph.ID(f[0]), S: graph.ID(f[1]), P: graph.ID(f[2])}
			q.O = graph.Term{ID: graph.ID(f[3]), Type: graph.ID(f[4]), Literal: f[5]}
			if !yield(q, nil) {
				return
			}
		}
	}
}

// kindsOfID are the beginnings of identifiers that get a prefix of their own in
// Turtle and JSON-LD: their full IRIs are base + "id/" + kind + ":" + rest.
var kindsOfID = []string{"doc", "m", "ev", "st", "t", "e", "pos", "occ", "g"}

// prefixes returns the prefixes of an export with their namespaces, sorted.
func prefixes(base string) [][2]string {
	out := ontology.Prefixes(base)
	for _, k := range kindsOfID {
		out = append(out, [2]string{k, ontology.Expand(graph.ID(k+":"), base)})
	}
	return out
}

// plainLocal reports whether what follows the prefix may be written without
// brackets in Turtle: no dot at the end, none of the characters that need escapes.
func plainLocal(id graph.ID) bool {
	_, local, ok := strings.Cut(string(id), ":")
	if !ok || local == "" || strings.Trim(local, ".-") != local {
		return false
	}
	for _, r := range local {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
		default:
			return false
		}
	}
	return true
}

// A turtleWriter writes terms with prefixes where they are known.
type turtleWriter struct {
	*bufio.Writer
	base     string
	prefixed map[string]bool
}

func newTurtleWriter(w io.Writer, base string) *turtleWriter {
	t := &turtleWriter{Writer: bufio.NewWriter(w), base: base, prefixed: map[string]bool{}}
	for _, p := range prefixes(base) {
		fmt.Fprintf(t, "@prefix %s: <%s> .\n", p[0], p[1])
		t.prefixed[p[0]] = true
	}
	return t
}

// id writes an identifier.
func (t *turtleWriter) id(id graph.ID) {
	prefix, _, _ := strings.Cut(string(id), ":")
	if t.prefixed[prefix] && plainLocal(id) {
		t.WriteString(string(id))
		return
	}
	t.WriteString("<" + ontology.Expand(id, t.base) + ">")
}

func (t *turtleWriter) term(o graph.Term) {
	if !o.IsLiteral() {
		t.id(o.ID)
		return
	}
	t.WriteString(quoted(o.Literal, literals))
	if o.Type != "" {
		t.WriteString("^^")
		t.id(o.Type)
	}
}

// statements writes one graph's quads after the other: open and shut are called
// around each graph, indent comes before each subject.
func (t *turtleWriter) statements(all iter.Seq2[graph.Quad, error], open func(graph.ID), shut func(), indent string) error {
	var last graph.Quad
	started := false
	for q, err := range all {
		if err != nil {
			return err
		}
		switch {
		case started && q.G == last.G && q.S == last.S && q.P == last.P:
			t.WriteString(", ")
		case started && q.G == last.G && q.S == last.S:
			t.WriteString(" ;\n" + indent + "\t")
			t.predicate(q.P)
		default:
			if started {
				t.WriteString(" .\n")
			}
			if !started || q.G != last.G {
				if started {
					shut()
				}
				open(q.G)
			}
			t.WriteString(indent)
			t.id(q.S)
			t.WriteByte(' ')
			t.predicate(q.P)
		}
		t.term(q.O)
		last, started = q, true
	}
	if started {
		t.WriteString(" .\n")
		shut()
	}
	return t.Flush()
}

func (t *turtleWriter) predicate(p graph.ID) {
	if p == typeIRI {
		t.WriteString("a ")
		return
	}
	t.id(p)
	t.WriteByte(' ')
}

var typeIRI = ontology.IRI("facet", "type")
