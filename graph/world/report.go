package world

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"newsgraph/graph"
)

// A Truth says what the members of a report are.
type Truth struct {
	Persons map[graph.ID]int    // chain of a named person -> person
	Places  map[graph.ID]string // chain of a place -> its name
	Events  map[graph.ID]int    // event member -> event
}

// Report returns article number i as a report. Every tenth is a wire copy of
// another one, every twentieth a correction: the same URI, modified later.
func (w *World) Report(i int) *graph.Report {
	r, _ := w.Tell(i)
	return r
}

// Tell returns article number i and the truth about it.
func (w *World) Tell(i int) (*graph.Report, Truth) {
	told := i // the article whose text this one has
	b := &builder{world: w, chains: map[string]int{}}
	switch {
	case i%20 == 19:
		b.corrected = true
		told = i - 6
	case i%10 == 7:
		told = i - 3
	}
	r := rand.New(rand.NewPCG(w.seed, uint64(told)+1))
	b.rand = r
	lead := r.IntN(len(w.events))
	events := []int{lead}
	if chance(r, 300) {
		if second := r.IntN(len(w.events)); second != lead {
			events = append(events, second)
		}
	}
	art := w.article(i, told, r, w.events[lead])
	b.undated = art.Published == ""
	b.published = w.events[lead].Day + 1
	for _, n := range events {
		b.tell(n)
	}
	b.remark()
	if b.corrected {
		begin := b.text.Len()
		b.write("An earlier version of this article was corrected.")
		b.sentence(begin)
	}
	return b.finish(art)
}

var outlets = []string{"Northern Post", "Daily Ledger", "The Courier", "Evening Star", "City Herald"}

// article makes the frame. The URI tells wire copies apart and holds corrections
// together.
func (w *World) article(i, told int, r *rand.Rand, ev Event) graph.Article {
	art := graph.Article{
		Outlet: outlets[i%len(outlets)], Language: "en", Title: "Report " + fmt.Sprint(told),
		Published: date(ev.Day + 1), Basis: "meta",
	}
	number := i
	if i%20 == 19 {
		number = told
		art.Outlet = outlets[told%len(outlets)]
		art.Modified = date(ev.Day + 2)
	}
	art.URI = fmt.Sprintf("https://%s.example/%d", graph.Slug(art.Outlet), number)
	if i%10 == 7 || i%10 == 4 {
		art.Agency = "Example Press"
	}
	if chance(r, 150) {
		art.Published, art.Basis = "", ""
	}
	return art
}

// first is day 0.
var first = time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)

func date(day int) graph.Date {
	return graph.Date(first.AddDate(0, 0, day).Format("2006-01-02"))
}

func weekday(day int) string { return first.AddDate(0, 0, day).Weekday().String() }

// written is a date as American papers write it.
func written(day int) string { return first.AddDate(0, 0, day).Format("January 2, 2006") }

// verbs says, for each class and status, what stands between the two persons.
var verbs = map[string]map[string][2]string{ // words before the lemma's form, the form
	"Meeting":        {"happened": {"", "met"}, "planned": {"will ", "meet"}, "denied": {"denied having ", "met"}},
	"NewsConference": {"happened": {"held a ", "press conference"}, "planned": {"will hold a ", "press conference"}, "denied": {"denied having held a ", "press conference"}},
	"PhoneCall":      {"happened": {"", "telephoned"}, "planned": {"will ", "telephone"}, "denied": {"denied having ", "telephoned"}},
	"Visit":          {"happened": {"", "visited"}, "planned": {"will ", "visit"}, "denied": {"denied having ", "visited"}},
}

var lemmas = map[string]string{"Meeting": "meet", "NewsConference": "conference", "PhoneCall": "telephone", "Visit": "visit"}

// tell writes an event: who met whom, where and when, and what was said there.
func (b *builder) tell(n int) {
	ev := b.world.events[n]
	begin := b.text.Len()
	a := b.introduce(ev.A)
	b.write(" ")
	words := verbs[ev.Class][ev.Status]
	b.write(words[0])
	trigger := b.write(words[1])
	if ev.Class == "NewsConference" {
		b.write(" with")
	}
	b.write(" ")
	c := b.introduce(ev.B)
	place := graph.None
	if ev.City != "" {
		b.write(" in ")
		place = b.place(b.cityOf(ev))
	}
	b.write(" on ")
	when := b.day(ev)
	b.write(".")
	event := b.event(n, trigger, begin, a, c, place, when)
	b.sentence(begin)
	if ev.Status == graph.Happened {
		b.quote(n, event)
	}
}

// cityOf is wrong in one article of thirty until it is corrected.
func (b *builder) cityOf(ev Event) string {
	if chance(b.rand, 33) && !b.corrected {
		return countries[(ev.Day+1)%len(countries)].city
	}
	return ev.City
}

// introduce writes "French Foreign Minister Anna Marsk" or a noisier form, with the
// claim that she holds the post, and returns the mention of the person.
func (b *builder) introduce(n int) int {
	p := b.world.people[n]
	form := b.form(n)
	bare := !strings.Contains(form, " ")
	if b.known(n) || !bare && chance(b.rand, 150) {
		return b.mention(form, "person", "name", b.person(n, form))
	}
	begin := b.text.Len()
	country := b.place(demonym(p.Country))
	b.write(" ")
	post := b.write(title(p.Office))
	b.write(" ")
	m := b.mention(form, "person", "name", b.person(n, form))
	b.holds(m, country, p.Office, graph.Span{B: begin, E: b.text.Len()}, post)
	return m
}

func title(office string) string {
	words := strings.Fields(office)
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

func demonym(name string) string {
	for _, c := range countries {
		if c.name == name {
			return c.demonym
		}
	}
	return name
}

// form writes a person's name as this article does: once chosen, it stays.
func (b *builder) form(n int) string {
	if f, ok := b.forms[n]; ok {
		return f
	}
	if b.forms == nil {
		b.forms = map[int]string{}
	}
	p := b.world.people[n]
	f := p.Name()
	if chance(b.rand, b.world.size.Noise) {
		f = b.noisy(p)
	}
	b.forms[n] = f
	return f
}

// noisy writes a name in one of the ways in which news vary names: a middle
// initial, a nickname, an initial, a misprint, another transliteration, the family
// name first, a title, the surname alone.
func (b *builder) noisy(p Person) string {
	switch k := b.rand.IntN(20); {
	case k < 4 && p.Middle != "":
		return p.Given + " " + p.Middle + ". " + p.Family
	case k < 8 && p.Nick != "":
		return p.Nick + " " + p.Family
	case k < 10 && len(p.Family) > 6:
		return p.Given + " " + b.misprint(p.Family)
	case k < 13:
		return p.Given + " " + b.respell(p.Family)
	case k < 14:
		return p.Given[:1] + ". " + p.Family
	case k < 15 && familyFirst[p.Country]:
		return p.Family + " " + p.Given
	case k < 16:
		return pick(b.rand, honorifics) + " " + p.Name()
	case p.Known:
		return p.Family
	}
	return p.Name()
}

// misprint loses, doubles or swaps letters, not the first two.
func (b *builder) misprint(name string) string {
	i := 2 + b.rand.IntN(len(name)-3)
	switch b.rand.IntN(3) {
	case 0:
		return name[:i] + name[i+1:]
	case 1:
		return name[:i] + name[i:i+1] + name[i:]
	}
	return name[:i] + name[i+1:i+2] + name[i:i+1] + name[i+2:]
}

// respell writes a name as another transliteration would; the first letter stays.
func (b *builder) respell(name string) string {
	first := b.rand.IntN(len(respellings))
	for n := range respellings {
		pair := respellings[(first+n)%len(respellings)]
		if i := strings.Index(name[1:], pair[0]); i >= 0 {
			return name[:1+i] + pair[1] + name[1+i+len(pair[0]):]
		}
	}
	return name
}

// quote writes what was said at the event, by the surname or a pronoun, in one
// of two kinds of quotation marks, sometimes without its beginning.
func (b *builder) quote(n, event int) {
	ev := b.world.events[n]
	words := strings.Fields(ev.Quote)
	if chance(b.rand, 250) {
		words = words[len(words)/4:]
	}
	open, end := "\"", "\""
	if chance(b.rand, 500) {
		open, end = "“", "”"
	}
	begin := b.text.Len()
	quote := b.write(open + strings.Join(words, " ") + "," + end)
	b.write(" ")
	speaker := b.again(ev.A)
	b.write(" ")
	cue := b.write("said")
	b.write(".")
	b.say(begin, speaker, cue, quote, event)
	b.sentence(begin)
}

// again mentions a person already introduced.
func (b *builder) again(n int) int {
	p := b.world.people[n]
	chain := b.person(n, "")
	if chance(b.rand, 300) {
		if p.Gender == "f" {
			return b.mention("she", "person", "pronoun", chain)
		}
		return b.mention("he", "person", "pronoun", chain)
	}
	return b.mention(surname(b.form(n), p), "person", "name", chain)
}

// surname returns the family name as a form of the name has it.
func surname(form string, p Person) string {
	if strings.HasPrefix(form, p.Family+" ") {
		return p.Family
	}
	words := strings.Fields(strings.TrimSuffix(form, " "+p.Suffix))
	return words[len(words)-1]
}

// remark closes the article with a claim that nothing else rests on.
func (b *builder) remark() {
	begin := b.text.Len()
	who := b.mention("Observers", "group", "nominal", b.chain("observers", "Group", "observers", false))
	b.write(" ")
	cue := b.write("noted")
	b.write(" that ")
	c := pick(b.rand, countries)
	content := b.text.Len()
	m := b.place(c.name)
	b.write(" was watching closely")
	b.comment(begin, who, cue, graph.Span{B: content, E: b.text.Len()}, m)
	b.write(".")
	b.sentence(begin)
}
