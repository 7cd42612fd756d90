package sparql_test

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"newsgraph/graph/query/sparql"
)

// A manifest of the W3C lists, in any order, what kind a test is and which query it takes.
var (
	w3cTest   = regexp.MustCompile(`(?s)(?:rdf:type|\ba)\s+mf:(Positive|Negative)SyntaxTest(?:11)?\b.*?mf:action\s+<([^>]+)>`)
	w3cOutset = regexp.MustCompile(`not supported|is an update|the function .* is not known|BINDINGS`) // what the package comment declares outside
)

const oddPath = " (of a draft: the recommendation has no path of a number of steps)"

// w3cOdd are tests that contradict the grammar of the recommendation.
var w3cOdd = map[string]string{
	"syntax-lit-08.rq":   " (of SPARQL 1.0, which took 1. for a number)",
	"qname-escape-01.rq": ` (\: is not among the escapes of PN_LOCAL_ESC)`,

	"term-6.rq": " (of SPARQL 1.0, which took 456. for a number)", "term-7.rq": " (of SPARQL 1.0, which took 456. for a number)",
	"expr-5.rq": " (the other of two answers that the tests have for one query)", "agg-empty-group.rq": " (the answer lacks a variable that the query selects)",
	"path-2-1.rq": oddPath, "path-2-3.rq": oddPath, "path-3-1.rq": oddPath, "path-3-2.rq": oddPath, "path-3-4.rq": oddPath,
	"pp04.rq": oddPath, "pp05.rq": oddPath, "pp13.rq": oddPath, "pp15.rq": oddPath,
}

// w3cGroup counts the tests of one folder.
type w3cGroup struct {
	parsed, outside, refused int
	failed                   []string
}

// TestW3C puts the syntax tests of the W3C to the parser. They are in the source
// distribution of rdflib: NEWSGRAPH_W3C=rdflib-7.6.0/test/data/suites/w3c. A positive
// test must parse or be refused as outside of what the package comment declares, a
// negative one must be refused. testdata/w3c.txt keeps the counts.
func TestW3C(t *testing.T) {
	root := os.Getenv("NEWSGRAPH_W3C")
	if root == "" {
		t.Skip("NEWSGRAPH_W3C names no folder of the W3C's tests")
	}
	groups := map[string]*w3cGroup{}
	for _, suite := range []string{"dawg-data-r2", "sparql11"} {
		err := filepath.WalkDir(filepath.Join(root, suite), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.Name() != "manifest.ttl" || strings.Contains(path, "update") {
				return err
			}
			g := &w3cGroup{}
			if err := g.run(path); err != nil || g.parsed+g.outside+g.refused+len(g.failed) == 0 {
				return err
			}
			groups[suite+"/"+filepath.Base(filepath.Dir(path))] = g
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	b.WriteString("# group: positive tests that parse, those outside of the fragment, negative tests that are refused, failures\n")
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		g := groups[name]
		fmt.Fprintf(&b, "%s: %d %d %d %d\n", name, g.parsed, g.outside, g.refused, len(g.failed))
		for _, f := range g.failed {
			fmt.Fprintf(&b, "  %s\n", f)
		}
	}
	golden(t, "testdata/w3c.txt", b.String())
}

// run takes the tests of one manifest.
func (g *w3cGroup) run(manifest string) error {
	b, err := os.ReadFile(manifest)
	if err != nil {
		return err
	}
	for _, m := range w3cTest.FindAllStringSubmatch(string(b), -1) {
		if strings.HasSuffix(m[2], ".ru") {
			continue // an update
		}
		src, err := os.ReadFile(filepath.Join(filepath.Dir(manifest), filepath.FromSlash(m[2])))
		if err != nil {
			return err
		}
		_, err = sparql.Parse("BASE <http://w3c.example/>\n"+string(src), sparql.Options{Base: base, Now: time.Unix(1_700_000_000, 0)})
		var bad *sparql.Error
		switch {
		case m[1] == "Negative" && errors.As(err, &bad):
			g.refused++
		case m[1] == "Negative":
			g.failed = append(g.failed, m[2]+": parsed")
		case err == nil:
			g.parsed++
		case w3cOutset.MatchString(err.Error()):
			g.outside++
		default:
			g.failed = append(g.failed, m[2]+": "+err.Error()+w3cOdd[m[2]])
		}
	}
	slices.SortFunc(g.failed, cmp.Compare)
	return nil
}

// golden compares got with what the file holds, or writes it there with -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(got, string(want)); d != "" {
		t.Errorf("-got +want\n%s", d)
	}
}
