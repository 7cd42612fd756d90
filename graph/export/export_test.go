package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

var update = flag.Bool("update", false, "write the golden files")

func open(t testing.TB, reports []*graph.Report) graph.Reader {
	t.Helper()
	return querytest.Hold(t, querytest.Batch(reports))
}

func write(t testing.TB, format string, reports []*graph.Report, o export.Options) string {
	t.Helper()
	f, err := export.Lookup(format)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := f.Write(t.Context(), open(t, reports), &b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; read the change and run with -update", path)
	}
}

// TestOrder exports the same reports in two orders.
func TestOrder(t *testing.T) {
	for _, f := range export.Formats {
		one := querytest.Reports()
		two := querytest.Reports()
		slices.Reverse(two)
		for _, o := range []export.Options{{}, {Full: true}} {
			if a, b := write(t, f.Name, one, o), write(t, f.Name, two, o); a != b {
				t.Errorf("%s %+v depends on the order of loading", f.Name, o)
			}
		}
	}
}

// TestNQuadsReadBack reads the export with another project's parser and compares
// every value with the graph.
func TestNQuadsReadBack(t *testing.T) {
	reports := querytest.Reports()
	text := write(t, "nq", reports, export.Options{Base: "urn:test/"})
	r := nquads.NewReader(strings.NewReader(text), true)
	var got []string
	for {
		q, err := r.ReadQuad()
		if err != nil {
			break
		}
		object := quad.StringOf(q.Object)
		if s, ok := q.Object.(quad.String); ok {
			object = string(s)
		}
		got = append(got, strings.Join([]string{quad.StringOf(q.Subject), quad.StringOf(q.Predicate), object, quad.StringOf(q.Label)}, " "))
	}
	batch := querytest.Batch(reports)
	if len(got) != len(batch.Add) || strings.Count(text, "\n") != len(got) {
		t.Fatalf("%d quads read back, %d lines, %d in the graph", len(got), strings.Count(text, "\n"), len(batch.Add))
	}
	all := strings.Join(got, "\n")
	for _, q := range batch.Add {
		if q.O.IsLiteral() && q.O.Type == "" && !strings.Contains(all, q.O.Literal) {
			t.Errorf("literal %q was not read back", q.O.Literal)
		}
	}
	if !strings.Contains(text, `^^<http://www.w3.org/2001/XMLSchema#integer>`) {
		t.Error("no datatype with a full IRI")
	}
}

func TestNQuadsBase(t *testing.T) {
	for _, base := range []string{"nothing", "http://x/ y", "urn:<", ":x"} {
		err := export.NQuads(t.Context(), open(t, nil), &strings.Builder{}, export.Options{Base: base})
		if err == nil {
			t.Errorf("base %q was accepted", base)
		}
	}
}

// TestMentions holds the offsets of every mention against the text.
func TestMentions(t *testing.T) {
	reports := querytest.Reports()
	texts := map[graph.ID]string{}
	for _, r := range reports {
		texts[r.Article.ID] = r.Article.Text
	}
	for _, runes := range []bool{false, true} {
		n := 0
		for line := range strings.Lines(write(t, "mentions", reports, export.Options{Runes: runes})) {
			var m struct {
				Article graph.ID
				B, E    int
				Kind    string
				ID      graph.ID
			}
			if err := json.Unmarshal([]byte(line), &m); err != nil {
				t.Fatal(err)
			}
			words := texts[m.Article]
			if runes {
				words = string([]rune(words)[m.B:m.E])
			} else {
				words = words[m.B:m.E]
			}
			if m.ID == "e:omar" && !strings.Contains(words, "Haddad") {
				t.Errorf("runes=%t: mention of Haddad has the words %q", runes, words)
			}
			n++
		}
		if n < 30 {
			t.Errorf("only %d mentions", n)
		}
	}
}

func TestContradictions(t *testing.T) {
	story := func(uri, words, status string) *graph.Report {
		s := querytest.Story{URI: uri, Text: "{a:Ada Mint} met {b:Bo Reed} on Friday. x " + uri,
			Claims: []querytest.Claim{{Class: "Meeting", Words: words, Roles: "participant a, participant b", Status: status}}}
		return s.Report(map[string]querytest.Thing{"a": {Class: "Person", Name: "Ada Mint"}, "b": {Class: "Person", Name: "Bo Reed"}})
	}
	yes, no := story("u:1", "Ada Mint met Bo Reed", ""), story("u:2", "Ada Mint met", "denied")
	for _, tt := range []struct {
		name    string
		reports []*graph.Report
		want    int
	}{
		{"asserted and denied", []*graph.Report{yes, no}, 1},
		{"asserted alone", []*graph.Report{yes}, 0},
		{"denied alone", []*graph.Report{no}, 0},
		{"asserted and planned", []*graph.Report{yes, story("u:3", "Ada Mint met", "planned")}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := write(t, "contradictions", tt.reports, export.Options{})
			if n := strings.Count(got, "\n"); n != tt.want {
				t.Errorf("%d lines, want %d:\n%s", n, tt.want, got)
			}
		})
	}
}

func TestDraw(t *testing.T) {
	for name, s := range map[string]export.Scene{
		"ego.dot":   {Kind: "ego", Of: "e:anna"},
		"small.dot": {Kind: "ego", Of: "e:anna", Top: 4},
		"path.dot":  {Kind: "path", Of: "e:tomas", To: "e:omar"},
		"all.dot":   {Kind: "all"},
		"evil.dot":  {Kind: "ego", Of: "e:evil"},
		"why.dot":   {Kind: "why", Of: "e:anna", To: "e:omar", Theme: "dark"},
		"time.dot":  {Kind: "timeline", Of: "e:anna", Theme: "print"},
		"docs.dot":  {Kind: "articles"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := export.Draw(t.Context(), query.New(open(t, querytest.Reports()), query.Limits{}), s)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name, p.DOT())
			graphviz, err := export.SVG(t.Context(), p.DOT())
			if err != nil {
				t.Fatal(err)
			}
			own, err := p.SVG(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for how, svg := range map[string][]byte{"graphviz": graphviz, "own": own} {
				words := drawn(t, svg, len(p.Nodes))
				for _, n := range p.Nodes {
					if !strings.Contains(words, short(n.Name)) {
						t.Errorf("the %s picture does not show the name %s", how, n.Name)
					}
				}
			}
		})
	}
}

// short is the beginning of a name that every picture shows.
func short(name string) string { return string([]rune(name)[:min(40, len([]rune(name)))]) }

// drawn checks that a picture is well-formed, holds no element that could run, and
// shows each node once. It returns the words of the picture.
func drawn(t *testing.T, svg []byte, nodes int) string {
	t.Helper()
	d, seen := xml.NewDecoder(bytes.NewReader(svg)), 0
	var words strings.Builder
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		if text, ok := tok.(xml.CharData); ok {
			words.Write(text)
		}
		el, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if el.Name.Local == "script" || el.Name.Local == "image" {
			t.Errorf("element %s", el.Name.Local)
		}
		for _, a := range el.Attr {
			if strings.HasPrefix(a.Name.Local, "on") {
				t.Errorf("attribute %s", a.Name.Local)
			}
			if a.Name.Local == "class" && strings.HasPrefix(a.Value, "node") {
				seen++
			}
		}
	}
	if seen != nodes {
		t.Errorf("%d nodes drawn, want %d", seen, nodes)
	}
	return strings.ReplaceAll(words.String(), "\u00a0", " ")
}
