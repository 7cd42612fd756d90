package sparql_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/query/querytest"
	"newsgraph/graph/query/sparql"
)

var update = flag.Bool("update", false, "write the golden files")

const base = "https://newsgraph.invalid/"

// kept is a graph of its own, testdata/quads.json, so that the golden answers change
// with the language only.
func kept(t testing.TB) graph.Reader {
	t.Helper()
	b, err := os.ReadFile("testdata/quads.json")
	if err != nil {
		t.Fatal(err)
	}
	var quads []graph.Quad
	if err := json.Unmarshal(b, &quads); err != nil {
		t.Fatal(err)
	}
	return querytest.Hold(t, graph.Batch{Add: quads})
}

func ask(ctx context.Context, r graph.Reader, src, format string, lim sparql.Limits) (string, error) {
	opts := sparql.Options{Base: base, Now: time.Unix(1_700_000_000, 0), Limits: lim}
	q, err := sparql.Parse(src, opts)
	if err != nil {
		return "", err
	}
	res, err := q.Run(ctx, r, opts)
	if err != nil {
		return "", err
	}
	f, err := sparql.FormatFor(format, q.Form)
	if err != nil {
		if f, err = sparql.FormatFor("", q.Form); err != nil {
			return "", err
		}
	}
	var b strings.Builder
	err = f.Write(&b, res)
	return b.String(), err
}

func ExampleParse() {
	_, err := sparql.Parse("SELECT ?x WHERE { ?x ng:met e:anna", sparql.Options{Base: base})
	fmt.Println(err)
	// Output: 1:35: a variable, an IRI or a literal is expected here, not the end
}

// examples are the language by example over the people of package querytest.
var examples = []struct{ query, want string }{
	{`SELECT ?who WHERE { e:anna ng:met ?who }`, "?who\n<https://newsgraph.invalid/id/e:omar>\n<https://newsgraph.invalid/id/e:tomas>\n"},
	{`SELECT ?n WHERE { ?x ng:name "Anna Berg" ; ng:met/ng:name ?n } ORDER BY DESC(?n) LIMIT 1`, "?n\n\"Tomas Berg\"\n"},
	{`SELECT ?\u006e WHERE { _:a ng:met e:omar FILTER EXISTS { _:b ng:met e:omar } _:a ng:n\u0061me ?n ; }`, "?n\n\"Anna Berg\"\n"},
	{`BASE <http://x.example/a> PREFIX : <#> SELECT (STR(:b) AS ?s) WHERE {}`, "?s\n\"http://x.example/a#b\"\n"},
	{`ASK { e:anna ng:met e:lena }`, "?boolean\nfalse\n"},
	{`SELECT (COUNT(*) AS ?n) WHERE { e:anna ng:met ?x }`, "?n\n\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>\n"},
	{`CONSTRUCT { ?x ng:name ?n } WHERE { e:anna ng:met ?x . ?x ng:name ?n FILTER(STRSTARTS(?n, "O")) }`,
		"@prefix e: <https://newsgraph.invalid/id/e:> .\n@prefix ng: <https://newsgraph.invalid/ns#> .\n\ne:omar ng:name \"Omar Haddad\" .\n"},
}

func TestExamples(t *testing.T) {
	r := querytest.Open(t)
	for _, tt := range examples {
		got, err := ask(t.Context(), r, tt.query, "tsv", sparql.Limits{})
		if err != nil {
			t.Errorf("%s: %v", tt.query, err)
		}
		if d := cmp.Diff(got, tt.want); d != "" {
			t.Errorf("%s: -got +want\n%s", tt.query, d)
		}
	}
}

// TestGolden keeps the answers to the handwritten queries, which compare.py has put
// to oxigraph as well, over a graph of generated names.
func TestGolden(t *testing.T) {
	r := kept(t)
	files, err := filepath.Glob("testdata/queries/*.rq")
	if err != nil || len(files) < 70 {
		t.Fatalf("%d queries, %v", len(files), err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got, err := ask(t.Context(), r, string(src), "tsv", sparql.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(name, ".rq") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(got, string(want)); d != "" {
				t.Errorf("-got +want\n%s", d)
			}
		})
	}
}

// TestOxigraph puts the same queries to oxigraph where it is installed.
func TestOxigraph(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err == nil {
		err = exec.Command(python, "-c", "import pyoxigraph").Run()
	}
	if err != nil || testing.Short() {
		t.Skip("python3 with pyoxigraph is not installed, or -short: the answers are checked by golden files only; see compare/compare.py")
	}
	bin := filepath.Join(t.TempDir(), "compare")
	if out, err := exec.Command("go", "build", "-o", bin, "./compare").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, python, "compare/compare.py", "--binary", bin, "--reports", "100", "--generated", "200").CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}

// TestRefused lists what is outside, with the place of the error.
func TestRefused(t *testing.T) {
	r := querytest.Open(t)
	for _, tt := range []struct{ query, want string }{
		{``, "1:1: a query begins with"},
		{`INSERT DATA { e:a ng:met e:b }`, "1:1: INSERT is an update"},
		{`SELECT * FROM <http://a.example/> WHERE { ?s ?p ?o }`, "1:10: FROM is not supported"},
		{`SELECT * WHERE { SERVICE <http://a.example/> { ?s ?p ?o } }`, "SERVICE is not supported"},
		{`SELECT (RAND() AS ?x) WHERE { }`, "RAND is not supported"},
		{`SELECT (UUID() AS ?x) WHERE { }`, "UUID is not supported"},
		{`SELECT ?x WHERE { ?x foo:bar ?y }`, "the prefix foo: is not declared"},
		{`SELECT ?x WHERE { ?x <bar> ?y }`, "not absolute"},
		{`SELECT ?x (COUNT(?y) AS ?n) WHERE { ?x ng:met ?y }`, "?x is neither in GROUP BY"},
		{`SELECT * WHERE { ?x ng:met ?y } GROUP BY ?x`, "cannot be grouped"},
		{`SELECT ?x WHERE { ?x ng:met ?y BIND(1 AS ?x) }`, "already bound"},
		{`SELECT ?x WHERE { "a" ng:met ?x }`, "a literal is no subject"},
		{`SELECT ?x WHERE { ?x ng:met ?y FILTER(FOO(?x)) }`, "1:39"},
		{`SELECT ?x WHERE { GRAPH ?g { { SELECT ?x WHERE { ?x ng:met ?y } } } }`, "subquery within GRAPH ?variable"},
		{"SELECT ?x WHERE { ?x ng:met \"\x01\\q\" }", "no escape"},
		{`SELECT ?x WHERE { ?x ng:met ?y ?y ng:met ?z }`, "1:32: a dot is expected between triples"},
		{`SELECT ?x WHERE { ?x ng:met ?y . . }`, "1:34: a dot is not expected"},
		{`SELECT ?x WHERE { _:a ng:met ?x OPTIONAL { ?x ng:name ?n } _:a ng:name ?m }`, "_:a is of another pattern"},
		{`SELECT ?x WHERE { VALUES (?a ?b) { (1) } }`, "1 values for 2"},
		{`SELECT (COUNT(SUM(?x)) AS ?n) WHERE { ?x ng:met ?y }`, "not within each other"},
		{`SELECT ?x WHERE { ?x ng:met ?y } ; DROP ALL`, "not expected"},
	} {
		got, err := ask(t.Context(), r, tt.query, "", sparql.Limits{})
		if err == nil || !strings.Contains(err.Error(), tt.want) || !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("%s: answered %q, error %v; want %q", tt.query, got, err, tt.want)
		}
	}
}

// TestFormats holds each format against the recommendation's own spelling.
func TestFormats(t *testing.T) {
	const src = `SELECT ?x ?y WHERE { VALUES (?x ?y) { (e:anna "a<\"b,\n") (UNDEF "c"@en) (5 UNDEF) } }`
	r := querytest.Open(t)
	for format, want := range map[string]string{
		"json": `{"head":{"vars":["x","y"]},"results":{"bindings":[{"y":{"type":"literal","value":"c","xml:lang":"en"}},{"x":{"type":"uri","value":"https://newsgraph.invalid/id/e:anna"},"y":{"type":"literal","value":"a<\"b,\n"}},{"x":{"type":"literal","value":"5","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}}` + "\n",
		"csv":  "x,y\r\n,c\r\nhttps://newsgraph.invalid/id/e:anna,\"a<\"\"b,\r\n\"\r\n5,\r\n",
		"tsv":  "?x\t?y\n\t\"c\"@en\n<https://newsgraph.invalid/id/e:anna>\t\"a<\\\"b,\\n\"\n\"5\"^^<http://www.w3.org/2001/XMLSchema#integer>\t\n",
		"xml":  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable name=\"x\"/><variable name=\"y\"/></head><results>\n<result><binding name=\"y\"><literal xml:lang=\"en\">c</literal></binding></result>\n<result><binding name=\"x\"><uri>https://newsgraph.invalid/id/e:anna</uri></binding><binding name=\"y\"><literal>a&lt;&#34;b,&#xA;</literal></binding></result>\n<result><binding name=\"x\"><literal datatype=\"http://www.w3.org/2001/XMLSchema#integer\">5</literal></binding></result>\n</results></sparql>\n",
	} {
		got, err := ask(t.Context(), r, src, format, sparql.Limits{})
		if err != nil {
			t.Errorf("%s: %v", format, err)
		}
		if d := cmp.Diff(got, want); d != "" {
			t.Errorf("%s: -got +want\n%s", format, d)
		}
	}
}

func TestTooLarge(t *testing.T) {
	r := querytest.Open(t)
	for _, lim := range []sparql.Limits{{Quads: 5}, {Rows: 5}, {Between: 5}, {Bytes: 5000}} {
		if got, err := ask(t.Context(), r, `SELECT * WHERE { ?s ?p ?o }`, "", lim); !errors.Is(err, graph.ErrTooLarge) {
			t.Errorf("%+v: %d bytes, %v; want ErrTooLarge", lim, len(got), err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ask(ctx, r, `SELECT * WHERE { ?s ?p ?o }`, "", sparql.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// hostile are queries that would take an evaluator without budgets down.
func hostile() []string {
	product := ""
	for i := range 20 {
		product += fmt.Sprintf("?s%d ?p%d ?o%d . ", i, i, i)
	}
	return []string{
		"SELECT * WHERE { " + product + "}",
		"SELECT * WHERE { " + product + "FILTER(?s0 = ?s19) }",
		"SELECT (COUNT(*) AS ?n) WHERE { " + product + "}",
		"SELECT * WHERE { ?a (ng:met|^ng:met|!ng:met)* ?b . ?b (!ng:met)+ ?c . ?c (!ng:met)* ?d }",
		"SELECT * WHERE { ?a ((ng:met*)*)* ?b . ?c ((!rdf:type+)+)+ ?d . ?e !rdf:type* ?f }",
		"SELECT * WHERE { " + strings.Repeat("{ ", 5000),
		"SELECT * WHERE { " + strings.Repeat("OPTIONAL { ?s ?p ?o ", 90) + strings.Repeat("}", 91),
		"SELECT * WHERE { FILTER(" + strings.Repeat("(", 20000),
		"SELECT * WHERE { FILTER(" + strings.Repeat("!", 20000) + "true) }",
		"SELECT * WHERE { FILTER(" + strings.Repeat("-", 20000) + "1) }",
		"SELECT * WHERE { ?x " + strings.Repeat("^", 20000) + "ng:met ?y }",
		"SELECT * WHERE { ?x " + strings.Repeat("(", 20000) + "ng:met ?y }",
		"SELECT * WHERE { ?x " + strings.Repeat("ng:met/", 400) + "ng:met ?y }",
		"SELECT * WHERE { ?x (" + strings.Repeat("ng:met|", 5000) + "ng:met)+ ?y }",
		"SELECT * WHERE { " + strings.Repeat("[ ng:met ", 5000),
		"SELECT * WHERE { ?x ng:met " + strings.Repeat("( ", 5000),
		"SELECT * WHERE { " + strings.Repeat("{ ?s ?p ?o } UNION ", 2000) + "{ ?s ?p ?o } }",
		`SELECT (REPLACE(STR(?s), "", "aaaa") AS ?x) WHERE { ?s ?p ?o }`,
		`SELECT * WHERE { ?s ?p ?o FILTER(REGEX(STR(?o), "(((((a*)*)*)*)*)*$")) }`,
		`SELECT * WHERE { ?s ?p ?o FILTER(REGEX(STR(?o), "((a{1000}){1000}){1000}")) }`,
		`SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c))) AS ?x) WHERE { ?a ?p ?o . ?b ?q ?r . ?c ?t ?u }`,
		`SELECT * WHERE { BIND(CONCAT("aaaaaaaaaaaaaaaa", "b") AS ?a0) ` + doubling(40) + ` }`,
		`SELECT * WHERE { BIND(9223372036854775807 + 1 AS ?x) BIND(1 / 0 AS ?y) BIND(1e308 * 1e308 AS ?z) }`,
		`SELECT * WHERE { ?s ?p ?o FILTER EXISTS { ?a ?b ?c . ?d ?e ?f FILTER(?a = ?s && ?d = ?o && ?c != ?f) } }`,
		`SELECT * WHERE { ?s ?p ?o MINUS { ?a ?b ?c . ?d ?e ?s } }`,
		`SELECT * WHERE { { SELECT * WHERE { ?s ?p ?o } } { SELECT * WHERE { ?a ?b ?c } } { SELECT * WHERE { ?d ?e ?f } } }`,
		`SELECT * WHERE { ?s ?p ?o } LIMIT 99999999999999999999`, `SELECT * WHERE { ?s ?p ?o } OFFSET 2147483647`,
		"\x00", "\xff\xfe", "SELECT ?\u202e WHERE {}", `SELECT * WHERE { ?s ?p "` + strings.Repeat("a", 60000) + `" }`,
		strings.Repeat("a", 100000), strings.Repeat("PREFIX a: <http://a.example/>\n", 2000) + "ASK {}",
		"SELECT " + strings.Repeat("?a ", 10000) + "WHERE {}", "SELECT * WHERE { VALUES ?x { " + strings.Repeat("1 ", 20000) + "} }",
	}
}

func doubling(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "BIND(CONCAT(?a%d, ?a%d) AS ?a%d) ", i, i, i+1)
	}
	return b.String()
}

// handwritten returns the queries of testdata.
func handwritten(t testing.TB) (out []string) {
	t.Helper()
	files, err := filepath.Glob("testdata/queries/*.rq")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// patience is how long a query may take beside other work and under the race detector,
// which is ten times slower; alone each ends in about a second.
const patience = 20 * time.Second

// TestHostile runs a thousand queries that are wrong, endless or huge: each ends
// soon in an answer or in an error that says whose fault it is, in little memory.
func TestHostile(t *testing.T) {
	r := querytest.Open(t)
	answered, refused, slow := 0, 0, 0
	for _, src := range append(hostile(), querytest.Mutants(7, 1500, handwritten(t))...) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		began := time.Now()
		_, err := ask(ctx, r, src, "", sparql.Limits{Rows: 2000, Between: 20_000, Bytes: 64 << 20})
		cancel()
		if d := time.Since(began); d > patience {
			t.Errorf("%.100s took %v", src, d)
		}
		switch {
		case err == nil:
			answered++
		case errors.Is(err, graph.ErrInvalid), errors.Is(err, graph.ErrTooLarge):
			refused++
		case errors.Is(err, context.DeadlineExceeded):
			slow++
		default:
			t.Errorf("%.200s: %v", src, err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d answered, %d refused, %d out of time; %d MiB in use by the system", answered, refused, slow, m.Sys>>20)
	if m.Sys > 1<<30 || answered < 100 || refused < 100 {
		t.Errorf("%d MiB, %d answered, %d refused", m.Sys>>20, answered, refused)
	}
}

func FuzzParse(f *testing.F) {
	for _, src := range append(hostile()[:4], querytest.Mutants(7, 100, handwritten(f))...) {
		f.Add(src)
	}
	r := querytest.Open(f)
	f.Fuzz(func(t *testing.T, src string) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := ask(ctx, r, src, "", sparql.Limits{Rows: 500, Between: 2000, Bytes: 16 << 20})
		if err != nil && !errors.Is(err, graph.ErrInvalid) && !errors.Is(err, graph.ErrTooLarge) && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%q: %v", src, err)
		}
	})
}
