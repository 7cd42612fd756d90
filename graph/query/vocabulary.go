package query

import (
	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// The names of the vocabulary that questions look for; package ontology spells them.
var (
	typeIRI       = ontology.IRI("facet", "type")
	nameIRI       = ontology.IRI("facet", "name")
	aliasIRI      = ontology.IRI("facet", "alias")
	speakerIRI    = ontology.IRI("facet", "speaker")
	aboutIRI      = ontology.IRI("facet", "about")
	holderIRI     = ontology.IRI("facet", "holder")
	postIRI       = ontology.IRI("facet", "post")
	postInIRI     = ontology.IRI("facet", "post_in")
	publishedIRI  = ontology.IRI("facet", "published")
	titleIRIs     = []graph.ID{nameIRI, typeIRI} // sorted
	genderIRI     = ontology.IRI("facet", "gender")
	placeIRI      = ontology.IRI("role", "place")
	holdsIRI      = ontology.IRI("relation", "holds_position")
	partOfIRI     = ontology.IRI("relation", "part_of")
	roleNames     = namesByIRI("role")
	roleIRIs      = sortedKeys(roleNames)
	relationNames = namesByIRI("relation")
	relationIRIs  = sortedKeys(relationNames)
	symmetric     = symmetricNames() // relations
)

func symmetricNames() map[string]bool {
	out := map[string]bool{}
	for _, t := range ontology.Terms("relation") {
		out[t.Name] = t.Symmetric
	}
	return out
}

func namesByIRI(kind string) map[graph.ID]string {
	out := map[graph.ID]string{}
	for _, t := range ontology.Terms(kind) {
		out[t.IRI] = t.Name
	}
	return out
}

// participates reports whether role is participant or a special form of it.
func participates(role string) bool { return ontology.RoleIs(role, "participant") }

// located reports whether role says where something happens.
func located(role string) bool { return role == "place" }

// relationLabel returns the words for a relation.
func relationLabel(name string) string {
	if t, ok := ontology.Lookup("relation", name); ok {
		return t.Label
	}
	return name
}
