package resolve_test

import (
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
)

// TestPartOfPlace: of two accounts of one event one may name the part of the place; the
// part is no one with the whole for that.
func TestPartOfPlace(t *testing.T) {
	account := func(uri, place string, part bool) *graph.Report {
		r := people(uri, "Kenya; Uganda; "+place+"; Lamu")
		for i, class := range []string{"Country", "Country", "Place", "Place"} {
			r.Chains[i].Class = class
		}
		if part {
			r.Claims = []graph.Claim{{Facets: graph.Facets{Polarity: "+"}, Subject: 2, Relation: "part_of", Object: 3, Time: graph.None}}
		}
		r.Times = []graph.Time{{Type: "DATE", Value: "2024-03-04"}}
		r.Events = []graph.Event{{
			Facets: graph.Facets{Status: graph.Happened, Polarity: "+"}, ID: graph.In("ev", r.Article.ID, graph.Span{B: 0, E: 5}),
			Class: "Attack", Lemma: "attack", Roles: []graph.Role{{Name: "actor", Mention: 0}, {Name: "recipient", Mention: 1}, {Name: "place", Mention: 2}},
		}}
		return r
	}
	part, whole, other := account("a", "southern Lamu", true), account("b", "Lamu", false), account("c", "southern Lamu", false)
	s := resolve.New(knowledge.Default())
	for _, r := range []*graph.Report{part, whole, other} {
		s.Update(resolve.Members(r), nil, nil)
	}
	if s.Canonical(part.Events[0].ID) != s.Canonical(whole.Events[0].ID) {
		t.Error("the event in the part and the one in the whole are two")
	}
	if s.Canonical(other.Events[0].ID) == s.Canonical(whole.Events[0].ID) {
		t.Error("where nothing tells that one place is part of the other, the events are one")
	}
	if s.Canonical(part.Chains[2].ID) == s.Canonical(whole.Chains[2].ID) || s.Canonical(part.Chains[2].ID) != s.Canonical(other.Chains[2].ID) {
		t.Error("a part is the whole, or not itself")
	}
}
