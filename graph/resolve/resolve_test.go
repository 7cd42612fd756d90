package resolve_test

import (
	"fmt"
	"slices"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
)

// person returns a named person of an article numbered n.
func person(n int, names []string, offices ...resolve.Office) resolve.Member {
	doc := graph.ArticleID("", fmt.Sprint(n))
	m := resolve.Member{ID: graph.In("m", doc, graph.Span{B: 10, E: 20}), Doc: doc, Class: "Person", Named: true, Published: "2023-12-08", Offices: offices}
	for _, name := range names {
		m.Names = append(m.Names, graph.NormalName(name))
	}
	return m
}

func thing(n int, class, name string) resolve.Member {
	m := person(n, []string{name})
	m.Class = class
	return m
}

func post(title, country string) resolve.Office {
	return resolve.Office{Post: title, Org: graph.NormalName(country)}
}

func TestEntities(t *testing.T) {
	names := func(s ...string) []string { return s }
	tests := []struct {
		name string
		a, b resolve.Member
		same bool
	}{
		{"same full name", person(1, names("Elin Marsk")), person(2, names("Elin Marsk")), true},
		{"title and surname beside", person(1, names("Elin Marsk", "Marsk")), person(2, names("Dr. Elin Marsk")), true},
		{"surname alone proves nothing", person(1, names("Elin Marsk")), person(2, names("Marsk")), false},
		{"two surnames alone", person(1, names("Marsk")), person(2, names("Marsk")), false},
		{"surname with office", person(1, names("Elin Marsk"), post("foreign minister", "Norway")), person(2, names("Marsk"), post("foreign minister", "Norway")), true},
		{"surname with another office", person(1, names("Elin Marsk"), post("foreign minister", "Norway")), person(2, names("Marsk"), post("foreign minister", "Denmark")), false},
		{"one name, two countries", person(1, names("John Smith"), post("foreign minister", "Canada")), person(2, names("John Smith"), post("finance minister", "Australia")), false},
		{"one name, career", person(1, names("John Smith"), post("foreign minister", "Canada")), person(2, names("John Smith"), post("prime minister", "Canada")), true},
		{"one name, two fields", person(1, names("John Smith"), post("coach", "")), person(2, names("John Smith"), post("senator", "")), false},
		{"one name, two ages", aged(person(1, names("John Smith")), 1950), aged(person(2, names("John Smith")), 1985), false},
		{"one name, one age", aged(person(1, names("John Smith")), 1950), aged(person(2, names("John Smith")), 1951), true},
		{"one name, two citizens", person(1, names("John Smith"), post("citizen", "Canada")), person(2, names("John Smith"), post("mayor", "Kenya")), false},
		{"nickname", person(1, names("William Harker")), person(2, names("Bill Harker")), true},
		{"body by the union's initials", thing(1, "Organization", "EU Commission"), thing(2, "Organization", "European Commission"), true},
		{"umlaut written out", person(1, names("Nils Bjørn Sandoe")), person(2, names("Nils Bjorn Sandø")), true},
		{"initials without points", person(1, names("JD Harker"), post("defence minister", "Ireland")), person(2, names("James D. Harker"), post("defence minister", "Ireland")), true},
		{"familiar name that the tables have", around(person(1, names("Bongbong Marcos")), "philippines"), person(2, names("Ferdinand R. Marcos Jr."), post("president", "Philippines")), true},
		{"middle initial", person(1, names("Paul J. Harker")), person(2, names("Paul Harker")), true},
		{"initial alone", person(1, names("P. Harker")), person(2, names("Paul Harker")), false},
		{"initial and office", person(1, names("P. Harker"), post("defence minister", "Ireland")), person(2, names("Paul Harker"), post("defence minister", "Ireland")), true},
		{"transliteration", person(1, names("Benjamin Netanyahu")), person(2, names("Benjamin Netanyau")), true},
		{"spelling of the given name", person(1, names("Sergei Brovkin")), person(2, names("Sergey Brovkin")), true},
		{"two surnames of one sound", person(1, names("Peter Hanson")), person(2, names("Peter Hansen")), false},
		{"siblings", person(1, names("Paul Harker")), person(2, names("Paula Harker")), false},
		{"father and son", person(1, names("Paul Harker Sr")), person(2, names("Paul Harker Jr")), false},
		{"order of names", person(1, names("Orbán Viktor")), person(2, names("Viktor Orban")), true},
		{"different people", person(1, names("Anna Kell")), person(2, names("Tom Kell")), false},
		{"country by alias", thing(1, "Country", "United States"), thing(2, "Country", "U.S."), true},
		{"country and organization", thing(1, "Country", "Georgia"), thing(2, "Organization", "Georgia"), false},
		{"company and its legal form", thing(1, "Company", "Norrsken Energi AB"), thing(2, "Organization", "Norrsken Energi"), true},
		{"place and organization", thing(1, "City", "Hamm"), thing(2, "Organization", "Hamm"), false},
		{"middle names left out", person(1, names("López Obrador")), person(2, names("Andrés Manuel López Obrador")), true},
		{"given names left", person(1, names("Mohammed bin Salman")), person(2, names("Mohammed bin Salman Al Saud")), true},
		{"two given names are no one else", person(1, names("John Paul")), person(2, names("John Paul Jones")), false},
		{"any court", thing(1, "Organization", "Supreme Court"), thing(2, "Organization", "Supreme Court"), false},
		{"one country's court", around(thing(1, "Organization", "Supreme Court"), "brazil"), around(thing(2, "Organization", "the Supreme Court"), "brazil"), true},
		{"two countries' courts", around(thing(1, "Organization", "Supreme Court"), "brazil"), around(thing(2, "Organization", "Supreme Court"), "kenya"), false},
		{"court in an article of two countries", around(thing(1, "Organization", "Supreme Court"), "brazil", "kenya"), around(thing(2, "Organization", "Supreme Court"), "brazil", "kenya"), false},
		{"ministry with its country", thing(1, "PublicBody", "Norwegian Foreign Ministry"), thing(2, "Organization", "Norwegian Foreign Ministry"), true},
		{"city of many", thing(1, "City", "San Juan"), thing(2, "City", "San Juan"), false},
		{"city of many, country around", around(thing(1, "City", "San Juan"), "argentina"), around(thing(2, "City", "San Juan"), "argentina"), true},
		{"village of no table", thing(1, "Place", "Kvitnesdal"), thing(2, "Place", "Kvitnesdal"), true},
		{"one first word, two companies", with(thing(1, "Company", "Orchard Computer"), "Orchard"), with(thing(2, "Company", "Orchard Records"), "Orchard"), false},
		{"company and its first word", with(thing(1, "Company", "Orchard Computer"), "Orchard"), thing(2, "Company", "Orchard"), true},
		{"acronym and name", with(thing(1, "Organization", "Northern Trade Council"), "NTC"), thing(2, "Organization", "NTC"), true},
		{"one acronym, two names", with(thing(1, "Organization", "Northern Trade Council"), "NTC"), with(thing(2, "Organization", "National Theatre Club"), "NTC"), false},
		{"book and product", thing(1, "Work", "Aurora"), thing(2, "Product", "Aurora"), false},
		{"initial, rare name, one post of many", person(1, names("O. Festarard"), post("mayor", "Mexico")), person(2, names("Omar Festarard"), post("mayor", "Mexico")), true},
		{"initial, frequent name, one post of many", person(1, names("J. Smith"), post("senator", "Canada")), person(2, names("John Smith"), post("senator", "Canada")), false},
		{"French transliteration", person(1, names("Benjamin Netanyahou")), person(2, names("Benjamin Netanyahu")), true},
		{"transliteration and misprint", person(1, names("Benjamin Netanyahou")), person(2, names("Benjamin Netanyau")), true},
		{"movement and city", thing(1, "Organization", "Hamas"), thing(2, "City", "Hamm"), false},
		{"Washington, city and state", thing(1, "City", "Washington"), thing(2, "Territory", "Washington"), false},
		{"Washington, city and government", thing(1, "City", "Washington"), thing(2, "Country", "Washington"), false},
		{"Georgia, country and state", thing(1, "Country", "Georgia"), thing(2, "Territory", "Georgia"), false},
		{"former name of a country", thing(1, "Country", "Burma"), thing(2, "Country", "Myanmar"), true},
		{"name of a country in its language", thing(1, "Country", "Türkiye"), thing(2, "Country", "Turkey"), true},
		{"legal form abroad", thing(1, "Company", "Norrsken Energi GmbH"), thing(2, "Company", "The Norrsken Energi"), true},
		{"unnamed", resolve.Member{ID: "m:0000000000000001.1-2", Class: "Person"}, resolve.Member{ID: "m:0000000000000002.1-2", Class: "Person"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := resolve.New(knowledge.Default())
			s.Update([]resolve.Member{tt.a, tt.b}, nil, nil)
			if got := s.Canonical(tt.a.ID) == s.Canonical(tt.b.ID); got != tt.same {
				t.Errorf("same = %v, want %v: %+v", got, tt.same, s.Why(tt.a.ID, tt.b.ID))
			}
		})
	}
}

func TestWhoFitsTwoJoinsNeither(t *testing.T) {
	a := person(1, []string{"John Smith"}, post("coach", ""))
	b := person(2, []string{"John Smith"}, post("senator", ""))
	c := person(3, []string{"John Smith"})
	s := resolve.New(knowledge.Default())
	s.Update([]resolve.Member{a, b, c}, nil, nil)
	ids := map[graph.ID]bool{s.Canonical(a.ID): true, s.Canonical(b.ID): true, s.Canonical(c.ID): true}
	if len(ids) != 3 {
		t.Errorf("got %d people, want 3", len(ids))
	}
	s.Update(nil, []resolve.Member{b}, nil)
	if s.Canonical(a.ID) != s.Canonical(c.ID) {
		t.Error("with the other gone, the name without office is the coach's")
	}
}

func TestBareNameIsTheKnownBearers(t *testing.T) {
	known := person(1, []string{"David Cameron"}, post("Foreign Secretary", "United Kingdom"))
	other := person(2, []string{"David Cameron"}, post("coach", ""))
	bare := person(3, []string{"David Cameron"})
	s := resolve.New(knowledge.Default())
	s.Update([]resolve.Member{other, bare, known}, nil, nil)
	if s.Canonical(bare.ID) != "e:Q192" || s.Canonical(other.ID) == "e:Q192" {
		t.Errorf("bare name is %s, the coach %s", s.Canonical(bare.ID), s.Canonical(other.ID))
	}
}

func TestLink(t *testing.T) {
	tests := []struct {
		name string
		m    resolve.Member
		want graph.ID
	}{
		{"full name and office", person(1, []string{"Antony Blinken"}, post("Secretary of State", "United States")), "e:Q7821917"},
		{"surname, office in force", person(1, []string{"Blinken"}, post("Secretary of State", "U.S.")), "e:Q7821917"},
		{"name without office", person(1, []string{"Antony Blinken"}), ""},
		{"another's office", person(1, []string{"Antony Blinken"}, post("foreign minister", "Chile")), ""},
		{"vague office, country around", around(person(1, []string{"Bezalel Smotrich"}, post("minister", "")), "israel"), "e:Q18759744"},
		{"vague office, another country", around(person(1, []string{"Bezalel Smotrich"}, post("minister", "")), "peru"), ""},
		{"surname, office, country around", around(person(1, []string{"Netanyahu"}, post("prime minister", "")), "israel"), "e:Q43723"},
		{"surname, office that one of the name holds anywhere", person(1, []string{"Netanyahu"}, post("prime minister", "")), "e:Q43723"},
		{"surname that many bear, nothing around", person(1, []string{"Johnson"}, post("prime minister", "")), ""},
		{"surname of one in office at another time", person(1, []string{"Berlusconi"}, post("prime minister", "")), ""},
		{"full name, country around", around(person(1, []string{"Benjamin Netanyahu"}), "israel"), "e:Q43723"},
		{"full name, another country around", around(person(1, []string{"Benjamin Netanyahu"}), "peru"), ""},
		{"initials, office in force", person(1, []string{"R.T. Erdogan"}, post("president", "Turkey")), "e:Q39259"},
		{"a letter that English lacks", person(1, []string{"Jonas Gahr Stoere"}, post("prime minister", "Norway")), "e:Q467948"},
		{"father of one in office", person(1, []string{"Ferdinand Marcos Sr."}, post("president", "Philippines")), ""},
		{"coach of that name", around(person(1, []string{"Antony Blinken"}, post("coach", "")), "united states"), ""},
		{"country", thing(1, "Country", "Britain"), "e:Q145"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := resolve.New(knowledge.Default())
			s.Update([]resolve.Member{tt.m}, nil, nil)
			want := tt.want
			if want == "" {
				want = tt.m.ID
			}
			if got := s.Canonical(tt.m.ID); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func aged(m resolve.Member, born int) resolve.Member {
	m.Born = born
	return m
}

// with returns m with further names.
func with(m resolve.Member, names ...string) resolve.Member {
	for _, n := range names {
		m.Names = append(m.Names, graph.NormalName(n))
	}
	slices.Sort(m.Names)
	return m
}

func around(m resolve.Member, countries ...string) resolve.Member {
	m.Around = countries
	return m
}

func anchors(members ...resolve.Member) []graph.Anchor {
	var out []graph.Anchor
	for _, m := range members {
		name := ""
		if len(m.Names) > 0 {
			name = m.Names[0]
		}
		out = append(out, graph.Anchor{Member: m.ID, Name: name})
	}
	return out
}

func TestJudgements(t *testing.T) {
	a, b, c := person(1, []string{"Elin Marsk"}), person(2, []string{"Elin Marsk"}), person(3, []string{"Elin Marskova"})
	s := resolve.New(knowledge.Default())
	s.Update([]resolve.Member{a, b, c}, nil, nil)
	together := func(x, y resolve.Member) bool { return s.Canonical(x.ID) == s.Canonical(y.ID) }
	steps := []struct {
		name   string
		judge  graph.Judgement
		ab, ac bool
	}{
		{"merge", graph.Judgement{Seq: 1, Kind: "merge", Left: anchors(a, b), Right: anchors(c)}, true, true},
		{"split", graph.Judgement{Seq: 2, Kind: "split", Left: anchors(b), Right: anchors(a, c)}, false, true},
		{"undo merge", graph.Judgement{Seq: 3, Kind: "undo", Undoes: 1}, false, false},
		{"undo split", graph.Judgement{Seq: 4, Kind: "undo", Undoes: 2}, true, false},
		{"undo the undo", graph.Judgement{Seq: 5, Kind: "undo", Undoes: 4}, false, false},
		{"merge again", graph.Judgement{Seq: 6, Kind: "merge", Left: anchors(a), Right: anchors(b)}, true, false},
	}
	for _, st := range steps {
		s.Update(nil, nil, []graph.Judgement{st.judge})
		if together(a, b) != st.ab || together(a, c) != st.ac {
			t.Errorf("%s: a-b %v, a-c %v, want %v, %v", st.name, together(a, b), together(a, c), st.ab, st.ac)
		}
	}
	s.Update(nil, []resolve.Member{b}, nil)
	if lost := s.Unanchored(); len(lost) != 2 {
		t.Errorf("%d judgements without an anchor, want 2: %v", len(lost), lost)
	}
	s.Update([]resolve.Member{b}, nil, nil)
	if !together(a, b) {
		t.Error("the judgement does not survive its member's return")
	}
}

func Example() {
	a := person(1, []string{"Antony Blinken", "Blinken"}, post("secretary of state", "United States"))
	b := person(2, []string{"Blinken"}, post("secretary of state", "U.S."))
	s := resolve.New(knowledge.Default())
	s.Update([]resolve.Member{a, b}, nil, nil)
	fmt.Println(s.Canonical(a.ID), len(s.Cluster(s.Canonical(b.ID))))
	// Output: e:Q7821917 2
}

// TestSplitUnlinks: two that share a knowledge id and are judged apart are both
// without it, until the judgement is undone.
func TestSplitUnlinks(t *testing.T) {
	a, b := thing(1, "Country", "Georgia"), thing(2, "Country", "Georgia")
	s := resolve.New(knowledge.Default())
	s.Update([]resolve.Member{a, b}, nil, []graph.Judgement{{Seq: 1, Kind: "split", Left: anchors(b), Right: anchors(a)}})
	if s.Canonical(a.ID) != a.ID || s.Canonical(b.ID) != b.ID {
		t.Errorf("split: %s and %s", s.Canonical(a.ID), s.Canonical(b.ID))
	}
	s.Update([]resolve.Member{thing(3, "Country", "Georgia")}, nil, nil)
	if s.Canonical(b.ID) != b.ID {
		t.Errorf("a third one brought %s back", b.ID)
	}
	changed := s.Update(nil, nil, []graph.Judgement{{Seq: 2, Kind: "undo", Undoes: 1}})
	if s.Canonical(a.ID) != "e:Q230" || s.Canonical(b.ID) != "e:Q230" || len(changed) != 3 {
		t.Errorf("undone: %s and %s, %d redirects", s.Canonical(a.ID), s.Canonical(b.ID), len(changed))
	}
}

func TestUndecided(t *testing.T) {
	full := person(1, []string{"Paul Harker"})
	short := person(2, []string{"P. Harker"})
	other := person(3, []string{"Anna Kell"})
	s := resolve.New(knowledge.Default())
	s.Update([]resolve.Member{full, short, other}, nil, nil)
	got := s.Undecided(10)
	if len(got) != 1 || got[0].Members != 1 || got[0].Left != min(full.ID, short.ID) || got[0].Right != max(full.ID, short.ID) {
		t.Fatalf("got %+v, want the two Harkers", got)
	}
	s.Update(nil, nil, []graph.Judgement{{Seq: 1, Kind: "unsure", Left: anchors(full), Right: anchors(short)}})
	if got := s.Undecided(10); len(got) != 0 {
		t.Errorf("judged unsure and still there: %+v", got)
	}
	if got := s.Undecided(0); len(got) != 0 {
		t.Errorf("limit 0: %+v", got)
	}
}

// TestIncumbents: a person without a name is the one who holds the office, if the words
// mean the present holder, the office is one person's and the date is known.
func TestIncumbents(t *testing.T) {
	for _, tt := range []struct {
		words string
		date  graph.Date
		want  graph.ID
	}{
		{"the US secretary of state", "2023-12-08", "e:Q7821917"},
		{"The top US diplomat", "2023-12-08", "e:Q7821917"},
		{"America's top diplomat", "2023-12-08", "e:Q7821917"},
		{"the British prime minister", "2003-03-01", "e:Q9545"},
		{"the US secretary of state", "", ""},
		{"a US secretary of state", "2023-12-08", ""},
		{"the former US secretary of state", "2023-12-08", ""},
		{"the next British prime minister", "2003-03-01", ""},
		{"the secretary of state", "2023-12-08", ""},
		{"the US secretary of state's spokesman", "2023-12-08", ""},
		{"the wife of the British prime minister", "2003-03-01", ""},
		{"the British prime minister or his deputy", "2003-03-01", ""},
		{"the president of American Airlines", "2023-12-08", ""},
		{"the US senator", "2023-12-08", ""},
	} {
		t.Run(tt.words+" "+string(tt.date), func(t *testing.T) {
			doc := graph.ArticleID("", tt.words)
			m := resolve.Member{ID: graph.In("m", doc, graph.Span{B: 1, E: 9}), Doc: doc, Class: "Person", Described: tt.words, Published: tt.date}
			s := resolve.New(knowledge.Default())
			s.Update([]resolve.Member{m}, nil, nil)
			if tt.want == "" {
				tt.want = m.ID
			}
			if got := s.Canonical(m.ID); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestShortTitles: "Secretary Blinken" is the secretary of that surname at the time, of
// a country that the article names.
func TestShortTitles(t *testing.T) {
	for _, tt := range []struct {
		title, name string
		around      []string
		date        graph.Date
		want        graph.ID
	}{
		{"Secretary", "Blinken", []string{"united states", "egypt"}, "2023-12-08", "e:Q7821917"},
		{"Secretary", "Blinken", []string{"united states"}, "2014-12-08", ""},
		{"Secretary", "Blinken", []string{"egypt"}, "2023-12-08", ""},
		{"Secretary", "Blinken", []string{"united states"}, "", ""},
		{"Doctor", "Blinken", []string{"united states"}, "2023-12-08", ""},
	} {
		m := person(1, []string{tt.name}, resolve.Office{Post: tt.title})
		m.Around, m.Published = tt.around, tt.date
		s := resolve.New(knowledge.Default())
		s.Update([]resolve.Member{m}, nil, nil)
		if tt.want == "" {
			tt.want = m.ID
		}
		if got := s.Canonical(m.ID); got != tt.want {
			t.Errorf("%s %s in %v on %q: got %s, want %s", tt.title, tt.name, tt.around, tt.date, got, tt.want)
		}
	}
}
