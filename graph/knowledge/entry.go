package knowledge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// An Entry is a thing that the tables know.
type Entry struct {
	Kind    string   // country territory region subdivision city organization person
	Ref     graph.ID // knowledge id
	Name    string
	Class   string // class of graph/ontology
	Country string // ISO 3166 alpha-2, "" if unknown or none
	// Lat and Lon are thousandths of a degree; Located says whether they are known.
	Lat, Lon   int
	Located    bool
	Population int
	Capital    bool   // of its country
	Gender     string // of a person: "m", "f" or ""
	Born       graph.Date
	// Sort is the finer kind of an organization (newsagency media armed party igo
	// mnc ngo …) and the subdivision code of a city.
	Sort  string
	prior int
}

// A Form says how a name belongs to its entry.
type Form byte

// The forms, as the tables write them.
const (
	FormName    Form = 'n'
	FormAlias   Form = 'a'
	FormAcronym Form = 'c'
	FormDemonym Form = 'd' // "British": the country of what follows, or its people
	FormMetonym Form = 'm' // "Washington" for the United States
)

// A Candidate is one thing that a name may stand for.
type Candidate struct {
	Entry
	Form  Form
	Prior graph.Thousandths
}

// discount lowers the prior of a candidate that is not named by its name proper,
// in thousandths.
func (f Form) discount() int {
	switch f {
	case FormName, FormDemonym:
		return 1000
	case FormAcronym:
		return 900
	case FormMetonym:
		return 250
	}
	return 800
}

// Lookup returns all that bear the phrase as a name, alias, acronym, demonym or
// metonym, most likely first by prior alone, then by reference. The phrase is
// normalised; see graph.NormalName.
func (t *Tables) Lookup(phrase string) []Candidate {
	key := graph.NormalName(phrase)
	if key == "" {
		return nil
	}
	return t.entries().candidates(hashString(key), func(k string) bool { return k == key })
}

// ByRef returns the entry of a knowledge id.
func (t *Tables) ByRef(ref graph.ID) (Entry, bool) {
	row, ok := t.refs()[ref]
	if !ok {
		return Entry{}, false
	}
	return t.entries().entry(row), true
}

// Names returns the normalised names of a knowledge id with their forms, sorted.
func (t *Tables) Names(ref graph.ID) []Name {
	row, ok := t.refs()[ref]
	if !ok {
		return nil
	}
	line := t.entries().rows[row]
	var out []Name
	for k := range strings.SplitSeq(line[strings.LastIndexByte(line, '\t')+1:], "|") {
		out = append(out, Name{Key: k[1:], Form: Form(k[0])})
	}
	return out
}

// A Name is one normalised name of an entry.
type Name struct {
	Key  string
	Form Form
}

// Country returns the country or territory that has this name, alias, acronym or
// demonym. Metonyms do not count.
func (t *Tables) Country(name string) (Entry, bool) {
	return t.nation(name, func(f Form) bool { return f != FormMetonym })
}

// Demonym returns the country or territory whose people or adjective this is.
func (t *Tables) Demonym(word string) (Entry, bool) {
	return t.nation(word, func(f Form) bool { return f == FormDemonym })
}

func (t *Tables) nation(name string, want func(Form) bool) (Entry, bool) {
	for _, c := range t.Lookup(name) {
		switch c.Kind {
		case "country", "territory", "region":
			if want(c.Form) && c.Class != "Place" {
				return c.Entry, true
			}
		}
	}
	return Entry{}, false
}

// parseEntry reads a row: kind, ref, name, class, country, lat, lon, population,
// attribute, prior, keys.
func parseEntry(line string) Entry {
	var f [11]string
	for i := range f {
		f[i], line, _ = strings.Cut(line, "\t")
	}
	e := Entry{Kind: f[0], Ref: graph.ID(f[1]), Name: f[2], Class: f[3], Country: f[4], Sort: f[8]}
	e.Lat, _ = strconv.Atoi(f[5])
	e.Lon, _ = strconv.Atoi(f[6])
	e.Located = f[5] != ""
	e.Population, _ = strconv.Atoi(f[7])
	e.prior, _ = strconv.Atoi(f[9])
	switch e.Kind {
	case "city":
		e.Sort, e.Capital = strings.CutSuffix(e.Sort, "*")
	case "person":
		gender, born, _ := strings.Cut(e.Sort, ",")
		e.Gender, e.Born, e.Sort = gender, graph.Date(born), ""
	}
	return e
}

func sortCandidates(cs []Candidate) {
	slices.SortFunc(cs, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Prior, a.Prior), cmp.Compare(a.Ref, b.Ref), cmp.Compare(a.Form, b.Form))
	})
}
