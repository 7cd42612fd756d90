package ontology_test

import (
	"fmt"
	"strings"
	"testing"

	"newsgraph/graph"
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

func TestRoleIs(t *testing.T) {
	for _, tt := range []struct {
		role, ancestor string
		want           bool
	}{
		{"actor", "participant", true}, {"participant", "participant", true},
		{"place", "participant", false}, {"participant", "actor", false}, {"", "participant", false}, {"no role", "participant", false},
	} {
		if got := ontology.RoleIs(tt.role, tt.ancestor); got != tt.want {
			t.Errorf("RoleIs(%q, %q) = %v, want %v", tt.role, tt.ancestor, got, tt.want)
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

func TestExpand(t *testing.T) {
	for id, want := range map[graph.ID]string{
		"rdf:type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "ng:met": "urn:x/ns#met",
		"e:Q30": "urn:x/id/e:Q30", "g:0123456789abcdef.01234567": "urn:x/id/g:0123456789abcdef.01234567",
	} {
		if got := ontology.Expand(id, "urn:x/"); got != want {
			t.Errorf("Expand(%s) = %s, want %s", id, got, want)
		}
	}
	for _, kind := range []string{"class", "relation", "role", "status", "facet"} {
		for _, term := range ontology.Terms(kind) {
			if got := ontology.Expand(term.IRI, "urn:x/"); strings.Contains(got, "/id/") {
				t.Errorf("%s %s: no namespace for %s", kind, term.Name, term.IRI)
			}
		}
	}
}
