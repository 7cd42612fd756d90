package sparql

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"newsgraph/graph"
)

// A Format writes results.
type Format struct {
	Name  string
	Type  string // media type
	Rows  bool   // of SELECT and ASK; the others write triples
	Write func(w io.Writer, r *Result) error
}

// Formats is the table of all formats; the first of each kind is the default.
var Formats = []Format{
	{"json", "application/sparql-results+json", true, writeJSON},
	{"xml", "application/sparql-results+xml", true, writeXML},
	{"csv", "text/csv", true, writeCSV},
	{"tsv", "text/tab-separated-values", true, writeTSV},
	{"ttl", "text/turtle", false, writeTurtle},
	{"nt", "application/n-triples", false, writeTriples},
}

// FormatFor returns the format of that name for a query of that form, the default
// for "".
func FormatFor(name string, f Form) (Format, error) {
	rows := f == Select || f == Ask
	var names []string
	for _, x := range Formats {
		if x.Rows == rows {
			if x.Name == name || name == "" {
				return x, nil
			}
			names = append(names, x.Name)
		}
	}
	return Format{}, fmt.Errorf("%w: format %q is none of %s, which this form of query has", graph.ErrInvalid, name, strings.Join(names, ", "))
}

type jsonTerm struct {
	Type     string `json:"type"`
	Value    string `json:"value"`
	Lang     string `json:"xml:lang,omitempty"`
	Datatype string `json:"datatype,omitempty"`
}

func (r *Result) jsonTerm(t Term) jsonTerm {
	switch {
	case t.IsBlank():
		return jsonTerm{Type: "bnode", Value: string(t.ID[2:])}
	case !t.IsLiteral():
		return jsonTerm{Type: "uri", Value: t.IRI(r.base)}
	}
	out := jsonTerm{Type: "literal", Value: t.Lit, Lang: t.Lang}
	if t.Type != "" {
		out.Datatype = t.Datatype(r.base)
	}
	return out
}

// writeJSON writes SPARQL 1.1 Query Results JSON.
func writeJSON(w io.Writer, r *Result) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	type head struct {
		Vars []string `json:"vars,omitempty"`
	}
	if r.Form == Ask {
		return enc.Encode(struct {
			Head    head `json:"head"`
			Boolean bool `json:"boolean"`
		}{Boolean: r.Bool})
	}
	bindings := make([]map[string]jsonTerm, len(r.Rows))
	for i, row := range r.Rows {
		bindings[i] = map[string]jsonTerm{}
		for j, t := range row {
			if t.IsBound() {
				bindings[i][r.Vars[j]] = r.jsonTerm(t)
			}
		}
	}
	type results struct {
		Bindings []map[string]jsonTerm `json:"bindings"`
	}
	return enc.Encode(struct {
		Head    head    `json:"head"`
		Results results `json:"results"`
	}{head{r.Vars}, results{bindings}})
}

// writeXML writes SPARQL Query Results XML.
func writeXML(w io.Writer, r *Result) error {
	b := bufio.NewWriter(w)
	esc := func(s string) string {
		var out strings.Builder
		_ = xml.EscapeText(&out, []byte(s)) // a Builder takes all
		return out.String()
	}
	b.WriteString(xml.Header + `<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>`)
	for _, v := range r.Vars {
		fmt.Fprintf(b, `<variable name="%s"/>`, esc(v))
	}
	b.WriteString("</head>")
	if r.Form == Ask {
		fmt.Fprintf(b, "<boolean>%t</boolean></sparql>\n", r.Bool)
		return b.Flush()
	}
	b.WriteString("<results>\n")
	for _, row := range r.Rows {
		b.WriteString("<result>")
		for j, t := range row {
			if !t.IsBound() {
				continue
			}
			fmt.Fprintf(b, `<binding name="%s">`, esc(r.Vars[j]))
			switch x := r.jsonTerm(t); {
			case x.Type != "literal":
				fmt.Fprintf(b, "<%s>%s</%s>", x.Type, esc(x.Value), x.Type)
			case x.Lang != "":
				fmt.Fprintf(b, `<literal xml:lang="%s">%s</literal>`, esc(x.Lang), esc(x.Value))
			case x.Datatype != "":
				fmt.Fprintf(b, `<literal datatype="%s">%s</literal>`, esc(x.Datatype), esc(x.Value))
			default:
				fmt.Fprintf(b, "<literal>%s</literal>", esc(x.Value))
			}
			b.WriteString("</binding>")
		}
		b.WriteString("</result>\n")
	}
	b.WriteString("</results></sparql>\n")
	return b.Flush()
}

// writeCSV writes the values without their kinds, as the recommendation has it.
func writeCSV(w io.Writer, r *Result) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows := [][]string{r.Vars}
	if r.Form == Ask {
		rows = [][]string{{"boolean"}, {fmt.Sprint(r.Bool)}}
	}
	for _, row := range r.Rows {
		cells := make([]string, len(row))
		for j, t := range row {
			switch {
			case !t.IsBound():
			case t.IsBlank():
				cells[j] = string(t.ID)
			default:
				cells[j] = r.jsonTerm(t).Value
			}
		}
		rows = append(rows, cells)
	}
	return out.WriteAll(rows)
}

// writeTSV writes terms as Turtle does.
func writeTSV(w io.Writer, r *Result) error {
	b := bufio.NewWriter(w)
	if r.Form == Ask {
		fmt.Fprintf(b, "?boolean\n%t\n", r.Bool)
		return b.Flush()
	}
	for i, v := range r.Vars {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString("?" + v)
	}
	b.WriteByte('\n')
	for _, row := range r.Rows {
		for j, t := range row {
			if j > 0 {
				b.WriteByte('\t')
			}
			if t.IsBound() {
				b.WriteString(t.ntriples(r.base))
			}
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

var literalEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// ntriples writes a term as N-Triples does.
func (t Term) ntriples(base string) string {
	switch {
	case t.IsBlank():
		return string(t.ID)
	case !t.IsLiteral():
		return "<" + t.IRI(base) + ">"
	}
	s := `"` + literalEscapes.Replace(t.Lit) + `"`
	switch {
	case t.Lang != "":
		return s + "@" + t.Lang
	case t.Type != "":
		return s + "^^<" + t.Datatype(base) + ">"
	}
	return s
}

func writeTriples(w io.Writer, r *Result) error {
	b := bufio.NewWriter(w)
	for _, t := range r.Triples {
		fmt.Fprintf(b, "%s %s %s .\n", t[0].ntriples(r.base), t[1].ntriples(r.base), t[2].ntriples(r.base))
	}
	return b.Flush()
}

// writeTurtle groups the triples of a subject; names are shortened by the prefixes
// that occur.
func writeTurtle(w io.Writer, r *Result) error {
	b := bufio.NewWriter(w)
	prefixes := Prefixes(r.base)
	used := map[string]bool{}
	for _, t := range r.Triples {
		for _, x := range t {
			if p, ok := r.prefixOf(x.ID, prefixes); ok {
				used[p] = true
			}
			if p, ok := r.prefixOf(x.Type, prefixes); ok {
				used[p] = true
			}
		}
	}
	for _, p := range sortedKeys(used) {
		fmt.Fprintf(b, "@prefix %s: <%s> .\n", p, prefixes[p])
	}
	for i, t := range r.Triples {
		if i > 0 && r.Triples[i-1][0] == t[0] {
			b.WriteString(" ;\n\t")
		} else {
			if i > 0 {
				b.WriteString(" .\n")
			}
			b.WriteString("\n" + r.turtle(t[0], prefixes) + " ")
		}
		b.WriteString(r.turtle(t[1], prefixes) + " " + r.turtle(t[2], prefixes))
	}
	if len(r.Triples) > 0 {
		b.WriteString(" .\n")
	}
	return b.Flush()
}

// prefixOf returns the prefix under which an identifier can be written: its local
// part must be a name of Turtle without escapes.
func (r *Result) prefixOf(id graph.ID, prefixes map[string]string) (string, bool) {
	p, local, ok := strings.Cut(string(id), ":")
	if _, known := prefixes[p]; !ok || !known || local == "" || strings.HasPrefix(local, "-") || strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") {
		return "", false
	}
	return p, graph.ValidID(local)
}

func (r *Result) turtle(t Term, prefixes map[string]string) string {
	if _, ok := r.prefixOf(t.ID, prefixes); ok {
		return string(t.ID)
	}
	if _, ok := r.prefixOf(t.Type, prefixes); ok && t.IsLiteral() && t.Lang == "" {
		return `"` + literalEscapes.Replace(t.Lit) + `"^^` + string(t.Type)
	}
	return t.ntriples(r.base)
}
