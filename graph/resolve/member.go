package resolve

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A Member is what identity needs of one chain or one event of a report. It
// holds no text and shares none with the report.
type Member struct {
	ID  graph.ID
	Doc graph.ID
	// Published is the article's date of publication, "" if unknown.
	Published graph.Date
	// Event says which of the two halves below is filled.
	Event bool

	// Of a chain.
	Class string
	Named bool     // whether it bears a proper name; without one it stays alone
	Names []string // normalised proper names, sorted
	Ref   graph.ID // knowledge id, as extraction linked it
	// Described is what a person without a name is called: "the US secretary of state".
	Described string
	Gender    string
	Offices   []Office // sorted
	Born      int      // year of birth by the age given, give or take one; 0 if unknown
	// Around are the normalised names of the countries that the article names,
	// sorted. Only what has no knowledge id and is no country needs them.
	Around []string

	// Of an event.
	Type    string // class of graph/ontology
	Lemma   string
	Status  string
	Day     graph.Date // date of the event as far as the report knows it
	Weekday string     // the day as written, when the date is unknown
	Roles   []Role     // sorted
	Quotes  []Quote    // what was said at the event, long quotations only
	// Beside are the quotations elsewhere in the article, of the participants or, where
	// the event goes on for long, of anyone; given if the article tells of no other
	// event of that kind with the same participants.
	Beside []Quote
	// Told is the sketch of the sentence that tells of the event.
	Told []uint64
	// Again is the first event of the article of which it tells again, or is told
	// again by this one; "" where the article tells of it once.
	Again graph.ID
}

// An Office is a post that the article says a person holds or held.
type Office struct {
	Post   string   // as written
	Org    string   // normalised name of the country or organization, "" if not said
	OrgRef graph.ID // its knowledge id
}

// A Role says which entity member takes part in an event and how.
type Role struct {
	Name   string // role of graph/ontology
	Member graph.ID
}

// A Quote is the sketch of a long quotation: hashes of runs of words, sampled by
// value, so that near-verbatim copies share most of them.
type Quote struct {
	Statement graph.ID
	Speaker   graph.ID // entity member
	Runs      []uint64 // sorted
}

// Members returns the members of a report in the order of its lists, chains first.
// A chain that bears only a part of the name of exactly one other chain of the
// article takes that chain's names and offices.
func Members(r *graph.Report) []Member {
	out := make([]Member, 0, len(r.Chains)+len(r.Events))
	for i := range r.Chains {
		out = append(out, chainMember(r, &r.Chains[i]))
	}
	addOffices(r, out)
	addGenerations(out)
	adopt(out)
	addAround(out)
	quotes, all := eventQuotes(r)
	first := len(out)
	for i := range r.Events {
		m := eventMember(r, &r.Events[i])
		m.Quotes, m.Told = quotes[i], told(r, r.Events[i].Trigger)
		out = append(out, m)
	}
	addAgain(r, out[first:])
	addBeside(out[first:], all)
	return out
}

// addAgain notes which events of the report tell of one.
func addAgain(r *graph.Report, events []Member) {
	for i := range r.Events {
		for _, l := range r.Events[i].Links {
			if l.Name == "same_event" {
				again := &events[l.Event]
				again.Again = cmp.Or(again.Again, again.ID)
				events[i].Again = again.Again
			}
		}
	}
}

// addBeside gives encounters the quotations of who takes part told beside them, and
// what goes on for long all quotations of the article: two articles that report one
// utterance tell of the same days.
func addBeside(events []Member, all []Quote) {
	type kind struct{ class, who string }
	kinds := make([]kind, len(events))
	first := map[kind]graph.ID{} // the event of a kind, "" if there are several
	for i := range events {
		m := &events[i]
		kinds[i] = kind{m.Type, participants(m)}
		id := cmp.Or(m.Again, m.ID)
		if before, ok := first[kinds[i]]; ok && before != id {
			id = ""
		}
		first[kinds[i]] = id
	}
	for i := range events {
		m := &events[i]
		encounter := ontology.Is(m.Type, "Encounter")
		if !encounter && !lasting(m.Type) || first[kinds[i]] == "" || len(m.Quotes) > 0 || m.Status != graph.Happened {
			continue
		}
		for _, q := range all {
			if !encounter || slices.ContainsFunc(m.Roles, func(r Role) bool { return ontology.RoleIs(r.Name, "participant") && r.Member == q.Speaker }) {
				m.Beside = append(m.Beside, q)
			}
		}
	}
}

// lasting reports whether an event of the class goes on for weeks.
func lasting(class string) bool {
	t, _ := ontology.Lookup("class", class)
	return t.Lasting
}

// participants spells who takes part, whatever the roles.
func participants(m *Member) string {
	var ids []string
	for _, r := range m.Roles {
		if ontology.RoleIs(r.Name, "participant") {
			ids = append(ids, string(r.Member))
		}
	}
	return strings.Join(unique(ids), " ")
}

func chainMember(r *graph.Report, c *graph.Chain) Member {
	m := Member{
		ID: c.ID, Doc: r.Article.ID, Published: r.Article.Published,
		Class: c.Class, Named: c.Named, Ref: c.Ref, Gender: c.Gender,
	}
	if !c.Named {
		if c.Class == "Person" {
			m.Described = c.Name
		}
		return m
	}
	for _, n := range append([]string{c.Name}, c.Names...) {
		if key := graph.NormalName(n); key != "" {
			m.Names = append(m.Names, key)
		}
	}
	slices.Sort(m.Names)
	m.Names = slices.Compact(m.Names)
	return m
}

// addOffices reads the claims that someone holds a position or has an occupation,
// is a citizen of a country, or has an age.
func addOffices(r *graph.Report, chains []Member) {
	for i := range r.Claims {
		c := &r.Claims[i]
		holder := chainOf(r, c.Subject)
		if c.Polarity == "-" || holder == graph.None {
			continue
		}
		o := Office{Post: cmp.Or(c.Post, c.Text)}
		switch c.Relation {
		case "age":
			chains[holder].Born = born(c.Text, r.Article.Published)
			continue
		case "citizen_of":
			o.Post = "citizen"
		case "holds_position", "occupation":
		default:
			continue
		}
		if org := chainOf(r, c.Object); org != graph.None {
			o.Org, o.OrgRef = graph.NormalName(r.Chains[org].Name), r.Chains[org].Ref
		}
		chains[holder].Offices = append(chains[holder].Offices, o)
	}
	for i := range chains {
		slices.SortFunc(chains[i].Offices, func(a, b Office) int {
			return cmp.Or(cmp.Compare(a.Post, b.Post), cmp.Compare(a.Org, b.Org), cmp.Compare(a.OrgRef, b.OrgRef))
		})
		chains[i].Offices = slices.Compact(chains[i].Offices)
	}
}

// born returns the year of birth of someone of that age, 0 if the text is no
// likely age or the article has no date. It may be off by one.
func born(age string, published graph.Date) int {
	n, err := strconv.Atoi(strings.TrimSpace(age))
	if err != nil || n <= 0 || n > 120 || len(published) < 4 {
		return 0
	}
	year, err := strconv.Atoi(string(published[:4]))
	if err != nil {
		return 0
	}
	return year - n
}

// addAround gives the chains the countries of their article, which help to tell who a
// person is, or which office or "Supreme Court" without a country.
func addAround(chains []Member) {
	var countries []string
	for i := range chains {
		if chains[i].Class == "Country" {
			countries = append(countries, chains[i].Names...)
		}
	}
	slices.Sort(countries)
	countries = slices.Compact(countries)
	for i := range chains {
		if m := &chains[i]; m.Named && m.Ref == "" && m.Class != "Country" {
			m.Around = countries
		}
	}
}

// chainOf returns the chain of a mention, or None.
func chainOf(r *graph.Report, mention int) int {
	if mention < 0 || mention >= len(r.Mentions) {
		return graph.None
	}
	if c := r.Mentions[mention].Chain; c >= 0 && c < len(r.Chains) {
		return c
	}
	return graph.None
}

// adopt gives a person who bears a single word as name the identity of the one
// person of the article whose full name ends with that word.
func adopt(chains []Member) {
	for i := range chains {
		m := &chains[i]
		if m.Class != "Person" || m.Ref != "" || len(m.Names) != 1 {
			continue
		}
		if bare, _ := generation(m.Names[0]); strings.Contains(bare, " ") {
			continue
		}
		if host := onlyHost(chains, m); host != nil {
			m.Names, m.Ref, m.Offices = host.Names, host.Ref, host.Offices
			m.Born = cmp.Or(m.Born, host.Born)
			m.Gender = cmp.Or(m.Gender, host.Gender)
		}
	}
}

func onlyHost(chains []Member, m *Member) *Member {
	var host *Member
	for i := range chains {
		c := &chains[i]
		if c.ID == m.ID || c.Class != "Person" || m.Gender != "" && c.Gender != "" && m.Gender != c.Gender || len(m.Offices) > 0 && len(c.Offices) == 0 {
			continue // "President Roe" is not the "Jane Roe" without an office
		}
		for _, n := range c.Names {
			if bare, _ := generation(n); strings.HasSuffix(n, " "+m.Names[0]) || strings.HasSuffix(bare, " "+m.Names[0]) {
				if host != nil && host != c {
					return nil
				}
				host = c
			}
		}
	}
	return host
}

func eventMember(r *graph.Report, e *graph.Event) Member {
	m := Member{
		ID: e.ID, Doc: r.Article.ID, Published: r.Article.Published, Event: true,
		Type: e.Class, Lemma: e.Lemma, Status: e.Status,
	}
	if e.Polarity == "-" && m.Status == graph.Happened {
		m.Status = "negated"
	}
	if e.Time >= 0 && e.Time < len(r.Times) {
		t := &r.Times[e.Time]
		m.Weekday = t.Weekday
		if t.Type == "DATE" || t.Type == "TIME" {
			m.Day = day(t.Value)
		}
	}
	for _, role := range e.Roles {
		c := chainOf(r, role.Mention)
		if role.Name == "place" {
			c = wholeOf(r, c)
		}
		if c != graph.None {
			m.Roles = append(m.Roles, Role{role.Name, r.Chains[c].ID})
		}
	}
	slices.SortFunc(m.Roles, func(a, b Role) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Member, b.Member)) })
	m.Roles = slices.Compact(m.Roles)
	return m
}

// wholeOf returns the place of which chain c is a part as the article says ("southern
// Gaza"), or else c: of two accounts of one event one may name the part.
func wholeOf(r *graph.Report, c int) int {
	for i := range r.Claims {
		cl := &r.Claims[i]
		if cl.Relation != "part_of" || cl.Polarity == "-" || c == graph.None || chainOf(r, cl.Subject) != c {
			continue
		}
		if whole := chainOf(r, cl.Object); whole != graph.None && kindOf(r.Chains[c].Class) == "place" && kindOf(r.Chains[whole].Class) == "place" {
			return whole
		}
	}
	return c
}

// day returns the calendar part of a TIMEX3 value: "2023-12-07", "2023-12" or
// "2023", and "" for weeks, seasons and relative values.
func day(value string) graph.Date {
	value, _, _ = strings.Cut(value, "T")
	for i := range len(value) {
		if c := value[i]; (c < '0' || c > '9') && c != '-' {
			return ""
		}
	}
	switch len(value) {
	case 4, 7, 10:
		return graph.Date(value)
	}
	return ""
}

// A quotation shorter than minWords may be a commonplace. Its sketch takes the
// runs of runWords words whose hash is divisible by sample.
const (
	minWords = 10
	runWords = 4
	sample   = 2
)

// eventQuotes returns, for each event, the quotations of the statements made
// during it. What a report does not say to be made anywhere counts for the only
// public appearance of the speaker of which the article tells. It returns all long
// quotations beside.
func eventQuotes(r *graph.Report) (out [][]Quote, all []Quote) {
	out = make([][]Quote, len(r.Events))
	for i := range r.Statements {
		st := &r.Statements[i]
		speaker := chainOf(r, st.Speaker)
		if speaker == graph.None {
			continue
		}
		during := st.During
		if during == graph.None {
			during = onlyAppearance(r, speaker)
		}
		for _, q := range sketches(r, st) {
			all = append(all, q)
			if during >= 0 && during < len(out) {
				out[during] = append(out[during], q)
			}
		}
	}
	return out, all
}

// sketches returns the long quotations of a statement.
func sketches(r *graph.Report, st *graph.Statement) []Quote {
	var out []Quote
	for _, q := range st.Quotes {
		if q.B < 0 || q.E > len(r.Article.Text) || q.B > q.E {
			continue
		}
		if runs := sketch(r.Article.Text[q.B:q.E]); runs != nil {
			out = append(out, Quote{st.ID, r.Chains[chainOf(r, st.Speaker)].ID, runs})
		}
	}
	return out
}

// onlyAppearance returns the only news conference of the article in which the
// chain takes part, or None.
func onlyAppearance(r *graph.Report, speaker int) int {
	found := graph.None
	for i := range r.Events {
		takesPart := slices.ContainsFunc(r.Events[i].Roles, func(role graph.Role) bool {
			return ontology.RoleIs(role.Name, "participant") && chainOf(r, role.Mention) == speaker
		})
		switch {
		case r.Events[i].Class != "NewsConference":
		case found != graph.None:
			return graph.None
		case takesPart:
			found = i
		}
	}
	return found
}

// told returns the sketch of the sentence that holds a span, nil for a short one.
func told(r *graph.Report, trigger graph.Span) []uint64 {
	for _, s := range r.Sentences {
		if s.Contains(trigger) && s.B >= 0 && s.E <= len(r.Article.Text) {
			return sketch(r.Article.Text[s.B:s.E])
		}
	}
	return nil
}

func sketch(text string) []uint64 {
	words := strings.Fields(graph.NormalName(text))
	if len(words) < minWords {
		return nil
	}
	var runs []uint64
	for i := 0; i+runWords <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+runWords] {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
		if sum := h.Sum64(); sum%sample == 0 {
			runs = append(runs, sum)
		}
	}
	slices.Sort(runs)
	return slices.Compact(runs)
}
