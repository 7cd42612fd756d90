package loaders

import (
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/loaders/extract"
)

// background gives extract what the knowledge tables hold.
type background struct{ tables *knowledge.Tables }

// Lookup returns what bears the name, demonyms and badly written acronyms left out.
func (b background) Lookup(name string) []extract.Known {
	var out []extract.Known
	for _, c := range b.tables.Lookup(name) {
		if c.Form == knowledge.FormDemonym || c.Form == knowledge.FormAcronym && name != strings.ToUpper(name) {
			continue
		}
		k := known(c.Entry)
		k.Prior, k.Metonym = c.Prior, c.Form == knowledge.FormMetonym
		out = append(out, k)
	}
	return out
}

func known(e knowledge.Entry) extract.Known {
	k := extract.Known{Ref: e.Ref, Class: e.Class, Name: e.Name, Country: graph.ID(e.Country)}
	k.Media = e.Sort == "media" || e.Sort == "newsagency"
	k.Gender = genders[e.Gender]
	switch e.Kind {
	case "subdivision":
		k.Region = e.Sort
	case "city":
		k.Region = e.Country + "-" + e.Sort
	}
	return k
}

var genders = map[string]string{"m": "male", "f": "female"}

// Demonym returns the country of a demonym.
func (b background) Demonym(word string) (extract.Known, bool) {
	e, ok := b.tables.Demonym(word)
	return known(e), ok
}

// Gender returns the gender of a given name.
func (b background) Gender(given string) (string, bool) {
	g, ok := b.tables.Given(given)
	return genders[g], ok
}

// Holder returns the one person of that name who held the post. Persons without a
// fitting holding do not count: a namesake is not the office-holder.
func (b background) Holder(name, post string, country extract.Known) (who, of extract.Known, ok bool) {
	for _, c := range b.tables.Lookup(name) {
		if c.Kind != "person" {
			continue
		}
		h, fits := b.holding(c.Entry, post, country)
		if !fits {
			continue
		}
		if ok {
			return extract.Known{}, extract.Known{}, false
		}
		who, ok = known(c.Entry), true
		if e, found := b.tables.Nation(h.Country); found {
			of = known(e)
		}
	}
	return who, of, ok
}

// holding returns the holding of a person that post names, in the stated country
// or, without one, in the person's own: a president is also head of state of
// territories.
func (b background) holding(person knowledge.Entry, post string, country extract.Known) (knowledge.Holding, bool) {
	want := string(country.Country)
	if want == "" {
		want = person.Country
	}
	for _, h := range b.tables.Holdings(person.Ref) {
		if (want == "" || want == h.Country) && b.tables.Office(post, h.Country) == h.Key {
			return h, true
		}
	}
	return knowledge.Holding{}, false
}

// Office returns the key of a post of which there is one in a country or body at a
// time. A title that its bearer is known to have held at other times than on that day
// is one by courtesy.
func (b background) Office(post string, of, who extract.Known, on graph.Date) (key string, held bool) {
	key = b.tables.Office(post, string(of.Country))
	if !knowledge.Sole(key) {
		return "", false
	}
	known := false
	for _, h := range b.tables.Holdings(who.Ref) {
		if h.Key == key && (of.Country == "" || h.Country == string(of.Country)) {
			if known = true; on == "" || h.At(on) {
				return key, true
			}
		}
	}
	return key, !known
}

// Noun returns the mention type of a common noun in its most frequent sense.
func (b background) Noun(lemma string) string {
	classes := b.tables.Noun(lemma)
	if classes == "" {
		return ""
	}
	return nounTypes[classes[0]]
}

var nounTypes = map[byte]string{knowledge.NounPerson: "person", knowledge.NounOrg: "organization", knowledge.NounGroup: "group",
	knowledge.NounPlace: "place", knowledge.NounSite: "place", knowledge.NounEvent: "event", knowledge.NounSpeech: "speech"}
