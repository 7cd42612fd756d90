package export_test

import (
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/ontology"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// hostile are names as they may stand in pages from anywhere.
var hostile = map[string]string{
	"formula": `=cmd|'/C calc'!A0`, "plus": "+1 555 0100", "minus": "-2+3", "at": "@SUM(A1)", "tab": "\tstart",
	"lines": "one\ntwo\r\nthree\tfour", "control": "bell\x07 nul\x00 unit\x1f del\x7f c1\u0085",
	"script": `<script>alert('1')</script>`, "cdata": `]]><x y="z"> --> &amp; &#0;`, "rtl": "\u202eexe.gpj\u202c \u05d0\u05d1",
	"long": strings.Repeat("very long ", 20) + "end", "cypher": `"; MATCH (n) DETACH DELETE n; //` + "\n;\n",
	"dot": `a" ]; b -> c [label="\N \G`, "percent": `%s %d ${x} {{y}} \u0041 'it''s'`, "astral": "😀 e\u0301 \U0001F1F3\U0001F1F4",
	"separator": "a\u2028b\u2029c", "invalid": "broken \xff utf-8",
}

// hostileReports are articles about things with hostile names.
func hostileReports() []*graph.Report {
	things := map[string]querytest.Thing{"wfb": {Class: "Organization", Name: "World Fishery Board"}}
	var out []*graph.Report
	for i, key := range slices.Sorted(maps.Keys(hostile)) {
		class := []string{"Person", "Company", "City", "Group", "Law"}[i%5]
		things[key] = querytest.Thing{Class: class, Name: strings.ToValidUTF8(hostile[key], "\uFFFD")}
		s := querytest.Story{
			URI: "https://odd.example/" + key, Title: strings.Repeat(things[key].Name, 1+len(key)/4*40), Outlet: things[key].Name, Published: "2024-02-03",
			Text: "{" + key + ":It} met the {wfb:board}. " + strings.ReplaceAll(things[key].Name, "}", ")") + "\n",
			Claims: []querytest.Claim{
				{Class: "Meeting", Words: "It met the board. " + strings.ReplaceAll(things[key].Name, "}", ")"), Cue: "met", Roles: "participant " + key + ", participant wfb"},
				{Relation: "member_of", Words: "It met the board", Roles: "subject " + key + ", object wfb"},
			},
		}
		s.Text = strings.ReplaceAll(s.Text, "{{", "((")
		s.Claims[0].Words = strings.ReplaceAll(s.Claims[0].Words, "{{", "((")
		if key == "percent" || key == "cdata" { // marks of the story itself
			s.Claims[0].Words = "It met the board"
			s.Text = "{" + key + ":It} met the {wfb:board}."
		}
		out = append(out, s.Report(things))
	}
	return out
}

// What a reader has to find.
type (
	wantNode struct {
		ID      graph.ID `json:"id"`
		Name    string   `json:"name"`
		Class   string   `json:"class"`
		Aliases []string `json:"aliases"`
	}
	wantEdge struct {
		From         graph.ID `json:"from"`
		Relation     string   `json:"relation"`
		To           graph.ID `json:"to"`
		Claims       int      `json:"claims"`
		Sources      int      `json:"sources"`
		Asserted     bool     `json:"asserted"`
		Organization bool     `json:"organization"`
	}
	wantClaim struct {
		Label   graph.ID `json:"label"`
		Article graph.ID `json:"article"`
		Words   string   `json:"words"`
	}
	wanted struct {
		Quads   [][]string  `json:"quads"`
		Triples [][]string  `json:"triples"`
		Nodes   []wantNode  `json:"nodes"`
		Edges   []wantEdge  `json:"edges"`
		Claims  []wantClaim `json:"claims"`
		Drawn   []wantDrawn `json:"drawn"`
		Lines   []wantEdge  `json:"lines"`
	}
	wantDrawn struct {
		ID   graph.ID `json:"id"`
		Kind string   `json:"kind"`
		Name string   `json:"name"`
		Tip  string   `json:"tip"`
	}
)

// expected derives what a reader has to find from reports and quads, on another way
// than the exporters.
func expected(reports []*graph.Report) wanted {
	var w wanted
	batch := querytest.Batch(reports)
	nodes := map[graph.ID]*wantNode{}
	node := func(id graph.ID) *wantNode {
		if nodes[id] == nil {
			nodes[id] = &wantNode{ID: id}
		}
		return nodes[id]
	}
	iri := func(id graph.ID) string {
		if id == "" {
			return ""
		}
		return ontology.Expand(id, export.DefaultBase)
	}
	for _, q := range batch.Add {
		o := []string{"iri", iri(q.O.ID), ""}
		if q.O.IsLiteral() {
			o = []string{"literal", q.O.Literal, iri(q.O.Type)}
		}
		row := append([]string{iri(q.S), iri(q.P)}, o...)
		w.Quads = append(w.Quads, append(slices.Clone(row), iri(q.G)))
		w.Triples = append(w.Triples, append(row, ""))
		if q.P == ontology.IRI("facet", "type") && !strings.HasPrefix(string(q.S), "occ:") {
			t, _ := ontology.ByIRI("class", q.O.ID)
			node(q.S).Class = t.Name
		}
		if q.P == ontology.IRI("facet", "name") && node(q.S).Name == "" {
			node(q.S).Name = q.O.Literal
		}
		if q.P == ontology.IRI("facet", "alias") {
			node(q.S).Aliases = append(node(q.S).Aliases, q.O.Literal)
		}
	}
	w.graph(reports, batch, nodes)
	return w
}

// A tally counts the claims and sources of an edge.
type tally struct {
	labels, texts map[string]bool
	asserted      bool
}

func (w *wanted) graph(reports []*graph.Report, batch graph.Batch, nodes map[graph.ID]*wantNode) {
	canon := map[graph.ID]graph.ID{}
	for _, r := range batch.Redirects {
		canon[r.From] = r.To
	}
	direct := map[graph.Quad]bool{}
	for _, q := range batch.Add {
		direct[q] = true
	}
	edges := map[wantEdge]*tally{}
	put := func(from graph.ID, rel string, to graph.ID, f *graph.Facets, text string, asserted bool) {
		if t, _ := ontology.Lookup("relation", rel); t.Symmetric && to < from {
			from, to = to, from
		}
		key := wantEdge{From: from, Relation: rel, To: to}
		if edges[key] == nil {
			edges[key] = &tally{map[string]bool{}, map[string]bool{}, false}
		}
		e := edges[key]
		e.labels[string(f.Label)], e.texts[text] = true, true
		e.asserted = e.asserted || asserted
	}
	for _, rep := range reports {
		text := rep.Article.Text
		who := func(m int) graph.ID { return canon[rep.Chains[rep.Mentions[m].Chain].ID] }
		claim := func(f *graph.Facets) {
			w.Claims = append(w.Claims, wantClaim{f.Label, rep.Article.ID, text[f.Evidence[0].B:f.Evidence[0].E]})
		}
		for i := range rep.Events {
			ev := &rep.Events[i]
			id := canon[ev.ID]
			claim(&ev.Facets)
			put(id, "reported_in", rep.Article.ID, &ev.Facets, text, ev.Facets.Asserted())
			for _, r := range ev.Roles {
				put(id, r.Name, who(r.Mention), &ev.Facets, text, ev.Facets.Asserted())
			}
		}
		for i := range rep.Statements {
			st := &rep.Statements[i]
			claim(&st.Facets)
			put(st.ID, "reported_in", rep.Article.ID, &st.Facets, text, st.Facets.Asserted())
			put(st.ID, "speaker", who(st.Speaker), &st.Facets, text, st.Facets.Asserted())
			for _, m := range st.About {
				put(st.ID, "about", who(m), &st.Facets, text, st.Facets.Asserted())
			}
		}
		for i := range rep.Claims {
			cl := &rep.Claims[i]
			claim(&cl.Facets)
			to := cl.Position
			if to == "" {
				to = who(cl.Object)
			} else {
				put(to, "post_in", who(cl.Object), &cl.Facets, text, cl.Facets.Asserted())
			}
			there := direct[graph.Quad{S: who(cl.Subject), P: ontology.IRI("relation", cl.Relation), O: graph.Term{ID: to}, G: cl.Label}]
			put(who(cl.Subject), cl.Relation, to, &cl.Facets, text, there)
		}
	}
	for key, t := range edges {
		key.Claims, key.Sources, key.Asserted = len(t.labels), len(t.texts), t.asserted
		key.Organization = ontology.Is(nodes[key.To].Class, "Organization")
		w.Edges = append(w.Edges, key)
	}
	for _, n := range nodes {
		t, _ := ontology.Lookup("class", n.Class)
		n.Name = cmp.Or(n.Name, t.Label)
		if n.ID.Doc() != "" && !strings.HasPrefix(string(n.ID), "doc:") && n.Class == "" {
			continue
		}
		w.Nodes = append(w.Nodes, *n)
	}
}

// readable is a text without what XML cannot hold, on one line.
func readable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\n\t\r\u2028\u2029", r):
			return ' '
		case unicode.IsControl(r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// TestReaders reads every format back with a reader of others. .ci/run installs them;
// elsewhere NEWSGRAPH_READERS names the Python that has them.
func TestReaders(t *testing.T) {
	python := os.Getenv("NEWSGRAPH_READERS")
	if python == "" {
		t.Skip("NEWSGRAPH_READERS names no Python with testdata/readers/requirements.txt installed")
	}
	dir := t.TempDir()
	reports := append(querytest.Reports(), hostileReports()...)
	expect := expected(reports)
	scene := export.Scene{Kind: "all", Top: 60}
	p, err := export.Draw(t.Context(), query.New(open(t, reports), query.Limits{}), scene)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range p.Nodes {
		expect.Drawn = append(expect.Drawn, wantDrawn{n.ID, n.Kind, n.Name, readable(n.Tip)})
	}
	for _, e := range p.Edges {
		expect.Lines = append(expect.Lines, wantEdge{From: e.From, To: e.To})
	}
	b, err := json.Marshal(expect)
	if err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(dir, "expected.json")
	if err := os.WriteFile(want, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"nq", "trig", "ttl", "jsonld", "graphml", "gexf", "csv", "ftm", "cypher", "dot", "svg", "markdown"} {
		t.Run(f, func(t *testing.T) {
			path := filepath.Join(dir, "export."+f)
			if err := os.WriteFile(path, []byte(write(t, f, reports, export.Options{Scene: scene})), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.CommandContext(t.Context(), python, "testdata/readers/readback.py", f, path, want).CombinedOutput()
			t.Logf("%s", out)
			if err != nil {
				t.Error(err)
			}
		})
	}
}
