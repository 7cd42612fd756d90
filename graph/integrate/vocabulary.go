package integrate

import (
	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// The names that quads are written with; package ontology spells them.
var (
	classArticle   = ontology.IRI("class", "Article")
	classOccupancy = ontology.IRI("class", "Occupancy")

	relationMet       = ontology.IRI("relation", "met")
	relationSaidAbout = ontology.IRI("relation", "said_about")

	facetType        = ontology.IRI("facet", "type")
	facetName        = ontology.IRI("facet", "name")
	facetAlias       = ontology.IRI("facet", "alias")
	facetGender      = ontology.IRI("facet", "gender")
	facetURI         = ontology.IRI("facet", "uri")
	facetOutlet      = ontology.IRI("facet", "outlet")
	facetAgency      = ontology.IRI("facet", "agency")
	facetEvidence    = ontology.IRI("facet", "evidence_hash")
	facetPublished   = ontology.IRI("facet", "published")
	facetConfidence  = ontology.IRI("facet", "confidence")
	facetStatus      = ontology.IRI("facet", "status")
	facetPolarity    = ontology.IRI("facet", "polarity")
	facetCertainty   = ontology.IRI("facet", "certainty")
	facetSource      = ontology.IRI("facet", "source")
	facetAspect      = ontology.IRI("facet", "aspect")
	facetDirectness  = ontology.IRI("facet", "directness")
	facetTime        = ontology.IRI("facet", "time")
	facetWeekday     = ontology.IRI("facet", "weekday")
	facetPlover      = ontology.IRI("facet", "plover")
	facetPloverMode  = ontology.IRI("facet", "plover_mode")
	facetCameo       = ontology.IRI("facet", "cameo")
	facetSpeaker     = ontology.IRI("facet", "speaker")
	facetAddressee   = ontology.IRI("facet", "addressee")
	facetReportedVia = ontology.IRI("facet", "reported_via")
	facetContent     = ontology.IRI("facet", "content")
	facetQuote       = ontology.IRI("facet", "quote")
	facetStance      = ontology.IRI("facet", "stance")
	facetVerb        = ontology.IRI("facet", "reporting_verb")
	facetMedium      = ontology.IRI("facet", "medium")
	facetDuringEvent = ontology.IRI("facet", "during_event")
	facetAbout       = ontology.IRI("facet", "about")
	facetHolder      = ontology.IRI("facet", "holder")
	facetPost        = ontology.IRI("facet", "post")
	facetPostIn      = ontology.IRI("facet", "post_in")
	facetObservedAt  = ontology.IRI("facet", "observed_at")
	facetOccupancy   = ontology.IRI("facet", "occupancy")
)

// namesLabel is the label of what rests on all articles together: types and
// names. One label, because a fact under many labels comes as many rows.
const namesLabel graph.ID = "g:infer.names"

// AssertedMeeting is the directness of a meeting that is told of as one.
const AssertedMeeting = "asserted-meeting"

// iri returns the IRI of a name that a report uses, "" for an unknown one: a report
// that was kept by another version of the program must not end this one.
func iri(kind, name string) graph.ID {
	t, _ := ontology.Lookup(kind, name)
	return t.IRI
}

// linkIRI returns the IRI of a link between events, "" for an unknown one.
func linkIRI(name string) graph.ID {
	for _, kind := range []string{"facet", "relation"} {
		if t, ok := ontology.Lookup(kind, name); ok {
			return t.IRI
		}
	}
	return ""
}
