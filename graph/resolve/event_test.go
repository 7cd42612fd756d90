package resolve_test

import (
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
)

// An account is one article's account of one event, told by its parts.
type account struct {
	class, lemma, status string
	who                  string // "Elin Marsk|Tom Kell": the first one speaks
	city                 string
	value, weekday       string
	published            graph.Date
	quote                string // said at the event
	beside               string // said elsewhere in the article
	tale                 string // the sentence that tells of it
}

// report makes the report of an article that says nothing else.
func (a account) report() *graph.Report {
	r := &graph.Report{Article: graph.Article{Published: a.published}}
	var text strings.Builder
	write := func(s string) graph.Span {
		b := text.Len()
		text.WriteString(s + " ")
		return graph.Span{B: b, E: b + len(s)}
	}
	add := func(name, class string) int {
		n := len(r.Mentions)
		r.Mentions = append(r.Mentions, graph.Mention{Span: write(name), Chain: n})
		r.Chains = append(r.Chains, graph.Chain{Class: class, Name: name, Named: true, Names: []string{name}, Mentions: []int{n}})
		return n
	}
	ev := graph.Event{Facets: graph.Facets{Polarity: "+", Status: a.status}, Class: a.class, Lemma: a.lemma, Time: graph.None}
	if a.status == "" {
		ev.Status = graph.Happened
	}
	role := "speaker"
	for name := range strings.SplitSeq(a.who, "|") {
		ev.Roles = append(ev.Roles, graph.Role{Name: role, Mention: add(name, classOf(name))})
		role = "participant"
	}
	ev.Trigger = write(a.class)
	if a.tale != "" {
		r.Sentences = []graph.Span{{B: ev.Trigger.B, E: write(a.tale).E}}
	}
	if a.city != "" {
		ev.Roles = append(ev.Roles, graph.Role{Name: "place", Mention: add(a.city, "City")})
	}
	if a.value != "" || a.weekday != "" {
		r.Times = []graph.Time{{Type: "DATE", Value: a.value, Weekday: a.weekday}}
		ev.Time = 0
	}
	if a.quote != "" {
		q := write(a.quote)
		r.Statements = []graph.Statement{{Speaker: 0, During: 0, Quotes: []graph.Span{q}}}
	}
	if a.beside != "" {
		q := write(a.beside)
		r.Statements = append(r.Statements, graph.Statement{Speaker: 0, During: graph.None, Quotes: []graph.Span{q}})
	}
	r.Events = []graph.Event{ev}
	r.Article.Text = text.String()
	r.Article.ID = graph.ArticleID(strings.Join([]string{a.value, a.weekday, a.status, string(a.published)}, " "), r.Article.Text)
	for i := range r.Chains {
		r.Chains[i].ID = graph.In("m", r.Article.ID, r.Mentions[i].Span)
	}
	r.Events[0].ID = graph.In("ev", r.Article.ID, ev.Trigger)
	return r
}

func classOf(name string) string {
	if strings.Contains(name, " ") {
		return "Person"
	}
	return "Country"
}

const words = "“We will keep the northern ports open through the winter, because the families who live there have no other road.”"

func TestEvents(t *testing.T) {
	const both = "Elin Marsk|Tom Kell"
	conf := account{class: "NewsConference", lemma: "conference", who: both, weekday: "thursday", quote: words}
	met := account{class: "Meeting", lemma: "meet", who: both, value: "2023-12-07"}
	undated := account{class: "Meeting", lemma: "meet", who: both, tale: "at the old customs house on the island to sign a pact on herring and cod that their parliaments have waited for since spring."}
	with := func(a account, change func(*account)) account {
		change(&a)
		return a
	}
	tests := []struct {
		name string
		a, b account
		same bool
	}{
		{"one quotation, one weekday", conf, with(conf, func(a *account) { a.who, a.city = "Elin Marsk", "Oslo" }), true},
		{"one quotation, cut, other marks", conf, with(conf, func(a *account) {
			a.quote = "\"keep the northern ports open through the winter... because the families who live there have no other road\""
		}), true},
		{"one quotation, two weekdays", conf, with(conf, func(a *account) { a.weekday = "monday" }), false},
		{"one quotation, two speakers", conf, with(conf, func(a *account) { a.who = "Tom Kell" }), false},
		{"one quotation, other company", conf, with(conf, func(a *account) { a.who = "Elin Marsk|Ana Ruiz" }), false},
		{"another quotation", conf, with(conf, func(a *account) {
			a.quote = "“Nothing that was said here today about the grain or the steel will change what we do.”"
		}), false},
		{"a commonplace", with(conf, func(a *account) { a.quote = "“We will see what happens.”" }), with(conf, func(a *account) { a.quote, a.city = "“We will see what happens.”", "Oslo" }), false},
		{"same participants and date", met, with(met, func(a *account) { a.city = "Oslo" }), true},
		{"same participants, other date", met, with(met, func(a *account) { a.value = "2023-12-08" }), false},
		{"same participants, no date", met, with(met, func(a *account) { a.value = "" }), false},
		{"same participants, month only", met, with(met, func(a *account) { a.value = "2023-12" }), false},
		{"same date, one more participant", met, with(met, func(a *account) { a.who = both + "|Ana Ruiz" }), true},
		{"same date, other participant", met, with(met, func(a *account) { a.who = "Elin Marsk|Ana Ruiz" }), false},
		{"same date, other city", with(met, func(a *account) { a.city = "Oslo" }), with(met, func(a *account) { a.city = "Bergen" }), false},
		{"undated, beside one quotation", with(met, func(a *account) { a.value, a.beside = "", words }), with(met, func(a *account) { a.value, a.beside, a.city = "", words, "Oslo" }), true},
		{"undated, beside two quotations", with(met, func(a *account) { a.value, a.beside = "", words }), with(met, func(a *account) {
			a.value, a.beside = "", "“Nothing that was said here today about the grain or the steel will change what we do.”"
		}), false},
		{"beside one quotation, other company", with(met, func(a *account) { a.value, a.beside = "", words }), with(met, func(a *account) { a.value, a.beside, a.who = "", words, "Elin Marsk|Ana Ruiz" }), false},
		{"undated, in the same words", undated, with(undated, func(a *account) { a.published = "2023-12-09" }), true},
		{"undated, words edited", undated, with(undated, func(a *account) { a.tale = strings.Replace(a.tale, "a pact on", "an agreement about", 1) }), true},
		{"undated, other words", undated, with(undated, func(a *account) {
			a.tale = "for an hour in the harbour hall, where they talked of grain, of steel and of what the railway will cost both."
		}), false},
		{"same words, other company", undated, with(undated, func(a *account) { a.who = "Elin Marsk|Ana Ruiz" }), false},
		{"same words, two days", with(undated, func(a *account) { a.value = "2023-12-07" }), with(undated, func(a *account) { a.value = "2023-12-08" }), false},
		{"same words, denied", undated, with(undated, func(a *account) { a.status = "denied" }), false},
		{"two states on one day", with(met, func(a *account) { a.who = "Norway|Chile" }), with(met, func(a *account) { a.who, a.published = "Norway|Chile", "2023-12-09" }), false},
		{"two states on one day in one city", with(met, func(a *account) { a.who, a.city = "Norway|Chile", "Oslo" }), with(met, func(a *account) { a.who, a.city, a.published = "Norway|Chile", "Oslo", "2023-12-09" }), true},
		{"met and to meet", met, with(met, func(a *account) { a.status = "planned" }), false},
		{"met and denied", met, with(met, func(a *account) { a.status = "denied" }), false},
		{"meeting and call", met, with(met, func(a *account) { a.class = "PhoneCall" }), false},
		{"weekday and publication", met, with(met, func(a *account) { a.value, a.weekday, a.published = "", "thursday", "2023-12-09" }), true},
		{"weekday and later publication", met, with(met, func(a *account) { a.value, a.weekday, a.published = "", "thursday", "2023-12-16" }), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if same, why := oneEvent(t, tt.a.report(), tt.b.report()); same != tt.same {
				t.Errorf("same = %v, want %v: %+v", same, tt.same, why)
			}
		})
	}
}

// oneEvent reports whether the first events of two reports are one, and why.
func oneEvent(t *testing.T, a, b *graph.Report) (bool, resolve.Explanation) {
	t.Helper()
	s := resolve.New(knowledge.Default())
	s.Update(append(resolve.Members(a), resolve.Members(b)...), nil, nil)
	x, y := a.Events[0].ID, b.Events[0].ID
	if x == y {
		t.Fatalf("both accounts are %s", x)
	}
	return s.Canonical(x) == s.Canonical(y), s.Why(x, y)
}

// TestDateOfTheOther: of one conference, one article knows the date and the other
// the weekday; so does one whose date of publication is judged.
func TestDateOfTheOther(t *testing.T) {
	plain := account{class: "NewsConference", lemma: "conference", who: "Elin Marsk", weekday: "thursday", quote: words}
	dated := plain
	dated.published = "2023-12-08"
	a, b := plain.report(), dated.report()
	s := resolve.New(knowledge.Default())
	s.Update(resolve.Members(a), nil, nil)
	if d, w := s.When(s.Canonical(a.Events[0].ID)); d != "" || w != "thursday" {
		t.Errorf("alone: got %q %q", d, w)
	}
	s.Update(resolve.Members(b), nil, nil)
	if d, _ := s.When(s.Canonical(a.Events[0].ID)); d != "2023-12-07" {
		t.Errorf("with the dated one: got %q", d)
	}
	s.Update(nil, resolve.Members(b), []graph.Judgement{{Seq: 1, Kind: "published", Article: a.Article.ID, Date: "2024-01-05"}})
	if d, _ := s.When(s.Canonical(a.Events[0].ID)); d != "2024-01-04" {
		t.Errorf("judged: got %q", d)
	}
	s.Update(nil, nil, []graph.Judgement{{Seq: 2, Kind: "undo", Undoes: 1}})
	if d, _ := s.When(s.Canonical(a.Events[0].ID)); d != "" {
		t.Errorf("undone: got %q", d)
	}
}

// TestSpeakerJudged: who is quoted at a conference need not take part in it as the
// article tells it; that two speakers are judged to be one joins the conferences.
func TestSpeakerJudged(t *testing.T) {
	conf := account{class: "NewsConference", lemma: "conference", who: "Elin Marsk|Tom Kell", weekday: "thursday", quote: words}
	a := conf.report()
	conf.who = "Elin Ruiz|Tom Kell"
	b := conf.report()
	for _, r := range []*graph.Report{a, b} {
		r.Events[0].Roles = r.Events[0].Roles[1:]
	}
	s := resolve.New(knowledge.Default())
	s.Update(append(resolve.Members(a), resolve.Members(b)...), nil, nil)
	x, y := a.Events[0].ID, b.Events[0].ID
	if s.Canonical(x) == s.Canonical(y) {
		t.Fatal("one conference before the speakers are one")
	}
	s.Update(nil, nil, []graph.Judgement{{
		Seq: 1, Kind: "merge",
		Left: []graph.Anchor{{Member: a.Chains[0].ID}}, Right: []graph.Anchor{{Member: b.Chains[0].ID}},
	}})
	if s.Canonical(x) != s.Canonical(y) {
		t.Errorf("two conferences although the speakers are one: %+v", s.Why(x, y))
	}
}

// TestToldAgain: an article that tells of an event twice has one event, unless what
// the two accounts say excludes that.
func TestToldAgain(t *testing.T) {
	for name, tt := range map[string]struct {
		again bool // whether the report ties the second to the first
		day   string
		want  bool
	}{
		"tied":                      {true, "", true},
		"not tied":                  {false, "", false},
		"tied, but on another day":  {true, "2024-03-06", false},
		"tied, and on the same day": {true, "2024-03-05", true},
	} {
		t.Run(name, func(t *testing.T) {
			r := account{class: "Visit", who: "Elin Marsk", value: "2024-03-05"}.report()
			ev := r.Events[0]
			ev.Trigger, ev.Time = r.Mentions[0].Span, graph.None
			ev.ID = graph.In("ev", r.Article.ID, ev.Trigger)
			if tt.day != "" {
				ev.Time = len(r.Times)
				r.Times = append(r.Times, graph.Time{Type: "DATE", Value: tt.day})
			}
			if tt.again {
				ev.Links = []graph.Link{{Name: "same_event", Event: 0}}
			}
			r.Events = append(r.Events, ev)
			s := resolve.New(knowledge.Default())
			s.Update(resolve.Members(r), nil, nil)
			why := s.Why(r.Events[0].ID, ev.ID)
			if why.Same != tt.want {
				t.Errorf("one event: %v, want %v: %+v", why.Same, tt.want, why)
			}
		})
	}
}

// TestLasting: what goes on for weeks is one thing in two articles that report one
// utterance, if the same do it in the same place; nobody dies twice.
func TestLasting(t *testing.T) {
	const said = "we shall not leave this valley before the last of the wells has been cleared"
	op := account{class: "Operation", lemma: "operation", who: "Norway", city: "Lamu", beside: said}
	for name, tt := range map[string]struct {
		a, b account
		want bool
	}{
		"same utterance":         {op, account{class: "Operation", lemma: "campaign", who: "Norway", city: "Lamu", beside: said, weekday: "monday"}, true},
		"other place":            {op, account{class: "Operation", lemma: "operation", who: "Norway", city: "Garissa", beside: said}, false},
		"other party":            {op, account{class: "Operation", lemma: "operation", who: "Denmark", city: "Lamu", beside: said}, false},
		"nothing said":           {op, account{class: "Operation", lemma: "operation", who: "Norway", city: "Lamu"}, false},
		"an attack, not lasting": {account{class: "Attack", lemma: "attack", who: "Norway", city: "Lamu", beside: said}, account{class: "Attack", lemma: "attack", who: "Norway", city: "Lamu", beside: said, weekday: "monday"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if same, why := oneEvent(t, tt.a.report(), tt.b.report()); same != tt.want {
				t.Errorf("one event: %v, want %v: %+v", same, tt.want, why)
			}
		})
	}
}

// TestOnce: two articles on the death of one person tell of one death.
func TestOnce(t *testing.T) {
	death := func(who, day, status string, published graph.Date) *graph.Report {
		r := account{class: "Death", lemma: "die", who: who, value: day, status: status, published: published}.report()
		r.Events[0].Roles[0].Name = "victim"
		return r
	}
	for name, tt := range map[string]struct {
		who, day, status string
		want             bool
	}{
		"no day":         {"Elin Marsk", "", "", true},
		"the same day":   {"Elin Marsk", "2024-03-05", "", true},
		"another day":    {"Elin Marsk", "2024-03-06", "", false},
		"another person": {"Tom Kell", "", "", false},
		"denied":         {"Elin Marsk", "", "denied", false},
	} {
		t.Run(name, func(t *testing.T) {
			if same, why := oneEvent(t, death("Elin Marsk", "2024-03-05", "", "2024-03-07"), death(tt.who, tt.day, tt.status, "2024-03-09")); same != tt.want {
				t.Errorf("one death: %v, want %v: %+v", same, tt.want, why)
			}
		})
	}
}
