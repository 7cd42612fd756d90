package ontology

import (
	"slices"
	"strings"
	"sync"

	"newsgraph/graph"
)

var namespaces = sync.OnceValue(func() map[string]string {
	b, err := tables.ReadFile("prefix.tsv")
	if err != nil {
		panic(err) // embedded: a missing table is a build error
	}
	out := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if prefix, ns, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && prefix[0] != '#' {
			out[prefix] = ns
		}
	}
	return out
})

// Expand returns the full IRI of a compact identifier. Terms of well-known
// vocabularies go to their namespaces, the project's own to base + "ns#", all
// else (articles, members, labels, …) to base + "id/".
func Expand(id graph.ID, base string) string {
	prefix, local, _ := strings.Cut(string(id), ":")
	if ns, ok := namespaces()[prefix]; ok {
		return ns + local
	}
	if prefix == "ng" {
		return base + "ns#" + local
	}
	return base + "id/" + string(id)
}

// Prefixes returns the prefixes with their namespaces, sorted, the project's own
// among them.
func Prefixes(base string) [][2]string {
	out := [][2]string{{"ng", base + "ns#"}}
	for prefix, ns := range namespaces() {
		out = append(out, [2]string{prefix, ns})
	}
	slices.SortFunc(out, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return out
}
