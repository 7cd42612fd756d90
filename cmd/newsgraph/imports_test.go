package main

import (
	"os/exec"
	"strings"
	"testing"
)

// allowed gives, for each package, what it may import of this module: the arrows
// of ARCHITECTURE.md. "…" after a path allows what lies below it.
var allowed = map[string]string{
	"graph":                      "",
	"graph/ontology":             "graph",
	"graph/knowledge":            "graph",
	"graph/memory":               "graph",
	"graph/store":                "graph graph/store/…",
	"graph/storetest":            "graph graph/world",
	"graph/world":                "graph graph/ontology",
	"graph/resolve":              "graph graph/ontology graph/knowledge",
	"graph/index":                "graph",
	"graph/integrate":            "graph graph/ontology graph/resolve graph/index",
	"graph/query":                "graph graph/ontology",
	"graph/query/querytest":      "graph graph/ontology graph/memory",
	"graph/query/gizmo":          "graph graph/ontology graph/query",
	"graph/query/sparql":         "graph graph/ontology",
	"graph/query/graphql":        "graph graph/ontology graph/query",
	"graph/query/sparql/compare": "graph graph/world graph/store graph/integrate graph/resolve graph/knowledge graph/export graph/query/sparql",
	"graph/export":               "graph graph/ontology graph/query graph/export/…",

	"loaders":                        "graph loaders/source loaders/language loaders/extract graph/knowledge",
	"loaders/source":                 "graph",
	"loaders/samples":                "graph loaders/source",
	"loaders/language":               "loaders/language/…",
	"loaders/language/segment/train": "loaders/language loaders/language/segment",
	"loaders/extract":                "graph graph/ontology loaders/language loaders/extract/…",
	"loaders/eval":                   "graph graph/ontology graph/knowledge graph/resolve loaders loaders/language loaders/extract",

	"api":     "graph graph/ontology graph/query graph/query/… graph/export api/web",
	"api/web": "",
	"api/mcp": "graph graph/query graph/export",

	"cmd/newsgraph": "…",
}

// rule returns the row of allowed for pkg: its own, or that of the nearest folder above.
func rule(pkg string) (string, bool) {
	for p := pkg; p != "."; {
		if r, ok := allowed[p]; ok {
			return r, true
		}
		i := strings.LastIndexByte(p, '/')
		if i < 0 {
			break
		}
		p = p[:i]
	}
	return "", false
}

func permits(rule, imp string) bool {
	for _, r := range strings.Fields(rule) {
		if below, ok := strings.CutSuffix(r, "…"); ok && strings.HasPrefix(imp, below) || r == imp {
			return true
		}
	}
	return false
}

func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "newsgraph/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		pkg := strings.TrimPrefix(f[0], "newsgraph/")
		r, known := rule(pkg)
		if !known {
			t.Errorf("%s is not in the import table: say there what it may import", pkg)
			continue
		}
		for _, imp := range f[1:] {
			if own, ok := strings.CutPrefix(imp, "newsgraph/"); ok && !permits(r, own) {
				t.Errorf("%s imports %s; its row allows: %q", pkg, own, r)
			}
			if strings.HasPrefix(imp, "github.com/cayleygraph/") && !strings.HasPrefix(pkg, "graph/store") {
				t.Errorf("%s imports %s; only graph/store may", pkg, imp)
			}
		}
	}
}
