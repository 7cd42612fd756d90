// Package ontology spells the names of the graph: classes, relations, roles and
// statuses. One data file each gives the IRI, the JSON name and the label of a
// term; nothing else spells them.
//
// It decides nothing about articles. Start at Lookup and the tables *.tsv beside
// this file: to add a term is one line and, where it has a meaning of its own,
// the rule that uses it.
package ontology

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"newsgraph/graph"
)

//go:embed *.tsv
var tables embed.FS

// A Term is one name of the vocabulary.
type Term struct {
	Kind   string // class relation role status facet
	Name   string // as Go code and reports write it: "Meeting", "holds_position"
	IRI    graph.ID
	Parent string // class or relation that it specialises, "" for none
	Label  string // for people
	// Symmetric relations are stored in both directions.
	Symmetric bool
	// Lasting events go on for weeks; Once is what happens to its victim but once.
	Lasting, Once bool
}

var load = sync.OnceValue(func() map[string]map[string]Term {
	all := map[string]map[string]Term{}
	for _, kind := range []string{"class", "relation", "role", "status", "facet"} {
		all[kind] = map[string]Term{}
		b, err := tables.ReadFile(kind + ".tsv")
		if err != nil {
			panic(err) // embedded: a missing table is a build error
		}
		for n, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			t, err := parse(kind, line)
			if err != nil {
				panic(fmt.Sprintf("ontology: %s.tsv:%d: %v", kind, n+1, err))
			}
			all[kind][t.Name] = t
		}
	}
	return all
})

// parse reads one line: name, IRI ("" = derived), parent, flags, label.
func parse(kind, line string) (Term, error) {
	f := strings.Split(line, "\t")
	if len(f) != 5 {
		return Term{}, fmt.Errorf("%d columns, want 5", len(f))
	}
	t := Term{Kind: kind, Name: f[0], IRI: graph.ID(f[1]), Parent: f[2], Symmetric: f[3] == "symmetric",
		Lasting: f[3] == "lasting", Once: f[3] == "once", Label: f[4]}
	if t.IRI == "" {
		t.IRI = graph.ID("ng:" + camel(t.Name))
	}
	return t, nil
}

// camel turns snake_case into camelCase and leaves CamelCase alone.
func camel(name string) string {
	parts := strings.Split(name, "_")
	for i, p := range parts[1:] {
		parts[i+1] = strings.ToUpper(p[:1]) + p[1:]
	}
	return strings.Join(parts, "")
}

// Lookup returns the term of kind ("class", "relation", "role", "status", "facet") with that name.
func Lookup(kind, name string) (Term, bool) {
	t, ok := load()[kind][name]
	return t, ok
}

// IRI returns the IRI of a term that the code itself names. It panics when the
// table lacks the term, which any test of the caller finds.
func IRI(kind, name string) graph.ID {
	t, ok := Lookup(kind, name)
	if !ok {
		panic("ontology: no " + kind + " " + name)
	}
	return t.IRI
}

// Is reports whether class is ancestor or one of its descendants.
func Is(class, ancestor string) bool { return descends("class", class, ancestor) }

// RoleIs reports whether role is ancestor or a special form of it: an actor is a
// participant.
func RoleIs(role, ancestor string) bool { return descends("role", role, ancestor) }

func descends(kind, name, ancestor string) bool {
	for name != "" {
		if name == ancestor {
			return true
		}
		name = load()[kind][name].Parent
	}
	return false
}

// Terms returns all terms of a kind, sorted by name.
func Terms(kind string) []Term { return sorted(load()[kind]) }

// ByIRI returns the term of kind with that IRI.
func ByIRI(kind string, iri graph.ID) (Term, bool) {
	t, ok := byIRI()[kind][iri]
	return t, ok
}
