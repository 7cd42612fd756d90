package integrate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// Quads returns the quads of one report, sorted, each once: what the article
// claims, under the labels of its claims. canonical gives the canonical id of a
// member. Names and types of things are not among them: they rest on all
// articles together (see thing).
//
// It is a pure function, so that the quads of an article can be derived again to
// be compared or withdrawn.
func Quads(r *graph.Report, canonical func(graph.ID) graph.ID) []graph.Quad {
	d := &deriver{r: r, canonical: canonical}
	d.article()
	for i := range r.Events {
		d.event(&r.Events[i])
	}
	for i := range r.Statements {
		d.statement(&r.Statements[i])
	}
	for i := range r.Claims {
		d.claim(&r.Claims[i])
	}
	slices.SortFunc(d.out, graph.Quad.Compare)
	return slices.Compact(d.out)
}

type deriver struct {
	r         *graph.Report
	canonical func(graph.ID) graph.ID
	label     graph.ID // of the claim that is being derived
	out       []graph.Quad
}

// id adds a quad with an id as object; without one it adds nothing.
func (d *deriver) id(s, p, o graph.ID) {
	if s != "" && p != "" && o != "" {
		d.out = append(d.out, graph.Quad{S: s, P: p, O: graph.Term{ID: o}, G: d.label})
	}
}

// text adds a quad with a literal; without one it adds nothing.
func (d *deriver) text(s, p graph.ID, o string) {
	if s != "" && p != "" && o != "" {
		d.out = append(d.out, graph.Quad{S: s, P: p, O: graph.Term{Literal: o}, G: d.label})
	}
}

func (d *deriver) number(s, p graph.ID, n int) {
	d.out = append(d.out, graph.Quad{S: s, P: p, O: graph.Term{Literal: strconv.Itoa(n), Type: "xsd:integer"}, G: d.label})
}

// date adds a day as xsd:date and everything else as it is written.
func (d *deriver) date(s, p graph.ID, value string) {
	if s == "" || value == "" {
		return
	}
	o := graph.Term{Literal: value}
	if isDay(value) {
		o.Type = "xsd:date"
	}
	d.out = append(d.out, graph.Quad{S: s, P: p, O: o, G: d.label})
}

// isDay reports whether value is of the form 2023-11-03.
func isDay(value string) bool {
	if len(value) != 10 {
		return false
	}
	for i := range len(value) {
		if dash := i == 4 || i == 7; dash != (value[i] == '-') || !dash && (value[i] < '0' || value[i] > '9') {
			return false
		}
	}
	return true
}

// who returns the canonical id behind a mention, "" for none.
func (d *deriver) who(mention int) graph.ID {
	if mention == graph.None {
		return ""
	}
	return d.canonical(d.r.Chains[d.r.Mentions[mention].Chain].ID)
}

func (d *deriver) article() {
	a := &d.r.Article
	d.label = "g:" + graph.ID(a.ID.Hex()) + ".article"
	d.id(a.ID, facetType, classArticle)
	d.text(a.ID, facetName, a.Title)
	d.text(a.ID, facetURI, a.URI)
	d.text(a.ID, facetOutlet, a.Outlet)
	d.text(a.ID, facetAgency, a.Agency)
	d.date(a.ID, facetPublished, string(a.Published))
	d.text(a.ID, facetEvidence, evidenceHash(d.r))
}

// evidenceHash returns a hash of all spans of a report with their words. It is
// kept as a quad so that a span of the kept report that was moved can be found.
func evidenceHash(r *graph.Report) string {
	h := sha256.New()
	add := func(s graph.Span) { fmt.Fprintf(h, "%d %d %s\n", s.B, s.E, r.Article.Text[s.B:s.E]) }
	for i := range r.Mentions {
		add(r.Mentions[i].Span)
	}
	for _, f := range facets(r) {
		fmt.Fprintln(h, f.Label)
		for _, s := range f.Evidence {
			add(s)
		}
	}
	for i := range r.Statements {
		for _, s := range r.Statements[i].Content {
			add(s)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// facets says of a label how its claim is meant: confidence always, the others
// where they are not the rule. From which article it is says the label itself.
func (d *deriver) facets(f *graph.Facets) {
	d.number(f.Label, facetConfidence, int(f.Confidence))
	if f.Source != graph.None {
		d.id(f.Label, facetSource, d.r.Statements[f.Source].ID)
	}
	if f.Polarity == "-" {
		d.text(f.Label, facetPolarity, f.Polarity)
	}
	if f.Certainty != "CT" {
		d.text(f.Label, facetCertainty, f.Certainty)
	}
}

func (d *deriver) status(f *graph.Facets) { d.id(f.Label, facetStatus, iri("status", f.Status)) }

func (d *deriver) event(ev *graph.Event) {
	d.label = ev.Label
	id := d.canonical(ev.ID)
	d.id(id, facetType, iri("class", ev.Class))
	d.id(id, facetStatus, iri("status", ev.Status))
	d.text(id, facetAspect, ev.Aspect)
	d.text(id, facetDirectness, ev.Directness)
	for _, role := range ev.Roles {
		d.id(id, iri("role", role.Name), d.who(role.Mention))
	}
	d.time(id, ev.Time)
	for _, l := range ev.Links {
		// Whether two accounts are of one event says the id they share.
		if to := d.canonical(d.r.Events[l.Event].ID); to != id && l.Name != "same_event" {
			d.id(id, linkIRI(l.Name), to)
		}
	}
	d.facets(&ev.Facets) // its status is that of the event
	d.met(ev)
	d.codes(id, ev)
}

// met adds the direct edges of a meeting that the article itself tells of. A
// joint appearance, a call or a letter is an event and no meeting. Where claims
// say who met whom in it ("Abel met Beck and Cole": those two did not meet each
// other), these claims leave the edges, and it leaves none.
func (d *deriver) met(ev *graph.Event) {
	if !ev.Asserted() || ev.Directness != AssertedMeeting || !ontology.Is(ev.Class, "Encounter") || d.drawn(ev) {
		return
	}
	var persons []graph.ID
	for _, role := range ev.Roles {
		if ontology.RoleIs(role.Name, "participant") && d.isPerson(role.Mention) {
			persons = append(persons, d.who(role.Mention))
		}
	}
	slices.Sort(persons)
	persons = slices.Compact(persons)
	if len(persons) > maxMet {
		return
	}
	for _, a := range persons {
		for _, b := range persons {
			if a != b {
				d.id(a, relationMet, b)
			}
		}
	}
}

// drawn reports whether claims say who met whom in a meeting.
func (d *deriver) drawn(ev *graph.Event) bool {
	return slices.ContainsFunc(d.r.Claims, func(cl graph.Claim) bool {
		return cl.Relation == "met" && slices.ContainsFunc(cl.Evidence, func(s graph.Span) bool { return s.Contains(ev.Trigger) })
	})
}

// maxMet bounds the pairs of one meeting: a list of more names is an attendance,
// of which no article says that each met each.
const maxMet = 12

func (d *deriver) isPerson(mention int) bool {
	return mention != graph.None && ontology.Is(d.r.Chains[d.r.Mentions[mention].Chain].Class, "Person")
}

// codes puts the event codes under a label of their own: they have a confidence
// of their own.
func (d *deriver) codes(id graph.ID, ev *graph.Event) {
	if ev.Plover == "" && ev.PloverMode == "" && ev.Cameo == "" {
		return
	}
	d.label = graph.Label(d.r.Article.ID, "codes", string(ev.ID))
	d.text(id, facetPlover, ev.Plover)
	d.text(id, facetPloverMode, ev.PloverMode)
	d.text(id, facetCameo, ev.Cameo)
	d.number(d.label, facetConfidence, int(ev.Codes))
}

// time adds the value of a time where the article allows one, else the day of the
// week as it is written.
func (d *deriver) time(s graph.ID, time int) {
	if time == graph.None {
		return
	}
	t := &d.r.Times[time]
	d.date(s, facetTime, t.Value)
	if t.Value == "" {
		d.text(s, facetWeekday, t.Weekday)
	}
}

func (d *deriver) statement(st *graph.Statement) {
	d.label = st.Label
	speaker := d.who(st.Speaker)
	d.id(st.ID, facetType, iri("class", st.Class))
	d.id(st.ID, facetSpeaker, speaker)
	d.id(st.ID, facetAddressee, d.who(st.Addressee))
	for _, m := range st.Via {
		d.id(st.ID, facetReportedVia, d.who(m))
	}
	for _, q := range st.Quotes {
		d.text(st.ID, facetQuote, d.r.Article.Text[q.B:q.E])
	}
	d.text(st.ID, facetStance, st.Stance)
	d.text(st.ID, facetVerb, st.CueLemma)
	d.text(st.ID, facetMedium, st.Medium)
	if st.During != graph.None {
		d.id(st.ID, facetDuringEvent, d.canonical(d.r.Events[st.During].ID))
	}
	d.time(st.ID, st.Time)
	d.content(st)
	for _, m := range st.About {
		about := d.who(m)
		d.id(st.ID, facetAbout, about)
		if st.Asserted() && about != speaker {
			d.id(speaker, relationSaidAbout, about)
		}
	}
	d.status(&st.Facets)
	d.facets(&st.Facets)
}

// content links a statement to the labels of what is said in it.
func (d *deriver) content(st *graph.Statement) {
	says := func(f *graph.Facets) {
		if f.Source != graph.None && &d.r.Statements[f.Source] == st {
			d.id(st.ID, facetContent, f.Label)
		}
	}
	for i := range d.r.Events {
		says(&d.r.Events[i].Facets)
	}
	for i := range d.r.Statements {
		says(&d.r.Statements[i].Facets)
	}
	for i := range d.r.Claims {
		says(&d.r.Claims[i].Facets)
	}
}

func (d *deriver) claim(cl *graph.Claim) {
	d.label = cl.Label
	subject, object := d.who(cl.Subject), d.who(cl.Object)
	d.status(&cl.Facets)
	d.facets(&cl.Facets)
	if cl.Position != "" {
		d.occupancy(cl, subject, object)
		object = cl.Position
	}
	if !cl.Asserted() {
		// No edge: a path cannot see that this is only claimed or denied.
		d.id(cl.Label, facetAbout, subject)
		d.id(cl.Label, facetAbout, object)
		return
	}
	if !holds(cl) {
		return
	}
	t, _ := ontology.Lookup("relation", cl.Relation)
	switch {
	case object == "":
		d.text(subject, t.IRI, cl.Text)
	case object != subject:
		d.id(subject, t.IRI, object)
		if t.Symmetric {
			d.id(object, t.IRI, subject)
		}
	}
}

// holds reports whether a claim leaves its direct edge. Who left an office, or
// will come into it, does not hold it.
func holds(cl *graph.Claim) bool {
	switch cl.Occupancy {
	case "former", "resigned", "elect", "designate":
		return false
	}
	return true
}

func (d *deriver) occupancy(cl *graph.Claim, holder, org graph.ID) {
	occ := Occupancy(holder, cl.Position)
	d.id(occ, facetType, classOccupancy)
	d.id(occ, facetHolder, holder)
	d.id(occ, facetPost, cl.Position)
	d.text(occ, facetOccupancy, cl.Occupancy)
	if cl.Time != graph.None {
		d.time(occ, cl.Time)
	} else {
		d.date(occ, facetObservedAt, string(d.r.Article.Published))
	}
	d.id(cl.Position, facetPostIn, org)
}

// Occupancy returns the id of someone's holding a position.
func Occupancy(holder, position graph.ID) graph.ID {
	if holder == "" {
		return ""
	}
	return graph.ID("occ:" + strings.TrimPrefix(string(holder), "e:") + "." + strings.TrimPrefix(string(position), "pos:"))
}
