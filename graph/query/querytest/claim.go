package querytest

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

var statements = "Say Criticise Request Promise Deny Acknowledge"

func (b *builder) claim(c Claim) {
	switch {
	case c.Relation != "":
		b.relation(c)
	case c.Class == "Toll":
		b.toll(c)
	case strings.Contains(statements, c.Class):
		b.statement(c)
	default:
		b.event(c)
	}
}

func (b *builder) relation(c Claim) {
	cl := graph.Claim{
		Facets: b.facets(c), Relation: c.Relation, Subject: graph.None, Object: graph.None, Time: b.time(c.Day),
		Post: c.Post, Occupancy: c.Holding, Office: c.Office,
	}
	if c.Post != "" {
		cl.Position = graph.ID("pos:" + graph.Slug(c.Post))
	}
	for _, r := range roles(c.Roles) {
		m := b.near(r[1], cl.Evidence[0])
		if r[0] == "subject" {
			cl.Subject = m
		} else {
			cl.Object = m
		}
	}
	b.rep.Claims = append(b.rep.Claims, cl)
}

// toll adds the figure of a flood.
func (b *builder) toll(c Claim) {
	t := graph.Toll{Facets: b.facets(c), Kind: "killed", Cause: "flood", Least: c.Least, Most: c.Least, Place: graph.None, Time: b.time(c.Day)}
	for _, r := range roles(c.Roles) {
		t.Place = b.near(r[1], t.Evidence[0])
	}
	b.rep.Tolls = append(b.rep.Tolls, t)
}

func (b *builder) statement(c Claim) {
	st := graph.Statement{
		Facets: b.facets(c), Class: c.Class, Speaker: graph.None, Addressee: graph.None, During: graph.None,
		Time: b.time(c.Day), Cue: b.span(c.Cue), CueLemma: c.Cue, Mode: "indirect", Stance: "neutral",
	}
	if c.Stance != "" {
		st.Stance = c.Stance
	}
	st.Content = []graph.Span{st.Evidence[0]}
	if c.Quote != "" {
		st.Mode, st.Quotes = "direct", []graph.Span{b.span(c.Quote)}
		st.Content = st.Quotes
	}
	st.ID = graph.In("st", b.rep.Article.ID, st.Cue)
	for _, r := range roles(c.Roles) {
		m := b.near(r[1], st.Evidence[0])
		switch r[0] {
		case "speaker":
			st.Speaker = m
		case "addressee":
			st.Addressee = m
		case "via":
			st.Via = append(st.Via, m)
		case "about":
			st.About = append(st.About, m)
		}
	}
	b.stations[c.Key] = len(b.rep.Statements)
	b.rep.Statements = append(b.rep.Statements, st)
}

func (b *builder) event(c Claim) {
	ev := graph.Event{Facets: b.facets(c), Class: c.Class, Time: b.time(c.Day), Lemma: strings.ToLower(c.Class)}
	ev.Trigger = ev.Evidence[0]
	if c.Cue != "" {
		ev.Trigger = b.span(c.Cue)
	}
	ev.ID = graph.In("ev", b.rep.Article.ID, ev.Trigger)
	ev.Sense = c.Key // by which Batch joins accounts of one event
	for _, r := range roles(c.Roles) {
		ev.Roles = append(ev.Roles, graph.Role{Name: r[0], Mention: b.near(r[1], ev.Evidence[0])})
	}
	if name, key, ok := strings.Cut(c.Link, " "); ok {
		at := slices.IndexFunc(b.rep.Events, func(o graph.Event) bool { return o.Sense == key })
		ev.Links = []graph.Link{{Name: name, Event: at}}
	}
	b.rep.Events = append(b.rep.Events, ev)
}
