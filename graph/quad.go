package graph

import "strings"

// A Quad is one fact of the resolved graph under the label of the claim that
// says so. Identifiers are compact ("ng:met", "e:Q30"); export applies the base.
//
// What a report becomes (C(m) is the canonical id of member m):
//
//	C(chain) rdf:type <class>, ng:name "…", ng:alias "…"     label g:infer.names
//	C(event) rdf:type <class>, ng:<role> C(chain), ng:time, ng:status, … label of the event
//	st:…     rdf:type <class>, ng:speaker C(chain), ng:quote, ng:stance, ng:content <label>, …
//	occ:…    rdf:type ng:Occupancy, ng:holder C(chain), ng:post pos:…    label of the claim
//	C(chain) ng:<relation> C(chain) | pos:… | "text"          label of the claim, direct edge,
//	                                                          only for what Facets.Asserted
//	<label>  ng:confidence; ng:status, of an event on the event itself; ng:polarity "-",
//	         ng:certainty, ng:source st:… where they are not the rule; of a claim that
//	         leaves no edge ng:about whom it speaks                    itself
//	doc:…    rdf:type ng:Article, ng:name "title", ng:published, ng:uri  label g:{hex}.article
//
// A label names its article (ID.Doc). Sentences, mentions, offsets and all other
// facets stay in the report.
type Quad struct {
	S ID
	P ID
	O Term
	G ID
}

// A Term is the object of a quad: an ID or a literal, never both.
type Term struct {
	ID      ID
	Literal string
	Type    ID // datatype of the literal, "" for a plain string: xsd:integer xsd:date
}

// IsLiteral reports whether t is a literal.
func (t Term) IsLiteral() bool { return t.ID == "" }

// Compare orders quads by subject, predicate, object and label.
func (q Quad) Compare(r Quad) int {
	for _, c := range [...]int{
		strings.Compare(string(q.S), string(r.S)), strings.Compare(string(q.P), string(r.P)),
		strings.Compare(string(q.O.ID), string(r.O.ID)), strings.Compare(q.O.Literal, r.O.Literal),
		strings.Compare(string(q.O.Type), string(r.O.Type)), strings.Compare(string(q.G), string(r.G)),
	} {
		if c != 0 {
			return c
		}
	}
	return 0
}

// SameFact reports whether two quads differ in their label at most.
func (q Quad) SameFact(r Quad) bool { return q.S == r.S && q.P == r.P && q.O == r.O }

// A Pattern selects quads; an empty field matches anything.
type Pattern struct {
	S, P ID
	O    *Term
	G    ID
	// Once asks for one quad of each subject, predicate and object, whichever label it
	// has: what is said of a thing, and not how often.
	Once bool
}

// Matches reports whether q is selected by p.
func (p Pattern) Matches(q Quad) bool {
	return (p.S == "" || p.S == q.S) && (p.P == "" || p.P == q.P) &&
		(p.O == nil || *p.O == q.O) && (p.G == "" || p.G == q.G)
}
