package world

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"newsgraph/graph"
)

// A builder writes one article and, beside it, what the article says.
type builder struct {
	world     *World
	rand      *rand.Rand
	text      strings.Builder
	report    graph.Report
	chains    map[string]int // what a chain is about -> chain
	truth     map[int]string // chain -> what it is about
	events    []int          // truth of each event
	forms     map[int]string
	corrected bool
	undated   bool
	published int // day
}

// write appends to the text and returns the span of what was written.
func (b *builder) write(s string) graph.Span {
	begin := b.text.Len()
	b.text.WriteString(s)
	return graph.Span{B: begin, E: b.text.Len()}
}

// sentence closes the sentence that began there and begins a new one.
func (b *builder) sentence(begin int) {
	b.report.Sentences = append(b.report.Sentences, graph.Span{B: begin, E: b.text.Len()})
	b.write("\n")
}

// mention writes words that stand for a chain.
func (b *builder) mention(words, kind, form string, chain int) int {
	span := b.write(words)
	n := len(b.report.Mentions)
	b.report.Mentions = append(b.report.Mentions, graph.Mention{Span: span, Head: span, Type: kind, Kind: form, Chain: chain})
	c := &b.report.Chains[chain]
	c.Mentions = append(c.Mentions, n)
	return n
}

// chain returns the chain about a thing, new if need be.
func (b *builder) chain(about, class, name string, named bool) int {
	if c, ok := b.chains[about]; ok {
		return c
	}
	n := len(b.report.Chains)
	b.chains[about] = n
	if b.truth == nil {
		b.truth = map[int]string{}
	}
	b.truth[n] = about
	c := graph.Chain{Class: class, Name: name, Named: named}
	if named {
		c.Names = []string{name}
	}
	b.report.Chains = append(b.report.Chains, c)
	return n
}

func (b *builder) known(n int) bool {
	_, ok := b.chains[fmt.Sprint("person ", n)]
	return ok
}

// person returns the chain of a person; pronouns tell the gender.
func (b *builder) person(n int, form string) int {
	c := b.chain(fmt.Sprint("person ", n), "Person", form, true)
	if form == "" {
		b.report.Chains[c].Gender = b.world.people[n].Gender
	}
	return c
}

// place writes a country, by name or adjective, or a city.
func (b *builder) place(words string) int {
	name, class := words, "City"
	for _, c := range countries {
		if c.name == words || c.demonym == words {
			name, class = c.name, "Country"
		}
	}
	kind := "place"
	if class == "Country" {
		kind = "country"
	}
	return b.mention(words, kind, "name", b.chain(class+" "+name, class, name, true))
}

// day writes the day of an event: a weekday if it is in the week before the
// article or the article has no date, the date otherwise. Of what is planned, a
// weekday would be one to come.
func (b *builder) day(ev Event) int {
	t := graph.Time{Type: "DATE", Value: string(date(ev.Day)), Rule: "weekday"}
	near := ev.Status != "planned" && ev.Day < b.published && ev.Day >= b.published-6
	switch {
	case !near:
		t.Rule = "date"
		t.Span = b.write(written(ev.Day))
	case b.undated:
		t.Span = b.write(weekday(ev.Day))
		t.Value, t.Rule, t.Weekday, t.Relative = "", "", strings.ToLower(weekday(ev.Day)), "weekday past"
	default:
		t.Span = b.write(weekday(ev.Day))
	}
	b.report.Times = append(b.report.Times, t)
	return len(b.report.Times) - 1
}

// facets are those of an assertion of the article itself; finish makes the label.
func facets(rule string, evidence ...graph.Span) graph.Facets {
	return graph.Facets{
		Evidence: evidence, Source: graph.None, Polarity: "+", Certainty: "CT", Tense: "past",
		Status: graph.Happened, Rule: rule, Confidence: 950,
	}
}

func (b *builder) event(n int, trigger graph.Span, begin, a, c, place, when int) int {
	ev := b.world.events[n]
	f := facets("world.event", graph.Span{B: begin, E: b.text.Len()})
	f.Status = ev.Status
	if ev.Status == "planned" {
		f.Tense = "future"
	}
	e := graph.Event{
		Facets: f, Class: ev.Class, Trigger: trigger, Lemma: lemmas[ev.Class], Time: when,
		Plover: "CONSULT", Codes: 900, Directness: "asserted-meeting",
	}
	roles := [2]string{"participant", "participant"}
	switch ev.Class {
	case "NewsConference":
		roles[0], e.Directness = "speaker", "joint-appearance"
	case "PhoneCall":
		roles, e.Directness = [2]string{"actor", "recipient"}, "call"
	case "Visit":
		roles = [2]string{"visitor", "host"}
	}
	e.Roles = []graph.Role{{Name: roles[0], Mention: a}, {Name: roles[1], Mention: c}}
	if place != graph.None {
		e.Roles = append(e.Roles, graph.Role{Name: "place", Mention: place})
	}
	b.report.Events = append(b.report.Events, e)
	b.events = append(b.events, n)
	if ev.Class == "Meeting" {
		met := graph.Claim{Facets: f, Subject: a, Relation: "met", Object: c, Time: when}
		met.Rule = "world.met"
		b.report.Claims = append(b.report.Claims, met)
	}
	return len(b.report.Events) - 1
}

func (b *builder) holds(person, country int, post string, evidence, words graph.Span) {
	c := graph.Claim{
		Facets: facets("world.office", evidence), Subject: person, Relation: "holds_position", Object: country,
		Post: post, Occupancy: "current", Time: graph.None,
	}
	name := b.report.Chains[b.report.Mentions[country].Chain].Name
	c.Position = graph.ID("pos:" + graph.Slug(name+" "+post))
	c.Text = b.text.String()[words.B:words.E]
	b.report.Claims = append(b.report.Claims, c)
}

func (b *builder) say(begin, speaker int, cue, quote graph.Span, event int) {
	b.report.Statements = append(b.report.Statements, graph.Statement{
		Facets: facets("world.quote", graph.Span{B: begin, E: b.text.Len()}), Class: "Say", Speaker: speaker, Addressee: graph.None,
		Cue: cue, CueLemma: "say", Content: []graph.Span{quote}, Quotes: []graph.Span{quote},
		Mode: "direct", Stance: "neutral", During: event, Time: graph.None,
	})
}

// comment adds an indirect statement with a claim as its content.
func (b *builder) comment(begin, who int, cue, content graph.Span, about int) {
	b.report.Statements = append(b.report.Statements, graph.Statement{
		Facets: facets("world.comment", graph.Span{B: begin, E: content.E}), Class: "Say", Speaker: who, Addressee: graph.None,
		Cue: cue, CueLemma: "note", Content: []graph.Span{content}, Mode: "indirect", Stance: "factive",
		During: graph.None, Time: graph.None, About: []int{about},
	})
	f := facets("world.watch", content)
	f.Source = len(b.report.Statements) - 1
	b.report.Claims = append(b.report.Claims, graph.Claim{
		Facets: f, Subject: about, Relation: "said_about", Object: graph.None, Text: "was watching closely", Time: graph.None,
	})
}

// finish gives everything its identifier, now that the text is whole.
func (b *builder) finish(art graph.Article) (*graph.Report, Truth) {
	r := &b.report
	art.Text = b.text.String()
	art.ID = graph.ArticleID(art.URI, art.Text)
	r.Article, r.Analysis = art, "world 1"
	t := Truth{Persons: map[graph.ID]int{}, Places: map[graph.ID]string{}, Events: map[graph.ID]int{}}
	for i := range r.Chains {
		c := &r.Chains[i]
		c.ID = graph.In("m", art.ID, r.Mentions[c.Mentions[0]].Span)
		what, rest, _ := strings.Cut(b.truth[i], " ")
		switch what {
		case "person":
			var n int
			fmt.Sscan(rest, &n)
			t.Persons[c.ID] = n
		case "City", "Country":
			t.Places[c.ID] = rest
		}
	}
	for i := range r.Times {
		r.Times[i].ID = graph.In("t", art.ID, r.Times[i].Span)
	}
	for i := range r.Events {
		e := &r.Events[i]
		e.ID = graph.In("ev", art.ID, e.Trigger)
		e.Label = graph.Label(art.ID, e.Class, text(e.Trigger), text(e.Evidence...))
		t.Events[e.ID] = b.events[i]
	}
	for i := range r.Statements {
		st := &r.Statements[i]
		st.ID = graph.In("st", art.ID, st.Cue)
		st.Label = graph.Label(art.ID, st.Class, text(st.Cue), text(st.Content...))
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		c.Label = graph.Label(art.ID, c.Relation, fmt.Sprint(c.Subject, " ", c.Object), c.Text, text(c.Evidence...))
	}
	return r, t
}

func text(spans ...graph.Span) string {
	var b strings.Builder
	for _, s := range spans {
		fmt.Fprintf(&b, "%d-%d ", s.B, s.E)
	}
	return b.String()
}
