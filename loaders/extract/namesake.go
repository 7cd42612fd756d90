package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// This file tells apart what bears one name: a country, a city and a state of a
// federation ("Georgia", "Washington"), a country and a person's surname ("Jordan").

// stateFirst puts the state of a federation before the country or city of its name where
// the words beside m speak of one ("Washington Gov. Roe", "the state of Georgia") or,
// before a country, where the article tells of places of that federation and not of the
// country's.
func (r *reading) stateFirst(m *mention, known []Known) []Known {
	s := slices.IndexFunc(known, func(k Known) bool { return k.Class == "Territory" && strings.Contains(k.Region, "-") })
	if s <= 0 || known[0].Class == "Person" {
		return known
	}
	if !r.besideState(m) && (known[0].Class != "Country" || !r.tellsOfState(known[s], known[0])) {
		return known
	}
	return slices.Concat(known[s:s+1], known[:s], known[s+1:])
}

// bearers returns what bears the name or, where nothing does, the part of a country that
// is meant by its long form: "Rakhine State".
func (r *reading) bearers(name string) []Known {
	known := r.know.Lookup(name)
	i := strings.LastIndexByte(name, ' ')
	if len(known) > 0 || i < 0 || !longForms[strings.ToLower(name[i+1:])] {
		return known
	}
	return slices.DeleteFunc(slices.Clone(r.know.Lookup(name[:i])), func(k Known) bool { return k.Class != "Territory" || k.Metonym })
}

// longForms end the long names of parts of countries.
var longForms = words("long-forms")

// homeFirst puts the city first that lies where the article is, by the countries and states
// that it names, and reports whether several are as likely: of Springfields there are two
// large ones. A name that nearly always means one city needs no help.
func (r *reading) homeFirst(known []Known) (out []Known, several bool) {
	if len(known) < 2 || known[0].Class != "City" || known[0].Prior >= knownWell {
		return known, false
	}
	named := r.homes()
	worth := func(k Known) int {
		if k.Class != "City" {
			return -1
		}
		return named[string(k.Country)] + 2*named[k.Region]
	}
	out = slices.Clone(known)
	slices.SortStableFunc(out, func(a, b Known) int { return worth(b) - worth(a) })
	return out, out[1].Class == "City" && worth(out[0]) == worth(out[1]) && out[0].Prior == out[1].Prior
}

// homes counts how often the article names each country, by its code, and each state of a
// federation; not where it says of which one a city before it is.
func (r *reading) homes() map[string]int {
	out := map[string]int{}
	for _, n := range r.doc.Names {
		if n.First < 0 || n.End > len(r.low) || n.First >= n.End || r.word(n.First-1) == "," && n.First > 1 && r.capital(n.First-2) {
			continue
		}
		switch known := r.know.Lookup(r.text(n.First, n.End)); {
		case len(known) > 0 && known[0].Class == "Country":
			out[string(known[0].Country)]++
		case len(known) > 0 && known[0].Class == "Territory" && known[0].Region != "":
			out[known[0].Region]++
		}
	}
	for i := range r.low {
		if d, ok := r.know.Demonym(r.doc.Form(i)); ok && r.capital(i) {
			out[string(d.Country)]++
		}
	}
	return out
}

// besideState reports whether the words beside m make it a state's name.
func (r *reading) besideState(m *mention) bool {
	next := m.end
	if r.word(next) == "'s" || r.word(next) == "’s" {
		next++
	}
	if r.word(m.end) == "state" || r.word(m.first-1) == "of" && r.word(m.first-2) == "state" {
		return true
	}
	for i := next; i < next+3 && i < len(r.low); i++ {
		if statePosts[r.low[i]] {
			return true
		}
		if !partisan[r.low[i]] && r.low[i] != "lt." && r.low[i] != "lieutenant" {
			return false
		}
	}
	return false
}

// statePosts are posts and bodies of the states of a federation and of those whom they
// send to its parliament.
var statePosts = words("state-posts")

// tellsOfState compares what the article names of the state with what it names of the
// country.
func (r *reading) tellsOfState(state, nation Known) bool {
	votes := 0
	for _, n := range r.doc.Names {
		if n.First < 0 || n.End > len(r.low) || n.First >= n.End {
			continue
		}
		text := r.text(n.First, n.End)
		if graph.NormalName(text) == graph.NormalName(nation.Name) {
			if r.besideState(&mention{first: n.First, end: n.End}) {
				votes += 3
			}
			continue
		}
		votes += votesOf(r.know.Lookup(text), state, nation)
	}
	for i := range r.low {
		if !r.capital(i) {
			continue
		}
		if d, ok := r.know.Demonym(r.doc.Form(i)); ok && d.Ref == nation.Ref && graph.NormalName(r.doc.Form(i)) != graph.NormalName(nation.Name) {
			votes -= 3
		}
	}
	return votes > 0
}

// votesOf says for which of the two a name of the article speaks that has these meanings.
func votesOf(known []Known, state, nation Known) int {
	if len(known) == 0 || known[0].Class == "Person" {
		return 0
	}
	switch k := known[0]; {
	case k.Country == nation.Country && k.Ref != nation.Ref:
		return -2
	case slices.ContainsFunc(known, func(k Known) bool { return k.Region == state.Region && k.Class != "Country" }):
		return 2
	case k.Class == "Territory" && k.Country == state.Country:
		return 1
	}
	return 0
}

// surnameOf reports whether m, which the tagger took for a place or a body, is the surname
// of a person whom the article named in full before, and nothing beside it makes it a
// place: "Jim Jordan of Ohio ... Jordan won".
func (r *reading) surnameOf(m *mention) bool {
	if m.end-m.first != 1 || r.inPlace(m) {
		return false
	}
	for _, n := range r.doc.Names {
		first, end := r.fullNameOf(n)
		for first < end && r.titleWord(first) {
			first++
		}
		if end-first > 1 && end <= m.first && r.low[end-1] == r.low[m.first] {
			return true
		}
	}
	return false
}

// surnamesAlone takes words for surnames that the tagger took for nouns, since they are
// these, too: "Jane Banks ... Banks resigned", where a full name of the article ends in the
// word and nothing beside it makes it a noun.
func (r *reading) surnamesAlone() {
	surnames := map[string]int{} // where the first full name with it ends
	for _, m := range r.mentions {
		if w := r.doc.Form(m.end - 1); m.kind == "name" && m.typ == person && m.end-m.first > 1 && (surnames[w] == 0 || m.end < surnames[w]) {
			surnames[w] = m.end
		}
	}
	for i := range r.low {
		if r.at[i] != graph.None || !r.capital(i) || len(r.low[i]) < 3 || !r.surnameLike(i) {
			continue
		}
		if end := surnames[r.doc.Form(i)]; end == 0 || end > i {
			continue
		}
		m := mention{first: i, end: i + 1, head: i, kind: "name", typ: person, class: "Person", name: r.doc.Form(i), chain: graph.None}
		m.gender = r.genderOf(&m)
		r.put(m)
	}
}

// surnameLike reports whether token i stands where a surname does: it has no determiner or
// adjective, is part of no longer phrase, and what it does is not what several do.
func (r *reading) surnameLike(i int) bool {
	if t := r.tok(i).UPOS; t != "NOUN" && t != "PROPN" || r.has(i, "det", "amod", "nummod", "compound", "nmod", "flat") || r.word(i+1) != "," && r.has(i, "acl", "acl:relcl") || r.is(i, "compound", "flat", "amod", "root") {
		return false
	}
	v := r.head(i)
	return !r.is(i, "nsubj", "nsubj:pass") || v < 0 || r.tok(v).XPOS != "VBP" && !slices.ContainsFunc(r.kids[v], func(k int) bool {
		return r.is(k, "aux", "aux:pass", "cop") && r.tok(k).XPOS == "VBP" || plurals[r.low[k]]
	})
}

// plurals are forms of "be" that go with several.
var plurals = set("are were")

// fullNameOf returns the tokens of a tagged name of a person, without what is no part of
// it behind; none where the name is not one of several words.
func (r *reading) fullNameOf(n language.Name) (first, end int) {
	if n.Type != "PER" || n.First < 0 || n.End-n.First < 2 || n.End > len(r.low) {
		return 0, 0
	}
	first, end = n.First, n.End
	for end > first && (r.tok(end-1).UPOS == "PUNCT" && len(r.low[end-1]) == 1 || strings.HasPrefix(r.low[end-1], "'") || r.low[end-1] == "of" || r.low[end-1] == "and") {
		end--
	}
	return first, end
}

// inPlace reports whether the words beside m make it a place: "in Jordan", "Jordan's
// king", "Amman, Jordan".
func (r *reading) inPlace(m *mention) bool {
	switch prev := r.word(m.first - 1); {
	case placePrepositions[prev] && prev != "to" && prev != "on" && prev != "at", prev == "from", prev == "into":
		return true
	case prev == "," && m.first > 1 && r.knownPlace(r.doc.Form(m.first-2)):
		return true
	}
	next := r.word(m.end)
	return (next == "'s" || next == "’s") && whatStatesHave[r.word(m.end+1)]
}

// whatStatesHave are words behind the possessive of a state's name.
var whatStatesHave = words("what-states-have")
