package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// Cypher writes a script that makes the property graph in Neo4j and its kin. It may
// be run again: everything is merged by the id. Each claim is a node of its own
// with its sentence; the property evidence of a relationship names the best one.
func Cypher(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	p, err := newProperty(ctx, r, o, true)
	if err != nil {
		return fmt.Errorf("export cypher: %w", err)
	}
	defer p.close()
	c := bufio.NewWriter(w)
	c.WriteString("CREATE CONSTRAINT newsgraph_node IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE;\n")
	c.WriteString("CREATE CONSTRAINT newsgraph_claim IF NOT EXISTS FOR (c:Claim) REQUIRE c.label IS UNIQUE;\n")
	for v, err := range p.vertices() {
		if err != nil {
			return fmt.Errorf("export cypher: %w", err)
		}
		fmt.Fprintf(c, "MERGE (n:Node {id:%s}) SET %sn.name=%s", cypherText(string(v.ID)), labelsOf(v.Class), cypherText(v.Name))
		properties(c, "n", vertexColumns, v)
		c.WriteString(";\n")
	}
	for a, err := range p.edges() {
		if err != nil {
			return fmt.Errorf("export cypher: %w", err)
		}
		fmt.Fprintf(c, "MATCH (a:Node {id:%s}), (b:Node {id:%s}) MERGE (a)-[r:%s]->(b) SET r.name=%s",
			cypherText(string(a.From)), cypherText(string(a.To)), strings.ToUpper(a.Relation), cypherText(a.Relation))
		properties(c, "r", arcColumns[1:], a)
		c.WriteString(";\n")
	}
	for x, err := range p.claims() {
		if err != nil {
			return fmt.Errorf("export cypher: %w", err)
		}
		writeClaim(c, x)
	}
	return c.Flush()
}

// writeClaim writes the node of a claim, what it is about and where it stands.
func writeClaim(c *bufio.Writer, x *proof) {
	fmt.Fprintf(c, "MATCH (d:Node {id:%s}) MERGE (c:Claim {label:%s}) SET c.kind=%s, c.relation=%s, c.status=%s, c.asserted=%t, c.polarity=%s, c.certainty=%s, c.confidence=%d, c.rule=%s, c.begin=%d, c.end=%d, c.words=%s, c.sentence=%s MERGE (c)-[:IN]->(d);\n",
		cypherText(string(x.Article)), cypherText(string(x.Label)), cypherText(x.Kind), cypherText(x.Relation), cypherText(x.Status), x.Asserted,
		cypherText(x.Polarity), cypherText(x.Certainty), x.Conf, cypherText(x.Rule), x.B, x.E, cypherText(x.Words), cypherText(x.Sentence))
	for _, end := range []struct {
		name string
		id   graph.ID
	}{{"SUBJECT", x.Subject}, {"OBJECT", x.Object}, {"CLAIMED_BY", x.Source}} {
		if end.id != "" {
			fmt.Fprintf(c, "MATCH (c:Claim {label:%s}), (n:Node {id:%s}) MERGE (c)-[:%s]->(n);\n", cypherText(string(x.Label)), cypherText(string(end.id)), end.name)
		}
	}
}

// labelsOf sets the class and its ancestors as labels.
func labelsOf(class string) string {
	var b strings.Builder
	for t, ok := ontology.Lookup("class", class); ok; t, ok = ontology.Lookup("class", t.Parent) {
		fmt.Fprintf(&b, "n:%s, ", t.Name)
	}
	return b.String()
}

// properties sets the attributes that are not empty.
func properties[T any](c *bufio.Writer, of string, columns []column[T], row *T) {
	for _, col := range columns {
		s := col.get(row)
		if s == "" {
			continue
		}
		if col.kind == "string" {
			s = cypherText(s)
		}
		fmt.Fprintf(c, ", %s.%s=%s", of, col.name, s)
	}
}

// cypherLiterals has the escapes that openCypher has in common with its dialects; other
// control characters become U+FFFD, and no ";" is left at the end of a line within a
// literal, by which scripts are split.
var cypherLiterals = escaper(func(rune) string { return "\uFFFD" }, "\u0085", "\uFFFD", "\u2028", "\uFFFD", "\u2029", "\uFFFD")

func cypherText(s string) string { return quoted(s, cypherLiterals) }
