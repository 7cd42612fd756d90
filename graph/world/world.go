// Package world makes reports of a made-up world: people with offices, meetings,
// calls and press conferences, told by articles with all the noise of news:
// initials, nicknames, misprints, surnames alone, wire copies, corrections,
// missing dates, two people of one name. Every report comes with the text it is
// about, so that all its spans can be checked, and with the truth: which chain is
// which person, which events are one.
//
// Tests of stores, identity and queries use it, because they need more articles
// than the encoder could read. It has no clock and no state: the same seed, size
// and number give the same report on every machine. Start at New and World.Report.
package world

import (
	"math/rand/v2"
	"strings"

	"newsgraph/graph"
)

// Size says how large a world is. Zero fields take the defaults of New.
type Size struct {
	People int // persons with an office or a profession
	Events int // meetings, calls, visits and press conferences
	Noise  int // thousandths of person mentions that are not written as the full name
}

// A World is a seeded world. It is safe for concurrent use.
type World struct {
	seed   uint64
	size   Size
	people []Person
	events []Event
}

// A Person is someone of the world.
type Person struct {
	Given, Family string
	Gender        string // "m" or "f"
	Middle        string // initial, "" for none
	Suffix        string // "Jr." of a son who bears the name of his father, or ""
	Nick          string // "" for none
	Office        string // "foreign minister", "coach"
	Country       string // name of the country
	// Known persons hold an office that few hold, so that a surname with it is enough.
	Known bool
}

// Name returns the full name.
func (p *Person) Name() string {
	return strings.TrimSpace(p.Given + " " + p.Family + " " + p.Suffix)
}

// An Event is something that happened, will happen or was denied.
type Event struct {
	Class  string // Meeting NewsConference PhoneCall Visit
	A, B   int    // persons
	City   string // "" for a call
	Day    int    // days after the first of January 2023
	Status string // happened planned denied
	Quote  string // what A said there
}

// New returns the world of a seed.
func New(seed uint64, size Size) *World {
	if size.People < 2 {
		size.People = 200
	}
	if size.Events < 1 {
		size.Events = 400
	}
	w := &World{seed: seed, size: size}
	r := rand.New(rand.NewPCG(seed, 0))
	w.people = makePeople(r, size.People)
	for range size.Events {
		w.events = append(w.events, w.makeEvent(r))
	}
	return w
}

// Person returns the person of a truth number.
func (w *World) Person(n int) Person { return w.people[n] }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// chance is true in so many thousandths of the cases.
func chance(r *rand.Rand, thousandths int) bool { return r.IntN(1000) < thousandths }

// makePeople fills first the offices that only one person holds in a country, then
// the common professions. One person in fifty bears the name of another one.
func makePeople(r *rand.Rand, n int) []Person {
	people := make([]Person, 0, n)
	taken := map[string]bool{}
	for len(people) < n {
		p := Person{Gender: "m"}
		names := men
		if chance(r, 450) {
			p.Gender, names = "f", women
		}
		p.Given = pick(r, names)
		p.Family = family(r)
		if i := len(people); i < len(countries)*len(topOffices) {
			p.Country, p.Office, p.Known = countries[i%len(countries)].name, topOffices[i/len(countries)], true
		} else {
			p.Country, p.Office = pick(r, countries).name, pick(r, professions)
		}
		if len(people) > 10 && chance(r, 20) {
			twin := people[r.IntN(len(people))]
			if twin.Country != p.Country {
				p.Given, p.Family, p.Gender = twin.Given, twin.Family, twin.Gender
			}
		} else if len(people) > 10 && chance(r, 10) {
			father := people[r.IntN(len(people))]
			if father.Gender == "m" && father.Suffix == "" && !taken[father.Name()+" Jr."] {
				p.Given, p.Family, p.Gender, p.Suffix, p.Country = father.Given, father.Family, "m", "Jr.", father.Country
			} else if taken[p.Name()] {
				continue
			}
		} else if taken[p.Name()] {
			continue
		}
		taken[p.Name()] = true
		p.Nick = nicks[p.Given]
		if chance(r, 300) {
			p.Middle = string(rune('A' + r.IntN(26)))
		}
		people = append(people, p)
	}
	return people
}

// family makes a surname of two or three syllables.
func family(r *rand.Rand) string {
	s := pick(r, onsets) + pick(r, nuclei) + pick(r, middles) + pick(r, nuclei) + pick(r, codas)
	return s
}

func (w *World) makeEvent(r *rand.Rand) Event {
	ev := Event{Class: pick(r, []string{"Meeting", "Meeting", "Meeting", "NewsConference", "PhoneCall", "Visit"}), Status: graph.Happened}
	// the mighty meet more often: the smaller of two draws
	ev.A = min(r.IntN(len(w.people)), r.IntN(len(w.people)))
	for ev.B = ev.A; ev.B == ev.A || w.people[ev.A].Name() == w.people[ev.B].Name(); {
		ev.B = r.IntN(len(w.people))
	}
	if ev.Class != "PhoneCall" {
		ev.City = pick(r, countries).city
	}
	ev.Day = r.IntN(700)
	switch n := r.IntN(20); {
	case n == 0:
		ev.Status = "planned"
	case n == 1:
		ev.Status = "denied"
	}
	ev.Quote = sentence(r, 12+r.IntN(14))
	return ev
}

// sentence makes so many words that no other quotation is likely to share.
func sentence(r *rand.Rand, words int) string {
	b := []byte(pick(r, starts))
	for range words {
		b = append(b, ' ')
		b = append(b, pick(r, vocabulary)...)
	}
	return string(b)
}
