package ontology_test

import (
	"fmt"
	"strings"
	"testing"

	"newsgraph/graph/ontology"
)

func ExampleIRI() {
	fmt.Println(ontology.IRI("class", "Person"), ontology.IRI("relation", "holds_position"))
	// Output: schema:Person ng:holdsPosition
}

func TestIs(t *testing.T) {
	for _, tt := range []struct {
		class, ancestor string
		want            bool
	}{
		{"Meeting", "Encounter", true}, {"Meeting", "Event", true}, {"Meeting", "Meeting", true},
		{"Attack", "Encounter", false}, {"City", "Place", true}, {"", "Event", false},
	} {
		if got := ontology.Is(tt.class, tt.ancestor); got != tt.want {
			t.Errorf("Is(%q, %q) = %v, want %v", tt.class, tt.ancestor, got, tt.want)
		}
	}
}

func TestTables(t *testing.T) {
	for _, kind := range []string{"class", "relation", "role", "status", "facet"} {
		seen := map[string]bool{}
		for _, term := range ontology.Terms(kind) {
			if seen[string(term.IRI)] {
				t.Errorf("%s: IRI %s given twice", kind, term.IRI)
			}
			seen[string(term.IRI)] = true
			if term.Label == "" || !strings.Contains(string(term.IRI), ":") {
				t.Errorf("%s %s: label %q, IRI %q", kind, term.Name, term.Label, term.IRI)
			}
			if _, ok := ontology.Lookup(kind, term.Parent); term.Parent != "" && !ok {
				t.Errorf("%s %s: unknown parent %s", kind, term.Name, term.Parent)
			}
			if back, ok := ontology.ByIRI(kind, term.IRI); !ok || back.Name != term.Name {
				t.Errorf("%s %s: ByIRI gives %q", kind, term.Name, back.Name)
			}
		}
	}
}
