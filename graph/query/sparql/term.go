package sparql

import (
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A Term is an IRI, a blank node or a literal. IRIs are held in the compact form of
// the store; one that no identifier of ours expands to is held whole behind "<",
// a blank node's name behind "_:".
type Term struct {
	ID   graph.ID
	Lit  string
	Type graph.ID // datatype of a literal, "" for a plain string
	Lang string   // lower case
}

// IsLiteral reports whether t is a literal; the zero Term is the empty string.
func (t Term) IsLiteral() bool { return t.ID == "" }

// IsBlank reports whether t is a blank node.
func (t Term) IsBlank() bool { return strings.HasPrefix(string(t.ID), "_:") }

// IRI returns the full IRI of t.
func (t Term) IRI(base string) string {
	if full, ok := strings.CutPrefix(string(t.ID), "<"); ok {
		return full
	}
	return ontology.Expand(t.ID, base)
}

// Datatype returns the full IRI of the datatype of a literal.
func (t Term) Datatype(base string) string {
	switch {
	case t.Lang != "":
		return ontology.Expand("rdf:langString", base)
	case t.Type == "":
		return ontology.Expand("xsd:string", base)
	}
	return Term{ID: t.Type}.IRI(base)
}

// ids are the prefixes of the project's own identifiers; see graph.ID.
var ids = []string{"doc", "m", "ev", "st", "t", "e", "pos", "occ", "g"}

// wellKnown are the prefixes of package ontology that ids may begin with.
var wellKnown = []string{"rdf", "owl", "xsd", "prov", "schema", "sem", "time", "org", "nif", "gaf", "wd"}

// Prefixes returns the declarations that every query begins with.
func Prefixes(base string) map[string]string {
	out := map[string]string{"ng": ontology.Expand("ng:", base)}
	for _, p := range wellKnown {
		out[p] = ontology.Expand(graph.ID(p+":"), base)
	}
	for _, p := range ids {
		out[p] = base + "id/" + p + ":"
	}
	return out
}

// compact returns the identifier whose full IRI is iri.
func compact(iri, base string, prefixes map[string]string) graph.ID {
	if local, ok := strings.CutPrefix(iri, base+"id/"); ok && ontology.Expand(graph.ID(local), base) == iri && graph.ValidID(local) {
		return graph.ID(local)
	}
	for _, p := range slices.Sorted(maps.Keys(prefixes)) {
		if local, ok := strings.CutPrefix(iri, prefixes[p]); ok {
			if id := graph.ID(p + ":" + local); ontology.Expand(id, base) == iri && graph.ValidID(string(id)) {
				return id
			}
		}
	}
	return graph.ID("<" + iri)
}

// A dict numbers terms, so that rows are small and compare fast. Number 0 is no
// term: what is unbound.
type dict struct {
	base     string
	prefixes map[string]string
	byTerm   map[Term]uint32
	terms    []Term
	bytes    int // about, of the terms
}

func newDict(base string) *dict {
	return &dict{base: base, prefixes: Prefixes(base), byTerm: map[Term]uint32{}, terms: make([]Term, 1)}
}

// clone lets one query be run by many at once.
func (d *dict) clone() *dict {
	c := *d
	c.byTerm, c.terms, c.bytes = maps.Clone(d.byTerm), slices.Clone(d.terms), 0
	return &c
}

// termBytes is what a numbered term takes beside its text: twice the struct, and
// the number.
const termBytes = 160

func (d *dict) id(t Term) uint32 {
	if t.Type == "xsd:string" {
		t.Type = ""
	}
	if n, ok := d.byTerm[t]; ok {
		return n
	}
	n := uint32(len(d.terms))
	d.terms = append(d.terms, t)
	d.byTerm[t] = n
	d.bytes += termBytes + len(t.ID) + len(t.Lit)
	return n
}

func (d *dict) iri(full string) uint32 { return d.id(Term{ID: compact(full, d.base, d.prefixes)}) }

func fromStore(t graph.Term) Term { return Term{ID: t.ID, Lit: t.Literal, Type: t.Type} }

// toStore returns the term as the store has it; false if a graph.Term cannot be it.
func toStore(t Term) (graph.Term, bool) {
	return graph.Term{ID: t.ID, Literal: t.Lit, Type: t.Type}, t.Lang == ""
}
