package graph

import "strconv"

// A Report is all that one article says, mention by mention, before any decision
// about identity. Reports and human judgements are the truth that is kept; the
// graph is derived from them and can be derived again.
//
// Integers named after a list (Mention, Chain, Statement, Time, Event) are
// indexes into the report's own lists; None means there is none.
type Report struct {
	Article    Article     `json:"article"`
	Analysis   string      `json:"analysis"` // versions of model, rules and tables that made it
	Sentences  []Span      `json:"sentences,omitempty"`
	Mentions   []Mention   `json:"mentions,omitempty"` // sorted by Span
	Chains     []Chain     `json:"chains,omitempty"`   // sorted by first mention
	Times      []Time      `json:"times,omitempty"`
	Statements []Statement `json:"statements,omitempty"`
	Events     []Event     `json:"events,omitempty"`
	Claims     []Claim     `json:"claims,omitempty"`
	Tolls      []Toll      `json:"tolls,omitempty"`
	// Rejected are the readings that lost, in text order.
	Rejected []Alternative `json:"rejected,omitempty"`
}

// None is the index that means "none".
const None = -1

// An Alternative is how words could have been read and were not.
type Alternative struct {
	Span           // of the words
	Kind    string `json:"kind"`    // antecedent (of a pronoun), type (of a name) or rule (of an event or relation)
	Reading string `json:"reading"` // the other name, type or rule
	Why     string `json:"why"`     // it lost
}

// A Mention is a stretch of text that stands for someone or something.
type Mention struct {
	Span
	Head  Span   `json:"head"`
	Type  string `json:"type"`  // person organization place country group position other
	Kind  string `json:"kind"`  // name nominal pronoun
	Chain int    `json:"chain"` // index into Chains
}

// A Chain is what one article's mentions of one thing have in common: the unit
// of identity (data model: "member").
type Chain struct {
	ID       ID       `json:"id"`    // In("m", doc, span of the first mention)
	Class    string   `json:"class"` // class of graph/ontology: Person, Organization, Place, Country, …
	Name     string   `json:"name"`  // clean, fullest name; for unnamed things the nominal
	Named    bool     `json:"named"` // whether Name is a proper name
	Names    []string `json:"names,omitempty"`
	Ref      ID       `json:"ref,omitempty"` // knowledge id such as "Q30", "" when not linked
	Gender   string   `json:"gender,omitempty"`
	Mentions []int    `json:"mentions"`
}

// A Time is a time expression with its TIMEX3 value.
type Time struct {
	Span
	ID    ID     `json:"id"`
	Type  string `json:"type"`            // DATE TIME DURATION SET
	Value string `json:"value,omitempty"` // TIMEX3 value, "" while unknown
	// Weekday is the day as written ("thursday") when the date is unknown;
	// Rule names the rule that gave Value.
	Weekday string `json:"weekday,omitempty"`
	Rule    string `json:"rule,omitempty"`
	// Relative says how the value hangs on the day of publication while that is
	// unknown: "weekday past", "day -1 TNI", "month 0", "yearless future"; see Anchored.
	Relative string `json:"relative,omitempty"`
}

// Facets say how a claim is meant, who makes it and which words show it. One
// label is one claim, one set of spans and one confidence.
type Facets struct {
	Label    ID     `json:"label"`
	Evidence []Span `json:"evidence"` // at least one
	// Source is the statement whose content the claim is, or None when the
	// article itself says so. Statements nest: a statement has a Source too.
	Source     int         `json:"source"`
	Polarity   string      `json:"polarity"`  // "+" or "-"
	Certainty  string      `json:"certainty"` // CT PR PS
	Tense      string      `json:"tense"`     // past present future
	Status     string      `json:"status"`    // a status of graph/ontology
	Rule       string      `json:"rule"`
	Confidence Thousandths `json:"confidence"`
}

// Asserted reports whether the article itself claims it as something that is or
// was so. Only such claims leave direct edges.
func (f *Facets) Asserted() bool {
	return f.Source == None && f.Polarity == "+" && f.Certainty == "CT" && f.Status == Happened
}

// Happened is the status of what is or was so.
const Happened = "happened"

// An Event is something that happens: one frame with its roles.
type Event struct {
	Facets
	ID      ID     `json:"id"`    // In("ev", doc, Trigger)
	Class   string `json:"class"` // class of graph/ontology: Meeting, NewsConference, …
	Trigger Span   `json:"trigger"`
	Spans   []Span `json:"spans,omitempty"` // further mentions of the same event
	Lemma   string `json:"lemma"`
	Sense   string `json:"sense,omitempty"` // PropBank roleset
	Roles   []Role `json:"roles,omitempty"`
	Time    int    `json:"time"`
	Aspect  string `json:"aspect,omitempty"` // resumed began continued stopped
	// Plover, PloverMode and Cameo are event codes, each with Codes as its confidence.
	Plover     string      `json:"plover,omitempty"`
	PloverMode string      `json:"ploverMode,omitempty"`
	Cameo      string      `json:"cameo,omitempty"`
	Codes      Thousandths `json:"codes,omitempty"`
	// Directness is for encounters only: asserted-meeting joint-appearance call
	// letter inferred.
	Directness string `json:"directness,omitempty"`
	Links      []Link `json:"links,omitempty"`
}

// A Role says who or what takes part in an event and how.
type Role struct {
	Name    string `json:"role"` // role of graph/ontology: actor, recipient, participant, place, …
	Mention int    `json:"mention"`
}

// A Link relates an event to another of the same report.
type Link struct {
	Name  string `json:"name"` // part_of during_event before_event after_event same_event
	Event int    `json:"event"`
}

// A Statement is someone saying something.
type Statement struct {
	Facets
	ID        ID     `json:"id"`      // In("st", doc, Cue or first content span)
	Class     string `json:"class"`   // Say Criticise Request Promise Deny Acknowledge
	Speaker   int    `json:"speaker"` // mention
	Via       []int  `json:"via,omitempty"`
	Addressee int    `json:"addressee"`
	Cue       Span   `json:"cue"`
	CueLemma  string `json:"cueLemma,omitempty"`
	Content   []Span `json:"content"`
	Quotes    []Span `json:"quotes,omitempty"` // quoted words of the content, marks included
	Mode      string `json:"mode"`             // direct mixed indirect
	Stance    string `json:"stance"`           // factive neutral distancing
	Medium    string `json:"medium,omitempty"`
	During    int    `json:"during"` // event
	Time      int    `json:"time"`
	About     []int  `json:"about,omitempty"` // mentions
}

// A Claim is a relation between two things, or of a thing to a text.
// An office is a claim with relation "holds_position": Post is its name as
// written and normalised, Position its id, Object the organization or country.
type Claim struct {
	Facets
	Subject  int    `json:"subject"` // mention
	Relation string `json:"relation"`
	Object   int    `json:"object"` // mention, or None with Text
	Text     string `json:"text,omitempty"`
	Post     string `json:"post,omitempty"`
	Position ID     `json:"position,omitempty"`
	// Occupancy is the state of an office: current former acting elect designate
	// appointed resigned. "" for other relations.
	Occupancy string `json:"occupancy,omitempty"`
	// Office is the key under which the wordings of an office fall together that one
	// person at a time holds: "foreign-minister" of "Secretary of State" and of "top
	// diplomat". It is "" for other posts, and where the tables have it that Subject did
	// not hold it when the article was published: a title by courtesy.
	Office string `json:"office,omitempty"`
	Time   int    `json:"time"`
}

// A Toll is a number of people killed, injured, missing or displaced by something. Its
// label bears no quads: it is compared, not walked.
type Toll struct {
	Facets
	Kind string `json:"kind"` // killed injured missing displaced
	// Whom is the singular noun where the figure counts a part of all ("soldier"), ""
	// for people at large.
	Whom string `json:"whom,omitempty"`
	// Least and Most bound the number, both included; Most is 0 where nothing bounds
	// it ("at least twelve").
	Least int    `json:"least"`
	Most  int    `json:"most"`
	Cause string `json:"cause"` // kind of disaster or attack, as the extractor lists them
	Place int    `json:"place"` // mention
	Time  int    `json:"time"`  // of what happened, not of the report
}

// Says writes the figure in words: "at least 12 killed", "40 to 50 (soldier) injured".
func (t *Toll) Says() string {
	n := strconv.Itoa(t.Least)
	switch {
	case t.Most == 0:
		n = "at least " + n
	case t.Least == 0:
		n = "up to " + strconv.Itoa(t.Most)
	case t.Most != t.Least:
		n += " to " + strconv.Itoa(t.Most)
	}
	if t.Whom != "" {
		n += " (" + t.Whom + ")"
	}
	return n + " " + t.Kind
}
