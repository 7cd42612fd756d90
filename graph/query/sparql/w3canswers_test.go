package sparql_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/query/sparql"
)

// A w3cTerm is kind (u b l), value, datatype and language.
type w3cTerm [4]string

// A w3cCase is an evaluation test as compare/w3c.py writes it.
type w3cCase struct {
	Group, Name, File, Query, Base, Format, Text string
	Quads                                        [][4]*w3cTerm
	Vars                                         []string
	Rows                                         []map[string]w3cTerm
	Ordered                                      bool
	Boolean                                      *bool
	Triples                                      [][3]w3cTerm
}

// TestW3CAnswers evaluates the tests of the W3C and compares answers with theirs:
// NEWSGRAPH_W3C_CASES is what compare/w3c.py wrote. testdata/w3canswers.txt keeps what is
// answered as they say, what is outside of the fragment and why, and what is answered
// otherwise.
func TestW3CAnswers(t *testing.T) {
	path := os.Getenv("NEWSGRAPH_W3C_CASES")
	if path == "" {
		t.Skip("NEWSGRAPH_W3C_CASES names no file of compare/w3c.py")
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	passed, other := map[string]int{}, map[string][]string{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var c w3cCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		passed[c.Group] += 0
		if why := c.run(t.Context()); why != "" {
			other[c.Group] = append(other[c.Group], fmt.Sprintf("  %s %s: %s\n", c.File, c.Name, why))
		} else {
			passed[c.Group]++
		}
	}
	var b strings.Builder
	b.WriteString("# group: tests answered as the W3C says, others\n")
	for _, group := range slices.Sorted(maps.Keys(passed)) {
		fmt.Fprintf(&b, "%s: %d %d\n%s", group, passed[group], len(other[group]), strings.Join(other[group], ""))
	}
	golden(t, "testdata/w3canswers.txt", b.String())
}

// run returns "" when the answer is that of the test, otherwise why not.
func (c *w3cCase) run(ctx context.Context) string {
	opts := sparql.Options{Base: base, Now: time.Unix(1_700_000_000, 0)}
	q, err := sparql.Parse("BASE <"+c.Base+">\n"+c.Query, opts)
	if err != nil {
		return err.Error() + w3cOdd[c.File]
	}
	res, err := q.Run(ctx, c.data(), opts)
	if err != nil {
		return err.Error()
	}
	why := c.compare(res)
	if c.Text != "" {
		why = c.csv(res)
	}
	return c.excused(why)
}

// excused says which difference of our graph explains that an answer is another one.
func (c *w3cCase) excused(why string) string {
	named := slices.ContainsFunc(c.Quads, func(q [4]*w3cTerm) bool { return q[3] != nil })
	tagged := slices.ContainsFunc(c.Quads, func(q [4]*w3cTerm) bool { return q[2][3] != "" })
	switch {
	case why == "":
		return ""
	case w3cOdd[c.File] != "":
		return why + w3cOdd[c.File]
	case tagged:
		return "the graph has no language tags"
	case named || strings.Contains(c.Query, "GRAPH"):
		return "the default graph is the union of all labels"
	}
	return why
}

// w3cData holds quads that no store could: with any IRI, and blank nodes.
type w3cData struct {
	graph.Reader
	quads []graph.Quad
}

func (d *w3cData) Quads(_ context.Context, p graph.Pattern) iter.Seq2[graph.Quad, error] {
	return func(yield func(graph.Quad, error) bool) {
		for _, q := range d.quads {
			if p.Matches(q) && !yield(q, nil) {
				return
			}
		}
	}
}

func (d *w3cData) Version() graph.Version { return 1 }

// data returns the graph of a test.
func (c *w3cCase) data() *w3cData {
	d := &w3cData{}
	for _, q := range c.Quads {
		s, p, o, g := q[0].term(), q[1].term(), q[2].term(), sparql.Term{ID: "<http://w3c.example/default"}
		if q[3] != nil {
			g = q[3].term()
		}
		d.quads = append(d.quads, graph.Quad{S: s.ID, P: p.ID, O: graph.Term{ID: o.ID, Literal: o.Lit, Type: o.Type}, G: g.ID})
	}
	return d
}

func (t *w3cTerm) term() sparql.Term {
	switch t[0] {
	case "u":
		return sparql.Term{ID: sparql.Compact(t[1], base)}
	case "b":
		return sparql.Term{ID: graph.ID("_:" + t[1])}
	}
	out := sparql.Term{Lit: t[1], Type: sparql.Compact(t[2], base), Lang: strings.ToLower(t[3])}
	if out.Type == "xsd:string" || out.Lang != "" {
		out.Type = ""
	}
	out.Lang = "" // see untagged
	return out
}

// w3cKey writes a term so that equal numbers are equal, a blank node without its name.
func w3cKey(t sparql.Term) string {
	switch {
	case t.IsBlank():
		return "_:"
	case !t.IsBound():
		return "-"
	case !t.IsLiteral():
		return "<" + t.IRI(base) + ">"
	}
	if n, err := strconv.ParseFloat(t.Lit, 64); err == nil {
		switch t.Type {
		case "xsd:integer", "xsd:decimal", "xsd:double", "xsd:float":
			return fmt.Sprintf("%.12g^^%s", n, t.Type)
		}
	}
	return fmt.Sprintf("%q^^%s", t.Lit, t.Type)
}

// A w3cRow is one of an answer, in the order of its variables.
type w3cRow []sparql.Term

func (r w3cRow) key() string {
	var b strings.Builder
	for _, t := range r {
		b.WriteString(w3cKey(t) + " ")
	}
	return b.String()
}

func (c *w3cCase) compare(res *sparql.Result) string {
	var got, want []w3cRow
	switch {
	case c.Boolean != nil:
		if res.Form != sparql.Ask || res.Bool != *c.Boolean {
			return fmt.Sprintf("%t and not %t", res.Bool, *c.Boolean)
		}
		return ""
	case res.Form == sparql.Select:
		names := slices.Clone(c.Vars)
		slices.Sort(names)
		mine := slices.Clone(res.Vars)
		slices.Sort(mine)
		if !slices.Equal(names, mine) {
			return fmt.Sprintf("variables %v and not %v", mine, names)
		}
		for _, row := range c.Rows {
			r := w3cRow{}
			for _, v := range res.Vars {
				term, ok := row[v]
				if !ok {
					r = append(r, sparql.Unbound)
					continue
				}
				r = append(r, term.term())
			}
			want = append(want, r)
		}
		for _, row := range res.Rows {
			got = append(got, row)
		}
	default:
		for _, tr := range c.Triples {
			want = append(want, w3cRow{tr[0].term(), tr[1].term(), tr[2].term()})
		}
		for _, tr := range res.Triples {
			got = append(got, tr[:])
		}
	}
	if !c.Ordered {
		byKey := func(a, b w3cRow) int { return strings.Compare(a.key(), b.key()) }
		slices.SortStableFunc(got, byKey)
		slices.SortStableFunc(want, byKey)
	}
	if strings.Contains(c.Query, "REDUCED") { // between once and as often as without
		got, want = slices.CompactFunc(got, sameRow), slices.CompactFunc(want, sameRow)
	}
	if len(got) != len(want) || !slices.EqualFunc(got, want, sameRow) || !sameBlanks(got, want) {
		return fmt.Sprintf("%.300s and not %.300s", fmt.Sprint(keys(got)), fmt.Sprint(keys(want)))
	}
	return ""
}

func sameRow(a, b w3cRow) bool { return a.key() == b.key() }

func keys(rows []w3cRow) (out []string) {
	for _, r := range rows {
		out = append(out, r.key())
	}
	return out
}

// sameBlanks reports whether blank nodes stand as often, and as often together, in both:
// names do not count.
func sameBlanks(got, want []w3cRow) bool {
	shape := func(rows []w3cRow) []string {
		seen := map[graph.ID][]string{}
		for _, r := range rows {
			for i, t := range r {
				if t.IsBlank() {
					seen[t.ID] = append(seen[t.ID], fmt.Sprint(i, r.key()))
				}
			}
		}
		var out []string
		for _, places := range seen {
			slices.Sort(places)
			out = append(out, strings.Join(places, "|"))
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(shape(got), shape(want))
}

var blankName = regexp.MustCompile(`_:[0-9A-Za-z]+`)

// csv compares what is written line by line.
func (c *w3cCase) csv(res *sparql.Result) string {
	f, err := sparql.FormatFor("csv", res.Form)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	if err := f.Write(&b, res); err != nil {
		return err.Error()
	}
	lines := func(s string) []string {
		l := strings.Split(strings.TrimSpace(blankName.ReplaceAllString(strings.ReplaceAll(s, "\r", ""), "_:")), "\n")
		slices.Sort(l[1:])
		return l
	}
	got, want := lines(b.String()), lines(c.Text)
	if !slices.Equal(got, want) {
		return fmt.Sprintf("%q and not %q", got, want)
	}
	return ""
}
